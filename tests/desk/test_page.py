"""What a reader does with the page of a note: open a quote in its article, filter by source, read the matrix.

The page is held by these hooks, and by nothing else of its making:

| hook | |
|---|---|
| `a.cite[data-quote]` | every citation; a click or Enter shows its quote in its article |
| `[data-position]` | each source's answer to a disputed question, with its citations inside |
| `#reader` | the text of the article that is shown; hidden while none is |
| `#reader mark.shown` | the quote that is shown, in as many pieces as it takes |
| `#reader button.close` | closes it, as Escape does, and returns to the citation |
| `#filter input[name=source]` | a box for each article; its value is the article's id |
| `[data-sources="ID ID"]` | what comes from these articles, `hidden` while none of them is checked |
| `table.matrix` | a row for each agreed statement, a column for each article, with `.cite` where it states it |
| `svg.timeline` | the picture, with `role=img`, `title` and `desc` |
"""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import pytest

from assistant.render import selection
from assistant.render.json import load
from assistant.schema import Briefing
from tests.desk.browser import DARK, LIGHT, PHONE, PRINT, View, sticking_out, violations
from tests.desk.conftest import Opener
from tests.desk.notes import Note, positions

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

CITE = "a.cite[data-quote]"
READER = "#reader"
SHOWN = f"{READER} mark.shown"
CLOSE = f"{READER} button.close"
SOURCES = "#filter input[name=source]"
MOST_TABS = 60
IN_WINDOW = """marks => { const box = marks[0].getBoundingClientRect();
  return box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth; }"""

OPEN_UP = """e => { e.querySelectorAll('details').forEach(inner => inner.open = true);
  for (let d = e.closest('details'); d; d = d.parentElement.closest('details')) d.open = true; }"""
HIDDEN_WRONGLY = """selector => {
  const on = new Set([...document.querySelectorAll(selector + ':checked')].map(box => box.value));
  return [...document.querySelectorAll('[data-sources]')]
    .filter(e => e.hidden === e.dataset.sources.split(' ').some(id => on.has(id)))
    .map(e => e.outerHTML.slice(0, 200)); }"""

OUT_OF_SIGHT = "box.scrollWidth - box.clientWidth"


def folded(texts: Iterable[str]) -> str:
    """Words without what a browser folds."""
    return " ".join("".join(texts).split())


def quote_shown(page: "Page") -> str:
    """The words that the reader marks; they must be in the window."""
    marks = page.locator(SHOWN)
    marks.first.wait_for()
    assert marks.evaluate_all(IN_WINDOW)
    return folded(marks.all_text_contents())


def close(page: "Page") -> None:
    """Put the article away."""
    page.locator(CLOSE).click()
    page.locator(READER).wait_for(state="hidden")


def focused(page: "Page", selector: str) -> bool:
    """Whether the keyboard's focus is in such an element."""
    inside: bool = page.evaluate("selector => !!document.activeElement?.closest(selector)", selector)
    return inside


def tab_to(page: "Page", selector: str) -> None:
    """Go there by the keyboard alone."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if focused(page, selector):
            return
    pytest.fail(f"{selector} is not reached by {MOST_TABS} tabs")


def revealed(page: "Page") -> "Page":
    """The page with its filter open, should it be folded away."""
    page.locator("#filter").evaluate(OPEN_UP)
    return page


def told(note: Note) -> list[str]:
    """The ids of the articles that the note's stories are told from."""
    return [id for story in note.json["stories"] for id in story["articles"]]


@pytest.mark.parametrize("view", [LIGHT, PHONE], ids=["light", "phone"])
def test_each_position_opens_its_quotes(note: Note, show: Opener, view: View) -> None:
    """Click by click, the words stand marked in the window, in the text of their article."""
    page = show(note.path("html"), view)
    texts = {article["id"]: folded(article["text"]) for article in note.json["articles"]}
    seen: Counter[str] = Counter()
    answers = page.locator("[data-position]")
    for cite in answers.locator(CITE).all():
        cite.click()
        words = quote_shown(page)
        text = folded(page.locator(READER).all_text_contents())
        assert any(words in whole and whole in text for whole in texts.values())
        seen[words] += 1
        close(page)
    wanted = Counter(folded(quote["text"]) for position in positions(note) for quote in position["quotes"])
    assert answers.count() == len(positions(note))
    assert seen == wanted


def test_every_citation_opens_words_of_the_note(notes: dict[str, Note], show: Opener) -> None:
    """Summary, agreements, timeline and all the rest."""
    note = notes["lisk-valley-flood"]
    page = show(note.path("html"))
    cited = {folded(words) for words in note.cited}
    seen = set()
    for cite in page.locator(CITE).all():
        if cite.is_visible():
            cite.click()
            seen.add(quote_shown(page))
            close(page)
    assert seen >= cited


@pytest.mark.parametrize("leave", ["Escape", "close"])
def test_the_keyboard_is_enough(note: Note, show: Opener, leave: str) -> None:
    """Tab to a citation, Enter opens it and takes the focus along, and closing it gives the focus back."""
    page = show(note.path("html"))
    tab_to(page, CITE)
    before = page.evaluate_handle("document.activeElement")
    page.keyboard.press("Enter")
    assert quote_shown(page)
    assert focused(page, READER)
    if leave == "close" and not focused(page, CLOSE):
        tab_to(page, CLOSE)
    page.keyboard.press("Escape" if leave == "Escape" else "Enter")
    page.locator(READER).wait_for(state="hidden")
    page.wait_for_function("before => before === document.activeElement", arg=before)


def test_another_citation_takes_the_place_of_the_first(notes: dict[str, Note], show: Opener) -> None:
    """With the reader open, a second quote is shown in its place."""
    page = show(notes["lisk-valley-flood"].path("html"))
    cites = page.locator("[data-position]").locator(CITE)
    cites.first.click()
    first = quote_shown(page)
    cites.nth(1).click()
    assert quote_shown(page) != first


@pytest.mark.parametrize("view", [LIGHT, DARK, PHONE], ids=["light", "dark", "phone"])
def test_an_open_quote_shuts_nobody_out(notes: dict[str, Note], show: Opener, view: View) -> None:
    """The automated check finds no serious fault in the reader either, and it fits the window."""
    page = show(notes["lisk-valley-flood"].path("html"), view)
    page.locator("[data-position]").locator(CITE).first.click()
    quote_shown(page)
    assert violations(page) == []
    assert sticking_out(page) == []


def test_the_filter_hides_what_no_checked_source_says(note: Note, show: Opener) -> None:
    """All are checked at first and nothing is hidden; with one left, only what it says is shown."""
    page = revealed(show(note.path("html")))
    boxes = page.locator(SOURCES)
    assert sorted(boxes.evaluate_all("boxes => boxes.map(box => box.value)")) == sorted(told(note))
    assert wrongly_hidden(page) == []
    assert all(box.is_checked() for box in boxes.all())
    for kept in boxes.all():
        for box in boxes.all():
            box.set_checked(box.get_attribute("value") == kept.get_attribute("value"))
        assert wrongly_hidden(page) == []
        assert page.locator("[data-sources][hidden]").count() > 0
    for box in boxes.all():
        box.check()
    assert page.locator("[data-sources][hidden]").count() == 0


def wrongly_hidden(page: "Page") -> list[str]:
    """The parts of the page that are hidden though a source of theirs is checked, or shown though none is."""
    wrong: list[str] = page.evaluate(HIDDEN_WRONGLY, SOURCES)
    return wrong


def test_the_matrix_is_that_of_the_json(note: Note, show: Opener) -> None:
    """Each agreed statement of independent sources has its row, and a mark under each source that states it."""
    page = show(note.path("html"))
    found: list[Any] = []
    for table in page.locator("table.matrix").all():
        assert table.locator("thead th").count() > 2
        for row in table.locator("tbody tr").all():
            stated = row.locator("td:has(.cite)").count()
            found.append((folded(row.locator("th").all_text_contents()), stated))
    for story in load(note.path("json").read_text(encoding="utf-8"), Briefing).stories:
        for fact in selection.independent(story):
            assert (folded(selection.heading(fact)), len(fact.support)) in found


def test_a_matrix_of_few_sources_is_seen_whole(note: Note, show: Opener) -> None:
    """On a wide screen no column is out of sight."""
    page = show(note.path("html"))
    few = "tables => tables.filter(table => table.rows[0].cells.length <= 6).map(table => table.parentElement)"
    cut = page.locator("table.matrix").evaluate_all(f"tables => ({few})(tables).map(box => {OUT_OF_SIGHT})")
    assert len(cut) == len(note.json["stories"])
    assert max(cut) <= 0


def test_the_timeline_is_a_picture_with_words(note: Note, show: Opener) -> None:
    """It has a name and a description for those who do not see it, and fits the page."""
    page = show(note.path("html"))
    dated = sum(len({event["date"] for event in story["timeline"]}) > 1 for story in note.json["stories"])
    pictures = page.locator("svg.timeline[role=img]")
    assert pictures.count() == dated
    for picture in pictures.all():
        assert len(name(picture, "title")) > 3
        assert len(name(picture, "desc")) > 20
        box = picture.bounding_box()
        assert box is not None
        assert 0 <= box["x"] < box["x"] + box["width"] <= LIGHT.width


def name(picture: "Locator", part: str) -> str:
    """The title or description of a picture."""
    return folded(picture.locator(f"> {part}").all_text_contents())


def test_nothing_to_press_is_left_on_paper(notes: dict[str, Note], show: Opener) -> None:
    """Buttons and boxes are of no use there."""
    page = show(notes["lisk-valley-flood"].path("html"), PRINT)
    assert page.locator(CITE).count() > 0
    assert page.locator("button:visible").count() == 0

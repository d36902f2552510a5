"""The page, without a browser: what it links, marks, escapes and lets run."""

import base64
import hashlib
import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from lxml import html as parser

from assistant.render import Result, render
from assistant.render.catalogue import Catalogue
from assistant.render.html.texts import pieces
from assistant.render.note import Look
from assistant.render.plain import clean
from assistant.schema import Article, Briefing, Position
from tests.render_records import (
    BRIEFING,
    CHECK,
    CLOSED,
    HOSTILE,
    NORTH,
    PILE,
    RESULTS,
    RUN,
    SEVERAL,
    SOUTH,
    TOLL,
    quote,
)

Element = Any
HEADINGS = "//body/header/h1 | //main//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5]"


def page_of(result: Result, look: Look | None = None) -> Element:
    """A result's page as a tree."""
    return parser.document_fromstring(render(result, "html", look or Look()))


def classed(root: Element, name: str) -> list[Element]:
    """The elements of a class below another, in their order."""
    found: list[Element] = root.xpath(".//*[contains(concat(' ', @class, ' '), concat(' ', $name, ' '))]", name=name)
    return found


def texts_in(page: Element) -> dict[str, str]:
    """The whole texts that a page has, by article."""
    return {
        each.get("data-article"): each.text_content() for each in page.xpath("//*[@id='texts']//div[@data-article]")
    }


@pytest.mark.parametrize("result", RESULTS)
def test_every_link_inside_leads_somewhere_and_no_name_is_given_twice(result: Result) -> None:
    """Citations, contents, counts and findings can be followed without a script."""
    page = page_of(result)
    names = Counter(each.get("id") for each in page.iter() if each.get("id") is not None)
    assert [name for name, count in names.items() if count > 1 or re.search(r"\s", name)] == []
    targets = {link.get("href")[1:] for link in page.iter("a") if link.get("href").startswith("#")}
    assert targets <= set(names)
    labels = " ".join(page.xpath("//@aria-labelledby"))
    assert set(labels.split()) <= set(names)


@pytest.mark.parametrize("result", RESULTS)
def test_nothing_of_an_article_runs_or_loads(result: Result) -> None:
    """One style and one script of our own, let in by their hashes; everything else is text."""
    page = page_of(result)
    (policy,) = [each.get("content") for each in page.xpath("//meta[@http-equiv='Content-Security-Policy']")]
    assert policy.startswith("default-src 'none'; ") and "unsafe" not in policy
    for tag in ("style", "script"):
        (own,) = page.iter(tag)
        digest = base64.b64encode(hashlib.sha256(own.text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
        assert "alert(1)" not in own.text and "North" not in own.text
    assert not [each.tag for each in page.iter("img", "iframe", "link", "object", "base", "form") if each.get("src")]
    assert not [name for each in page.iter() for name in dict(each.attrib) if name.startswith("on") or name == "style"]
    outside = {each.get("href") for each in page.iter("a")} - {None}
    assert {href for href in outside if not href.startswith("#")} <= {"https://north.example/1"}


def test_hostile_text_is_shown_as_text() -> None:
    """A script in an article is read, not run."""
    page = page_of(BRIEFING)
    assert clean(HOSTILE) in texts_in(page)["a1"]
    assert clean(HOSTILE) in classed(page, "single_source")[0].text_content()


@pytest.mark.parametrize("result", [BRIEFING, SEVERAL, PILE, CHECK])
def test_each_text_is_on_the_page_once(result: Result) -> None:
    """Every article that is told has its cleaned text in the page, and one copy of it."""
    page = page_of(result)
    assert texts_in(page) == {article.id: clean(article.text) for article in (NORTH, SOUTH)}
    assert len(page.xpath("//*[@id='texts']//div[@data-article]")) == 2
    assert page.text_content().count("The   toll\nrose to 19.") == 1


@pytest.mark.parametrize("result", RESULTS)
def test_each_citation_leads_to_its_very_words(result: Result) -> None:
    """The place a number leads to carries the span of the quote in the text, as a script counts it."""
    page = page_of(result)
    texts = {id: text.encode("utf-16-le") for id, text in texts_in(page).items()}
    cites = classed(page, "cite")
    assert len(cites) > 0 or result is PILE
    for cite in cites:
        name = cite.get("data-quote")
        assert cite.get("href") == f"#{name}"
        (spot,) = page.xpath("//span[@id=$name]", name=name)
        (text,) = spot.xpath("ancestor::div[@data-article]")
        words = texts[text.get("data-article")][2 * int(spot.get("data-from")) : 2 * int(spot.get("data-to"))]
        (note,) = page.xpath("//li[@id=$name]", name=f"note-{name}")
        said = note.find("bdi").text.strip("“”")
        assert " ".join(words.decode("utf-16-le").split()) == said


def test_notes_are_numbered_as_the_citations_are() -> None:
    """On paper the number behind a statement is that of its note."""
    page = page_of(BRIEFING)
    notes = [each.get("id") for each in page.xpath("//*[@id='notes']//li")]
    assert notes
    for cite in classed(page, "cite"):
        number = cite.get("data-number") or cite.text
        assert notes[int(number) - 1] == f"note-{cite.get('data-quote')}"


def test_each_position_is_a_row_that_opens_its_quote() -> None:
    """A dispute is a table that belongs to its question, with roles that survive any layout."""
    page = page_of(BRIEFING)
    (dispute,) = classed(page, "dispute")
    (table,) = dispute.xpath(".//table[@role='table']")
    (question,) = page.xpath("//*[@id=$name]", name=table.get("aria-labelledby"))
    assert question.text_content() == TOLL.question
    rows = dispute.xpath(".//*[@data-position]")
    assert [row.get("data-position") for row in rows] == ["a1", "a2"]
    assert [row.get("data-sources") for row in rows] == ["a1", "a2"]
    assert all(row.xpath(".//a[@data-quote]") and row.xpath("th[@scope='row']") for row in rows)
    assert [mark.text for mark in dispute.iter("mark")] == ["19", "21"]


def test_the_filter_has_each_cited_source_ticked() -> None:
    """What belongs to sources says to which; a box stands for each."""
    page = page_of(BRIEFING)
    boxes = page.xpath("//*[@id='filter']//input[@name='source']")
    assert [box.get("value") for box in boxes] == ["a1", "a2"]
    assert all(box.get("type") == "checkbox" and box.get("checked") is not None for box in boxes)
    assert page.get_element_by_id("filter").get("hidden") is not None, "without a script it would do nothing"
    named = {id for part in page.xpath("//*[@data-sources]") for id in part.get("data-sources").split()}
    assert named == {"a1", "a2"}


def test_sources_of_one_outlet_are_told_apart() -> None:
    """By their day, and where that is the same by their title."""
    twins = [replace(SOUTH, id=f"b{n}", title=title, published="2025-11-09") for n, title in enumerate(("One", "Two"))]
    stand = [Position(t.id, str(n), (quote(t, "The toll stands at 21."),)) for n, t in enumerate((SOUTH, *twins))]
    story = replace(BRIEFING.stories[0], discrepancies=(replace(TOLL, positions=tuple(stand)),))
    page = page_of(Briefing((story,), (NORTH, replace(SOUTH, published="2025-11-10"), *twins), RUN))
    labels = [label.text_content().strip() for label in page.xpath("//*[@id='filter']//label")]
    assert labels == [
        "The North",
        "South <Post>, 10 November 2025",
        "South <Post>, 9 November 2025, One",
        "South <Post>, 9 November 2025, Two",
    ]


def test_headings_go_down_step_by_step() -> None:
    """One main heading, and no level is left out below it."""
    for result in RESULTS:
        levels = [int(each.tag[1]) for each in page_of(result).xpath(HEADINGS)]
        assert levels.count(1) == 1 and levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_page_names_its_language_and_speaks_it() -> None:
    """A screen reader reads the words of the page as what they are; those of articles find their direction alone."""
    page = page_of(BRIEFING, Look(say=Catalogue("de")))
    assert page.get("lang") == "de-DE" and classed(page, "skip")[0].text == "Zum Briefing springen"
    assert all(text.get("dir") == "auto" for text in classed(page, "text"))


def test_a_check_has_a_row_for_each_sentence() -> None:
    """With its mark, its reason and its quotes."""
    rows = classed(page_of(CHECK), "draft")[0].findall("li")
    assert [row.get("class") for row in rows] == ["line contradicted", "line supported", "line not_checkable"]
    assert [len(classed(row, "cite")) for row in rows] == [1, 2, 0]


def test_pieces_put_together_are_the_article() -> None:
    """Overlapping quotes neither lose nor double a character; their spans are those of the cleaned text."""
    text = "\u202eA \U0001f30a rose\r\nover the levee at night."
    article = Article("a", "a.txt", "", "", "", "", text)
    quotes = [
        quote(article, words) for words in ("rose\r\nover", "over the levee", "\U0001f30a rose\r\nover the levee at")
    ]
    made = pieces(article, quotes)
    shown = "".join(piece.text for piece in made)
    assert shown == clean(text)
    assert "".join(piece.text for piece in made if piece.quoted) == "\U0001f30a rose\nover the levee at"
    units = shown.encode("utf-16-le")
    spots = [spot for piece in made for spot in piece.spots]
    said = {units[2 * spot.start : 2 * spot.end].decode("utf-16-le") for spot in spots}
    assert said == {clean(each.text) for each in quotes}


def test_quotes_without_overlap_keep_what_lies_between() -> None:
    """Only what is quoted is marked."""
    made = pieces(NORTH, [quote(NORTH, CLOSED)])
    assert (made[0].text, made[0].quoted) == (CLOSED, True)
    assert not any(piece.quoted for piece in made[1:])

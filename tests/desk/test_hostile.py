"""Articles that mean ill show as text, in every program that opens the note."""

import csv
import html
import re
from pathlib import Path
from typing import Any

import pytest

from assistant.render.markdown import escaped, inner
from tests.desk import hostile
from tests.desk.conftest import Opener
from tests.desk.hostile import ELSEWHERE, HARMLESS, TRICKS
from tests.desk.notes import Note
from tests.desk.test_documents import PDF
from tests.desk.tools import absent, pages, pandoc, run, squeezed

# What the page consists of, but for the marks inside a line, which follow the words; attributes without their values.
CENSUS = """() => { const count = {};
  for (const e of document.querySelectorAll('*:not(b,br,del,em,i,ins,mark,span,strong,wbr,tspan,text)')) {
    const kind = [e.localName, ...e.getAttributeNames().sort()].join(' ');
    count[kind] = (count[kind] || 0) + 1; }
  return count; }"""
HANDLERS = """() => [...document.querySelectorAll('*')].flatMap(e => e.getAttributeNames()
  .filter(name => name.startsWith('on') || /javascript:/i.test(['href', 'src', 'action'].includes(name)
    ? e.getAttribute(name) : '')).map(name => e.outerHTML.slice(0, 200)))"""
# What leads away under other words than its address; GitHub links bare addresses, whoever wrote them.
LINKS = """links => links.map(link => ({href: link.getAttribute('href'), text: link.textContent}))
  .filter(({href, text}) => decodeURI(href) !== text)"""
WORDS = """() => { const copy = document.body.cloneNode(true);
  copy.querySelectorAll('script, style, template').forEach(e => e.remove()); return copy.textContent; }"""


def unseen(text: str) -> list[str]:
    """The tricks that do not stand in a text as they were written."""
    whole = squeezed(text)
    return [trick for trick in TRICKS if squeezed(hostile.shown(trick)) not in whole]


def test_the_page_shows_them_as_text(hostile_note: Note, show: Opener) -> None:
    """No dialog, no request, no window; every trick can be read."""
    page = show(hostile_note.path("html"))
    assert page.evaluate(HANDLERS) == []
    assert unseen(page.evaluate(WORDS)) == []


def test_the_page_has_nothing_that_harmless_articles_would_not_bring(
    hostile_note: Note, show: Opener, tmp_path: Path
) -> None:
    """Element by element and attribute by attribute."""
    tame = hostile.write(Note(tmp_path / "tame"), tuple(trick.translate(HARMLESS) for trick in TRICKS))
    counts: list[Any] = [show(each.path("html")).evaluate(CENSUS) for each in (hostile_note, tame)]
    assert counts[0] == counts[1]


def test_whatever_is_clicked_stays_on_the_page(hostile_note: Note, show: Opener) -> None:
    """Each citation can be followed, and nothing but the place on the page changes."""
    page = show(hostile_note.path("html"))
    for link in page.locator('a[href^="#"]').all()[:60]:
        link.evaluate("link => link.click()")
    assert page.url.partition("#")[0] == hostile_note.path("html").as_uri()


@pytest.mark.parametrize("reader", ["gfm+footnotes", "markdown"])
def test_markdown_renders_them_as_text(hostile_note: Note, show: Opener, tmp_path: Path, reader: str) -> None:
    """What a renderer of Markdown makes of the note asks for nothing, links nowhere and can be read."""
    target = tmp_path / "rendered.html"
    target.write_text(
        pandoc(hostile_note.markdown, "--from", reader, "--to", "html", "--standalone", "--metadata", "title=x"),
        encoding="utf-8",
    )
    page = show(target)
    assert page.evaluate(HANDLERS) == []
    assert page.locator("img, iframe, script, form, base, object").count() == 0
    assert [link for link in page.locator("a[href]").evaluate_all(LINKS) if not link["href"].startswith("#")] == []
    assert unseen(page.evaluate(WORDS)) == []


# What opens a list, is put aside, given a name or a look, or taken for a key of a bibliography, as Pandoc reads it.
CONSTRUCTS = (
    *("Harbour dam {#reader .cls onclick=alert(6)}", "dam **x**{.a}", "a^b^ c", "the ends ##", "C#", "@label said"),
    *("(1) first", "a) first", "(@) ex", "(@x) ex", "i. roman", "iv) x", "II. x", "A. Smith", ": defined", "#. auto"),
)


@pytest.mark.parametrize("reader", ["gfm+footnotes", "markdown-smart", "commonmark_x-smart"])
@pytest.mark.parametrize("trick", CONSTRUCTS)
def test_no_construct_of_a_markdown_dialect_comes_from_an_article(trick: str, reader: str) -> None:
    """At the head of a heading, an item and a paragraph it is a string, and nothing is missing from it."""
    blocks = (
        f"# {escaped(trick)}\n\n- {escaped(trick)}\n\n{escaped(trick)}\n\n- **{inner(trick)}** — {escaped(trick)}\n"
    )
    tree = pandoc(blocks, "--from", reader, "--to", "json")
    kinds = set(re.findall(r'"t":"(\w+)"', tree))
    assert kinds <= {"Header", "BulletList", "Plain", "Para", "Str", "Space", "Strong"}
    assert '["onclick"' not in tree
    shown = pandoc(blocks, "--from", reader, "--to", "html", "--wrap=none")
    assert html.unescape(re.sub("<[^>]+>", "", shown)).count(trick) == 5


def test_a_word_processor_shows_them_as_text(hostile_note: Note, office: dict[Path, Path]) -> None:
    """Every trick can be read on its pages, and none became a link or a field."""
    pdf = office[hostile_note.folder]
    assert absent(map(hostile.shown, TRICKS), pages(pdf)) == []
    assert ELSEWHERE not in run("pdfinfo", "-url", pdf)


@PDF
def test_a_pdf_shows_them_as_text(hostile_note: Note) -> None:
    """Every trick can be read on its pages, and none became a link."""
    pdf = hostile_note.path("pdf")
    assert absent(map(hostile.shown, TRICKS), pages(pdf)) == []
    assert ELSEWHERE not in run("pdfinfo", "-url", pdf)
    assert "javascript" not in run("pdfinfo", "-url", pdf).lower()


def test_a_spreadsheet_has_no_formula(hostile_note: Note) -> None:
    """No cell begins as a formula does."""
    with hostile_note.path("csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert any("cmd|" in cell for cell in cells)
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []

"""The note as a Word document, a PDF and Markdown, in the programs that open these."""

import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from assistant.cli.options import ENDINGS
from tests.desk.notes import Note, positions, quotes, raw_marks
from tests.desk.tools import absent, office_pdf, pages, pandoc, run, squeezed

READERS = ("gfm+footnotes", "markdown", "commonmark_x")
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PDF = pytest.mark.skipif("pdf" not in ENDINGS, reason="notes are not written as PDF")


def footnotes(docx: Path) -> list[str]:
    """The text of each footnote of a Word document."""
    with zipfile.ZipFile(docx) as archive:
        root = ElementTree.fromstring(archive.read("word/footnotes.xml"))
    kept = [note for note in root if note.get(f"{WORD}type") in (None, "normal")]
    return ["".join(text.text or "" for text in note.iter(f"{WORD}t")) for note in kept]


def in_order(words: list[str], text: str) -> list[str]:
    """The words that do not stand behind those before them."""
    missed, place = [], 0
    for each in words:
        found = text.find(each, place)
        missed += [] if found >= 0 else [each]
        place = found + len(each) if found >= 0 else place
    return missed


def test_the_markdown_cites_what_the_json_holds(note: Note) -> None:
    """Each footnote holds the exact words of a quote, and each quote of a dispute or of the bottom line has one."""
    assert len(note.cited) == len(note.footnotes) > 0
    told = [*positions(note), *(s for story in note.json["stories"] for s in story["summary"])]
    words = {squeezed(cited) for cited in note.cited}
    assert [q["text"] for q in quotes(told) if squeezed(q["text"]) not in words] == []


@pytest.mark.parametrize("reader", READERS)
def test_markdown_has_its_footnotes_in_pandoc(note: Note, reader: str) -> None:
    """As many as were written; Pandoc repeats one for each mark that leads to it. No mark is left as text."""
    page = pandoc(note.markdown, "--from", reader, "--to", "html")
    written = re.findall(r"^\[\^([^\]]+)\]:", note.markdown, re.MULTILINE)
    marks = re.findall(r"\[\^([^\]]+)\](?!:)", note.markdown)
    assert set(marks) == set(written)
    assert len(written) == len(set(written)) == len(note.footnotes) > 0
    assert len(re.findall(r'<li id="fn\d+"', page)) == len(set(re.findall(r'href="#fn(\d+)"', page))) == len(marks)
    assert raw_marks(page) == []


def test_markdown_becomes_a_word_document(note: Note, tmp_path: Path) -> None:
    """Pandoc writes it with all footnotes, and LibreOffice opens it."""
    target = tmp_path / "pandoc.docx"
    pandoc(note.markdown, "--from", "markdown", "--to", "docx", "--output", target)
    assert len(footnotes(target)) == len(note.marks)


def test_a_word_processor_shows_every_footnote(note: Note, office: dict[Path, Path]) -> None:
    """What the Markdown cites stands on the pages, and each footnote behind its number, in their order."""
    printed = pages(office[note.folder])
    assert absent([*note.told, *note.cited], printed) == []
    held = footnotes(note.path("docx"))
    numbered = [f"{n}{squeezed(text)[:30]}" for n, text in enumerate(held, 1)]
    assert len(held) == len(note.cited)
    assert in_order(numbered, squeezed("".join(printed))) == []


def test_what_pandoc_makes_of_the_markdown_opens_too(notes: dict[str, Note], tmp_path: Path) -> None:
    """One document for all, since the word processor takes seconds to start."""
    documents = [tmp_path / f"{name}.docx" for name in notes]
    for document, note in zip(documents, notes.values(), strict=True):
        pandoc(note.markdown, "--from", "markdown-smart", "--to", "docx", "--output", document)
    for made, note in zip(office_pdf(documents, tmp_path, tmp_path / "profile"), notes.values(), strict=True):
        assert absent(note.cited, pages(made)) == []


@PDF
def test_a_pdf_holds_every_footnote(note: Note) -> None:
    """What the Markdown cites stands on its pages, and each footnote behind its number, in their order."""
    printed = pages(note.path("pdf"))
    assert absent([*note.told, *note.cited], printed) == []
    numbered = [f"{n}{squeezed(text)[:30]}" for n, text in enumerate(note.footnotes, 1)]
    assert in_order(numbered, re.sub(r"(?<=\d)\.(?=“)", "", squeezed("".join(printed)))) == []


@PDF
def test_a_pdf_has_bookmarks_and_a_title(note: Note) -> None:
    """A reader finds the parts of the note beside it, and its title in the window."""
    from pypdf import PdfReader

    read = PdfReader(note.path("pdf"))
    assert read.metadata is not None
    assert read.metadata.title
    assert len(read.outline) > 2
    assert "yes" not in re.findall(r"(?<=Encrypted:)\s+(\w+)", run("pdfinfo", note.path("pdf")))

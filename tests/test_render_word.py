"""The Word document: a whole package, footnotes that lead to the words, and article text that stays text."""

import io
import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

import docx
import pytest
from lxml import etree  # type: ignore[import-untyped]

from assistant.render import render, render_file
from assistant.render.trace import place_of
from assistant.schema import Briefing, Comparison, Review
from tests.render_records import BRIEFING, CLOSED, COMPARED, HOSTILE, NORTH, RUN, SEVERAL, SOUTH, STORY, TOLL

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATION = "http://schemas.openxmlformats.org/package/2006/relationships"
SPACES = {"w": W}
TRICKS = "<w:p><w:r/></w:p> ]]> &amp; {\\rtf1 \\b} \ufffe\uffff\x00\x0b \u202eexe.doc \u2067x <script>"
NOTES: list[Briefing | Comparison] = [BRIEFING, SEVERAL, Comparison((COMPARED,), (NORTH, SOUTH), RUN)]


def parts(result: Briefing | Comparison) -> dict[str, Any]:
    """The XML parts of the file, parsed; what is not well-formed raises."""
    with zipfile.ZipFile(io.BytesIO(render_file(result, "docx"))) as archive:
        assert archive.testzip() is None
        names = [name for name in archive.namelist() if name.endswith((".xml", ".rels"))]
        return {name: etree.fromstring(archive.read(name)) for name in names}


def found(root: Any, path: str) -> list[Any]:
    """What an XPath with the prefix `w` finds."""
    return list(etree.XPath(path, namespaces=SPACES)(root))


def words(result: Briefing | Comparison) -> str:
    """The text of paragraphs and cells as python-docx reads it."""
    opened = docx.Document(io.BytesIO(render_file(result, "docx")))
    cells = [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in opened.paragraphs), *cells])


@pytest.mark.parametrize("result", NOTES)
def test_every_relationship_and_content_type_resolves(result: Briefing | Comparison) -> None:
    """No part is missing, none is unnamed, and nothing lies outside of the file."""
    made = parts(result)
    with zipfile.ZipFile(io.BytesIO(render_file(result, "docx"))) as archive:
        names = set(archive.namelist())
    for name in (name for name in names if name.endswith(".rels")):
        base = PurePosixPath(name).parent.parent
        for relation in made[name].iter(f"{{{RELATION}}}Relationship"):
            assert relation.get("TargetMode") != "External"
            target = relation.get("Target")
            assert (target[1:] if target.startswith("/") else str(base / target).replace("word/../", "")) in names
    types = {one.get("PartName"): one.get("ContentType") for one in made["[Content_Types].xml"] if one.get("PartName")}
    assert types["/word/footnotes.xml"].endswith("wordprocessingml.footnotes+xml")
    assert "footnotes.xml" in etree.tostring(made["word/_rels/document.xml.rels"]).decode()


@pytest.mark.parametrize("result", NOTES)
def test_each_footnote_is_referred_to_once_and_again_by_its_bookmark(result: Briefing | Comparison) -> None:
    """Numbers run from 1 in the order of the text; the two separators are told in the settings."""
    made = parts(result)
    body, notes = made["word/document.xml"], made["word/footnotes.xml"]
    ids = found(notes, "w:footnote/@w:id")
    used = found(body, "//w:footnoteReference/@w:id")
    assert used == [str(number) for number in range(1, len(used) + 1)]
    assert ids == ["-1", "0", *used]
    assert found(notes, "w:footnote/@w:type") == ["separator", "continuationSeparator"]
    assert found(made["word/settings.xml"], "w:footnotePr/w:footnote/@w:id") == ["-1", "0"]
    bookmarks = found(body, "//w:bookmarkStart/@w:name")
    again = [text.split()[1] for text in found(body, "//w:instrText/text()") if text.startswith(" NOTEREF")]
    assert len(bookmarks) == len(set(bookmarks)) == len(used)
    assert again
    assert set(again) <= set(bookmarks)


def test_a_footnote_holds_the_words_and_their_place() -> None:
    """The same words as in the Markdown, with source, title and offsets."""
    made = parts(BRIEFING)
    texts = [
        "".join(found(note, ".//w:t/text()")).strip()
        for note in found(made["word/footnotes.xml"], "w:footnote[w:p/w:pPr]")
    ]
    assert texts[0] == f"“{CLOSED}” — The North, Bridge closed, {place_of(STORY.summary[0].quotes[0], NORTH)}"
    assert len(texts) == render(BRIEFING, "md").count("\n\n[^")
    assert any(text.endswith("page 2, characters 43–65") for text in texts)


@pytest.mark.parametrize("result", NOTES)
def test_every_style_is_defined(result: Briefing | Comparison) -> None:
    """No paragraph, run or table falls back to another style, and no run is formatted by hand."""
    made = parts(result)
    known = set(found(made["word/styles.xml"], "//w:style/@w:styleId"))
    assert {"FootnoteText", "FootnoteReference"} <= known
    for name in ("document", "footnotes", "header1", "footer1", "footer2"):
        root = made[f"word/{name}.xml"]
        assert set(found(root, "//w:pStyle/@w:val | //w:rStyle/@w:val | //w:tblStyle/@w:val")) <= known
        assert not found(root, "//w:rPr/*[not(self::w:rStyle)]")
        assert not found(root, "//w:pPr/*[not(self::w:pStyle)][not(self::w:sectPr)]")


def test_headings_give_the_document_its_outline() -> None:
    """Sections as in the Markdown, one level deeper where there are several stories."""
    one = docx.Document(io.BytesIO(render_file(BRIEFING, "docx")))
    outline = [(p.style.name, p.text) for p in one.paragraphs if p.style and p.style.name.startswith(("Head", "Title"))]
    in_markdown = [line[3:] for line in render(BRIEFING, "md").splitlines() if line.startswith("## ")]
    assert outline == [("Title", "Lisk *flood*"), *(("Heading 1", heading) for heading in in_markdown)]
    several = docx.Document(io.BytesIO(render_file(SEVERAL, "docx")))
    counts = Counter(p.style.name for p in several.paragraphs if p.style)
    assert (counts["Title"], counts["Heading 1"]) == (1, 5)  # two stories, those on their own, sources, making
    assert counts["Heading 2"] > 4


def test_disputes_are_a_table_with_headings_that_repeat() -> None:
    """A row for each position, below one with the question and its severity."""
    (table,) = docx.Document(io.BytesIO(render_file(BRIEFING, "docx"))).tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["Source", "Date", "Position"]
    judged = "How high is the toll?\nMajor contradiction, about a number: 19 is not 21. Finding d1."
    assert rows[1] == [judged] * 3  # one cell, which spans all columns
    assert rows[2:] == [["The North", "8 November 2025", "19"], ["South <Post>", "9 November 2025", "21"]]
    assert found(table._tbl, "w:tr[1]/w:trPr/w:tblHeader")


def test_what_was_resolved_stands_apart() -> None:
    """Its table has its own heading, with who decided."""
    decided = replace(TOLL, review=Review("resolved", "recount", "Ada"))
    text = words(replace(BRIEFING, stories=(replace(STORY, discrepancies=(decided,)),)))
    assert "Resolved" in text.splitlines()
    assert "Disputed" not in text.splitlines()
    assert "Marked as resolved by Ada: recount. Finding d1." in text


def test_article_text_is_shown_as_text() -> None:
    """Markup of Word, XML, RTF and HTML stands there as it was written; what no reader sees is gone."""
    article = replace(NORTH, title=TRICKS, outlet=TRICKS[:40], url=TRICKS)
    positions = tuple(replace(position, value=TRICKS, speaker=TRICKS) for position in TOLL.positions)
    finding = replace(TOLL, question=TRICKS, why=TRICKS, positions=positions)
    story = replace(STORY, title=TRICKS, discrepancies=(finding,))
    result = replace(BRIEFING, stories=(story,), articles=(article, SOUTH))
    text = words(result)
    assert "<w:p><w:r/></w:p> ]]> &amp; {\\rtf1 \\b}" in text
    assert "<script>alert(1)</script> [click](javascript:x)" in text
    assert not set(text) & set("\ufffe\uffff\x00\x0b\x1b\x9b\u202e\u2067")
    plain, tricked = parts(BRIEFING)["word/document.xml"], parts(result)["word/document.xml"]
    assert len(found(plain, "//w:p")) == len(found(tricked, "//w:p"))
    assert HOSTILE.split()[0] in text


def test_properties_name_the_note_and_nothing_of_a_template() -> None:
    """Title, language and maker; no date of a template, no picture of another document."""
    known = docx.Document(io.BytesIO(render_file(BRIEFING, "docx"))).core_properties
    assert (known.title, known.language, known.author) == ("Lisk *flood*", "en-GB", "Made with assistant 0.1.0")
    assert (known.created, known.modified, known.comments) == (None, None, "")
    with zipfile.ZipFile(io.BytesIO(render_file(BRIEFING, "docx"))) as archive:
        assert not [name for name in archive.namelist() if "thumbnail" in name]
    assert found(parts(BRIEFING)["word/styles.xml"], "//w:docDefaults//w:lang/@w:val") == ["en-GB"]


def test_pages_are_numbered_and_named() -> None:
    """Every page has its number below; all but the first, which has the title itself, the title above."""
    section = docx.Document(io.BytesIO(render_file(BRIEFING, "docx"))).sections[0]
    assert section.header.paragraphs[0].text == "Lisk *flood*"
    assert section.first_page_header.paragraphs[0].text == ""
    for footer in (section.first_page_footer, section.footer):
        fields = found(footer.paragraphs[0]._p, ".//w:instrText/text()")
        assert [text.strip() for text in fields] == ["PAGE", "NUMPAGES"]


def test_the_same_note_is_the_same_file() -> None:
    """A file that did not change can be told from one that did."""
    assert render_file(BRIEFING, "docx") == render_file(BRIEFING, "docx")

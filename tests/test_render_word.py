"""The Word document: what a note says as headings, tables, footnotes and links, and article text that stays text."""

import io
import re
from dataclasses import replace
from itertools import pairwise

import docx
import pytest

from assistant.render import render, render_file
from assistant.render.trace import place_of
from assistant.schema import Review, Support
from tests.render_records import (
    BRIEFING,
    CLOSED,
    HOSTILE,
    NORTH,
    PILE,
    SEVERAL,
    SOUTH,
    STORY,
    TOLL,
    quote,
)
from tests.word_parts import LINKED, NOTES, Note, W, found, parts, words

TRICKS = (
    "<w:p><w:r/></w:p> ]]> &amp; {\\rtf1 \\b} \ufffe\uffff\x00\x0b \u202eexe.doc \u2067x <script> "
    '{ HYPERLINK "https://evil.example" }'
)


@pytest.mark.parametrize("result", NOTES[:3])
def test_each_footnote_is_referred_to_once_and_again_by_its_bookmark(result: Note) -> None:
    """Numbers run from 1 in the order of the text; the two separators are told in the settings."""
    made = parts(result)
    body, notes = made["word/document.xml"], made["word/footnotes.xml"]
    ids = found(notes, "w:footnote/@w:id")
    used = found(body, "//w:footnoteReference/@w:id")
    assert used == [str(number) for number in range(1, len(used) + 1)]
    assert ids == ["-1", "0", *used]
    assert found(notes, "w:footnote/@w:type") == ["separator", "continuationSeparator"]
    assert found(made["word/settings.xml"], "w:footnotePr/w:footnote/@w:id") == ["-1", "0"]
    again = [text.split()[1] for text in found(body, "//w:instrText/text()") if text.startswith(" NOTEREF")]
    assert again
    assert set(again) <= set(found(body, "//w:bookmarkStart[following-sibling::*[1]//w:footnoteReference]/@w:name"))


def test_a_footnote_holds_the_words_and_their_place() -> None:
    """The same words as in the Markdown, with source, title and offsets."""
    made = parts(BRIEFING)
    texts = [
        "".join(found(note, ".//w:t/text()")).strip()
        for note in found(made["word/footnotes.xml"], "w:footnote[not(@w:type)]")
    ]
    assert texts[1] == f"“{CLOSED}” — The North, Bridge closed, {place_of(STORY.summary[0].quotes[0], NORTH)}"
    assert len(texts) == render(BRIEFING, "md").count("\n\n[^")
    assert any(text.endswith("page 2, characters 43–65") for text in texts)


def outline(result: Note) -> list[tuple[str, str]]:
    """Title and headings with their styles."""
    opened = docx.Document(io.BytesIO(render_file(result, "docx")))
    named = [(p.style.name or "" if p.style else "", p.text) for p in opened.paragraphs]
    return [(style, text) for style, text in named if style.startswith(("Title", "Heading"))]


@pytest.mark.parametrize("result", NOTES)
def test_headings_give_the_document_its_outline(result: Note) -> None:
    """The headings of the Markdown in their order, with no level left out."""
    levels = {"Title": 0, "Heading 1": 1, "Heading 2": 2, "Heading 3": 3}
    told = [(levels[style], text) for style, text in outline(result)]
    one = len([level for level, text in told if level < 1]) == len(re.findall("^# ", render(result, "md"), re.M))
    marks = re.findall(r"^(#+) (.*)$", render(result, "md"), re.M)
    in_markdown = [(len(mark) - (1 if one else 0), text.replace("\\", "")) for mark, text in marks]
    assert told == ([] if one else [(0, in_markdown[0][1])]) + in_markdown[0 if one else 1 :]
    assert all(below - above <= 1 for (above, _), (below, _) in pairwise(told))


def test_the_contents_lead_to_chapters_on_pages_of_their_own() -> None:
    """A line for each story with what was found in it; a single story has none and begins no second page."""
    made = parts(SEVERAL)
    body = made["word/document.xml"]
    lines = found(body, "//w:p[w:pPr/w:pStyle/@w:val='ContentsEntry']")
    assert ["".join(found(line, ".//w:t/text()")).strip() for line in lines] == [
        *("Lisk *flood*", "Another"),
        "About these stories",
    ]
    fields = [found(line, ".//w:instrText/text()")[0].split()[1] for line in lines]
    assert fields == [found(line, "w:hyperlink/@w:anchor")[0] for line in lines]
    breaks = "w:style[@w:styleId='Heading1']//w:pageBreakBefore"
    assert found(made["word/styles.xml"], breaks)
    for other in (BRIEFING, PILE):
        made = parts(other)
        assert not found(made["word/styles.xml"], breaks)
        assert not found(made["word/document.xml"], "//w:pStyle[@w:val='ContentsEntry']")


def test_a_dispute_is_a_table_with_headings_that_repeat() -> None:
    """A row for each position with its words, those that differ marked, below question and weight."""
    opened = docx.Document(io.BytesIO(render_file(BRIEFING, "docx")))
    (table,) = opened.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Source", "Date", "Position", "In its words"],
        ["The North", "8 November 2025", "19", "“The toll rose to 19.”"],
        ["South <Post>", "9 November 2025", "21", "“The toll stands at 21.”"],
    ]
    assert found(table._tbl, "//w:r[w:rPr/w:rStyle/@w:val='Differing']/w:t/text()") == ["19", "21"]
    assert found(table._tbl, "w:tr[1]/w:trPr/w:tblHeader")
    assert found(table._tbl, "w:tblPr/w:tblCaption/@w:val") == ["How high is the toll?"]
    assert len(found(table._tbl, "w:tr/w:trPr/w:cantSplit")) == 3
    assert "Major contradiction, about a number: 19 is not 21. Finding d1." in [p.text for p in opened.paragraphs]


@pytest.mark.parametrize(("rows", "kept"), [(2, [0]), (3, [0, 1]), (4, [0, 2]), (9, [0, 7])])
def test_a_question_stays_with_its_first_rows(rows: int, kept: list[int]) -> None:
    """A short dispute stands on one page; of a long one neither the first row nor the last is left alone."""
    finding = replace(TOLL, positions=(TOLL.positions * 5)[:rows])
    body = parts(replace(BRIEFING, stories=(replace(STORY, discrepancies=(finding,)),)))["word/document.xml"]
    styles = [set(found(row, "w:tc/w:p/w:pPr/w:pStyle/@w:val")) for row in found(body, "//w:tbl/w:tr[position() > 1]")]
    assert [number for number, style in enumerate(styles) if style == {"TableTextKept"}] == kept


def test_what_was_said_before_leads_there() -> None:
    """A position of an earlier finding points to it, and so does a disputed entry of the timeline."""
    later = replace(TOLL, id="d2", verdict="superseded")
    event = replace(STORY.timeline[0], findings=("d2", "d1"))
    story = replace(STORY, discrepancies=(TOLL, later), timeline=(event,))
    body = parts(replace(BRIEFING, stories=(story,)))["word/document.xml"]
    links = [
        (link.get(f"{{{W}}}anchor"), "".join(found(link, ".//w:t/text()")))
        for link in found(body, "//w:hyperlink[@w:anchor]")
    ]
    assert links == [("_Finding1", "as in finding d1")] * 2 + [("_Finding1", "disputed")]
    questions = found(body, "//w:p[w:bookmarkStart[starts-with(@w:name, '_Finding')]]")
    assert ["".join(found(p, ".//w:t/text()")) for p in questions] == [TOLL.question, TOLL.question]


@pytest.mark.parametrize(
    ("date", "style"), [("2025-11-07", "TimelineEntry"), ("2025-11-07T14:30", "TimelineEntryWide")]
)
def test_days_have_a_column_that_holds_them(date: str, style: str) -> None:
    """All entries of a timeline stand below each other, also where one has its time."""
    story = replace(STORY, timeline=(*STORY.timeline, replace(STORY.timeline[0], date=date)))
    body = parts(replace(BRIEFING, stories=(story,)))["word/document.xml"]
    assert len(found(body, f"//w:p[w:pPr/w:pStyle/@w:val='{style}'][.//w:tab]")) == 2


@pytest.mark.parametrize(("sources", "tables"), [(2, 1), (3, 2), (6, 2), (7, 1)])
def test_a_matrix_stands_where_there_is_room(sources: int, tables: int) -> None:
    """Sources as columns with their answers and ticks; not with so few or many that it helps nobody."""
    more = tuple(replace(NORTH, id=f"m{number}", outlet=f"Outlet {number}") for number in range(sources - 2))
    told = Support("a2", (quote(SOUTH, CLOSED),))
    fact = replace(STORY.agreements[0], origins=2, support=(STORY.agreements[0].support[0], told))
    story = replace(STORY, agreements=(fact,), articles=("a1", "a2", *(article.id for article in more)))
    result = replace(BRIEFING, stories=(story,), articles=(NORTH, SOUTH, *more))
    made = docx.Document(io.BytesIO(render_file(result, "docx"))).tables
    assert len(made) == tables
    if tables == 2:
        assert [[cell.text for cell in row.cells][:4] for row in made[1].rows] == [
            ["Which source says what", "The North", "South <Post>", "Outlet 0"],
            ["How high is the toll?", "19", "21", "–"],
            ["The bridge closed", "✓", "✓", "–"],
        ]
        styles = [{p.style.name for cell in row.cells for p in cell.paragraphs if p.style} for row in made[1].rows]
        assert styles[1:] == [{"Table Text Kept"}, {"Table Text"}]  # no page parts it


def test_columns_of_one_outlet_are_told_apart() -> None:
    """Two articles of an outlet have their days beside its name."""
    later = replace(NORTH, id="a3", published="2025-11-12")
    result = replace(BRIEFING, stories=(replace(STORY, articles=("a1", "a2", "a3")),), articles=(NORTH, SOUTH, later))
    table = docx.Document(io.BytesIO(render_file(result, "docx"))).tables[-1]
    assert [cell.text for cell in table.rows[0].cells] == [
        *("Which source says what", "The North, 8 November 2025", "South <Post>", "The North, 12 November 2025"),
    ]


def test_only_the_web_is_linked() -> None:
    """An address leads there by a relation of the file; any other place is shown as what it is."""
    made = parts(BRIEFING)
    (link,) = found(made["word/document.xml"], "//w:hyperlink[not(@w:anchor)]")
    assert "".join(found(link, ".//w:t/text()")) == NORTH.url
    relation = next(r for r in made["word/_rels/document.xml.rels"] if r.get("Id") == link.get(f"{{{LINKED}}}id"))
    assert (relation.get("Target"), relation.get("TargetMode")) == (NORTH.url, "External")
    assert "javascript:alert(1)" in words(BRIEFING)


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
    assert '{ HYPERLINK "https://evil.example" }' in text
    assert "<script>alert(1)</script> [click](javascript:x)" in text
    assert not set(text) & set("\ufffe\uffff\x00\x0b\x1b\x9b\u202e\u2067")
    plain, tricked = parts(BRIEFING)["word/document.xml"], parts(result)["word/document.xml"]
    for element in ("p", "tbl", "fldChar", "instrText"):
        assert len(found(plain, f"//w:{element}")) == len(found(tricked, f"//w:{element}"))
    assert HOSTILE.split()[0] in text


@pytest.mark.parametrize("title", ["z" * 400, "z\u0301" * 400, "\u5927\u706b" * 200, "<&>" * 100, "long word " * 60])
def test_a_title_without_spaces_fits_among_the_properties(title: str) -> None:
    """Where a script has no spaces nothing can be cut between words; what stands on the page is whole."""
    file = docx.Document(io.BytesIO(render_file(replace(BRIEFING, title=title), "docx")))
    assert title.startswith(file.core_properties.title.removesuffix(" \u2026"))
    assert len(file.core_properties.title) > 200
    assert file.paragraphs[0].text == title.strip()

"""The PDF: every quote in a footnote, headings as bookmarks, and article text that stays text."""

import io
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import Destination

from assistant.render import LOOK, composed, pdf, render_file
from assistant.render.note import (
    Cited,
    Dispute,
    Disputes,
    Entry,
    Line,
    Lines,
    Note,
    Piece,
    Prose,
    Section,
    Stand,
    Timeline,
)
from assistant.render.plain import one_line
from assistant.render.trace import place_of, quotes_in
from assistant.schema import Briefing, Comparison
from tests.render_records import (
    BRIEFING,
    COMPARED,
    HOSTILE,
    NORTH,
    RESULTS,
    RUN,
    SEVERAL,
    SOUTH,
    TOLL,
    quote,
)

MADE: list[Briefing | Comparison] = [BRIEFING, SEVERAL, Comparison((COMPARED,), (NORTH, SOUTH), RUN)]
MARKUP = '#panic("x") #read("/etc/hosts") = A *b* _c_ $d$ <e> @f // g /* h */ \\u{41} `i` \\ ~ -- "j" it\'s ] } [ {'


def read(told: bytes) -> PdfReader:
    """The file, read strictly."""
    return PdfReader(io.BytesIO(told), strict=True)


def pages(told: bytes) -> list[str]:
    """The text of each page without white space, where lines end is the typesetter's."""
    return ["".join(page.extract_text().split()) for page in read(told).pages]


def tight(text: str) -> str:
    """The text as `pages` gives it."""
    return "".join(one_line(text).split())


def note_of(result: Any) -> Note:
    """The note of a result."""
    return composed(result, LOOK)


def holding(*sections: Section, title: str = "A note") -> Note:
    """A note of one story with these sections."""
    told = note_of(BRIEFING)
    return replace(told, title=title, chapters=(replace(told.chapters[0], title=title, sections=sections),))


def outline(told: PdfReader) -> Iterator[tuple[int, str]]:
    """The bookmarks, each with its depth."""

    def walk(entries: Any, depth: int) -> Iterator[tuple[int, str]]:
        for entry in entries:
            if isinstance(entry, Destination):
                yield depth, str(entry.title)
            else:
                yield from walk(entry, depth + 1)

    yield from walk(told.outline, 0)


@pytest.mark.parametrize("result", RESULTS[:5])
def test_every_kind_of_note_is_written(result: Any) -> None:
    """A tagged document for screen readers, the same bytes each time, without a date."""
    told = render_file(result, "pdf")
    assert told == render_file(result, "pdf")
    assert told.startswith(b"%PDF-")
    document = read(told)
    assert document.root_object["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert str(document.root_object["/Lang"]) == "en-GB"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in told
    assert document.metadata is not None
    assert document.metadata.title == note_of(result).title
    assert document.metadata.creation_date is None
    assert document.metadata.modification_date is None


@pytest.mark.parametrize("result", MADE)
def test_each_quote_has_one_footnote_on_the_page_of_its_number(result: Briefing | Comparison) -> None:
    """Verbatim words, source, title and place; what is quoted again leads to the note that is there."""
    articles = {article.id: article for article in result.articles}
    shown = pages(render_file(result, "pdf"))
    text = "".join(shown)
    cited = set(quotes_in(note_of(result).chapters)) | set(quotes_in(note_of(result).closing))
    assert cited
    for one in cited:
        article = articles[one.article]
        note = tight(f"{one.text}”—{article.outlet},{article.title},{place_of(one, article)}")
        assert text.count(note) == 1, one
    numbered = sorted(text.index(tight(f"{one.text}”—{articles[one.article].outlet}")) for one in cited)
    assert text[numbered[0] - 2] == "1"  # the number, and a quotation mark


@pytest.mark.parametrize("result", MADE)
def test_bookmarks_are_the_headings(result: Briefing | Comparison) -> None:
    """Sections with the questions below them; under its chapter where there are several."""
    told = note_of(result)
    several = int(len(told.chapters) != 1)
    expected: list[tuple[int, str]] = []
    for chapter in told.chapters:
        expected += [(0, chapter.title)] * several
        for section in chapter.sections:
            expected.append((several, section.heading))
            disputes = [d for block in section.blocks if isinstance(block, Disputes) for d in block.disputes]
            expected += [(several + 1, dispute.question) for dispute in disputes]
    expected += [(0, "About these stories")] * several
    expected += [(several, section.heading) for section in told.closing]
    assert list(outline(read(render_file(result, "pdf")))) == expected


def test_chapters_begin_a_page_that_the_contents_name() -> None:
    """Several stories: contents with page numbers, then each story; pages are numbered and named."""
    shown = pages(render_file(SEVERAL, "pdf"))
    assert len(shown) == 4
    assert "2storiesin3articles" in shown[0]
    assert tight("1 disputed 2 Another") in shown[0] or "1disputed2" in shown[0]
    assert "Another" in shown[2]
    for number, page in enumerate(shown, 1):
        assert f"Page{number}of4" in page
        assert page.startswith("2storiesin3articles")


def test_only_web_addresses_are_links() -> None:
    """An article's own address cannot run anything; inside the file, numbers lead to notes and back."""
    document = read(render_file(SEVERAL, "pdf"))
    found = [note.get_object() for page in document.pages for note in page.get("/Annots", ())]
    actions = [note["/A"] for note in found if "/A" in note]
    assert {action["/URI"] for action in actions if action["/S"] == "/URI"} == {"https://north.example/1"}
    assert {action["/S"] for action in actions} <= {"/URI", "/GoTo"}
    assert "/JavaScript" not in document.root_object.get("/Names", {})
    assert tight("javascript:alert(1)") in "".join(pages(render_file(SEVERAL, "pdf")))


@pytest.mark.parametrize("text", [HOSTILE, MARKUP])
def test_article_text_stays_text(text: str) -> None:
    """Wherever a note has text, what looks like markup is shown as it was written, and no quotation mark is bent."""
    stand = Stand("a1", text, text, text, text, (Piece(text), Piece(text, True)), ())
    blocks = (
        Prose((Cited(text),)),
        Lines((Line((Cited(text),), text, text, (Line((Cited(text),)),)),)),
        Disputes((Dispute("d", text, "major", text, text, text, (stand,)),)),
        Timeline((Entry("2025", text, text, ()),)),
    )
    shown = "".join(pages(pdf.note(holding(Section("agreed", text, blocks), title=text))))
    assert (
        shown.count(tight(text)) == 19
    )  # title, heading, a sentence, 4 of the list, 10 of the dispute, 2 of the timeline
    assert not {"\x1b", "\u202e"} & set(shown)


def test_differing_words_are_marked() -> None:
    """In the table of a dispute, with all words of the quote around them."""
    told = render_file(BRIEFING, "pdf")
    assert "“Thetollroseto19.”3" in "".join(pages(told))
    runs: list[tuple[str, str]] = []

    def seen(text: str, _: Any, __: Any, font: Any, ___: Any) -> None:
        runs.extend([(text.strip(), str(font["/BaseFont"]))] if text.strip() and font else [])

    read(told).pages[0].extract_text(visitor_text=seen)
    before, (marked, font) = next(two for two in pairwise(runs) if two[0][0] == "“The toll rose to")
    assert (marked, "Bold" in font, "Bold" in before[1]) == ("19", True, False)


def test_a_long_table_repeats_its_head_and_no_footnote() -> None:
    """Thirty sources on one question go over pages."""
    words = [f"The toll of day {n} stands at {n} crowns, as everyone on the bridge could read." for n in range(30)]
    article = replace(SOUTH, text="\n".join(words), pages=())
    stands = tuple(
        Stand("a2", "South", "today", f"{n} crowns", "", (Piece(text),), (quote(article, text),))
        for n, text in enumerate(words)
    )
    block = Disputes((Dispute("d", "How high?", "minor", "Minor.", "", "", stands),))
    told = replace(holding(Section("disputed", "Disputed", (block,))), articles=(article,))
    shown = pages(pdf.note(told))
    table = [page for page in shown if "Southtoday" in page]
    assert len(table) > 1
    assert [page.count("SourceDatePositionInitswords") for page in table] == [1] * len(table)
    for number, one in enumerate(words, 1):
        row, note = tight(f"{one}”{number}"), tight(f"{number}“{one}”—South")
        assert [(page.count(row), page.count(note)) for page in shown if row in page or note in page] == [(1, 1)]


@pytest.mark.parametrize(
    "text", ["漢字かな交じり文", "مرحبا بالعالم", "🙂", "\ufeffa\ufffeb", "\ud800", "a" + "\u0301" * 50]
)
def test_what_has_no_letters_in_the_fonts_does_not_fail(text: str) -> None:
    """The rest of the note is there."""
    shown = "".join(pages(pdf.note(holding(Section("x", "Heading", (Prose((Cited(f"{text} and on"),)),))))))
    assert "andon" in shown


@pytest.mark.parametrize("word", ["W" * 900, "https://a.example/" + "x" * 400, "a/b?c=" * 90])
def test_a_word_that_is_wider_than_the_page_is_parted(word: str) -> None:
    """Nothing of it is lost, and nothing of it stands where paper ends."""
    stand = Stand("a1", word[:60], "", word, "", (Piece(word),), ())
    blocks = (Prose((Cited(word),)), Disputes((Dispute("d", "Who?", "minor", "", "", "", (stand,)),)))
    told = pdf.note(holding(Section("x", "Heading", blocks)))
    assert max(len(line) for page in read(told).pages for line in page.extract_text().splitlines()) < 160
    assert "".join(pages(told)).count(word) >= 1


def test_what_fills_more_than_a_page_is_parted() -> None:
    """An entry, a row or a table that no page can hold goes on."""
    text = " ".join(f"w{n}." for n in range(2500))
    row = Stand("a1", "x", "x", "x", " ".join(f"v{n}." for n in range(600)), (Piece("x"),), ())
    blocks = (
        Lines((Line((Cited(text),)),)),
        Timeline((Entry("2025", "2025", text, ()),)),
        Disputes((Dispute("d", "Who?", "minor", "", "", "", (row, row)),)),
    )
    shown = "".join(page for page in pages(pdf.note(holding(Section("x", "Heading", blocks)))))
    assert [n for n in range(2500) if shown.count(f"w{n}.") != 2] == []
    assert [n for n in range(600) if shown.count(f"v{n}.") != 2] == []


def test_equal_rows_and_pieces_all_stay() -> None:
    """Only a number that would stand twice is left out."""
    toll = TOLL.positions[1].quotes
    told = holding(
        Section("x", "Heading", (Prose((Cited("One", (*toll, *toll)), Cited("Two", toll), Cited("Two", toll))),))
    )
    assert "One1Two1Two1" in "".join(pages(pdf.note(told)))


def test_the_typesetter_is_loaded_when_it_is_used() -> None:
    """A note in another format does not pay for it."""
    code = "import sys, assistant.render; print('typst' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def test_columns_of_one_outlet_are_told_apart() -> None:
    """Two articles of an outlet have their days beside its name in the matrix."""
    later = replace(NORTH, id="a3", published="2025-11-12")
    story = replace(BRIEFING.stories[0], articles=("a1", "a2", "a3"))
    text = "".join(pages(render_file(replace(BRIEFING, stories=(story,), articles=(NORTH, SOUTH, later)), "pdf")))
    assert tight("The North, 8 November 2025 South <Post> The North, 12 November 2025") in text


@pytest.mark.parametrize(("footnotes", "tried"), [(0, 8), (150, 8), (151, 3), (600, 3), (601, 1), (9000, 1)])
def test_the_longer_a_note_the_fewer_layouts_are_tried(footnotes: int, tried: int) -> None:
    """What one takes grows with the note, and its memory comes on top of that of the last."""
    assert len(pdf._layouts(footnotes)) == tried

"""The Markdown of a result, and the plain text and wording that every format shares."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.render import render, wording
from assistant.render.markdown import escaped
from assistant.render.plain import clean, one_line, quoted, shortened
from assistant.schema import Coverage
from tests.render_records import BRIEFING, COVERAGE, RESULTS, STORY


def test_markdown_sections_stand_in_the_order_of_a_desk_note() -> None:
    """Disputed before agreed, sources and making at the end."""
    headings = re.findall(r"^##? (.*)$", render(BRIEFING), re.M)
    assert headings == [
        r"Lisk \*flood\*",
        *("In short", "Disputed", "Agreed", "Only one source says", "Timeline"),
        *("Looked at and cleared", "Sources", "How this was made"),
    ]


def test_markdown_positions_show_value_quote_source_and_note() -> None:
    """A disputed question lists what each source says in its own words."""
    note = render(BRIEFING)
    assert "2 sources, 8 November 2025 to 9 November 2025" in note
    assert "### How high is the toll?" in note
    assert "- **19** — “The toll rose to 19.” (The North, 8 November 2025)[^2]" in note
    assert "Major contradiction, about a number: 19 is not 21." in note
    assert "1 more statement comes from one origin only: The North" in note
    assert "[^3]: “The toll stands at 21.” — South \\<Post>, *Flood*, page 2, characters 43–65" in note
    assert "Compared: 2 of 4 pairs of claims (1 by rule, 1 by the engine)." in note
    assert "Not done: x.pdf: empty" in note


def test_markdown_defines_each_footnote_once() -> None:
    """A quote used twice keeps one number, and no mark lacks its note."""
    for result in RESULTS:
        note = render(result)
        used = set(re.findall(r"(?<!\\)\[\^(\d+)\](?!:)", note))
        defined = re.findall(r"^\[\^(\d+)\]: ", note, re.M)
        assert used == set(defined)
        assert len(defined) == len(set(defined))


def test_markdown_shows_hostile_text_as_text() -> None:
    """Tags, links and emphasis of an article have no effect in the note."""
    for result in RESULTS:
        page = MarkdownIt("commonmark").render(render(result))
        assert "<script" not in page
        assert "href" not in page
        assert "*bold*" in page


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from(list("ab1 *_`<>[]()#+-=.!&;~\\|\n:/\t\"'{}^$x")), max_size=40))
def test_escaped_text_is_one_paragraph_that_reads_the_same(text: str) -> None:
    """A Markdown reader gives back exactly the words that were escaped."""
    tokens = MarkdownIt("commonmark").enable("strikethrough").parse(escaped(text))
    shown = one_line(text)
    if not shown:
        assert tokens == []
        return
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    inside = tokens[1].children or []
    assert {token.type for token in inside} <= {"text", "text_special"}
    assert "".join(token.content for token in inside) == shown


@pytest.mark.parametrize(
    ("coverage", "line"),
    [
        (
            COVERAGE,
            "No contradiction was found among 2 compared pairs; that is not proof that there is none.",
        ),
        (replace(COVERAGE, articles=1), wording.LONE_ARTICLE),
        (replace(COVERAGE, by_rule=0, by_engine=0), "Nothing was compared"),
    ],
)
def test_no_discrepancy_is_said_honestly(coverage: Coverage, line: str) -> None:
    """Silence is never left to be read as agreement."""
    calm = replace(BRIEFING, stories=(replace(STORY, discrepancies=(), coverage=coverage),))
    assert line in render(calm, "md")
    assert line in render(calm, "html")
    assert "## Disputed" not in render(calm, "md")


def test_empty_sections_are_left_out() -> None:
    """A heading promises something below it."""
    bare = replace(STORY, summary=(), agreements=(), discrepancies=(), single_source=(), timeline=(), cleared=())
    note = render(replace(BRIEFING, stories=(bare,)))
    assert re.findall(r"^## (.*)$", note, re.M) == ["Sources", "How this was made"]


@settings(deadline=None)
@given(st.text(max_size=120), st.integers(1, 60))
def test_shortened_text_ends_with_a_whole_word(text: str, limit: int) -> None:
    """What is cut is cut between words, and says so."""
    whole, short = one_line(text), shortened(text, limit)
    if short != whole:
        kept = short.removesuffix(" …")
        assert whole.startswith(kept)
        rest = whole[len(kept) :].lstrip(",;:–—-")
        assert rest.startswith(" ")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\x1b[1;31mb\x1b[0m", "ab"),
        ("a\x1b]0;title\x07b", "ab"),
        ("a\x9b31mb", "ab"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\tb\x00\x08\x7f", "a\tb"),
        ("\u202eabc\u202c", "abc"),
        ("caf\udce9", "caf"),
    ],
)
def test_clean_drops_what_a_terminal_would_obey(text: str, kept: str) -> None:
    """Sequences go as a whole, so that no remains of them are shown."""
    assert clean(text) == kept


@pytest.mark.parametrize(
    ("line", "shown"),
    [("a", "“a”"), ("“a b”", "“a b”"), ('"a"', '"a"'), ("“a” and “b”", "““a” and “b””"), ("“a", "““a”")],
)
def test_a_quote_within_its_own_marks_gets_no_second_pair(line: str, shown: str) -> None:
    """What is wholly somebody's speech in the article is not quoted twice."""
    assert quoted(line) == shown


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2025-11-08", "8 November 2025"),
        ("2025-11", "November 2025"),
        ("2025", "2025"),
        ("2025-11-08T14:30:00Z", "8 November 2025, 14:30"),
        ("2025-13-01", "2025-13-01"),
        ("last week", "last week"),
        ("", ""),
    ],
)
def test_dates_are_written_out_at_their_precision(iso: str, words: str) -> None:
    """Nothing is added to a date that its source did not give."""
    assert wording.when(iso) == words

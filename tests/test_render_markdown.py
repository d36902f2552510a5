"""The Markdown of a result, and the plain text and wording that every format shares."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.render import own, render, wording
from assistant.render.catalogue import ENGLISH
from assistant.render.markdown import escaped
from assistant.render.plain import clean, one_line, quoted, shortened
from assistant.schema import Coverage, Position, Review, ReviewState
from tests.render_records import BRIEFING, COVERAGE, RESULTS, STORY, TOLL


def test_markdown_sections_stand_in_the_order_of_a_desk_note() -> None:
    """What is new and the bottom line first, disputed before agreed, sources and making at the end."""
    headings = re.findall(r"^##? (.*)$", render(BRIEFING), re.M)
    assert headings[0] == r"Lisk \*flood\*"
    assert headings[3].startswith("On the question “Who? \\<script>")
    assert [*headings[1:3], *headings[4:]] == [
        *("New since the last note", "Bottom line", "Disputed", "Agreed", "Timeline", "Who is who"),
        *("What the sources do not answer", "Not matched with another source", "Looked at and cleared"),
        *("Sources", "How this was made"),
    ]


def test_markdown_positions_show_value_quote_source_and_note() -> None:
    """A disputed question is a table of what each source says in its own words, the answer in them strong."""
    note = render(BRIEFING)
    assert "2 sources, 8 November 2025 to 9 November 2025; 1 disputed" in note
    assert "### How high is the toll?" in note
    assert "| The North | 8 November 2025 | **19** | “The toll rose to **19**.”[^3] |" in note
    assert "Major contradiction, about a number: 19 is not 21." in note
    assert "1 more statement comes from one origin only: The North" in note
    assert "[^4]: “The toll stands at 21.” — South \\<Post>, *Flood*, page 2, characters 43–65" in note
    assert "Compared: 2 of 4 pairs of claims (1 by rule, 1 by the engine)." in note
    assert "Not done: x.pdf: empty" in note


def test_markdown_tells_who_is_who_what_is_open_and_what_is_new() -> None:
    """Each with its footnote, and what was there before."""
    note = render(BRIEFING)
    assert re.search(r"- \*\*Ana \\\*Vell\\\*\*\* — \\<script>.*\[\^1\]", note)
    assert re.search(r"- \*\*Another answer\*\* — .*\[\^1\] \(Before: .*\)", note)
    assert re.search(r"\[\^2\] \(The North, 8 November 2025\)", note)
    assert "- **7 November 2025** — The bridge closed.[^2] — *disputed*" in note


@pytest.mark.parametrize(
    ("left_out", "line"),
    [
        ({"since": ()}, "Nothing is new since old\\_note.json."),
        ({"focus": ()}, "Nothing in the sources was found to bear on this question."),
    ],
)
def test_what_was_asked_for_and_not_found_is_said(left_out: dict[str, tuple[()]], line: str) -> None:
    """Silence would be read as not looked."""
    assert line in render(replace(BRIEFING, stories=(replace(STORY, **left_out),)))  # type: ignore[arg-type]


def changed(**values: object) -> str:
    """The note of a briefing whose one discrepancy is another."""
    finding = replace(TOLL, **values)  # type: ignore[arg-type]
    return render(replace(BRIEFING, stories=(replace(STORY, discrepancies=(finding,)),)))


def test_a_dispute_names_its_speakers() -> None:
    """Who says it stands beside what is said; the speaker of a mere figure does not."""
    positions = (replace(TOLL.positions[0], speaker="Ana *Vell*"), TOLL.positions[1])
    note = changed(verdict="disputed", positions=positions)
    assert "| **19** (Ana \\*Vell\\*) | “The toll" in note
    assert "Major dispute between speakers, about a number" in note
    assert "(Ana" not in changed(positions=positions)


def test_a_change_is_told_in_the_order_of_time() -> None:
    """The figures of the first day, an arrow, and what came in their place."""
    first, second = TOLL.positions
    days = (replace(first, published="2025-11-08"), replace(second, published="2025-11-09T10:00:00Z"))
    note = changed(verdict="superseded", positions=days)
    assert "**19 (8 November 2025) → 21 (9 November 2025)**" in note
    assert "Major change from an earlier to a later report" in note
    assert "→" not in changed(positions=days)


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        (
            (("62", "2025-03-04"), ("48", "2025-03-04"), ("9", "2025-03-06")),
            "62 / 48 (4 March 2025) → 9 (6 March 2025)",
        ),
        (
            (("11 dead", "2025-03-04T08:00"), ("17", "2025-03-04T09:30")),
            "11 dead (4 March 2025, 08:00) → 17 (4 March 2025, 09:30)",
        ),
        (
            (("11 dead", "2025-03-04"), ("eleven people", "2025-03-05"), ("17", "2025-03-06")),
            "11 dead (4 March 2025) → 17 (6 March 2025)",
        ),
        ((("open", "2025-03-04"), ("shut", "2025-03-05")), "open (4 March 2025) → shut (5 March 2025)"),
        ((("11", "2025-03-04"), ("17", "2025-03-04")), ""),
        ((("11", ""), ("17", "2025-03-04")), ""),
    ],
)
def test_steps_of_a_moving_figure(told: tuple[tuple[str, str], ...], shown: str) -> None:
    """Each figure once, under the day that brought it; nothing where the order is not known."""
    positions = tuple(Position("a1", value, (), published=published) for value, published in told)
    assert wording.steps(replace(TOLL, positions=positions)) == shown


MARK = Review("confirmed", "asked *twice*", "Ada", "2025-11-10T09:00:00Z")


def test_a_reviewed_finding_says_what_was_decided() -> None:
    """Confirmed and reopened findings stand under Disputed, resolved ones by themselves, false alarms as cleared."""
    assert "Confirmed by Ada on 10 November 2025: asked \\*twice\\*. Finding d1." in changed(review=MARK)
    resolved = changed(review=replace(MARK, state="resolved", note="", by=""))
    assert "Marked as resolved on 10 November 2025. Finding d1." in resolved
    assert "## Resolved" in resolved
    assert "## Disputed" not in resolved
    late = changed(review=replace(MARK, state="resolved", outdated=True))
    assert "## Disputed" in late
    assert "resolved by Ada on 10 November 2025; an answer has come in since: asked" in late
    alarm = replace(TOLL, verdict="unsure", review=replace(MARK, state="false_alarm"))
    for form in ("md", "html"):
        note = render(replace(BRIEFING, stories=(replace(STORY, discrepancies=(), cleared=(alarm,)),)), form)
        assert "marked as a false alarm by Ada on 10 November 2025: asked" in note
        assert "could not be judged" not in note


@pytest.mark.parametrize(("state", "heading"), [("", "Disputed"), ("confirmed", "Disputed"), ("resolved", "Resolved")])
def test_the_page_shows_findings_under_the_same_headings(state: ReviewState, heading: str) -> None:
    """What is true of the note is true of the page."""
    finding = replace(TOLL, review=Review(state))
    page = render(replace(BRIEFING, stories=(replace(STORY, discrepancies=(finding,)),)), "html")
    assert re.findall(r"<h2[^>]*>(Disputed|Resolved)</h2>", page) == [heading]
    assert "Finding d1." in page


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
        (replace(COVERAGE, articles=1), ENGLISH("lone_article")),
        (replace(COVERAGE, by_rule=0, by_engine=0), "Nothing was compared"),
    ],
)
def test_no_discrepancy_is_said_honestly(coverage: Coverage, line: str) -> None:
    """Silence is never left to be read as agreement."""
    calm = replace(BRIEFING, stories=(replace(STORY, discrepancies=(), coverage=coverage),))
    assert line in render(calm, "md")
    assert line in render(calm, "html")


def test_empty_sections_are_left_out() -> None:
    """A heading promises something below it; that nothing is disputed is worth one."""
    none = {part: () for part in ("summary", "agreements", "discrepancies", "single_source", "timeline", "cleared")}
    bare = replace(STORY, **none, people=(), unanswered=())  # type: ignore[arg-type]
    note = render(replace(BRIEFING, stories=(bare,), focus="", since=""))
    assert re.findall(r"^## (.*)$", note, re.M) == ["Disputed", "Sources", "How this was made"]


@settings(deadline=None)
@given(st.text(max_size=120), st.integers(1, 60))
def test_shortened_text_ends_with_a_whole_word(text: str, limit: int) -> None:
    """What is cut is cut between words, and says so; a stretch without spaces is cut all the same."""
    whole, short = one_line(text), shortened(text, limit)
    if short != whole:
        kept = short.removesuffix(" …")
        assert whole.startswith(kept)
        rest = whole[len(kept) :].lstrip(",;:–—-")
        assert rest.startswith(" ") or (kept == whole[:limit] and len(whole.split()[0]) > 2 * limit)
    assert len(short) <= 2 * limit + 2


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


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Two items remain.", True),
        ("The mill at Oxmere burned.", True),
        ("Nothing else was touched.", False),
        ("It could start in January.", False),
        ("“That is how we do it.”", False),
        ("Oxmere Mills, which owns the dam, rejects that.", False),
        ("Readers of the Oxmere Bell can bring blankets to our office until Friday 3 May.", False),
    ],
)
def test_a_scrap_is_counted_and_not_shown(text: str, shown: bool) -> None:
    """Without a name, a number or a date, or with a pronoun for its subject, a sentence alone says nothing."""
    assert own.telling(text) is shown

"""What a note says before any format: which sections, how much of each, in which words."""

from dataclasses import replace

import pytest

from assistant.render import selection, wording
from assistant.render.note import Chapter, Disputes, Length, Lines, Look, Matrix, Section, Timeline
from assistant.render.note.compose import compose
from assistant.schema import (
    Agreement,
    Briefing,
    Discrepancy,
    Event,
    News,
    NewsKind,
    Quote,
    SingleSource,
    Story,
    Support,
)
from tests.render_records import BRIEFING, CLOSED, NORTH, SEVERAL, SOUTH, STORY, TOLL, quote

HERE, THERE = quote(NORTH, CLOSED), quote(SOUTH, CLOSED)
RAISED = quote(NORTH, "rose to 19.")
MANY = replace(
    STORY,
    agreements=tuple(Agreement(CLOSED, 2, 2, (Support("a1", (HERE,)), Support("a2", (THERE,)))) for _ in range(30)),
    single_source=tuple(SingleSource("a1", f"Bridge {n} of Lisk closed.", (RAISED,)) for n in range(40)),
    timeline=tuple(Event(f"2025-10-{day:02d}", f"Day {day}.", "a1", (HERE,)) for day in range(1, 31)),
)


def chapter(story: Story, length: Length = "standard") -> Chapter:
    """The chapter of a story that is told alone."""
    return compose(replace(BRIEFING, stories=(story,)), Look(length)).chapters[0]


def section(told: Chapter, key: str) -> Section | None:
    """A section by its key."""
    return next((each for each in told.sections if each.key == key), None)


def entries(told: Chapter, key: str) -> int:
    """How many entries a section shows, those below others counted, a word on what is left out not."""
    found = section(told, key)
    lists = [block for block in found.blocks if isinstance(block, Lines)] if found else []
    lines = [line for block in lists for line in (*block.lines, *(below for one in block.lines for below in one.lines))]
    return sum(bool(line.parts) for line in lines)


@pytest.mark.parametrize(
    ("length", "agreed", "alone", "dated"), [("short", 5, 0, 6), ("standard", 15, 6, 15), ("full", 30, 40, 30)]
)
def test_a_length_says_how_much_is_shown(length: Length, agreed: int, alone: int, dated: int) -> None:
    """Short is a page, standard is read in one sitting, full leaves nothing out."""
    told = chapter(MANY, length)
    timeline = section(told, "timeline")
    assert timeline and isinstance(timeline.blocks[0], Timeline)
    assert (entries(told, "agreed"), entries(told, "single_source")) == (agreed, alone)
    assert len(timeline.blocks[0].entries) == dated


def test_what_is_left_out_is_counted() -> None:
    """The reader knows that there is more, and where."""
    told = section(chapter(MANY), "agreed")
    assert told and isinstance(told.blocks[0], Lines)
    assert told.blocks[0].lines[-1].aside == "and 15 more, not shown here"


def test_a_cut_timeline_keeps_what_is_disputed_and_what_is_near_the_news() -> None:
    """Thirty days of which one, far off, is disputed: it stays, with the last of the others, in the order of time."""
    first = replace(MANY.timeline[0], findings=("d1",))
    told = section(chapter(replace(MANY, timeline=(first, *MANY.timeline[1:])), "short"), "timeline")
    assert told and isinstance(told.blocks[0], Timeline)
    days = [entry.date for entry in told.blocks[0].entries]
    assert days == ["2025-10-01", *(f"2025-10-{day}" for day in range(26, 31))]
    assert told.blocks[0].entries[0].findings == ("d1",)


@pytest.mark.parametrize(
    ("discrepancies", "cleared"),
    [((), (replace(TOLL, verdict="compatible"),)), ((replace(TOLL, verdict="superseded"),), ())],
)
def test_an_event_of_what_is_in_dispute_no_more_is_not_marked(
    discrepancies: tuple[Discrepancy, ...], cleared: tuple[Discrepancy, ...]
) -> None:
    """A false alarm leaves no mark on the timeline, nor does a figure that moved on."""
    story = replace(STORY, discrepancies=discrepancies, cleared=cleared)
    told = section(chapter(story), "timeline")
    assert told and isinstance(told.blocks[0], Timeline)
    assert told.blocks[0].entries[0].findings == ()


def test_what_moved_on_stands_apart_from_what_is_disputed() -> None:
    """A later figure is no contradiction."""
    moved = replace(TOLL, id="d2", verdict="superseded")
    told = chapter(replace(STORY, discrepancies=(TOLL, moved)))
    for key, id in (("disputed", "d1"), ("changed", "d2")):
        found = section(told, key)
        assert found and isinstance(found.blocks[0], Disputes)
        assert [dispute.id for dispute in found.blocks[0].disputes] == [id]
    assert told.counts == "1 disputed, 1 changed over time"


@pytest.mark.parametrize(
    ("fact", "sentence", "shown", "worded"),
    [
        ("The same figure: tower of 88 metres.", "Its tower of 88 metres sways.", "Tower of 88 metres", False),
        ("“The quay opens on 2 May”", "The quay opens on 2 May.", "The quay opens on 2 May.", False),
        ("“The quay opens on 2 May”", "“The quay opens on 2 May,” said Orla Venn.", "“The quay opens on 2 May”", True),
        ("“And yes, I do”", "And yes, I do.”", "“And yes, I do”", True),
        ("the mayor: “The quay opens”", "“The quay opens,” said the mayor.", "The mayor: “The quay opens”", False),
        (
            "The quay opens on 2 May.",
            "On a rainy day it is: the quay opens on 2 May.",
            "The quay opens on 2 May.",
            True,
        ),
    ],
)
def test_the_heading_of_an_agreement(fact: str, sentence: str, shown: str, worded: bool) -> None:
    """A figure with its noun, a report's own words without the marks of speech, somebody's words with them."""
    quote = Quote("a1", 0, len(sentence), sentence)
    agreed = Agreement(fact, 2, 2, (Support("a1", (quote,)), Support("a2", (quote,))))
    assert (selection.heading(agreed), selection.worded(agreed)) == (shown, worded)


@pytest.mark.parametrize(
    ("fact", "shown"),
    [("The same figure: eight years.", 0), ("The same figure: $60,000.", 0), ("The same figure: 300 boats.", 1)],
)
def test_a_number_without_what_it_counts_is_left_to_the_full_note(fact: str, shown: int) -> None:
    """It is counted, and the note that shows all shows it."""
    story = replace(STORY, agreements=(replace(MANY.agreements[0], fact=fact),))
    lines = [
        [line for line in found.blocks[0].lines if line.lead]
        for length in ("standard", "full")
        for found in [section(chapter(story, length), "agreed")]
        if found and isinstance(found.blocks[0], Lines)
    ]
    assert [len(each) for each in lines] == [shown, 1]


def test_a_figure_alone_is_told_with_the_words_of_both() -> None:
    """A heading that is no sentence of a source would say nothing by itself."""
    shared = replace(MANY.agreements[0], fact="The same figure: 19 boats.")
    worded, bare = (
        section(chapter(replace(STORY, agreements=(fact,))), "agreed") for fact in (MANY.agreements[0], shared)
    )
    assert worded and bare and isinstance(worded.blocks[0], Lines) and isinstance(bare.blocks[0], Lines)
    assert [part.quotes for part in worded.blocks[0].lines[0].parts] == [(HERE,), (THERE,)]
    assert [(line.shown, line.parts[0].quotes) for line in bare.blocks[0].lines[0].lines] == [
        (True, (HERE,)),
        (True, (THERE,)),
    ]


@pytest.mark.parametrize(
    ("news", "lead", "aside"),
    [
        (News("source", "The East"), "New source", ""),
        (News("source", "The East", was="The East"), "No longer among the sources", ""),
        (News("agreed", "The bridge closed.", was="only The North"), "Newly agreed", "Before: only The North"),
        (News("answer", "How many died? 21", was="19"), "Another answer", "Before: 19"),
    ],
)
def test_what_is_new_is_told_with_what_was_before(news: News, lead: str, aside: str) -> None:
    """A source that is gone is not announced as a new one."""
    found = section(chapter(replace(STORY, since=(news,))), "since")
    assert found and isinstance(found.blocks[0], Lines)
    (line,) = found.blocks[0].lines
    assert (line.lead, line.parts[0].text, line.aside) == (lead, news.text, aside)


def test_the_number_of_a_finding_is_explained_where_there_is_one() -> None:
    """Who did not run the tool could not know what it is for."""
    for story, told in ((STORY, True), (replace(STORY, discrepancies=()), False)):
        (lines,) = compose(replace(BRIEFING, stories=(story,)), Look()).closing[-1].blocks
        assert isinstance(lines, Lines)
        assert any(line.parts[0].text.startswith("A finding keeps its number") for line in lines.lines) is told


def test_what_the_bottom_line_told_is_not_told_again() -> None:
    """A full note repeats it: it leaves nothing out."""
    again = SingleSource("a1", "The Lisk bridge closed.", STORY.summary[0].quotes)
    story = replace(STORY, single_source=(again,))
    assert section(chapter(story), "single_source") is None
    assert entries(chapter(story, "full"), "single_source") == 1


def test_the_matrix_has_a_cell_for_each_source_and_the_words_in_it() -> None:
    """An answer in a row of a dispute, the quotes alone in one of an agreement, nothing where a source is silent."""
    story = replace(MANY, agreements=(replace(MANY.agreements[0], support=MANY.agreements[0].support[:1]),))
    found = section(chapter(story), "agreed")
    assert found and isinstance(found.blocks[-1], Matrix)
    dispute, fact = found.blocks[-1].rows
    assert [cell.value for cell in dispute.cells] == ["19", "21"]
    assert [cell.quotes for cell in fact.cells] == [(HERE,), ()]


def test_a_figure_that_is_disputed_and_moved_on_is_one_row() -> None:
    """The same question twice would tell the same answers twice."""
    story = replace(
        STORY, discrepancies=(TOLL, replace(TOLL, id="d2", verdict="superseded")), agreements=(MANY.agreements[0],)
    )
    found = section(chapter(story), "agreed")
    assert found and isinstance(found.blocks[-1], Matrix)
    dispute, _ = found.blocks[-1].rows
    assert (dispute.finding, [cell.value for cell in dispute.cells]) == ("d1", ["19", "21"])


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("How many soldiers: “600 soldiers” or “raised to 900”?", "How many soldiers?"),
        ("How much money: “fund of 640” or “fund worth 650”?", "How much money: “fund of 640” or “fund worth 650”?"),
        ("How many people died?", "How many people died?"),
    ],
)
def test_a_question_is_short_where_its_noun_says_enough(asked: str, told: str) -> None:
    """The table below it tells the words of both."""
    assert wording.question(replace(TOLL, question=asked)) == told


@pytest.mark.parametrize(
    ("kind", "told"),
    [("answer", "How many soldiers? 21"), ("disputed", "How many soldiers?"), ("resolved", "As it was.")],
)
def test_news_of_a_finding_asks_as_its_table_does(kind: NewsKind, told: str) -> None:
    """With the answers that are new; what is open no more is told in the words of the comparison."""
    asked = replace(TOLL, question="How many soldiers: “19 soldiers” or “raised to 21”?")
    news = News(kind, "As it was.", "d1", "19", TOLL.positions[1].quotes)
    found = section(chapter(replace(STORY, discrepancies=(asked,), since=(news,))), "since")
    assert found and isinstance(found.blocks[0], Lines)
    assert found.blocks[0].lines[0].parts[0].text == told


def test_a_title_is_that_of_the_note_and_the_stories_keep_theirs() -> None:
    """One story is told under the title that was asked for; several stand below it."""
    one, several = (compose(replace(told, title="Ours"), Look()) for told in (BRIEFING, SEVERAL))
    assert (one.title, several.title) == ("Ours", "Ours")
    assert [each.title for each in several.chapters] == ["Lisk *flood*", "Another"]
    assert [line.lead for line in several.contents] == ["Lisk *flood*", "Another"]


def test_all_quotes_of_a_full_note_are_those_of_its_result() -> None:
    """Composing adds no words to the sources and loses none of a finding."""

    def cited(briefing: Briefing) -> set[Quote]:
        found = compose(briefing, Look("full")).chapters[0].sections
        disputes = [b for each in found for b in each.blocks if isinstance(b, Disputes)]
        return {q for block in disputes for d in block.disputes for stand in d.stands for q in stand.quotes}

    assert cited(BRIEFING) == {q for position in TOLL.positions for q in position.quotes}

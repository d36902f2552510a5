"""What a person decided about a finding is found again and respected, and nothing else is."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.compare.review_file import dump, parse, read_reviews
from assistant.compare.reviews import Reviewed, Stated, respected, review_of, reviewable
from assistant.errors import UserError
from assistant.schema import Briefing, Comparison, Discrepancy, Position, Review, ReviewState
from tests.render_records import BRIEFING, COMPARED, RUN, STORY, TOLL

EMPTY = Review()


def reviewed(state: ReviewState = "false_alarm", finding: Discrepancy = TOLL) -> Reviewed:
    """A decision of Ada's about a finding."""
    mark = Review(state, "two counts", "Ada", "2025-11-10T09:00:00Z")
    return review_of(replace(finding, review=mark), BRIEFING)


def told(finding: Discrepancy) -> Briefing:
    """The briefing with one finding in place of its own."""
    return replace(BRIEFING, stories=(replace(STORY, discrepancies=(finding,)),))


@pytest.mark.parametrize("state", ["confirmed", "resolved"])
def test_a_mark_is_shown_on_its_finding(state: ReviewState) -> None:
    """Whoever reads the note sees what was decided, by whom and when."""
    (story,) = respected(BRIEFING, [reviewed(state)]).stories
    (finding,) = story.discrepancies
    assert finding.review == Review(state, "two counts", "Ada", "2025-11-10T09:00:00Z")
    assert replace(finding, review=EMPTY) == TOLL


def test_a_false_alarm_is_cleared() -> None:
    """It leaves the discrepancies, is listed with what was cleared, and is counted there."""
    before = Comparison((COMPARED,), BRIEFING.articles, RUN)
    after = respected(before, [reviewed()])
    (story,) = after.stories
    assert story.discrepancies == ()
    assert [(d.id, d.review.state) for d in story.cleared] == [("d1", "false_alarm"), ("c1", "")]
    assert story.coverage.cleared == COMPARED.coverage.cleared + 1
    assert [d.id for d in reviewable(after)] == ["d1"]


def test_without_reviews_nothing_changes() -> None:
    """Neither no review nor that of another finding touches a result."""
    other = replace(reviewed(), id="x", positions=tuple(replace(p, quote="Rain fell.") for p in reviewed().positions))
    assert respected(BRIEFING, []) is BRIEFING
    assert respected(BRIEFING, [other]) == BRIEFING
    assert respected(BRIEFING, [replace(other, id="d1")]) == BRIEFING, "an id alone proves nothing"


def test_a_finding_is_known_by_its_words_and_keeps_its_old_id() -> None:
    """Where an earlier report made another id, the review is found by the words, and its id goes on."""
    renamed = replace(TOLL, id="other", question="What number is given?")
    (story,) = respected(told(renamed), [reviewed("confirmed")]).stories
    assert [(d.id, d.review.state) for d in story.discrepancies] == [("d1", "confirmed")]


@pytest.mark.parametrize(
    ("change", "known"),
    [
        (lambda p: replace(p, quote=p.quote.upper()), True),
        (lambda p: replace(p, quote=f"He said: “{p.quote}”"), True),
        (lambda p: replace(p, value="5 hurt"), False),
        (lambda p: replace(p, quote="19"), False),
    ],
)
def test_which_words_are_the_same(change: object, known: bool) -> None:
    """Typography and a longer cut of the same words do; another figure in them, or a scrap of them, does not."""
    assert callable(change)
    review = reviewed("confirmed")
    review = replace(review, id="x", positions=tuple(change(p) for p in review.positions))
    (story,) = respected(BRIEFING, [review]).stories
    assert (story.discrepancies[0].review.state == "confirmed") is known


def test_one_position_in_common_is_not_the_same_finding() -> None:
    """Two different sources may each be held against a third one."""
    review = replace(reviewed(), id="x")
    half = replace(review, positions=(review.positions[0], Stated("c.txt", "It is thirty.", "30")))
    assert respected(BRIEFING, [half]) == BRIEFING


def test_a_new_answer_opens_what_was_closed() -> None:
    """A mark of two figures says nothing of a third: the finding is open again, and says so."""
    closed = respected(BRIEFING, [reviewed()])
    assert closed.stories[0].discrepancies == ()
    third = Position("a2", "30", (replace(TOLL.positions[1].quotes[0], start=0, end=8, text="The brid"),))
    grown = replace(TOLL, positions=(*TOLL.positions, third))
    (story,) = respected(told(grown), [reviewed()]).stories
    assert [(d.id, d.review.outdated) for d in story.discrepancies] == [("d1", True)]
    again = replace(grown, positions=(*TOLL.positions, replace(third, value="19")))
    (story,) = respected(told(again), [reviewed()]).stories
    assert story.discrepancies == (), "a further source with a known answer changes nothing"


def test_a_review_keeps_what_publishing_and_scoring_need() -> None:
    """Exact words, path, outlet, title, date and address of every position."""
    first = reviewed().positions[0]
    assert first == Stated(
        "north.txt",
        "The   toll\nrose to 19.",
        "19",
        "",
        "The North",
        "Bridge closed",
        "2025-11-08",
        "https://north.example/1",
    )
    with pytest.raises(ValueError, match="nothing was decided"):
        review_of(TOLL, BRIEFING)


TEXT = st.text(max_size=20)
REVIEWS = st.lists(
    st.builds(
        lambda id, note, quote: replace(reviewed(), id=id, note=note, positions=(Stated("a.txt", quote, "1"),)),
        st.text(min_size=1, max_size=4),
        TEXT,
        TEXT,
    ),
    max_size=5,
    unique_by=lambda review: review.id,
)


@settings(deadline=None)
@given(REVIEWS)
def test_a_file_reads_back(reviews: list[Reviewed]) -> None:
    """Whatever the words, one line a finding, sorted by id."""
    text = dump(reviews)
    assert text.count("\n") == len(reviews)
    assert parse(text, "f") == sorted(reviews, key=lambda review: review.id)


def test_of_two_lines_on_one_finding_the_later_decision_holds() -> None:
    """A merge that keeps both sides leaves two lines; neither side has to be mended by hand."""
    early, late = reviewed("confirmed"), replace(reviewed("resolved"), at="2025-11-11T09:00:00Z")
    for both in ((early, late), (late, early)):
        text = "".join(dump([one]) for one in both)
        assert [review.state for review in parse(text, "f")] == ["resolved"]


GOOD = dump([reviewed()])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (GOOD + "{", "f, line 2: not a review"),
        (GOOD + "\n[]\n", "f, line 3: not a review"),
        (GOOD.replace("false_alarm", "maybe"), "f, line 1: not a review (state"),
        (GOOD.replace('"question"', '"q"'), "f, line 1: not a review (question: Field required"),
        (GOOD + "<<<<<<< ours\n", "f, line 2: a merge was left open"),
        (GOOD + "=======\n", "f, line 2: a merge was left open"),
    ],
)
def test_a_damaged_line_is_named(text: str, said: str) -> None:
    """The user learns which line of which file to mend."""
    with pytest.raises(UserError) as caught:
        parse(text, "f")
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_none(tmp_path: Path) -> None:
    """A missing file, a folder and bytes are each one line."""
    (tmp_path / "bytes").write_bytes(b"\xff\xfe\x00")
    for name in ("missing", ".", "bytes"):
        with pytest.raises(UserError, match="--reviews"):
            read_reviews(tmp_path / name)

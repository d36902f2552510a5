"""The timeline: each thing once, disagreements marked, no plan beside what came of it, nothing that hangs loose."""

import pytest

from assistant.brief.timeline import timeline
from assistant.digest import make_digest
from assistant.engines.builtin.digest import digest
from assistant.schema import Article, Compared, Coverage, Discrepancy, Event, Position
from assistant.text.locate import locate

EARLY = Article(
    "early",
    "e.txt",
    "Oxmere wins the cup",
    "Early",
    "2025-06-06",
    "",
    "Oxmere won the cup of the Vell on Friday before 3,000 people. "
    "The cup will be shown to the town on Sunday from an open bus that leaves the quay at two. "
    "The league season of Oxmere will begin on Saturday 14 June 2025.",
)
LATE = Article(
    "late",
    "l.txt",
    "Oxmere cheers",
    "Late",
    "2025-06-09",
    "",
    "The open bus with the cup left the quay of Oxmere on Sunday and needed an hour. "
    "On Friday Oxmere had won the cup of the Vell in front of 3,000 people. "
    "It could start again on 1 August. A new quay opens on Saturday 21 June 2025.",
)
OTHER = Article(
    "other", "o.txt", "Quay", "Other", "2025-06-08", "", "The new quay of Oxmere opens on Sunday 22 June 2025."
)


def compared(*findings: Discrepancy) -> Compared:
    """What a comparison found."""
    return Compared("", (), findings, (), (), Coverage(2, 0, 0, 0, 0, 0, 0, 0))


def told(*articles: Article, findings: tuple[Discrepancy, ...] = ()) -> list[Event]:
    """The timeline of articles."""
    return timeline(articles, [make_digest(each, digest(each)) for each in articles], compared(*findings))


def position(article: Article, value: str, words: str) -> Position:
    """What an article says on a question."""
    quote = locate(article, words)
    assert quote
    return Position(article.id, value, (quote,))


OPENS = Discrepancy(
    "d7",
    "When does it open?",
    "date_time",
    "contradiction",
    "major",
    "",
    (position(LATE, "21 June", "opens on Saturday 21 June"), position(OTHER, "22 June", OTHER.text)),
)


def test_what_two_sources_tell_in_other_words_stands_once() -> None:
    """Of one thing on one day the first telling stays."""
    won = [event for event in told(EARLY, LATE) if event.date == "2025-06-06"]
    assert [event.article for event in won] == ["early"]


def test_a_plan_gives_way_to_what_came_of_it() -> None:
    """A later report tells what happened; a plan that lies ahead stays, and so does one nobody followed up."""
    sunday = [event for event in told(EARLY, LATE) if event.date == "2025-06-08"]
    assert [event.article for event in sunday] == ["late"]
    assert any(event.date == "2025-06-14" for event in told(EARLY, LATE))
    assert any(event.date == "2025-06-08" for event in told(EARLY))


def test_a_disputed_date_stands_twice_and_is_marked() -> None:
    """Both entries carry the finding, the others none."""
    events = told(EARLY, LATE, OTHER, findings=(OPENS,))
    assert {event.date: event.findings for event in events if event.findings} == {
        "2025-06-21": ("d7",),
        "2025-06-22": ("d7",),
    }


def test_an_entry_makes_sense_alone() -> None:
    """A pronoun for a subject says nothing in a list of days, unless it is disputed what it says."""
    assert not any(event.text.startswith("It ") for event in told(EARLY, LATE))
    start = Discrepancy(
        "d8", "?", "date_time", "contradiction", "minor", "", (position(LATE, "1 August", "It could start again"),)
    )
    assert any(event.text.startswith("It ") for event in told(EARLY, LATE, findings=(start,)))


def test_the_order_does_not_hang_on_that_of_the_articles() -> None:
    """By day, then by when it was told."""
    events = told(EARLY, LATE, OTHER, findings=(OPENS,))
    assert events == told(OTHER, LATE, EARLY, findings=(OPENS,))
    assert [event.date for event in events] == sorted(event.date for event in events)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("The rate of Oxmere was 5.1 per cent in May, a little up.", False),
        ("Imports of Oxmere exceeded exports by 1,200 million crowns in May.", False),
        ("Herring need cold water in Oxmere and arrive in late May, when most boats are ashore.", False),
        ("In May the court of Oxmere ordered the mill to pay 88,000 crowns.", True),
        ("The council of Oxmere set up a fund of 640 million crowns in May.", True),
        ("Every captain of Oxmere voted in May to keep the quay.", True),
    ],
)
def test_a_figure_of_a_month_and_a_habit_are_no_events(text: str, event: bool) -> None:
    """What was decided or paid in a month is one."""
    article = Article("m", "m.txt", "Oxmere", "Monthly", "2025-06-09", "", text)
    assert bool(told(article)) is event

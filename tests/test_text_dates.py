"""Dates and clock times: resolved against the day of publication, at the precision of their words."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.text.dates import When, dates, differ

WEDNESDAY = "2025-11-12"


def isos(text: str, published: str = WEDNESDAY) -> list[str]:
    """The dates of a text as they are resolved."""
    return [when.iso for when in dates(text, published)]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("The dam broke on 14 August 2025.", "2025-08-14"),
        ("The dam broke on August 14, 2025.", "2025-08-14"),
        ("The dam broke on the 3rd of March 2024.", "2024-03-03"),
        ("The dam broke on Sept. 5, 2024.", "2024-09-05"),
        ("The dam broke on 2025-08-14.", "2025-08-14"),
        ("The dam broke in August 2025.", "2025-08"),
        ("The dam broke in 2019.", "2019"),
        ("The dam broke in mid-2024.", "2024"),
        ("The dam broke at 6.40pm.", "T18:40"),
        ("The dam broke at 18:40.", "T18:40"),
        ("The dam broke at 11 a.m.", "T11:00"),
        ("The dam broke at 12 a.m.", "T00:00"),
        ("The dam broke at 12pm.", "T12:00"),
    ],
)
@pytest.mark.parametrize("published", ["", WEDNESDAY])
def test_dates_that_stand_alone(text: str, iso: str, published: str) -> None:
    """A date with its year, and a time of day, need no day of publication."""
    found = dates(text, published)
    assert [when.iso for when in found] == [iso]
    assert not found[0].relative


@pytest.mark.parametrize(
    ("text", "iso", "bare"),
    [
        ("The dam broke on 14 August.", "2025-08-14", "--08-14"),
        ("The dam broke in August.", "2025-08", "--08"),
        ("The dam opens on 3 January.", "2026-01-03", "--01-03"),
        ("The dam broke on 31 December.", "2025-12-31", "--12-31"),
        ("The dam broke on Monday.", "2025-11-10", "W0"),
        ("The dam broke on Wednesday.", "2025-11-12", "W2"),
        ("The dam broke last Wednesday.", "2025-11-05", "W2"),
        ("The dam broke on Thursday.", "2025-11-06", "W3"),
        ("The dam will open on Friday.", "2025-11-14", "W4"),
        ("The dam was due to open on Sunday.", "2025-11-16", "W6"),
        ("The dam opens next Monday.", "2025-11-17", "W0"),
        ("The dam must open by Friday.", "2025-11-14", "W4"),
        ("The dam broke yesterday.", "2025-11-11", None),
        ("The dam broke today.", "2025-11-12", None),
        ("The dam opens tomorrow.", "2025-11-13", None),
        ("The dam broke last month.", "2025-10", None),
        ("The dam opens next year.", "2026", None),
        ("The dam broke earlier this month.", "2025-11", None),
    ],
)
def test_relative_dates(text: str, iso: str, bare: str | None) -> None:
    """A date that needs the day of publication is resolved with it, and kept open or left out without."""
    found = dates(text, WEDNESDAY)
    assert [when.iso for when in found] == [iso]
    assert found[0].relative
    assert isos(text, "") == ([bare] if bare else [])


def test_a_month_before_january_is_in_the_year_before() -> None:
    """Last month of a January paper is December."""
    assert isos("It broke last month.", "2026-01-09") == ["2025-12"]
    assert isos("It opens next month.", "2025-12-09") == ["2026-01"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Lund said on Friday that the dam will open on Monday.", ["2025-11-07", "2025-11-17"]),
        ("It opened on 3 May 2024 and shut on 4 June 2024.", ["2024-05-03", "2024-06-04"]),
        ("It opened at 9am on 3 May 2024.", ["T09:00", "2024-05-03"]),
        ("It opened on Saturday 13 September 2025.", ["2025-09-13"]),
        ("It opened on Saturday, 13 September 2025.", ["2025-09-13"]),
    ],
)
def test_several_dates(text: str, found: list[str]) -> None:
    """Dates come in order; a weekday before its own date is the same day."""
    assert isos(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "They may 12 times refuse.",
        "It cost 2,019 crowns.",
        "Some 2,500 people came.",
        "The 1990s were dry.",
        "It rose by 20.25%.",
        "It fell on 2025-13-45.",
        "A march went past.",
    ],
)
def test_what_is_no_date(text: str) -> None:
    """Small-written verbs, amounts, decades and impossible months are no dates."""
    assert isos(text) == []


@pytest.mark.parametrize("text", ["It broke on 31 February 2025.", "It broke on 31 June."])
def test_impossible_days_are_no_days(text: str) -> None:
    """A day that no month has is not given as a date of the calendar."""
    assert not any(iso.endswith("-31") for iso in isos(text))


@pytest.mark.parametrize("published", ["someday", "2025", "12/11/2025", "2025-11-12T08:00:00Z"])
def test_odd_publication_dates_are_taken_as_they_are(published: str) -> None:
    """A date of publication that cannot be read counts as unknown; one with a time is read."""
    assert isos("It broke yesterday.", published) == (["2025-11-11"] if "T" in published else [])


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("2025-08-14", "2025-08-14", False),
        ("2025-08-14", "2025-08-15", True),
        ("2025-08-14", "2025-08", False),
        ("2025-08-14", "2025", False),
        ("2025-08", "2025-09", True),
        ("T18:40", "T18:45", True),
        ("T18:40", "2025-08-14", False),
    ],
)
def test_dates_differ_at_the_precision_they_share(left: str, right: str, expected: bool) -> None:
    """A month and a day of it do not differ; a time and a day cannot be compared."""
    a, b = When(left, 0, 1, ""), When(right, 0, 1, "")
    assert differ(a, b) is expected
    assert differ(b, a) is expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("2025-W45", "2025-11-05", False),
        ("2025-W45", "2025-11-10", True),
        ("2025-W45", "2025-11", False),
        ("2025-W45", "2025-W46", True),
        ("2025-W45", "2024", True),
        ("W0", "2025-11-10", False),
        ("W0", "W1", True),
        ("--08-14", "2025-08-14", False),
        ("--08-14", "--08-15", True),
    ],
)
def test_weeks_and_incomplete_dates(left: str, right: str, expected: bool) -> None:
    """A week is compared by its days; what the calendar cannot place speaks against nothing but its own kind."""
    a, b = When(left, 0, 1, ""), When(right, 0, 1, "")
    assert (differ(a, b), differ(b, a)) == (expected, expected)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("It broke at 7pm.", "It broke at 7.20pm.", True),
        ("It broke at about 7pm.", "It broke at 7.20pm.", False),
        ("It broke shortly after 7pm.", "It broke at 9pm.", True),
        ("It broke just before midnight.", "It broke at 11.45pm.", False),
        ("It broke at 19:00 GMT.", "It broke at 20:00 BST.", False),
        ("It broke at 19:00 GMT.", "It broke at 20:00 GMT.", True),
    ],
)
def test_clock_times_that_are_rough_or_of_other_zones(left: str, right: str, expected: bool) -> None:
    """A rough time reaches half an hour; hours of different zones cannot be held against each other."""
    (a,), (b,) = dates(left), dates(right)
    assert (differ(a, b), differ(b, a)) == (expected, expected)


def test_a_known_person_is_no_month() -> None:
    """ "By May" is a date unless the article speaks of a May."""
    assert isos("The plan by May was rejected.") == ["2025-05"]
    assert dates("The plan by May was rejected.", WEDNESDAY, frozenset({"may"})) == []
    assert [w.iso for w in dates("It was rejected in May.", WEDNESDAY, frozenset({"may"}))] == ["2025-05"]


def test_a_date_does_not_take_the_full_stop() -> None:
    """The words of a date end where the date does."""
    assert [when.text for when in dates("It broke on 14 August.", WEDNESDAY)] == ["14 August"]


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_break_nothing(published: str) -> None:
    """A page that was never given a date, and so bears the first or last one there is, can be read."""
    assert isinstance(dates("It broke last month, on Sunday, yesterday, and opens tomorrow.", published), list)


WORDS = "31 June 0 May 2025 2025-02-30 Monday last by 99:99 12pm next year tomorrow Feb. 29 , - 6.40 pm of the".split()
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(WORDS), max_size=10).map(" ".join))


@settings(deadline=None)
@given(TEXTS, st.one_of(st.text(max_size=12), st.dates().map(str)))
def test_no_text_breaks_the_reader(text: str, published: str) -> None:
    """Dates never raise, stay in the text, come in order and do not overlap."""
    found = dates(text, published)
    assert all(0 <= when.start < when.end <= len(text) for when in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Orla Venn stepped down in February, citing her health.", "2024-02"),
        ("Orla Venn quit in February.", "2024-02"),
        ("The vote was scheduled in February.", "2025-02"),
        ("Orla Venn is up for re-election in July.", "2025-07"),
        ("Orla Venn was beaten in July.", "2024-07"),
        ("Orla Venn appeared likely to leave Friday for the coast.", "2024-12-13"),
        ("Orla Venn left Friday for the coast.", "2024-12-06"),
    ],
)
def test_the_verb_before_a_date_tells_past_from_future(text: str, expected: str) -> None:
    """Who "stepped down in February" has done so, and who is up for election "in July" will be."""
    assert isos(text, "2024-12-09") == [expected]

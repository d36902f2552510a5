"""Days, weeks and months around a day of publication."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.days import OFF, extent, is_day, month_number, nearest_year, parsed, written

WEDNESDAY = date(2025, 11, 12)


@pytest.mark.parametrize(
    ("month", "day", "tense", "year"),
    [
        (11, 20, "", 2025),
        (11, 20, "past", 2025),
        (11, 20, "back", 2024),
        (1, 3, "", 2026),
        (3, 30, "", 2026),
        (3, 30, "past", 2025),
        (12, 31, "back", 2024),
        (11, 12, "back", 2025),
        (11, 13, "back", 2024),
        (2, 7, "past", 2026),
        (2, 8, "past", 2025),
        (10, 20, "ahead", 2025),
        (10, 11, "ahead", 2025),
        (10, 10, "ahead", 2026),
        (5, 9, "", 2026),
        (5, 10, "", 2025),
    ],
)
def test_the_year_of_a_date_without_one(month: int, day: int, tense: str, year: int) -> None:
    """The nearest year, unless the words put the date behind publication."""
    assert nearest_year(WEDNESDAY, month, day, tense) == year


@pytest.mark.parametrize(
    ("unit", "count", "iso"),
    [
        ("day", -12, "2025-10-31"),
        ("week", -1, "2025-W45"),
        ("week", 7, "2026-W01"),
        ("month", -11, "2024-12"),
        ("month", 2, "2026-01"),
        ("year", -3, "2022"),
    ],
)
def test_steps_over_the_end_of_a_year(unit: str, count: int, iso: str) -> None:
    """Days, ISO weeks, months and years off."""
    assert OFF[unit](WEDNESDAY, count) == iso


@pytest.mark.parametrize(
    ("iso", "days"),
    [
        ("2025", ("2025-01-01", "2025-12-31")),
        ("2025-08", ("2025-08-01", "2025-08-31")),
        ("2025-W01", ("2024-12-30", "2025-01-05")),
        ("2025-08-14", ("2025-08-14", "2025-08-14")),
        ("2025-W54", None),
        ("--08-14", None),
        ("W3", None),
    ],
)
def test_what_days_a_date_covers(iso: str, days: tuple[str, str] | None) -> None:
    """From the first day to the last; nothing for a date that lacks its year."""
    assert extent(iso) == days


@pytest.mark.parametrize(
    ("unit", "day", "count"),
    [("day", date.max, 1), ("day", date.min, -1), ("week", date.max, 1), ("week", date.min, -1)],
)
def test_behind_the_last_day_there_is_none(unit: str, day: date, count: int) -> None:
    """Nothing is given where the calendar ends."""
    assert OFF[unit](day, count) == ""


@pytest.mark.parametrize(
    ("iso", "shown"),
    [
        ("2025", "2025"),
        ("2025-01", "January 2025"),
        ("2025-12", "December 2025"),
        ("2025-08-04", "4 August 2025"),
        ("2025-08-04T18:40:00", "4 August 2025, 18:40"),
        ("2025-13", "2025-13"),
        ("2025-00-04", "2025-00-04"),
        ("2025-W33", "2025-W33"),
        ("2025-08-04-05", "2025-08-04-05"),
        ("soon", "soon"),
        ("", ""),
    ],
)
def test_a_date_as_people_write_it(iso: str, shown: str) -> None:
    """At the precision that it has; what is no date stays."""
    assert written(iso) == shown


@pytest.mark.parametrize(
    ("word", "month"), [("January", 1), ("jan", 1), ("JUNE", 6), ("Jul", 7), ("Sept", 9), ("dec", 12), ("08", 8)]
)
def test_the_number_of_a_month(word: str, month: int) -> None:
    """A name in full, cut short or in digits."""
    assert month_number(word) == month


@pytest.mark.parametrize(
    ("published", "day"),
    [("2025-11-12", WEDNESDAY), ("2025-11-12T18:40:00Z", WEDNESDAY), ("2025-11", None), ("2025-11-31", None)],
)
def test_the_day_of_publication(published: str, day: date | None) -> None:
    """A time behind the day is left aside."""
    assert parsed(published) == day
    assert is_day(2024, 2, 29) and not is_day(2025, 2, 29)


@given(st.dates(), st.sampled_from(sorted(OFF)), st.integers(-10, 10))
def test_the_calendar_has_ends(day: date, unit: str, count: int) -> None:
    """No step raises, whatever the day."""
    assert isinstance(OFF[unit](day, count), str)


@given(st.text(max_size=12))
def test_odd_days_are_unknown(text: str) -> None:
    """What is no ISO date is no day."""
    assert parsed(text) is None or parsed(text) == date.fromisoformat(text[:10])

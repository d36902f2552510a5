"""Days, weeks and months around a day of publication."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.days import OFF, extent, nearest_year, parsed

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


@given(st.dates(), st.sampled_from(sorted(OFF)), st.integers(-10, 10))
def test_the_calendar_has_ends(day: date, unit: str, count: int) -> None:
    """No step raises, whatever the day."""
    assert isinstance(OFF[unit](day, count), str)


@given(st.text(max_size=12))
def test_odd_days_are_unknown(text: str) -> None:
    """What is no ISO date is no day."""
    assert parsed(text) is None or parsed(text) == date.fromisoformat(text[:10])

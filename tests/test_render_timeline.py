"""The picture of a timeline: what stands where, and that nothing overlaps on a phone."""

from itertools import combinations, pairwise

import pytest

from assistant.render.catalogue import ENGLISH
from assistant.render.html.timeline import DOT, NARROW, SMALL_DOT, Drawing, drawn
from assistant.render.note import Entry


def entry(date: str, *findings: str) -> Entry:
    """An entry of a date."""
    return Entry(date, ENGLISH.day(date), f"It happened in {date}.", (), findings)


def picture(*dates: str) -> Drawing:
    """The picture of entries of these dates."""
    made = drawn([entry(date) for date in dates], ENGLISH)
    assert made is not None
    return made


def middles(drawing: Drawing) -> list[float]:
    """Where the marks stand, by their numbers."""
    return [mark.x for mark in sorted(drawing.marks, key=lambda mark: mark.number)]


@pytest.mark.parametrize("dates", [(), ("2024-06-12",), ("2024-06-12", "2024-06-12T10:00"), ("soon", "2024-06-12")])
def test_one_date_is_no_timeline(dates: tuple[str, ...]) -> None:
    """A single point would tell nothing that the list does not."""
    assert drawn([entry(date) for date in dates], ENGLISH) is None


def test_dates_that_lie_far_enough_apart_are_drawn_to_scale() -> None:
    """Twice the time is twice the length, and the axis is one line."""
    made = picture("2024-06-01", "2024-06-11", "2024-07-01")
    first, second, third = middles(made)
    assert made.to_scale
    assert (third - second) == pytest.approx(2 * (second - first))
    assert [stretch.long for stretch in made.axis] == [False]


def test_dates_that_would_fall_together_are_evenly_spaced_and_long_gaps_dashed() -> None:
    """A flood of 1987 leaves room for three days of 2024."""
    made = picture("1987-06-01", "2024-06-12", "2024-06-13", "2024-06-14")
    places = middles(made)
    assert not made.to_scale
    third = (places[-1] - places[0]) / 3
    assert [right - left for left, right in pairwise(places)] == pytest.approx([third] * 3)
    assert [stretch.long for stretch in made.axis] == [True, False, False]


def test_a_month_or_year_is_a_bar_over_its_days() -> None:
    """To scale the bar is as long as the month; a day has none. February has no 31st."""
    made = picture("2024-02", "2024-01-01", "2024-04-01")
    month, day, last = sorted(made.marks, key=lambda mark: mark.number)
    assert made.to_scale
    assert month.width > 0 == day.width == last.width
    length = last.x - day.x
    assert month.width / length == pytest.approx(27 / 91, abs=0.02)
    assert day.x < month.x < last.x


def test_a_year_among_days_is_a_bar_of_its_own() -> None:
    """Where dates are evenly spaced a bar covers no other date."""
    made = picture("2023", "2024-06-12", "2024-06-13")
    year = made.marks[0]
    assert not made.to_scale
    assert year.x - year.width / 2 >= 0 and year.x + year.width / 2 < made.marks[1].x


MANY = [f"2024-{month:02}-{day:02}" for month in range(1, 7) for day in (3, 3, 4, 17)]


@pytest.mark.parametrize(
    "dates",
    [
        ["2024-06-12"] * 4 + ["2024-06-13"] + ["2024-06-14"] * 2 + ["2024-06-28"],
        ["2024-06-12", "2024-06", "2024", "2024-06-13", "2024-07-01"],
        MANY,
        ["2024-01-01"] * 30 + ["2024-05-01"],
    ],
)
def test_nothing_overlaps_on_a_phone(dates: list[str]) -> None:
    """No mark lies on another, no label on another, and all lies inside."""
    made = picture(*dates)
    assert {mark.number for mark in made.marks} == set(range(1, len(dates) + 1))
    wide = 100 * made.size / NARROW
    for one, other in combinations(made.marks, 2):
        across = abs(one.x - other.x) + 0.02 >= (max(one.width, wide) + max(other.width, wide)) / 2
        assert across or abs(one.y - other.y) >= made.size
    assert all(0 < mark.y < made.height for mark in made.marks)
    assert all(mark.x - mark.width / 2 >= 0 and mark.x + mark.width / 2 <= 100 for mark in made.marks)
    shown = [label.x for label in made.labels if not label.roomy]
    assert all(right - left > 10 for left, right in pairwise(shown))


def test_a_tall_heap_is_made_of_small_marks() -> None:
    """Thirty entries of a day still fit on a screen."""
    assert picture("2024-06-12", "2024-06-13").size == DOT
    assert picture(*["2024-01-01"] * 30, "2024-05-01").size == SMALL_DOT


def test_labels_tell_the_year_where_it_is_needed() -> None:
    """Once where all is of one year, each time where years differ."""
    assert [(label.text, label.year) for label in picture("2024-06-12", "2024-06-20").labels] == [
        ("12 Jun", "2024"),
        ("20 Jun", ""),
    ]
    assert [(label.text, label.year) for label in picture("1987", "2024-06-20").labels] == [
        ("1987", ""),
        ("20 Jun", "2024"),
    ]

"""Whether two quantities can be the same number: rounded, converted, bounded, or not."""

from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.text.quantities import is_plural, overlap, quantities, same_figure
from assistant.text.quantity import Quantity


def meet(left: str, right: str) -> bool:
    """Whether the first quantities of two texts overlap."""
    return overlap(quantities(left)[0], quantities(right)[0])


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("19 boats", "19 boats"),
        ("412 metres", "0.41 km"),
        ("412 metres", "more than 400 metres"),
        ("28 metres", "92 feet"),
        ("10 km", "6 miles"),
        ("10 km", "6.2 miles"),
        ("20 degrees Celsius", "68 degrees Fahrenheit"),
        ("24 hours", "1 day"),
        ("12 months", "1 year"),
        ("$2.5 billion", "$2,500 million"),
        ("1,984 homes", "nearly 2,000 homes"),
        ("40,912 people", "about 41,000 people"),
        ("40,912 people", "41,000 people"),
        ("118.4 million crowns", "just under 120 million crowns"),
        ("42 boats", "about 40 boats"),
        ("320 homes", "more than 300 homes"),
        ("12 boats", "at least 12 boats"),
        ("35 boats", "between 30 and 40 boats"),
        ("40 boats", "up to 50 boats"),
        ("20 boats", "no more than 30 boats"),
        ("over 50 km", "at least 30 miles"),
    ],
)
def test_the_same_number_said_otherwise(left: str, right: str) -> None:
    """Rounding, units, bounds and ranges do not make another number."""
    assert meet(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("19 boats", "21 boats"),
        ("18 boats", "20 boats"),
        ("3.2%", "3.4%"),
        ("about 40 boats", "60 boats"),
        ("290 homes", "more than 300 homes"),
        ("more than 40 homes", "4,000 homes"),
        ("11 boats", "at least 12 boats"),
        ("at most 11 boats", "at least 12 boats"),
        ("45 boats", "between 30 and 40 boats"),
        ("60 boats", "up to 50 boats"),
        ("35 boats", "no more than 30 boats"),
        ("10 km", "9 miles"),
        ("100 km", "140 km"),
        ("1,000 tonnes", "1,400 tonnes"),
        ("10 metres", "14 metres"),
        ("400 metres", "412 km"),
    ],
)
def test_another_number(left: str, right: str) -> None:
    """A difference beyond rounding and bounds is a difference."""
    assert not meet(left, right)


UNITS = (("boats",), ("km", "miles", "feet"), ("%",), ("million crowns",), ("degrees Celsius", "degrees Fahrenheit"))


def phrases(units: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Ways to say a number of one dimension."""
    opening = st.sampled_from(["", "about ", "nearly ", "more than ", "up to ", "at least "])
    number = st.integers(1, 9000).map("{:,}".format)
    return st.tuples(opening, number, st.sampled_from(["", ".5"]), st.sampled_from(units)).map(
        lambda parts: f"{parts[0]}{parts[1]}{parts[2]} {parts[3]}"
    )


@settings(deadline=None)
@given(st.sampled_from(UNITS).flatmap(lambda units: st.tuples(phrases(units), phrases(units))))
def test_overlap_is_symmetric(two: tuple[str, str]) -> None:
    """It does not matter which source speaks first."""
    assert meet(*two) == meet(two[1], two[0])


@settings(deadline=None)
@given(st.sampled_from(UNITS).flatmap(phrases))
def test_a_quantity_overlaps_itself(phrase: str) -> None:
    """Two sources that say it in the same words agree."""
    assert meet(phrase, phrase)


def test_one_figure_has_one_unit() -> None:
    """Equal numbers of two units are two figures."""
    kilometres, miles, metres = (quantities(text)[0] for text in ("12 km", "12 miles", "12,000 metres"))
    assert same_figure(kilometres, metres)
    assert not same_figure(kilometres, miles)
    assert not same_figure(kilometres, quantities("12 kg")[0])


def amount(value: float, step: float = 0.0, unit: str = "", low: float = inf, high: float = inf) -> Quantity:
    """A number by itself, as sharp as its last digit; with a lower bound it is open on the other side."""
    low, high = (low, high) if low != inf else (value, value)
    return Quantity(low, high, value, unit, "", 0, 1, "", step)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (amount(105), amount(100), True),
        (amount(106), amount(100), True),
        (amount(108), amount(100), False),
        (amount(95), amount(100), True),
        (amount(94), amount(93), False),
        (amount(94), amount(100), False),
        (amount(25), amount(20), False),
        (amount(12.5), amount(12), True),
        (amount(12.5), amount(13), True),
        (amount(12.6), amount(12), False),
        (amount(40.9), amount(40), True),
        (amount(1029), amount(1020), True),
        (amount(1019), amount(1020), True),
        (amount(1030), amount(1020), False),
        (amount(-105), amount(-100), True),
        (amount(0), amount(0), True),
        (amount(0), amount(1), False),
        (amount(1001.3, 1000, "metre"), amount(1015.7, 100, "metre"), True),
        (amount(1001.3, 1000, "metre"), amount(1030.7, 100, "metre"), False),
        (amount(1001.3, 100, "metre"), amount(1015.7, 100, "metre"), False),
        (amount(1001.3, 1000, "second"), amount(1015.7, 100, "second"), False),
        (amount(1001.3, 1, "metre"), amount(1002.3, 0.5, "metre"), False),
        (amount(1001.3, 1, "metre"), amount(1002.0, 0.5, "metre"), True),
        (amount(40, low=40), amount(64), True),
        (amount(40, low=40), amount(65), False),
        (amount(40, low=40), amount(39.6), False),
        (amount(40, low=-inf, high=40), amount(25), True),
        (amount(40, low=-inf, high=40), amount(24), False),
    ],
)
def test_how_far_rounding_and_conversion_reach(left: Quantity, right: Quantity, expected: bool) -> None:
    """Half the last digit and six hundredths, digits left off to a fortieth, and the last digits of two units."""
    assert overlap(left, right) is overlap(right, left) is expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("boats", True),
        ("Boats", True),
        ("children", True),
        ("boat", False),
        ("glass", False),
        ("bus", False),
        ("crisis", False),
        ("mother's", False),
        ("mother’s", False),
    ],
)
def test_the_form_of_a_plural(word: str, expected: bool) -> None:
    """An s at the end, but not any."""
    assert is_plural(word) is expected

"""Whether two quantities can be the same number: rounded, converted, bounded, or not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.text.quantities import overlap, quantities, same_figure


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

"""Quantities: what numbers in running text are worth, in which unit, of what, and how exactly."""

import math
from itertools import pairwise
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.schema import Span
from assistant.text.numerals import plain_numbers, spelled_value
from assistant.text.quantities import Quantity, quantities
from assistant.text.words import stem


def only(text: str) -> Quantity:
    """The one quantity of a text."""
    found = quantities(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("The pier is 412 metres long.", 412, "metre"),
        ("The wall is 0.41 km long.", 410, "metre"),
        ("The track is 6 miles long.", 9656.064, "metre"),
        ("He walked a 5,000-metre track.", 5000, "metre"),
        ("The gap is 92 feet wide.", 28.0416, "metre"),
        ("It weighs 3 tonnes.", 3e6, "gram"),
        ("The tank holds 1,200 litres.", 1200, "litre"),
        ("The wood covers 20 hectares.", 2e5, "square metre"),
        ("It lasted 45 minutes.", 2700, "second"),
        ("A 12-day strike ended.", 12 * 86400, "second"),
        ("She served three years in prison.", 36, "month"),
        ("It was 20 degrees Celsius.", 20, "celsius"),
        ("It was 68°F at noon.", 20, "celsius"),
        ("The lake is 1.5 degrees Celsius warmer.", 1.5, "degrees"),
        ("The lake is 1.8 degrees Fahrenheit warmer.", 1, "degrees"),
        ("He drove at 60 km/h.", 60, "km/h"),
        ("The plant makes 50 MW of power.", 5e7, "watt"),
        ("Prices rose by 3.2%.", 3.2, "%"),
        ("Prices rose 3.2 per cent.", 3.2, "%"),
        ("The rate fell by 0.5 percentage points.", 0.5, "points"),
        ("It cost $2.5 million.", 2.5e6, "USD"),
        ("It cost £3m in all.", 3e6, "GBP"),
        ("It cost 118.4 million crowns.", 118.4e6, "crown"),
        ("A ticket is 20 euros a day.", 20, "EUR"),
        ("It fell to -5 degrees Celsius.", -5, "celsius"),
    ],
)
def test_units_and_magnitudes(text: str, value: float, unit: str) -> None:
    """A number is given in the base unit of its dimension, with its magnitude multiplied out."""
    found = only(text)
    assert math.isclose(found.value, value)
    assert found.unit == unit


@pytest.mark.parametrize(
    ("text", "value", "noun"),
    [
        ("Twenty-six people were hurt.", 26, "people"),
        ("Two hundred and five thousand voters stayed away.", 205_000, "voters"),
        ("A hundred sheep drowned.", 100, "sheep"),
        ("Three dozen boats sank.", 36, "boats"),
        ("A crowd of 40,912 people came.", 40_912, "people"),
        ("Some 1.5m people came.", 1.5e6, "people"),
        ("Two new stone bridges fell.", 2, "bridges"),
        ("The number of soldiers was raised to 900.", 900, "soldiers"),
        ("About half a million people came.", 500_000, "people"),
        ("Two and a half million people came.", 2.5e6, "people"),
        ("Five of the boats sank.", 5, "boats"),
    ],
)
def test_counts_and_their_nouns(text: str, value: float, noun: str) -> None:
    """A count has no unit but the noun it counts, in figures or in words."""
    found = only(text)
    assert (found.value, found.unit, found.head) == (value, "", stem(noun))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Exactly 300 homes burned.", 300, 300),
        ("More than 300 homes burned.", 300, math.inf),
        ("At least 300 homes burned.", 300, math.inf),
        ("No fewer than 300 homes burned.", 300, math.inf),
        ("Fewer than 300 homes burned.", -math.inf, 300),
        ("Up to 300 homes burned.", -math.inf, 300),
        ("No more than 300 homes burned.", -math.inf, 300),
        ("Nearly 300 homes burned.", 270, 300),
        ("About 300 homes burned.", 250, 350),
        ("Between 30 and 40 homes burned.", 30, 40),
        ("From now on 30 to 40 homes burn.", 30, 40),
        ("Some 30-40 homes burned.", 30, 40),
    ],
)
def test_bounds_and_ranges(text: str, low: float, high: float) -> None:
    """Words before a number open or widen its interval; two joined numbers are one range."""
    found = only(text)
    assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("Fees of 3 to 5 million crowns fell due.", 3e6, 5e6, "crown"),
        ("A road of 2.5-3.5 km is shut.", 2500, 3500, "metre"),
        ("It takes 10 to 15 minutes.", 600, 900, "second"),
    ],
)
def test_a_range_shares_its_unit(text: str, low: float, high: float, unit: str) -> None:
    """The magnitude and unit behind the second number hold for the first too."""
    found = only(text)
    assert (found.low, found.high, found.unit) == (low, high, unit)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Ana Vell, 54, was driving.", 54, "age"),
        ("The 54-year-old driver fled.", 54, "age"),
        ("A woman aged 31 was hurt.", 31, "age"),
        ("The strike, 12 days old, ended.", 12 * 86400, "second"),
        ("Tarn won 3-2 in Oxmere.", 3002, "score"),
        ("Tarn won 3–2 in Oxmere.", 3002, "score"),
        ("Two-thirds of voters stayed at home.", 2 / 3, "share"),
        ("Half of the farms closed.", 0.5, "share"),
        ("A quarter of the farms closed.", 0.25, "share"),
        ("He scored in the 78th minute.", 78, "ordinal"),
    ],
)
def test_ages_scores_shares_and_ordinals(text: str, value: float, unit: str) -> None:
    """What a number is, is told by its form."""
    found = only(text)
    assert math.isclose(found.value, value)
    assert found.unit == unit


@pytest.mark.parametrize(
    "text",
    [
        "He lives at No. 3 in the row.",
        "See Article 12 of the charter.",
        "They left on Flight 417 at dawn.",
        "The mill was built in 1987.",
        "It opened in the 1990s.",
        "At 10:30 they left.",
        "The code is A12B.",
        "The file is 3/4 of an inch.",
        "One warden stayed.",
        "There is no number here.",
    ],
)
def test_labels_years_and_times_are_no_quantities(text: str) -> None:
    """Labels, bare years, clock times and codes count nothing."""
    assert quantities(text) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It rose from 12 to 15 boats.", [12, 15]),
        ("The vote was 12 to 5.", [12, 5]),
        ("They lost 3 oars, 2 sails and 14 ropes.", [3, 2, 14]),
    ],
)
def test_several_numbers_stay_apart(text: str, values: list[float]) -> None:
    """A change, a vote and a list are no ranges."""
    assert [q.value for q in quantities(text)] == values


def test_taken_spans_are_left_out() -> None:
    """What has been read as a date is not read again as a number."""
    text = "On 14 August 20 boats sank."
    assert [q.value for q in quantities(text, [Span(3, 12)])] == [20]


@pytest.mark.parametrize(
    ("words", "value"),
    [("nineteen", 19), ("forty-two", 42), ("two hundred and five", 205), ("three million", 3e6), ("a dozen", 12)],
)
def test_numbers_in_words(words: str, value: float) -> None:
    """Number words add up."""
    assert spelled_value(words) == value


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("It cost $2 to $3 million.", 2e6, 3e6),
        ("Hanover 40 people were hurt.", 40, 40),
        ("Some 5 to 6 km of road are shut.", 5000, 6000),
    ],
)
def test_scales_are_shared_and_bounds_are_words(text: str, low: float, high: float) -> None:
    """The scale behind a range holds for its first number; "over" in Hanover bounds nothing."""
    (quantity,) = quantities(text)
    assert (quantity.low, quantity.high) == (low, high)


WORDS = "a half of 3 19 1,200 2.5 -5 to - – 3-2 and million dozen thirds km % $ £ nearly aged 54, 78th °F no. x".split()


@settings(deadline=None)
@given(st.one_of(st.text(), st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)))
def test_no_text_breaks_the_reader(text: str) -> None:
    """Every quantity's words are those of its span, its value lies in its interval, and none overlap."""
    found = quantities(text)
    assert all(q.text == text[q.start : q.end].strip() for q in found)
    assert all(q.low <= q.value <= q.high for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@settings(deadline=None)
@given(st.integers(0, 10**9).filter(lambda n: not 1500 <= n <= 2099), st.sampled_from(["{}", "{:,}"]))
def test_a_written_count_keeps_its_value(number: int, form: str) -> None:
    """A count is worth what its digits say, with or without separators."""
    assert only(f"They saw {form.format(number)} gulls.").value == number


def test_plain_numbers_of_a_long_text_take_no_square_of_time() -> None:
    """A table of figures is read in a blink, and none of them twice."""
    text = " ".join(str(number) for number in range(20_000))
    started = perf_counter()
    found = plain_numbers(text)
    assert perf_counter() - started < 3
    assert [value for value, _ in found] == list(range(20_000))
    assert [value for value, _ in plain_numbers("two of 1,250 and x7 in 2031")] == [2, 1250, 2031]

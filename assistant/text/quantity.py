"""A number as a text means it, and whether two of them could be the same number."""

import math
from dataclasses import dataclass

from assistant.text.units import CONVERTED
from assistant.text.vague import last_digit


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as a text means it: the interval it may stand for, and what it is a number of.

    `unit` is a dimension's base unit, a currency, `%`, or empty for a count; `head` is the stem
    of the noun counted or measured, empty where none follows. Offsets are those of the number.
    """

    low: float
    high: float
    value: float
    unit: str
    head: str
    start: int
    end: int
    text: str
    step: float = 0.0
    """The weight of the last digit written, in the base unit: how sharp a converted figure can be."""


CUT = 0.025
"""How far off, as a share, a figure may be whose last digits were just left off."""


def overlap(left: Quantity, right: Quantity) -> bool:
    """Whether both could be the same number: their intervals meet, or one is the other rounded."""
    if left.low <= right.high and right.low <= left.high:
        return _near(left, right)
    slack = (_sharpness(left) + _sharpness(right)) / 2
    if left.unit in CONVERTED and left.step != right.step and abs(left.value - right.value) <= slack:
        return True
    if math.isinf(left.high - left.low) or math.isinf(right.high - right.low):
        return False
    return _rounds_to(left.value, right.value) or _rounds_to(right.value, left.value)


def same_figure(left: Quantity, right: Quantity) -> bool:
    """Whether both are of one unit and could be the same number."""
    return left.unit == right.unit and overlap(left, right)


def _sharpness(quantity: Quantity) -> float:
    """How far a converted figure may be off: its last digit, but never more than a fiftieth of it."""
    return min(quantity.step, 0.02 * abs(quantity.value))


def _near(left: Quantity, right: Quantity) -> bool:
    """An open side reaches only so far: "more than 40" does not speak of 4,000."""
    if math.isinf(left.high - left.low) or math.isinf(right.high - right.low):
        big, small = max(abs(left.value), abs(right.value)), min(abs(left.value), abs(right.value))
        return small * 1.6 >= big
    return True


def _rounds_to(exact: float, rounded: float) -> bool:
    """Whether `rounded` is `exact` rounded to its own last digit, and round enough to be meant so."""
    weight = last_digit(rounded)
    if weight <= last_digit(exact) or weight < 1e-9:
        return False
    off = abs(exact - rounded)
    cut = off < weight and abs(rounded) < abs(exact) and off <= CUT * abs(exact)  # digits left off, not rounded
    return (off <= weight / 2 and off <= 0.06 * abs(exact)) or cut

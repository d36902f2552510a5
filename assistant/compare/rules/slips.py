"""Two figures that one hand most likely wrote from the other: the slips that happen in newsrooms.

640 million and 640 billion, 38 km and 38 miles, 1,208 and 1,280: that two independent figures of
one kind come out so is rare, so little else has to be alike before they are held side by side.
"""

import math
import re

from assistant.text.numerals import DIGITS
from assistant.text.quantities import Quantity

TENS = frozenset({1, 2, 3, 6})
"""Powers of ten by which a scale word, or a nought, is mistaken."""
TELLING = 2
"""Significant digits that two figures must share; of round numbers many are about."""


def slip(a: Quantity, b: Quantity) -> str:
    """How one figure may have become the other; empty where they just differ."""
    mine, yours = _digits(a), _digits(b)
    if min(map(len, (mine.strip("0"), yours.strip("0")))) < TELLING or a.unit != b.unit or a.unit in ("score", "ordinal", "age"):
        return ""
    if mine.strip("0") == yours.strip("0"):
        return _mistaken(a, b)
    longest = max(a.value, b.value) < 1.5 * min(a.value, b.value)
    return "The same digits stand in another order." if longest and _transposed(mine, yours) else ""


def telling_digits(quantity: Quantity) -> str:
    """What a figure and a slip of it have in common: its digits, in order of size; empty where they tell little."""
    digits = _digits(quantity).replace("0", "")
    return "".join(sorted(digits)) if len(digits) >= TELLING else ""


def _mistaken(a: Quantity, b: Quantity) -> str:
    """The same digits, with another unit or scale to them."""
    if a.value == b.value or min(a.value, b.value) <= 0:
        return ""
    power = abs(math.log10(a.value / b.value))
    if round(power) in TENS and math.isclose(power, round(power), abs_tol=1e-6):
        return "The same digits stand in another order of magnitude."
    return "The same number stands before another unit." if _written(a) == _written(b) else ""


def _written(quantity: Quantity) -> str:
    """The number as it is written, without scale and unit."""
    found = re.search(DIGITS, quantity.text)
    return found.group().replace(",", "") if found else ""


def _digits(quantity: Quantity) -> str:
    """The digits of a number as it is written."""
    return _written(quantity).replace(".", "").lstrip("0")


def _transposed(mine: str, yours: str) -> bool:
    """Whether two neighbouring digits of three or more changed places."""
    if len(mine) != len(yours) or len(mine) < TELLING + 1:
        return False
    off = [i for i, (x, y) in enumerate(zip(mine, yours, strict=True)) if x != y]
    return len(off) == 2 and off[1] == off[0] + 1 and mine[off[0]] == yours[off[1]] and mine[off[1]] == yours[off[0]]

"""Colours, boxes and matrices of a page, as far as they tell whether its words can be seen.

The conversions are those of ISO 32000-1, 8.3 (matrices), 8.6 (colour spaces) and 10.3 (conversions).
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any

Colour = tuple[float, float, float] | None
"""Red, green and blue from 0 to 1; None where it cannot be told (patterns, pictures, mixed inks)."""
Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points."""

UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
WHITE = (1.0, 1.0, 1.0)
BLACK = (0.0, 0.0, 0.0)
SAME = 0.06
"""How far two colours may be apart, on the scale of one channel, and still read as one."""
TINY = 1.0
"""Points; letters that are not larger are specks. The smallest print of newspapers has 4 to 5 points."""
GROUND = "in the colour of its ground"
SPECK = f"letters of at most {TINY:g} point"
_DEVICE = {
    "/DeviceGray": "gray",
    "/CalGray": "gray",
    "/G": "gray",
    "/DeviceRGB": "rgb",
    "/CalRGB": "rgb",
    "/RGB": "rgb",
    "/DeviceCMYK": "cmyk",
    "/CMYK": "cmyk",
    "/Separation": "ink",
    "/DeviceN": "ink",
}
_ICC = {1: "gray", 3: "rgb", 4: "cmyk"}


def space(named: Any, spaces: Mapping[str, Any]) -> str:
    """What kind of colour space a name or an array stands for; `""` for one that tells no colour."""
    found = spaces.get(named, named) if isinstance(named, str) else named
    found = found.get_object() if hasattr(found, "get_object") else found
    if isinstance(found, str):
        return _DEVICE.get(found, "")
    family, *rest = found
    if family == "/ICCBased":
        return _ICC.get(int(rest[0].get_object().get("/N", 0)), "")
    return _DEVICE.get(str(family), "")


def colour(kind: str, values: Sequence[Any]) -> Colour:
    """The colour of values in a kind of space. Raises ValueError and TypeError for what are no numbers."""
    numbers = [min(1.0, max(0.0, float(value))) for value in values]
    if kind == "gray" and len(numbers) == 1:
        return numbers[0], numbers[0], numbers[0]
    if kind == "rgb" and len(numbers) == 3:
        return numbers[0], numbers[1], numbers[2]
    if kind == "cmyk" and len(numbers) == 4:
        red, green, blue = (1 - min(1.0, ink + numbers[3]) for ink in numbers[:3])
        return red, green, blue
    return WHITE if kind == "ink" and numbers and not any(numbers) else None


def initial(kind: str) -> Colour:
    """What a colour is where a space has been chosen and nothing else."""
    return BLACK if kind in ("gray", "rgb", "cmyk") else None


def same(one: Colour, other: Colour) -> bool:
    """Whether two known colours cannot be told apart."""
    return bool(one and other and max(abs(a - b) for a, b in zip(one, other, strict=True)) <= SAME)


def hexadecimal(code: str) -> Colour:
    """The colour of six hexadecimal digits; None for anything else, such as `auto`."""
    try:
        red, green, blue = bytes.fromhex(code)
    except ValueError:
        return None
    return red / 255, green / 255, blue / 255


def matrix(values: Sequence[Any]) -> Matrix:
    """A matrix of six numbers. Raises ValueError and TypeError for anything else."""
    a, b, c, d, e, f = (float(value) for value in values)
    return a, b, c, d, e, f


def times(one: Sequence[float], other: Sequence[float]) -> Matrix:
    """The matrix that does `one` and then `other`."""
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def point(of: Sequence[float], x: float, y: float) -> tuple[float, float]:
    """Where a point comes to lie."""
    return of[0] * x + of[2] * y + of[4], of[1] * x + of[3] * y + of[5]


def scale(of: Sequence[float]) -> float:
    """By how much a matrix enlarges: the root of the area that a unit square comes to have."""
    return math.sqrt(abs(of[0] * of[3] - of[1] * of[2]))


def around(points: Sequence[tuple[float, float]]) -> Box:
    """The smallest box that holds some points."""
    across, up = [x for x, _ in points], [y for _, y in points]
    return min(across), min(up), max(across), max(up)


def meet(one: Box, other: Box) -> Box:
    """What two boxes share; a box whose right is left of its left where that is nothing."""
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def apart(one: Box, other: Box) -> bool:
    """Whether two boxes share nothing."""
    left, bottom, right, top = meet(one, other)
    return left > right or bottom > top


def holds(box: Box, place: tuple[float, float]) -> bool:
    """Whether a place lies in a box."""
    return box[0] <= place[0] <= box[2] and box[1] <= place[1] <= box[3]

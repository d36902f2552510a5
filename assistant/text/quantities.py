"""Numbers in running text: their value, unit, what they count, and how exactly they are meant.

A quantity is an interval. An exact figure is as sharp as its last digit that is not a trailing
zero of a round number; "about" widens it, "more than" and "at most" open one side.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.schema import Span
from assistant.text.numerals import DIGITS, NUMBER, value_of
from assistant.text.units import CONVERTED, CURRENCIES, FRACTIONS, UNITS
from assistant.text.words import STOP, stem

APPROXIMATE = "about around approximately roughly some nearly almost close an estimated estimated circa".split()
BOUNDS = (("no more than", "upper"), ("not more than", "upper"), ("no fewer than", "lower"), ("no less than", "lower"))
"""Looked at first: "no more than" is an upper bound although it ends in "more than"."""
LOWER = ("more than", "over", "at least", "above", "upwards of", "exceeding", "minimum of")
UPPER = ("less than", "fewer than", "under", "up to", "at most", "as many as", "as much as", "below")
IRREGULAR_PLURALS = frozenset("people men women children police troops feet data media teeth".split())

PAIR = re.compile(rf"(?<![\w.,/:–-])({DIGITS})\s?[-–]\s?({DIGITS})(?![\w%–-]|[.,]\d)")
ORDINAL = re.compile(r"(?<![\w.,])(\d{1,3})(?:st|nd|rd|th)\s+([a-z]{3,})")
NUMBER_OF = re.compile(r"\bnumber of (?:[a-z]+ )??([a-z]+s|people|children)\b[^.;]{0,60}$", re.IGNORECASE)
DIFFERENCE = re.compile(
    r"\b(?:warmer|cooler|colder|hotter|higher|lower|above|below|rise|risen|rose|up|increase[sd]?|gone up|warmed)\b"
)
LABEL = re.compile(
    r"\b(?:no\.|nos\.|number|article|section|chapter|page|room|flight|highway|route|channel|title) $", re.I
)
NAMED_AGE = re.compile(r"[^\W\d_],\s$")
AGE = re.compile(r"[- ]years?[- ]old")
HALF = re.compile(r"(?<!\w)(?:half|a (?:third|quarter|fifth))(?= of\b| the\b| its\b)", re.IGNORECASE)
RANGE = re.compile(r"\s*(?:-|–|to|and)\s*", re.IGNORECASE)
UNIT = re.compile(
    rf"[\s-]?(?P<unit>{'|'.join(sorted(map(re.escape, [*UNITS, *CURRENCIES]), key=len, reverse=True))})(?![\w])",
    re.IGNORECASE,
)
OF_THE = re.compile(r"\s+of\s+(?:the|its|their|those|these|our)\s", re.IGNORECASE)
OF = re.compile(r"\s+of\s+(?:(?:the|all|its|their|those)\s+)*", re.IGNORECASE)
FOLLOWING = re.compile(r"[\s-]*([^\W\d_][\w'’\-]*)")
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


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


def quantities(text: str, taken: Sequence[Span] = ()) -> list[Quantity]:
    """Every number of a text but bare years, clock times and what lies in the `taken` spans (dates)."""
    found = sorted(
        [*_numbers(text), *_fractions(text), *_pairs(text), *_ordinals(text)],
        key=lambda q: (q.start, -q.end),
    )
    free: list[Quantity] = []
    for quantity in found:
        inside = any(s.start < quantity.end and quantity.start < s.end for s in taken)
        if not inside and (not free or quantity.start >= free[-1].end):
            free.append(quantity)
    return _ranges(text, free)


def _numbers(text: str) -> Iterator[Quantity]:
    for match in NUMBER.finditer(text):
        if _no_quantity(text, match):
            continue
        value = value_of(match)
        unit_match = UNIT.match(text, match.end())
        end = unit_match.end() if unit_match else match.end()
        unit, factor = _unit(match, unit_match)
        if unit in ("", "month") and _is_age(text, match):
            unit, factor = "age", 1.0
        share = bool(match["fraction"]) or unit == "%"
        head = _head(text, end, plural=value != 1, share=share) or _number_of(text[: match.start()])
        if match["spelled"] and not head and not unit and not share:
            continue
        if unit in ("celsius", "fahrenheit") and DIFFERENCE.search(text[max(0, match.start() - 25) : end + 12]):
            unit, factor = "degrees", 5 / 9 if unit == "fahrenheit" else 1.0
        low, high = _interval(value, _before(text, match.start()))
        yield Quantity(
            low=_scaled(low, unit, factor),
            high=_scaled(high, unit, factor),
            value=_scaled(value, unit, factor),
            step=_last_digit(abs(value)) * factor,
            unit="celsius" if unit == "fahrenheit" else unit or ("share" if match["fraction"] else ""),
            head=head,
            start=match.start(),
            end=end,
            text=text[match.start() : end].strip(),
        )


def _number_of(before: str) -> str:
    """The noun of "the number of soldiers was raised to 900"."""
    found = NUMBER_OF.search(before)
    return stem(found.group(1)) if found else ""


def _ordinals(text: str) -> Iterator[Quantity]:
    """`78th minute`: a place in a sequence, with its noun."""
    for match in ORDINAL.finditer(text):
        value = float(match[1])
        yield Quantity(value, value, value, "ordinal", stem(match[2]), match.start(), match.end(), match.group())


def _fractions(text: str) -> Iterator[Quantity]:
    for match in HALF.finditer(text):
        value = FRACTIONS[match.group().split()[-1].lower()]
        head = _head(text, match.end(), plural=True, share=True)
        yield Quantity(value, value, value, "share", head, match.start(), match.end(), match.group())


def _pairs(text: str) -> Iterator[Quantity]:
    """`30-40 homes` and `2.5-3.5 km` are ranges; `3-2` without a noun is a score, two numbers as one value."""
    for match in PAIR.finditer(text):
        low, high = (float(number.replace(",", "")) for number in match.groups())
        unit_match = UNIT.match(text, match.end())
        following = FOLLOWING.match(text, match.end())
        counted = following is not None and is_plural(following.group(1))
        shown = text[match.start() : unit_match.end() if unit_match else match.end()]
        end = match.start() + len(shown)
        if low < high and (unit_match or counted):
            unit, factor = _unit_of(unit_match)
            head = _head(text, end, plural=True, share=False)
            yield Quantity(low * factor, high * factor, high * factor, unit, head, match.start(), end, shown)
        elif low.is_integer() and high.is_integer() and max(low, high) < 200 and not unit_match:
            value = low * 1000 + high
            yield Quantity(value, value, value, "score", "", match.start(), match.end(), match.group())


def _ranges(text: str, found: list[Quantity]) -> list[Quantity]:
    merged: list[Quantity] = []
    for quantity in found:
        last = merged[-1] if merged else None
        joined = last and not last.head and RANGE.fullmatch(text[last.end : quantity.start])
        changed = last and re.search(r"\bfrom\s+$", text[: last.start])
        if last and joined and not changed and last.unit in ("", quantity.unit):
            # "$2 to $3 million" and "5 to 6 km": the scale and the unit hold for both.
            bare = math.isclose(last.value, _plain(last))
            factor = quantity.value / number if (number := _plain(quantity)) and bare else 1.0
            low = last.value * factor
            if low < quantity.value:
                shown = text[last.start : quantity.end]
                merged[-1] = replace(quantity, low=low, start=last.start, text=shown)
                continue
        merged.append(quantity)
    return merged


def _plain(quantity: Quantity) -> float:
    """The number as written, before its unit's factor."""
    match = re.search(DIGITS, quantity.text)
    return float(match.group().replace(",", "")) if match else quantity.value


def _is_age(text: str, match: re.Match[str]) -> bool:
    named = NAMED_AGE.search(text[: match.start()]) and text[match.end() : match.end() + 1] in (",", ".")
    plausible = bool(match["digits"]) and not match["scale"] and 5 <= value_of(match) <= 110
    return (
        bool(AGE.match(text, match.end()))
        or _before(text, match.start()).endswith(" aged")
        or (bool(named) and plausible)
    )


def _no_quantity(text: str, match: re.Match[str]) -> bool:
    if not match["digits"]:
        return match["spelled"].lower() in ("one", "a")
    bare = not match["scale"] and not match["currency"]
    after = text[match.end() : match.end() + 1]
    if LABEL.search(text[: match.start()]):
        return True
    is_year = bool(YEAR.fullmatch(match["digits"])) and bare and not UNIT.match(text, match.end())
    return is_year or (bare and after in (":", "/"))


def _unit(match: re.Match[str], unit_match: re.Match[str] | None) -> tuple[str, float]:
    if match["currency"]:
        return CURRENCIES[match["currency"].lower().rstrip(".")], 1.0
    return _unit_of(unit_match)


def _unit_of(unit_match: re.Match[str] | None) -> tuple[str, float]:
    if not unit_match:
        return "", 1.0
    word = unit_match["unit"].lower()
    return UNITS.get(word) or (CURRENCIES[word], 1.0)


def _scaled(value: float, unit: str, factor: float) -> float:
    return (value - 32) * 5 / 9 if unit == "fahrenheit" else value * factor


def _head(text: str, end: int, *, plural: bool, share: bool) -> str:
    """The noun a number counts: the first plural among the next words of its phrase, else the next word.

    A share's noun stands behind "of": 40% of incidents.
    """
    if (share or OF_THE.match(text, end)) and (of := OF.match(text, end)):
        end = of.end()
    words: list[str] = []
    while len(words) < 4:
        match = FOLLOWING.match(text, end)
        if not match or match.group(1).lower() in STOP:
            break
        words.append(match.group(1))
        end = match.end()
    for word in words:
        if plural and is_plural(word):
            return stem(word)
    return stem(words[0]) if words else ""


def is_plural(word: str) -> bool:
    """Whether a noun has the form of a plural."""
    low = word.lower()
    return low in IRREGULAR_PLURALS or (low.endswith("s") and not low.endswith(("ss", "'s", "’s", "us", "is")))


def _before(text: str, start: int) -> str:
    return " ".join(text[max(0, start - 30) : start].lower().split())


def _interval(value: float, before: str) -> tuple[float, float]:
    slack = _last_digit(abs(value)) / 2
    bound = next((side for words, side in BOUNDS if _ends(before, words)), "")
    if bound:
        return (value, math.inf) if bound == "lower" else (-math.inf, value)
    if _ends(before, *LOWER):
        return value, math.inf
    if _ends(before, *UPPER):
        return -math.inf, value
    if _ends(before, "nearly", "almost", "close to"):
        return value - 0.1 * abs(value), value
    if before.split()[-1:] and before.split()[-1] in APPROXIMATE:
        return value - max(slack, 0.05 * abs(value)), value + max(slack, 0.05 * abs(value))
    return value, value


def _ends(before: str, *endings: str) -> bool:
    """Whether whole words stand before a number: "Dover 12" is not "over 12"."""
    return any(before == words or before.endswith(f" {words}") for words in endings)


def _last_digit(value: float) -> float:
    """The weight of the last significant digit: 40,000 is sharp to 10,000, 40,912 to 1."""
    digits = f"{value:.6f}".rstrip("0").rstrip(".")
    if "." in digits:
        return float(10.0 ** -len(digits.split(".")[1]))
    zeros = len(digits) - len(digits.rstrip("0"))
    return float(10.0 ** min(zeros, max(0, len(digits) - 1)))


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
    weight = _last_digit(rounded)
    if weight <= _last_digit(exact) or weight < 1e-9:
        return False
    return abs(exact - rounded) <= weight / 2 and abs(exact - rounded) <= 0.06 * abs(exact)

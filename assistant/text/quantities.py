"""Numbers in running text: their value, unit, what they count, and how exactly they are meant.

A quantity is an interval. An exact figure is as sharp as its last digit that is not a trailing
zero of a round number; "about" widens it, "more than" and "at most" open one side.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.schema import Span
from assistant.text.units import CONVERTED, CURRENCIES, FRACTIONS, ONES, SCALES, TENS, UNITS
from assistant.text.words import STOP, stem

APPROXIMATE = "about around approximately roughly some nearly almost close an estimated estimated circa".split()
LOWER = ("more than", "over", "at least", "above", "no fewer than", "upwards of", "exceeding", "minimum of")
UPPER = ("less than", "fewer than", "under", "up to", "at most", "as many as", "as much as", "below")
IRREGULAR_PLURALS = frozenset("people men women children police troops feet data media teeth".split())

_WORDS = "|".join([*ONES, *TENS, "hundred", "thousand", "million", "billion", "trillion", "dozen"])
_SPELLED = rf"(?:(?:an? (?=hundred|thousand|million|billion|dozen))?(?:{_WORDS})(?:[ -](?:and )?(?:{_WORDS}))*)"
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALE = r"hundred|thousand|million|billion|trillion|lakh|crore|dozen|bn|mn|tn|k|m|b"
_CURRENCY = r"US\$|[$£€¥₹]|USD|GBP|EUR|PKR|INR|Rs\.?"
NUMBER = re.compile(
    rf"(?<![\w.,/:-])(?P<currency>{_CURRENCY})?\s?"
    rf"(?:(?P<digits>{_DIGITS})(?:\s?(?P<scale>{_SCALE})(?!\w))?|(?P<spelled>{_SPELLED}))"
    rf"(?:(?P<fraction>[ -](?:{'|'.join(FRACTIONS)}))(?!\w))?(?![\w])",
    re.IGNORECASE,
)
SCORE = re.compile(r"(?<![\w.,/:–-])(\d{1,3})[-–](\d{1,3})(?![\w%–-]|[.,]\d)")
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
        [*_numbers(text), *_fractions(text), *_scores(text), *_ordinals(text)],
        key=lambda q: (q.start, -q.end),
    )
    free = [q for q in found if not any(s.start < q.end and q.start < s.end for s in taken)]
    return _ranges(text, [q for i, q in enumerate(free) if i == 0 or q.start >= free[i - 1].end])


def _numbers(text: str) -> Iterator[Quantity]:
    for match in NUMBER.finditer(text):
        if _no_quantity(text, match):
            continue
        value = _value(match)
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
            step=_last_digit(value) * factor,
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


def _scores(text: str) -> Iterator[Quantity]:
    """`3-2`: two numbers as one value, unless a counted noun follows and makes them a range."""
    for match in SCORE.finditer(text):
        head = _head(text, match.end(), plural=True, share=False)
        if head.endswith("s") or UNIT.match(text, match.end()):
            continue
        value = int(match[1]) * 1000.0 + int(match[2])
        yield Quantity(value, value, value, "score", "", match.start(), match.end(), match.group())


def _ranges(text: str, found: list[Quantity]) -> list[Quantity]:
    merged: list[Quantity] = []
    for quantity in found:
        last = merged[-1] if merged else None
        joined = last and not last.head and RANGE.fullmatch(text[last.end : quantity.start])
        changed = last and re.search(r"\bfrom\s+$", text[: last.start])
        if last and joined and not changed and last.unit in ("", quantity.unit):
            factor = quantity.value / number if (number := _plain(quantity)) and not last.unit else 1.0
            low = last.value * factor
            if low < quantity.value:
                shown = text[last.start : quantity.end]
                merged[-1] = replace(quantity, low=low, start=last.start, text=shown)
                continue
        merged.append(quantity)
    return merged


def _plain(quantity: Quantity) -> float:
    """The number as written, before its unit's factor."""
    match = re.search(_DIGITS, quantity.text)
    return float(match.group().replace(",", "")) if match else quantity.value


def _is_age(text: str, match: re.Match[str]) -> bool:
    named = NAMED_AGE.search(text[: match.start()]) and text[match.end() : match.end() + 1] in (",", ".")
    plausible = bool(match["digits"]) and not match["scale"] and 5 <= _value(match) <= 110
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


def _value(match: re.Match[str]) -> float:
    if match["digits"]:
        value = float(match["digits"].replace(",", "")) * SCALES.get((match["scale"] or "").lower(), 1.0)
    else:
        value = spelled_value(match["spelled"])
    return value * FRACTIONS.get((match["fraction"] or "").strip(" -").lower(), 1.0)


def spelled_value(words: str) -> float:
    """The value of a number in words: `twenty-six` is 26, `two hundred and five thousand` 205,000."""
    total = current = 0.0
    for word in re.split(r"[ -]", words.lower()):
        if word in ONES or word in TENS:
            current += ONES.get(word, 0) + TENS.get(word, 0)
        elif word in ("hundred", "dozen"):
            current = (current or 1.0) * SCALES[word]
        elif word in SCALES:
            total += (current or 1.0) * SCALES[word]
            current = 0.0
    return total + current


def _unit(match: re.Match[str], unit_match: re.Match[str] | None) -> tuple[str, float]:
    if match["currency"]:
        return CURRENCIES[match["currency"].lower().rstrip(".")], 1.0
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
    if share and (of := OF.match(text, end)):
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
    slack = _last_digit(value) / 2
    if before.endswith(LOWER):
        return value, math.inf
    if before.endswith(UPPER):
        return -math.inf, value
    if before.endswith(("nearly", "almost", "close to")):
        return value * 0.9, value
    if before.split()[-1:] and before.split()[-1] in APPROXIMATE:
        return value - max(slack, 0.05 * abs(value)), value + max(slack, 0.05 * abs(value))
    return value, value


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
    if left.step != right.step and abs(left.value - right.value) <= (left.step + right.step) / 2:
        return left.unit in CONVERTED
    return _rounds_to(left.value, right.value) or _rounds_to(right.value, left.value)


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

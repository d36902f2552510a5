"""Numbers in running text: their value, unit, what they count, and how exactly they are meant.

A quantity is an interval. An exact figure is as sharp as its last digit that is not a trailing
zero of a round number; "about" widens it, "more than" and "at most" open one side.
"""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.schema import Span
from assistant.text.numerals import CURRENCY, DIGITS, NUMBER, SCALE, UNIT, unit_after, unit_of, value_of, written
from assistant.text.quantity import Quantity as Quantity
from assistant.text.quantity import overlap as overlap
from assistant.text.quantity import same_figure as same_figure
from assistant.text.units import FRACTIONS, ONES, SCALES, TENS
from assistant.text.vague import (
    BEHIND,
    MAGNITUDE,
    MULTIPLE,
    SHARE,
    counted_year,
    interval,
    last_digit,
    magnitude,
    multiple,
    share,
)
from assistant.text.words import STOP, lowered, stem

IRREGULAR_PLURALS = frozenset("people men women children police troops feet data media teeth".split())

PAIR = re.compile(
    rf"(?<![\w.,/:–-])(?P<currency>(?:{CURRENCY})\s?)?(?P<low>{DIGITS})\s?[-–]\s?(?P<high>{DIGITS})"
    rf"(?:\s?(?P<scale>{SCALE})(?!\w))?(?![\w–-]|[.,]\d)"
)
ORDINAL = re.compile(r"(?<![\w.,])(\d{1,3})(?:st|nd|rd|th)\s+([a-z]{3,})")
NUMBER_OF = re.compile(r"\bnumber of (?:[a-z]+ )??([a-z]+s|people|children)\b[^.;]{0,60}$", re.IGNORECASE)
DIFFERENCE = re.compile(
    r"\b(?:warmer|cooler|colder|hotter|higher|lower|above|below|rise|risen|rose|up|increase[sd]?|gone up|warmed)\b"
)
LABEL = re.compile(
    r"(?:\b(?:no\.|nos\.|number|article|section|chapter|page|room|flight|highway|route|channel|title|amendment|phase|"
    r"proposition|prop\.|resolution|bill|level|category|type|grade|apartment|district|ward|gate|size|version|form|"
    r"park) "
    r"|[’'])$"
)
NAMED_AGE = re.compile(r"[^\W\d_],\s$")
AGE = re.compile(r"[- ]years?[- ]old")
RANGE = re.compile(r"-?\s*(?:-|–|to|or)\s*")
RANGE_AND = re.compile(r"-?\s*and\s*")
BETWEEN = re.compile(r"\bbetween\s+(?:about\s+|roughly\s+|some\s+)?$", re.IGNORECASE)
CHANGE = re.compile(
    r"(?<!range )(?<!ranges )(?<!ranged )(?<!ranging )(?<!anywhere )(?<!takes )(?<!take )(?<!lasts )(?<!aged )"
    r"\bfrom\s+$"
)
"""Words of a change, not of a range: "rose from 12 to 15"."""
VOTED = re.compile(r"[\s,-]+(?:vote|seat|majority|margin|decision|ruling|to (?:pass|approve|reject))")
IN_PARTS = re.compile(r",?\s+(?:and\s+)?|")
IN_TEN = re.compile(
    r"\b(?:in|into|to) (?P<whose>the|his|her|their) (?:(?P<part>early|low|mid|late|high|upper)[-\s])?"
    r"(?P<tens>[2-9]0)s\b"
)
PARTS = {"early": (0, 3), "low": (0, 3), "mid": (3, 7), "late": (7, 9), "high": (7, 9), "upper": (7, 9), "": (0, 9)}
"""Where in its ten a number lies that is given as "in the mid-40s"."""
OF_THE = re.compile(r"\s+of\s+(?:the|its|their|those|these|our)\s", re.IGNORECASE)
OF = re.compile(r"\s+of\s+(?:(?:the|all|its|their|those)\s+)*", re.IGNORECASE)
HYPHENED = re.compile(r"[-‐]([a-z]{3,})(?![\w-])")
FOLLOWING = re.compile(r"[\s-]*([^\W\d_][\w'’\-]*)")
DIGIT = re.compile(r"\d")
COUNTING = frozenset(
    """dozens hundreds thousands millions billions couple few several twice doubled doubling tripled tripling trebled
    trebling quadrupled halved halving twofold threefold fourfold fivefold sixfold tenfold""".split()
).union(ONES, TENS, SCALES, FRACTIONS)
"""Words of which a text without digits has to have one to state a quantity."""
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
ONE_UNIT = re.compile(
    r"-(?:hour|day|week|month|year|mile|minute|metre|point)\b| (?:hour|mile|kilomet\w+|minute|per cent)\b"
)
"""Units with which "one" is a figure and no article."""


def quantities(text: str, taken: Sequence[Span] = ()) -> list[Quantity]:
    """Every number of a text but bare years, clock times and what lies in the `taken` spans (dates)."""
    low = lowered(text)
    found = sorted(
        [*_numbers(low, text), *_worded(low), *_pairs(low), *_ordinals(low)],
        key=lambda q: (q.start, -q.end),
    )
    free: list[Quantity] = []
    for quantity in found:
        inside = any(s.start < quantity.end and quantity.start < s.end for s in taken)
        if not inside and (not free or quantity.start >= free[-1].end):
            free.append(quantity)
    read = _sums(low, _ranges(low, free))
    return [replace(q, text=text[q.start : q.end].strip()) for q in read if not _bare_word(q)]


def has_number(text: str, words: Iterable[str]) -> bool:
    """Whether a text, given its words in lower case, can have a quantity: a quick look before the long one."""
    if DIGIT.search(text):
        return True
    return any(word in COUNTING or ("-" in word and not COUNTING.isdisjoint(word.split("-"))) for word in words)


def _bare_word(quantity: Quantity) -> bool:
    """A number word that counts nothing: "the two of them"."""
    return not (quantity.head or quantity.unit) and quantity.text[0].isalpha() and bool(NUMBER.fullmatch(quantity.text))


def _numbers(text: str, shown: str) -> Iterator[Quantity]:
    for match in NUMBER.finditer(text):
        if _no_quantity(text, match):
            continue
        value = value_of(match)
        unit_match = UNIT.match(text, match.end())
        if unit_match and unit_match["tight"] in ("c", "f") and shown[unit_match.start()].islower():
            unit_match = None  # 40C is a temperature, 40c an amount
        end = unit_match.end() if unit_match else match.end()
        unit, factor = unit_after(match, unit_match)
        if unit in ("", "month") and _is_age(text, match):
            unit, factor = "age", 1.0
        share = bool(match["fraction"]) or unit == "%"
        head = _head(text, end, plural=value != 1, share=share) or _number_of(text, match.start())
        if unit in ("celsius", "fahrenheit") and DIFFERENCE.search(text[max(0, match.start() - 25) : end + 12]):
            unit, factor = "degrees", 5 / 9 if unit == "fahrenheit" else 1.0
        low, high = interval(value, text, match.start(), end)
        yield Quantity(
            low=_scaled(low, unit, factor),
            high=_scaled(high, unit, factor),
            value=_scaled(value, unit, factor),
            step=last_digit(abs(value)) * factor,
            unit="celsius" if unit == "fahrenheit" else unit or ("share" if match["fraction"] else ""),
            head=head,
            start=match.start(),
            end=end,
            text=text[match.start() : end].strip(),
        )


def _number_of(text: str, start: int) -> str:
    """The noun of "the number of soldiers was raised to 900"."""
    found = NUMBER_OF.search(text[max(0, start - 100) : start])
    return stem(found.group(1)) if found else ""


def _ordinals(text: str) -> Iterator[Quantity]:
    """`78th minute`: a place in a sequence, with its noun."""
    for match in ORDINAL.finditer(text):
        value = float(match[1])
        yield Quantity(value, value, value, "ordinal", stem(match[2]), match.start(), match.end(), match.group())


def _worded(text: str) -> Iterator[Quantity]:
    """Shares, multiples and magnitudes that are told by words: "one in five", "doubled", "dozens", "in his 40s"."""
    for match in SHARE.finditer(text):
        yield _told(text, match, share(match), "share")
    for match in MULTIPLE.finditer(text):
        yield _told(text, match, multiple(match), "times")
    yield from _magnitudes(text)
    for match in IN_TEN.finditer(text):
        first, last = (int(match["tens"]) + step for step in PARTS[match["part"] or ""])
        unit = "" if match["whose"] == "the" else "age"
        yield Quantity(first, last, first, unit, "", match.start("whose"), match.end(), match["tens"])


def _magnitudes(text: str) -> Iterator[Quantity]:
    for match in MAGNITUDE.finditer(text):
        value, bounds = magnitude(match)
        of = OF.match(text, match.end())
        unit_match = UNIT.match(text, of.end() - 1 if of else match.end())
        unit, factor = unit_of(unit_match)
        head = "" if unit_match else _head(text, match.end(), plural=True, share=bool(of))
        low, high = (bound * factor for bound in bounds)
        yield Quantity(low, high, value * factor, unit, head, match.start(), match.end(), match.group())


def _told(text: str, match: re.Match[str], value: float, unit: str) -> Quantity:
    low, high = interval(value, text, match.start(), match.end())
    head = _head(text, match.end(), plural=True, share=True) if unit == "share" else ""
    return Quantity(low, high, value, unit, head, match.start(), match.end(), match.group())


def _pairs(text: str) -> Iterator[Quantity]:
    """`30-40 homes` and `2.5-3.5 km` are ranges; `3-2` without a noun is a score, two numbers as one value."""
    for match in PAIR.finditer(text):
        low, high = written(match["low"]), written(match["high"])
        unit_match = UNIT.match(text, match.end())
        following = FOLLOWING.match(text, match.end())
        counted = following is not None and is_plural(following.group(1))
        shown = text[match.start() : unit_match.end() if unit_match else match.end()]
        end = match.start() + len(shown)
        if low < high and (unit_match or counted or match["currency"] or match["scale"]):
            unit, factor = unit_after(match, unit_match)
            factor *= SCALES.get((match["scale"] or "").lower(), 1.0)
            head = _head(text, end, plural=True, share=False)
            yield Quantity(low * factor, high * factor, high * factor, unit, head, match.start(), end, shown)
        elif low.is_integer() and high.is_integer() and max(low, high) < _most(text, match) and not unit_match:
            value = low * 1000 + high
            yield Quantity(value, value, value, "score", "", match.start(), match.end(), match.group())


def _most(text: str, match: re.Match[str]) -> float:
    """Below what both sides of a score lie: votes run higher than goals."""
    return 1000 if VOTED.match(text, match.end()) or text[: match.start()].endswith("voted ") else 200


def _ranges(text: str, found: list[Quantity]) -> list[Quantity]:
    merged: list[Quantity] = []
    for quantity in found:
        last = merged[-1] if merged else None
        if last and _one_range(text, last, quantity):
            # "$2 to $3 million" and "5 to 6 km": the scale and the unit hold for both.
            bare = math.isclose(last.value, _plain(last))
            factor = quantity.value / number if (number := _plain(quantity)) and bare else 1.0
            low = last.value * factor
            if low < quantity.value:
                shown = text[last.start : quantity.end]
                unit = quantity.unit or last.unit
                merged[-1] = replace(quantity, low=low, start=last.start, text=shown, unit=unit)
                continue
        merged.append(quantity)
    return merged


def _one_range(text: str, left: Quantity, right: Quantity) -> bool:
    """Whether two neighbouring numbers are the ends of one range."""
    ages = left.unit == "age" and not right.unit and not right.head
    if left.head or not (ages or left.unit in ("", right.unit)):
        return False
    before, joint = text[max(0, left.start - 40) : left.start], text[left.end : right.start]
    if BETWEEN.search(before):
        return bool(RANGE.fullmatch(joint) or RANGE_AND.fullmatch(joint))
    return bool(RANGE.fullmatch(joint)) and not CHANGE.search(before)


def _sums(text: str, found: list[Quantity]) -> list[Quantity]:
    """`6ft 2in` and `two hours and 15 minutes` are one measure in two units."""
    summed: list[Quantity] = []
    for quantity in found:
        last = summed[-1] if summed else None
        if last and _goes_on(text, last, quantity):
            total = last.value + quantity.value
            shown = text[last.start : quantity.end]
            low, high = last.low + quantity.value, last.high + quantity.value
            summed[-1] = replace(
                last, low=low, high=high, value=total, end=quantity.end, text=shown, step=quantity.step
            )
        else:
            summed.append(quantity)
    return summed


def _goes_on(text: str, left: Quantity, right: Quantity) -> bool:
    """Whether the right one counts the smaller unit of one measure."""
    kind = left.unit == right.unit and left.unit in ("second", "metre", "gram", "month")
    number = _plain(left) or 1.0
    smaller = 0 < right.value < left.value / number
    return kind and smaller and not left.head and bool(IN_PARTS.fullmatch(text[left.end : right.start]))


def _plain(quantity: Quantity) -> float:
    """The number as written, before its unit's factor."""
    match = re.search(DIGITS, quantity.text)
    if match:
        return written(match.group())
    words = NUMBER.match(quantity.text)
    return value_of(words) if words else quantity.value


def _is_age(text: str, match: re.Match[str]) -> bool:
    named = NAMED_AGE.search(text[max(0, match.start() - 4) : match.start()]) and text[
        match.end() : match.end() + 1
    ] in (",", ".")
    plausible = bool(match["digits"]) and not match["scale"] and 5 <= value_of(match) <= 110
    return (
        bool(AGE.match(text, match.end()))
        or _before(text, match.start()).endswith((" aged", "age of", " age"))
        or (bool(named) and plausible)
    )


def _no_quantity(text: str, match: re.Match[str]) -> bool:
    if text.startswith((" o'clock", " o’clock"), match.end()):
        return True
    if not match["digits"]:
        alone = match["spelled"].lower() in ("one", "a") and not match["fraction"]
        return alone and not ONE_UNIT.match(text, match.end())
    bare = not match["scale"] and not match["currency"]
    after = text[match.end() : match.end() + 1]
    if LABEL.search(text[max(0, match.start() - 20) : match.start()]):
        return True
    is_year = bool(YEAR.fullmatch(match["digits"])) and bare and not UNIT.match(text, match.end())
    is_year = is_year and not counted_year(text, match.start(), match.end())
    return is_year or (bare and after in (":", "/"))


def _scaled(value: float, unit: str, factor: float) -> float:
    return (value - 32) * 5 / 9 if unit == "fahrenheit" else value * factor


def _head(text: str, end: int, *, plural: bool, share: bool) -> str:
    """The noun a number counts: the first plural among the next words of its phrase, else the next word.

    A share's noun stands behind "of": 40% of incidents. A hyphen ties the noun: a 48-page indictment has 48 pages.
    """
    if (share or OF_THE.match(text, end)) and (of := OF.match(text, end)):
        end = of.end()
    if behind := BEHIND.match(text, end):
        end = behind.end()
    if hyphened := HYPHENED.match(text, end):
        return stem(hyphened[1])
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

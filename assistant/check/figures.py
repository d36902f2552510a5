"""Numbers and dates of a sentence that its evidence does not give, or gives otherwise."""

import math
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache

from assistant.check.align import Aligned
from assistant.check.flag import Flag
from assistant.check.source import Source
from assistant.text.dates import When, differ
from assistant.text.lexicon import ALIKE, synonyms
from assistant.text.numerals import plain_numbers
from assistant.text.quantities import Quantity, same_figure
from assistant.text.units import SCALES

YEAR, DAY = 4, 10
"""Letters of a date that gives a year, and of one that gives a day."""
FEW = 4
"""A number up to this, written as a word, may be the writer's own count: it weighs half."""
NEAR = 0.06
"""Share by which a figure may be off and still look like a rounding: it weighs half."""
TIMES = {"twice": 2.0, "thrice": 3.0}
Placed = tuple[int, Quantity]


def figures(aligned: Aligned, source: Source) -> Iterator[Flag]:
    """What speaks against the numbers and dates of a sentence."""
    said = _values(aligned.line.text)
    placed = [(n, q) for n in aligned.evidence for q in source.lines[n].facts.quantities]
    others = [(n, q) for n, q in placed if q.value not in said]  # what the sentence says too is no rival
    near = {value for n in aligned.evidence for value in _values(source.lines[n].text)}
    facts = aligned.line.facts
    for value, words in plain_numbers(aligned.line.text):
        dated = any(words in when.text for when in facts.dates)
        if dated or value in (0.0, 1.0) or words.lower() in SCALES:
            continue
        mine = next((q for q in facts.quantities if words in q.text), None)
        if flag := _number((value, words), mine, (placed, others), near):
            elsewhere = flag.reason == "number_missing" and value in source.numbers
            why = f"The source gives {words} for something else."
            yield Flag("number_elsewhere", why, 1.0, False) if elsewhere else flag
    yield from _dates(aligned, source)


@lru_cache(maxsize=20_000)
def _values(text: str) -> frozenset[float]:
    times = {value for word, value in TIMES.items() if word in text.lower()}
    return frozenset(value for value, _ in plain_numbers(text)) | times


def _number(
    said: tuple[float, str], mine: Quantity | None, told: tuple[list[Placed], list[Placed]], near: set[float]
) -> Flag | None:
    """What speaks against one number. `told` is all that the evidence counts, and what of it may be a rival."""
    value, words = said
    placed, others = told
    given = mine.text if mine else words
    rival = _rival(mine, others) if mine else None
    if value in near and rival and mine and not _counted(mine, placed):
        return Flag("number_head", f"The source says {rival[1].text}, not {mine.text}.", 1.0, True, rival[0])
    if value in near or _met(mine, placed):
        return None
    few = value <= FEW and not words[0].isdigit()
    strength = 0.5 if few or any(math.isclose(value, other, rel_tol=NEAR) for other in near) else 1.0
    if rival:
        return Flag("number", f"The source says {rival[1].text}, not {given}.", strength, True, rival[0])
    return Flag("number_missing", f"The source does not give the number {words}.", strength, False)


def _counted(mine: Quantity, placed: list[Placed]) -> bool:
    """Whether the evidence counts the same thing with the same number, or does not say what it counts."""
    same = [q for _, q in placed if math.isclose(q.value, mine.value)]
    return not same or any(not q.head or not mine.head or _alike(q.head, mine.head) for q in same)


def _alike(left: str, right: str) -> bool:
    return left == right or synonyms(left, right) >= ALIKE


def _met(mine: Quantity | None, placed: list[Placed]) -> bool:
    return mine is not None and any(same_figure(q, mine) for _, q in placed)


def _rival(mine: Quantity, placed: list[Placed]) -> Placed | None:
    """A figure of the same thing with another value."""
    return next((each for each in placed if _same_thing(mine, each[1]) and each[1].value != mine.value), None)


def _same_thing(mine: Quantity, other: Quantity) -> bool:
    if mine.unit or other.unit:
        return mine.unit == other.unit
    return bool(mine.head) and _alike(mine.head, other.head)


def _dates(aligned: Aligned, source: Source) -> Iterator[Flag]:
    near = [(n, when) for n in aligned.evidence for when in source.lines[n].facts.dates]
    for when in aligned.line.facts.dates:
        if when.text.lower() in source.forms or any(_meet(when, other) for _, other in near):
            continue
        rival = next(((n, other) for n, other in near if _kind(when) == _kind(other)), None)
        if rival:
            yield Flag("date", f"The source says {rival[1].text}, not {when.text}.", 1.0, True, rival[0])
        else:
            yield Flag("date_missing", f"The source does not give the date {when.text}.", 1.0, False)


def _meet(left: When, right: When) -> bool:
    """Whether two dates can be the same one, a year or a week that is not given left open."""
    short, long = sorted((left, right), key=lambda when: when.iso[:1].isdigit())
    if short.iso[:1] == "-" and long.iso[:1].isdigit() and len(long.iso) > YEAR:
        short = replace(short, iso=long.iso[:YEAR] + short.iso[1:])
    if short.iso[:1] == "W" and len(long.iso) == DAY:
        return date.fromisoformat(long.iso).weekday() == int(short.iso[1:])
    return short.iso[:1].isdigit() == long.iso[:1].isdigit() and not differ(short, long)


def _kind(when: When) -> str:
    """What a date gives, and so can be given otherwise: a clock time, a day of the week, a day, a month, a year."""
    if when.clock or when.weekday:
        return "clock" if when.clock else "weekday"
    return {DAY: "day", YEAR: "year"}.get(len(when.iso.replace("--", "0000-", 1)), "month")

"""Numbers and dates of a sentence that its evidence does not give, or gives otherwise."""

import math
from collections.abc import Iterator
from functools import lru_cache

from assistant.check.align import Aligned
from assistant.check.flag import Flag
from assistant.check.source import Source
from assistant.text.dates import When, differ
from assistant.text.lexicon import ALIKE, synonyms
from assistant.text.numerals import plain_numbers
from assistant.text.quantities import Quantity, same_figure
from assistant.text.units import SCALES

FEW = 4
"""A number up to this, written as a word, may be the writer's own count: it weighs half."""
NEAR = 0.06
"""Share by which a figure may be off and still look like a rounding: it weighs half."""
Placed = tuple[int, Quantity]


def figures(aligned: Aligned, source: Source) -> Iterator[Flag]:
    """What speaks against the numbers and dates of a sentence."""
    placed = [(n, quantity) for n in aligned.evidence for quantity in source.lines[n].facts.quantities]
    near = {value for n in aligned.evidence for value in _values(source.lines[n].text)}
    facts = aligned.line.facts
    for value, words in plain_numbers(aligned.line.text):
        dated = any(words in when.text for when in facts.dates)
        if dated or value in (0.0, 1.0) or words.lower() in SCALES:
            continue
        mine = next((q for q in facts.quantities if words in q.text), None)
        if flag := _number((value, words), mine, placed, near):
            elsewhere = flag.reason == "number_missing" and value in source.numbers
            why = f"The source gives {words} for something else."
            yield Flag("number_elsewhere", why, 1.0, False) if elsewhere else flag
    yield from _dates(aligned, source)


@lru_cache(maxsize=20_000)
def _values(text: str) -> frozenset[float]:
    return frozenset(value for value, _ in plain_numbers(text))


def _number(said: tuple[float, str], mine: Quantity | None, placed: list[Placed], near: set[float]) -> Flag | None:
    """What speaks against one number, the evidence alone considered."""
    value, words = said
    rival = _rival(mine, placed) if mine else None
    if value in near and rival and mine and not _counted(mine, placed):
        return Flag("number_head", f"The source says {rival[1].text}, not {mine.text}.", 1.0, True, rival[0])
    if value in near or _met(mine, placed):
        return None
    few = value <= FEW and not words[0].isdigit()
    strength = 0.5 if few or any(math.isclose(value, other, rel_tol=NEAR) for other in near) else 1.0
    if rival:
        return Flag("number", f"The source says {rival[1].text}, not {words}.", strength, True, rival[0])
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
        comparable = [(n, other) for n, other in near if _comparable(when, other)]
        if when.text.lower() in source.forms or any(not differ(when, other) for _, other in comparable):
            continue
        if comparable:
            n, other = comparable[0]
            yield Flag("date", f"The source says {other.text}, not {when.text}.", 1.0, True, n)
        else:
            yield Flag("date_missing", f"The source does not give the date {when.text}.", 1.0, False)


def _comparable(left: When, right: When) -> bool:
    """Whether both are clock times, days of the week, or dates."""
    return left.iso[:1].isdigit() == right.iso[:1].isdigit() and (left.iso[:1].isdigit() or left.iso[0] == right.iso[0])

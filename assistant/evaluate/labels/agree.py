"""Whether what was put down in short agrees with the words that it was taken from."""

import re
from collections.abc import Iterable
from itertools import combinations

from assistant.text.dates import When, dates
from assistant.text.locate import fold
from assistant.text.numerals import plain_numbers
from assistant.text.quantities import Quantity, quantities
from assistant.text.quantity import overlap

REMARK = re.compile(r"\s*\([^)]*\)")
"""What stands in brackets in a value is the labeller's remark: `17 (12 June, evening)`."""
COUNTED = 12
"""Up to this many, things can be counted from a list of them, with no numeral in the words."""
PERCENT = re.compile(r"%|\bper ?cent\b", re.IGNORECASE)
WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)?")


def other_number(value: str, quote: str) -> str:
    """The number of a value in whose place its words give another; empty where they do not clearly disagree.

    "eight" carries 8, "about 24 miles" carries 38 km. Where a value has more or fewer numbers than its words, one of
    them is enough: the rest may be the year that a report leaves out. A number may also be reckoned from two of them, a
    small one counted from a list, a date told from that of the report.
    """
    short = REMARK.sub("", value)
    mine, theirs = plain_numbers(short), [each for each in plain_numbers(quote) if each[1].lower() != "one"]
    held = {number for number, _ in theirs}
    carried = held | (_reckoned(held) if len(mine) == 1 else set())
    lacking = [words for number, words in mine if carried.isdisjoint(_readings(number, words, short))]
    if not held or not lacking or (len(lacking) < len(mine) and len(mine) != len(theirs)):
        return ""
    if any(_same(one, other) for one in quantities(short) for other in quantities(quote)):
        return ""
    counted = all(number <= COUNTED for number, _ in mine) and min(held) > COUNTED
    return "" if counted or (_days(short) and not _days(quote)) else lacking[0]


def _reckoned(held: Iterable[float]) -> set[float]:
    """What two numbers give: the lead of one over the other, both together, six in ten."""
    pairs = [(more, less) for less, more in combinations(sorted(held), 2)]
    shares = {less / more for more, less in pairs if more}
    return {more - less for more, less in pairs} | {more + less for more, less in pairs} | shares


def _same(mine: Quantity, other: Quantity) -> bool:
    """Whether both could be one figure; a value may leave its unit out."""
    return mine.unit in ("", other.unit) and overlap(mine, other)


def _readings(number: float, words: str, value: str) -> set[float]:
    """What a number can be worth: `412 m` are millions or metres, 75 % are three quarters too."""
    metres = {number / 1e6} if words.endswith("m") else set()
    return {number, *metres, *({number / 100} if PERCENT.search(value) else ())}


def _days(text: str) -> list[When]:
    """Its dates; clock times and days of the week left out."""
    return [when for when in dates(text) if not when.iso.startswith(("T", "W"))]


def stands(value: str, texts: Iterable[str]) -> bool:
    """Whether the words of a value stand in one of the texts, or its one number does, in digits or in words."""
    wanted = _words(value)
    numbers = {number for number, _ in plain_numbers(value)}
    for text in texts:
        if _within(wanted, _words(text)) or (numbers and numbers <= {number for number, _ in plain_numbers(text)}):
            return True
    return False


def _words(text: str) -> list[str]:
    return WORD.findall(fold(text)[0].lower())


def _within(wanted: list[str], words: list[str]) -> bool:
    return bool(wanted) and any(words[n : n + len(wanted)] == wanted for n in range(len(words) - len(wanted) + 1))

"""Whether what was put down in short agrees with the words that it was taken from."""

import re
from collections.abc import Iterable

from assistant.text.locate import fold
from assistant.text.numerals import plain_numbers
from assistant.text.quantities import Quantity, quantities
from assistant.text.quantity import same_figure

REMARK = re.compile(r"\s*\([^)]*\)")
"""What stands in brackets in a value is the labeller's remark: `17 (12 June, evening)`."""
COUNTED = 12
"""Up to this many, things can be counted from a list of them, with no numeral in the words."""
WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)?")


def other_number(value: str, quote: str) -> str:
    """The number of a value where its words give another one instead; empty where they do not clearly disagree.

    "eight" carries 8, 38 km carries "about 24 miles". A value with a number more than its words is let through: it may
    have been counted or reckoned, or be a year that the words leave out.
    """
    mine = quantities(REMARK.sub("", value))
    theirs = quantities(quote)
    held = {number for number, _ in plain_numbers(quote)}
    written = {number for number, _ in plain_numbers(REMARK.sub("", value))}
    if not mine or written & held or any(same_figure(one, other) for one in mine for other in theirs):
        return ""
    return next((one.text for one in mine if any(_rival(one, other) for other in theirs)), "")


def _rival(mine: Quantity, other: Quantity) -> bool:
    """Whether two figures answer the same question differently, as far as their units tell."""
    if mine.unit or other.unit:
        return mine.unit == other.unit
    return mine.value > COUNTED or mine.head == other.head != ""


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

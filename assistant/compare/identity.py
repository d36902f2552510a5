"""Names for findings that last: made of the words that first opposed each other, of nothing else."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import lru_cache

from assistant.compare.judged import Judged
from assistant.compare.statements import Statement
from assistant.schema import DISCREPANT
from assistant.text.same_words import folded

DIGITS = 10
"""Hexadecimal digits of an id: among ten thousand findings two alike are expected once in 20,000 such piles."""
UNDATED = "9999"
"""Sorts behind every date: an undated report must not move the names of dated ones."""


@lru_cache(maxsize=10_000)
def moment(published: str) -> str:
    """A publication date as text that sorts by time: times in UTC, a day before its hours, undated last."""
    try:
        read = datetime.fromisoformat(published)
    except ValueError:
        return published or UNDATED
    return read.astimezone(UTC).isoformat() if read.tzinfo else published


def anchor(group: Sequence[Judged]) -> tuple[str, str]:
    """The two sides that were the first to stand against each other.

    Of all opposed pairs the one that was complete first: a later report takes nothing from it,
    and neither the order, the names nor the places of the files are in it. Where one sentence
    carries several facts, the place of the fact in its claim tells them apart.
    """
    opposed = [j for j in group if j.verdict.label in DISCREPANT] or group
    sides = [sorted((_side(j.left, j.facts[0]), _side(j.right, j.facts[1]))) for j in opposed]
    first, second = min(sides, key=lambda pair: (pair[1], pair[0]))
    return first[1], second[1]


def _side(statement: Statement, fact: str) -> tuple[str, str]:
    claim = statement.claim
    mark = fact.removeprefix(claim.id)
    words = folded(" ".join(quote.text for quote in claim.quotes))
    return moment(statement.published), words if mark.startswith("/") else f"{words}{mark}"


def distinct_ids(anchors: Iterable[tuple[str, str]], taken: Iterable[str] = ()) -> list[str]:
    """An id for each pair of anchors, none of them given twice or already taken."""
    used = set(taken)
    made = []
    for pair in anchors:
        name = "\n".join(sorted(pair))
        id = _hash(name)
        while id in used:
            name += "+"
            id = _hash(name)
        used.add(id)
        made.append(id)
    return made


def _hash(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:DIGITS]

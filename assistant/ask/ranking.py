"""Rankings, and what comes first where several are fused.

By reciprocal rank: Cormack, Clarke and Büttcher, "Reciprocal rank fusion outperforms Condorcet and individual rank
learning methods" (SIGIR 2009). Why so, with figures: docs/decisions/014-retrieval.md.

A ranking of everything that a question's words lead to is long, and only its beginning decides what is shown. So a
ranking is asked for its first things, and for the ranks of some; how much of it is ever put in order is its own.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from heapq import nlargest, nsmallest
from typing import Protocol

RANK = 60
"""The constant of reciprocal rank fusion, as in its paper."""
DIGITS = 9
"""Decimals of a score, so that the order of a sum does not tell two equal ones apart."""
SLACK = 1e-8
"""More than rounding to `DIGITS` and the order of a sum can change of a score: what is nearer is looked at exactly."""


class Ranking(Protocol):
    """Things by number, best first, each once."""

    def first(self, count: int) -> Sequence[int]:
        """The best so many, in order; all where there are fewer."""

    def ranks(self, wanted: Collection[int]) -> Mapping[int, int]:
        """The ranks, from 1, of those of some things that are in the ranking."""


class Listed:
    """A ranking that is at hand as a list."""

    def __init__(self, order: Sequence[int]) -> None:
        self._order = order

    def first(self, count: int) -> Sequence[int]:
        """The best so many, in order; all where there are fewer."""
        return self._order[:count]

    def ranks(self, wanted: Collection[int]) -> Mapping[int, int]:
        """The ranks, from 1, of those of some things that are in the ranking."""
        return {one: rank for rank, one in enumerate(self._order, 1) if one in wanted}


def fused(rankings: Sequence[Ranking], most: int) -> dict[int, float]:
    """The best so many by the sum of 1 / (60 + rank) over the rankings that have them, best first.

    Where any ranking has `most` things, each of these has at least 1 / (60 + most). Something that stands below
    `depth` in all of n rankings has less than n / (60 + depth), which is that: it cannot be among the best.
    """
    told = [ranking for ranking in rankings if ranking.first(1)]
    depth = (RANK + most) * len(told) - RANK
    reached = _within_reach([ranking.first(depth) for ranking in told], depth, most)
    scores: dict[int, float] = defaultdict(float)
    for ranking in told:
        for one, rank in ranking.ranks(reached).items():
            scores[one] += 1 / (RANK + rank)
    return {one: scores[one] for one in nsmallest(most, scores, key=lambda one: best_first(scores[one], one))}


def _within_reach(openings: Sequence[Sequence[int]], depth: int, most: int) -> set[int]:
    """What may be among the best, by the first `depth` things of rankings: a later rank adds less than the next."""
    behind = 1 / (RANK + depth + 1)
    further = behind * sum(len(opening) == depth for opening in openings)
    least: dict[int, float] = defaultdict(float)
    reach: dict[int, float] = defaultdict(lambda: further)
    for opening in openings:
        for rank, one in enumerate(opening, 1):
            least[one] += 1 / (RANK + rank)
            reach[one] += 1 / (RANK + rank) - (behind if len(opening) == depth else 0.0)
    bar = min(nlargest(most, least.values()), default=0.0) - SLACK
    return {one for one, score in reach.items() if score >= bar}


def ordered(scores: Mapping[int, float]) -> list[int]:
    """Best first; equals by number."""
    keys = {one: -round(score, DIGITS) for one, score in scores.items()}
    return sorted(sorted(keys), key=keys.__getitem__)


def best_first(score: float, number: int) -> tuple[float, int]:
    """What to sort by: scores to `DIGITS` places, equals by number."""
    return -round(score, DIGITS), number

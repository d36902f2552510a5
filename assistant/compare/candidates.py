"""Which pairs of claims are worth judging: found over an inverted index, never all of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from assistant.compare.statements import Scale, Statement
from assistant.schema import Skipped
from assistant.text.offices import same_office

PER_ARTICLE = 5
"""Partners kept for a claim in each other article, the most alike first."""
ALIKE = 0.16
"""Least cosine of a pair of two articles; of one article `ALIKE_WITHIN`, where much is merely repeated."""
ALIKE_WITHIN = 0.45
COMMON = 0.25
"""A stem that more than this share of the claims use (and at least 50 do) starts no pair by itself."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs of indexes with their likeness, and how many other pairs were left aside, by reason."""

    pairs: tuple[tuple[int, int, float], ...]
    total: int
    skipped: tuple[Skipped, ...]


def candidates(statements: Sequence[Statement], scale: Scale) -> Candidates:
    """The pairs worth judging: alike in rare words, or about the holder of one office."""
    alike = _alike(statements, scale)
    kept = dict(_closest(statements, alike))
    for i, j in _same_offices(statements):
        kept.setdefault((i, j), alike.get((i, j), 0.0))
    total = len(statements) * (len(statements) - 1) // 2
    pairs = tuple((i, j, score) for (i, j), score in sorted(kept.items()))
    return Candidates(pairs, total, _skipped(total, len(alike), len(pairs)))


def _skipped(total: int, met: int, kept: int) -> tuple[Skipped, ...]:
    reasons = (
        ("no rare word in common", total - max(met, kept)),
        ("too little in common, or closer partners in the same article", max(met, kept) - kept),
    )
    return tuple(Skipped(reason, count) for reason, count in reasons if count)


def _alike(statements: Sequence[Statement], scale: Scale) -> dict[tuple[int, int], float]:
    """Cosine of every pair that shares a stem which is not common to the story."""
    vectors = [scale.vector(s.facts.weights) for s in statements]
    postings: dict[str, list[int]] = defaultdict(list)
    for index, vector in enumerate(vectors):
        for stem in vector:
            postings[stem].append(index)
    limit = max(50, int(COMMON * len(statements)))
    scores: dict[tuple[int, int], float] = defaultdict(float)
    for stem, holders in postings.items():
        if len(holders) > limit:
            continue
        for i, j in combinations(holders, 2):
            scores[i, j] += vectors[i][stem] * vectors[j][stem]
    return scores


def _closest(
    statements: Sequence[Statement], alike: dict[tuple[int, int], float]
) -> Iterator[tuple[tuple[int, int], float]]:
    partners: dict[tuple[int, str], list[tuple[float, int, int]]] = defaultdict(list)
    for (i, j), score in alike.items():
        left, right = statements[i].claim.article, statements[j].claim.article
        if score >= (ALIKE_WITHIN if left == right else ALIKE):
            partners[i, right].append((score, i, j))
            partners[j, left].append((score, i, j))
    for found in partners.values():
        for score, i, j in sorted(found, reverse=True)[:PER_ARTICLE]:
            yield (i, j), score


def _same_offices(statements: Sequence[Statement]) -> Iterator[tuple[int, int]]:
    """The first claim of each article that gives an office to a holder, beside those of others."""
    first: dict[tuple[str, str, str], tuple[int, int]] = {}
    for index, statement in enumerate(statements):
        for number, office in enumerate(statement.facts.offices):
            holder = statement.context.full(office.holder)
            if office.scope:
                first.setdefault((statement.claim.article, office.role, holder), (index, number))
    by_role: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for (_, role, _), place in first.items():
        by_role[role].append(place)
    for places in by_role.values():
        yield from _of_one_office(statements, places)


def _of_one_office(
    statements: Sequence[Statement], places: Iterable[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    for (i, a), (j, b) in combinations(places, 2):
        if i != j and same_office(statements[i].facts.offices[a], statements[j].facts.offices[b]):
            yield min(i, j), max(i, j)

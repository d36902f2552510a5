"""Which pairs of claims are worth judging: found over an inverted index, never all of them."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from assistant.compare.rules.denials import answers
from assistant.compare.rules.measures import FATES, FIGURES, measure
from assistant.compare.rules.slips import telling_digits
from assistant.compare.statements import Scales, Statement, cosine
from assistant.schema import Skipped

PER_ARTICLE = 5
"""Partners kept for a claim in each other article, the most alike first."""
ALIKE = 0.2
"""Least cosine of a pair of two articles; of one article `ALIKE_WITHIN`, where much is merely repeated."""
ALIKE_WITHIN = 0.45
COMMON = 40
"""A stem that more claims of an article use starts no pair of that article's: it is what the article is about."""
NOTABLE = 11
"""From this number on, an equal number of the same thing is worth a look by itself."""
ANSWERED_WITHIN = 5
"""Claims behind a saying among which its denial is looked for."""
DIGITS = 9


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs of indexes with their likeness, and how many other pairs were left aside, by reason."""

    pairs: tuple[tuple[int, int, float], ...]
    total: int
    skipped: tuple[Skipped, ...]


def candidates(statements: Sequence[Statement], scales: Scales) -> Candidates:
    """The pairs worth judging: alike in rare words, or about one office, age or toll."""
    alike = _alike(statements, scales)
    kept = dict(_closest(statements, alike))
    for i, j in (*_typed(statements), *_answered(statements)):
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


def _alike(statements: Sequence[Statement], scales: Scales) -> dict[tuple[int, int], float]:
    """Cosine of every pair that shares a stem which is not common in its article."""
    vectors = [scales.vector(statement) for statement in statements]
    uses = Counter((s.claim.article, stem) for s, vector in zip(statements, vectors, strict=True) for stem in vector)
    postings: dict[str, list[int]] = defaultdict(list)
    for index, (statement, vector) in enumerate(zip(statements, vectors, strict=True)):
        for stem in vector:
            if uses[statement.claim.article, stem] <= COMMON:
                postings[stem].append(index)
    met: set[tuple[int, int]] = set()
    for holders in postings.values():
        met.update(combinations(holders, 2))
    # The order of a sum is the story's; the pair must not feel it.
    return {(i, j): round(cosine(vectors[i], vectors[j]), DIGITS) for i, j in met}


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


def _typed(statements: Sequence[Statement]) -> Iterator[tuple[int, int]]:
    """Claims that speak of one office, one person's age or one toll, however they are worded.

    Of each article only the first claims with a given holder, age or toll count.
    """
    by_key: dict[str, list[int]] = defaultdict(list)
    taken: Counter[tuple[str, str, str]] = Counter()
    for index, statement in enumerate(statements):
        for key, value in _keys(statement):
            place = (statement.claim.article, key, value)
            taken[place] += 1
            if taken[place] <= 1:
                by_key[key].append(index)
    for indexes in by_key.values():
        for i, j in combinations(dict.fromkeys(indexes), 2):
            if statements[i].claim.article != statements[j].claim.article:
                yield i, j


def _answered(statements: Sequence[Statement]) -> Iterator[tuple[int, int]]:
    """A saying and the denial of it a few sentences on, however little they have in common."""
    for i, said in enumerate(statements):
        for j in range(i + 1, min(i + 1 + ANSWERED_WITHIN, len(statements))):
            if answers(said, statements[j]):
                yield i, j


def _keys(statement: Statement) -> Iterator[tuple[str, str]]:
    """What a claim gives a value to, and the value."""
    for office in statement.facts.offices:
        if office.scope:
            yield f"office {office.role}", statement.context.full(office.holder)
    for quantity in statement.facts.quantities:
        about = measure(statement.facts, quantity)
        if about in FATES or (about, quantity.unit) in FIGURES or (about and quantity.unit == "age"):
            yield about, str(quantity.value)
        elif quantity.value >= NOTABLE and about:
            yield f"{quantity.value} {quantity.unit} {about}", ""
        if digits := telling_digits(quantity):
            yield f"{digits} {quantity.unit or about}", str(quantity.value)
    for when in statement.facts.dates:
        if when.clock or (len(when.iso) == 10 and not when.text.isalpha()):
            yield when.iso, ""

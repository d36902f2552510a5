"""How stretches of an article lie to each other."""

from collections.abc import Iterable, Sequence
from itertools import product

from assistant.schema import Quote

HALF = 0.5
"""Share of a labelled quote that other quotes must hold for it to count as given by them."""


def overlap(left: Quote, right: Quote) -> int:
    """Code points that two quotes have in common; 0 where they are of different articles."""
    return max(0, min(left.end, right.end) - max(left.start, right.start)) if left.article == right.article else 0


def touches(wanted: Quote, quotes: Iterable[Quote]) -> bool:
    """Whether one of some quotes has a character of the wanted words."""
    return any(overlap(wanted, quote) for quote in quotes)


def held(wanted: Quote, quotes: Iterable[Quote]) -> float:
    """The share of the wanted words, by characters, that stand in the quotes together."""
    within = _places([quote for quote in quotes if quote.article == wanted.article])
    return len(within & _places([wanted])) / (wanted.end - wanted.start)


def common(left: Sequence[Quote], right: Sequence[Quote]) -> tuple[float, float]:
    """What two sets of quotes of one article share, as a share of the shorter, and of both together (IoU)."""
    mine, yours = _places(left), _places(right)
    shared = len(mine & yours)
    return (shared / min(len(mine), len(yours)), shared / len(mine | yours)) if mine and yours else (0.0, 0.0)


def meets(label: Sequence[Quote], groups: Sequence[Sequence[Quote]], answers: Sequence[str] = ()) -> bool:
    """Whether quotes of two labelled positions overlap quotes of two different positions of a finding.

    `answers` are what the labelled positions answer, in their order; where they are given, two that answer alike are
    no difference that could be found.
    """
    hits = {(i, j) for i, wanted in enumerate(label) for j, quotes in enumerate(groups) if touches(wanted, quotes)}
    return any(
        a != c and b != d and (not answers or answers[a] != answers[c]) for (a, b), (c, d) in product(hits, repeat=2)
    )


def _places(quotes: Iterable[Quote]) -> set[int]:
    return {place for quote in quotes for place in range(quote.start, quote.end)}

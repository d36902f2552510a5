"""Which open pairs are put to the engine, in batches that other articles do not change.

A batch holds pairs of the same two articles, and what it holds depends on these two alone: when
an article is added to a story, the questions about the others stay what they were, word for word,
and have been answered before. For the same reason an article's share is counted in whole batches:
a new article may push one out, and never brings another in.
"""

from collections import defaultdict
from collections.abc import Sequence

from assistant.compare.statements import Statement

Open = tuple[float, Statement, Statement]
"""Two statements that no rule decides, with their likeness."""
_Rank = tuple[float, int, str, str]


def worth_asking(pairs: Sequence[Open], size: int, most: int) -> list[Open]:
    """The pairs to ask about, those of two articles together and the most alike first.

    They are taken in batches of up to `size`, of the article with most in common first, as long as
    they come to `most` pairs for either of its articles.
    """
    batches = _batches(pairs, min(size, most))
    shares: dict[str, list[_Rank]] = defaultdict(list)
    for rank, batch in batches.items():
        for article in {batch[0][1].claim.article, batch[0][2].claim.article}:
            shares[article].append(rank)
    kept = {rank for ranks in shares.values() for rank in _within(ranks, batches, most)}
    return [pair for rank, batch in batches.items() if rank in kept for pair in batch]


def _batches(pairs: Sequence[Open], size: int) -> dict[_Rank, list[Open]]:
    """Batches by their rank: how much is in common, then the place among those of the same two articles."""
    groups: dict[tuple[str, str], list[Open]] = defaultdict(list)
    for pair in pairs:
        groups[pair[1].claim.article, pair[2].claim.article].append(pair)
    made = {}
    for (left, right), group in groups.items():
        ordered = sorted(group, key=lambda pair: -pair[0])
        for number, start in enumerate(range(0, len(ordered), size)):
            batch = ordered[start : start + size]
            made[-sum(pair[0] for pair in batch), number, left, right] = batch
    return made


def _within(ranks: Sequence[_Rank], batches: dict[_Rank, list[Open]], most: int) -> list[_Rank]:
    """The first of an article's batches, as far as they come to `most` pairs."""
    taken = 0
    for count, rank in enumerate(sorted(ranks)):
        taken += len(batches[rank])
        if taken > most:
            return sorted(ranks)[:count]
    return list(ranks)

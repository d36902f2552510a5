"""What a question's words lead to: passages, claims and findings ranked by BM25, each kind by itself, then fused.

BM25 is that of Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), with an
inverse document frequency that stays above zero, so that a word of every sentence of one short article still
counts. Rankings are fused by reciprocal rank: Cormack, Clarke and Büttcher, "Reciprocal rank fusion outperforms
Condorcet and individual rank learning methods" (SIGIR 2009). Why so, with figures: docs/decisions/014-retrieval.md.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, islice

from assistant.text.words import share_in

SATURATION, LENGTH = 1.2, 0.5
"""BM25's k1 and b: how soon a word said again adds nothing, and how much a long text pays for its length."""
RANK = 60
"""The constant of reciprocal rank fusion, as in its paper."""
NEAR = 0.3
"""What a passage takes of the better of its two neighbours: an answer often follows the words that were asked for."""
ARTICLE = 0.5
"""What a passage takes of the weight of the question's words that stand anywhere in its article."""
ASKED = 0.45
"""Least share of the question's weight that a finding must have to lead to its passages."""
FURTHER = 100
"""Passages without any word of the question that are ranked all the same: more than are ever shown."""
DIGITS = 9
"""Decimals of a score, so that the order of a sum does not tell two equal ones apart."""

Stems = Sequence[str]


class Bm25:
    """Texts as bags of stems, and how well each fits some words."""

    def __init__(self, texts: Iterable[Stems]) -> None:
        self._places: dict[str, list[tuple[int, int]]] = defaultdict(list)
        lengths = []
        for number, stems in enumerate(texts):
            lengths.append(len(stems))
            for stem, count in Counter(stems).items():
                self._places[stem].append((number, count))
        mean = sum(lengths) / (len(lengths) or 1) or 1.0
        self._damping = [SATURATION * (1 - LENGTH + LENGTH * length / mean) for length in lengths]

    def rarity(self, stem: str) -> float:
        """Inverse document frequency among these texts, above zero also for a stem of every text."""
        held = len(self._places.get(stem, ()))
        return math.log(1 + (len(self._damping) - held + 0.5) / (held + 0.5))

    def scores(self, weights: Mapping[str, float]) -> dict[int, float]:
        """The texts that hold any of some stems, by number, with their scores; each stem counts by its weight."""
        found: dict[int, float] = defaultdict(float)
        for stem, weight in weights.items():
            worth = weight * self.rarity(stem) * (SATURATION + 1)
            for number, count in self._places.get(stem, ()):
                found[number] += worth * count / (count + self._damping[number])
        return found

    def holders(self, stem: str) -> list[int]:
        """The texts that hold a stem, by number, in order."""
        return [number for number, _ in self._places.get(stem, ())]


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim or a finding: its stems, and the numbers of the passages that it stands on.

    One that is `few` of its kind counts only where it has `ASKED` of the question's weight: the best of two
    findings would be first in its ranking however little it says of what is asked.
    """

    stems: tuple[str, ...]
    passages: tuple[int, ...]
    few: bool = False

    def fits(self, weights: Mapping[str, float]) -> bool:
        """Whether this is enough of what is asked to count."""
        return not self.few or share_in(weights, self.stems) >= ASKED


@dataclass(frozen=True)
class Index:
    """Passages by number, the articles that they make up, and what else leads to them.

    `lengths` counts the passages of each article, in order; `titles` are stems. `kinds` holds further kinds of
    entries, each ranked by itself.
    """

    passages: Sequence[Stems]
    lengths: Sequence[int]
    titles: Sequence[Stems] = ()
    kinds: Sequence[Sequence[Entry]] = ()

    @cached_property
    def _bm25(self) -> Bm25:
        return Bm25(self.passages)

    @cached_property
    def _others(self) -> list[Bm25]:
        return [Bm25(entry.stems for entry in kind) for kind in self.kinds]

    @cached_property
    def article_of(self) -> list[int]:
        """The number of each passage's article."""
        return [number for number, length in enumerate(self.lengths) for _ in range(length)]

    @cached_property
    def _in_titles(self) -> Bm25:
        return Bm25(self.titles)

    def holds(self, stem: str) -> bool:
        """Whether any article has a stem, in its text or title."""
        return bool(self._bm25.holders(stem) or self._in_titles.holders(stem))

    def around(self, stem: str, behind: int) -> list[int]:
        """The passages that hold a stem and up to so many behind each in its article, in order."""
        held = self._bm25.holders(stem)
        ends = [min(place + behind + 1, self._starts[self.article_of[place] + 1]) for place in held]
        return sorted({at for place, end in zip(held, ends, strict=True) for at in range(place, end)})

    def rankings(self, weights: Mapping[str, float], among: Collection[int] | None = None) -> list[list[int]]:
        """A ranking of passages for each kind of entry: passages themselves, then those of `kinds`.

        `among` are the articles that count, all where none are given. The first ranking goes on from passages
        that fit to `FURTHER` others of the articles that tell most of what is asked.
        """
        allowed = set(range(len(self.lengths)) if among is None else among)
        ranked = [_ordered(self._near(weights, allowed))]
        for kind, bm25 in zip(self.kinds, self._others, strict=True):
            order = [number for number in _ordered(bm25.scores(weights)) if kind[number].fits(weights)]
            places = dict.fromkeys(place for number in order for place in kind[number].passages)
            ranked.append([place for place in places if self.article_of[place] in allowed])
        return ranked

    def _near(self, weights: Mapping[str, float], allowed: Collection[int]) -> dict[int, float]:
        """The score of each passage with its share of its neighbours' and of its article's."""
        scores = {p: score for p, score in self._bm25.scores(weights).items() if self.article_of[p] in allowed}
        told = self._told(weights)
        near: dict[int, float] = defaultdict(float)
        for place, score in scores.items():
            for beside in (place - 1, place + 1):
                if 0 <= beside < len(self.article_of) and self.article_of[beside] == self.article_of[place]:
                    near[beside] = max(near[beside], NEAR * score)
        every = dict.fromkeys([*scores, *near, *islice(self._rest(told, allowed), FURTHER)])
        return {p: scores.get(p, 0.0) + near.get(p, 0.0) + ARTICLE * told[self.article_of[p]] for p in every}

    def _rest(self, told: Sequence[float], allowed: Collection[int]) -> Iterator[int]:
        """The passages of the articles that tell of what is asked, those of the one that tells most first."""
        telling = (article for article in allowed if told[article])
        for article in sorted(telling, key=lambda article: (-round(told[article], DIGITS), article)):
            yield from range(self._starts[article], self._starts[article] + self.lengths[article])

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *accumulate(self.lengths)]

    def _told(self, weights: Mapping[str, float]) -> list[float]:
        """For each article the weight of the stems that it holds anywhere."""
        told = [0.0] * len(self.lengths)
        for stem, weight in weights.items():
            worth = weight * self._bm25.rarity(stem)
            holders = {self.article_of[place] for place in self._bm25.holders(stem)}
            for article in sorted(holders.union(self._in_titles.holders(stem))):
                told[article] += worth
        return told


def fused(rankings: Iterable[Sequence[int]]) -> dict[int, float]:
    """Reciprocal rank fusion: each thing by the sum of 1 / (60 + rank) over the rankings that have it, best first."""
    scores: dict[int, float] = defaultdict(float)
    for ranking in rankings:
        for rank, one in enumerate(ranking, 1):
            scores[one] += 1 / (RANK + rank)
    return {one: scores[one] for one in _ordered(scores)}


def _ordered(scores: Mapping[int, float]) -> list[int]:
    """Best first; equals as they stand in the articles."""
    return sorted(scores, key=lambda one: (-round(scores[one], DIGITS), one))

"""What a question's words lead to: passages, claims and findings ranked by BM25, each kind by itself.

How they are fused: `assistant.ask.ranking`. Why so, with figures: docs/decisions/014-retrieval.md.
"""

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain

from assistant.ask.bm25 import Bm25, Stems
from assistant.ask.near import Layout, Near, further
from assistant.ask.ranking import Listed, ordered
from assistant.text.words import share_in

ASKED = 0.45
"""Least share of the question's weight that a finding must have to lead to its passages."""


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
    def article_of(self) -> Sequence[int]:
        """The number of each passage's article."""
        return array("q", (number for number, length in enumerate(self.lengths) for _ in range(length)))

    @cached_property
    def openings(self) -> list[int]:
        """All passages, the first of every article before the second of any."""
        within = list(chain.from_iterable(map(range, self.lengths)))
        return sorted(range(len(within)), key=within.__getitem__)

    @cached_property
    def _layout(self) -> Layout:
        return Layout(self.article_of, [0, *accumulate(self.lengths)])

    @cached_property
    def _in_titles(self) -> Bm25:
        return Bm25(self.titles)

    def holds(self, stem: str) -> bool:
        """Whether any article has a stem, in its text or title."""
        return bool(self._bm25.holders(stem) or self._in_titles.holders(stem))

    def around(self, stem: str, behind: int) -> list[int]:
        """The passages that hold a stem and up to so many behind each in its article, in order."""
        ends = self._layout.starts
        held = self._bm25.holders(stem)
        return sorted({at for p in held for at in range(p, min(p + behind + 1, ends[self.article_of[p] + 1]))})

    def rankings(self, weights: Mapping[str, float], among: Collection[int] | None = None) -> tuple[Near, list[Listed]]:
        """The ranking of passages, and one by each of `kinds`, of the passages that its entries stand on.

        `among` are the articles that count, all where none are given. The ranking of passages goes on from those
        that fit to some others of the articles that tell most of what is asked.
        """
        if among is not None and len(among) == len(self.lengths):
            among = None
        told = self._told(weights)
        if among is not None:
            told = {article: weight for article, weight in told.items() if article in among}
        near = Near(self._layout, self._bm25.scores(weights), told, further(self._layout, told))
        kinds = zip(self.kinds, self._others, strict=True)
        return near, [Listed(self._inside(_led_to(kind, bm25, weights), among)) for kind, bm25 in kinds]

    def _inside(self, places: Iterable[int], among: Collection[int] | None) -> list[int]:
        """The passages of the articles that count."""
        return [place for place in places if among is None or self.article_of[place] in among]

    def _told(self, weights: Mapping[str, float]) -> dict[int, float]:
        """For each article that holds any of some stems anywhere the weight of those that it holds."""
        told: dict[int, float] = defaultdict(float)
        for stem, weight in weights.items():
            worth = weight * self._bm25.rarity(stem)
            holders = set(map(self.article_of.__getitem__, self._bm25.holders(stem)))
            for article in holders.union(self._in_titles.holders(stem)):
                told[article] += worth
        for article in self._empty & told.keys():
            del told[article]
        return told

    @cached_property
    def _empty(self) -> frozenset[int]:
        """The articles without passages, of which nothing can be found."""
        return frozenset(article for article, length in enumerate(self.lengths) if not length)


def _led_to(kind: Sequence[Entry], bm25: Bm25, weights: Mapping[str, float]) -> Iterable[int]:
    """The passages that the entries of a kind stand on, those of the best first, each once."""
    order = ordered(bm25.scores(weights))
    return dict.fromkeys(place for number in order if kind[number].fits(weights) for place in kind[number].passages)

"""Passages ranked by their own words, their neighbours' and their article's, as far down as anyone asks.

No passage scores more than the best of its article would with the best beside it. So articles are looked at from the
one that may have the best passage on, until none that is left can have one that is asked for: of the thousands that
hold a word of a question, a few dozen.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from heapq import heappush, heappushpop, nlargest
from itertools import islice, takewhile
from operator import itemgetter

from assistant.ask.ranking import DIGITS, SLACK

NEAR = 0.3
"""What a passage takes of the better of its two neighbours: an answer often follows the words that were asked for."""
ARTICLE = 0.5
"""What a passage takes of the weight of the question's words that stand anywhere in its article."""
FURTHER = 100
"""Passages without any word of the question that are ranked all the same: more than are ever shown."""
WITHOUT = -1.0
"""The score of a passage without any word of the question, below that of any with one."""

Scored = tuple[float, int]
"""The score of a passage, and its number."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where articles lie among passages: the article of each passage, and the first passage of each and one more."""

    article_of: Sequence[int]
    starts: Sequence[int]

    def passages(self, article: int) -> range:
        """The passages of an article."""
        return range(self.starts[article], self.starts[article + 1])


@dataclass(frozen=True)
class Near:
    """A ranking of passages by what they say of what is asked.

    `scores` are those of passages by their own words, `told` is the weight of the question's words that each article
    holds; an article without any, or without passages, is not in it. `further` passages are ranked
    though no word stands in or beside them.
    """

    layout: Layout
    scores: Mapping[int, float]
    told: Mapping[int, float]
    further: frozenset[int]

    def among(self, articles: Collection[int]) -> "Near":
        """The same ranking without the passages of other articles."""
        return replace(self, told={article: weight for article, weight in self.told.items() if article in articles})

    def first(self, count: int) -> Sequence[int]:
        """The best so many, in order; all where there are fewer."""
        best: list[float] = []
        for article, bound in self._bounds:
            if len(best) == count and bound < best[0]:
                break
            for score, _ in self._passages(article):
                if len(best) < count:
                    heappush(best, score)
                else:
                    heappushpop(best, score)
        return self._order(best[0])[:count] if best else ()

    def ranks(self, wanted: Collection[int]) -> Mapping[int, int]:
        """The ranks, from 1, of those of some passages that are in the ranking."""
        articles = {self.layout.article_of[place] for place in wanted}
        scores = [s for article in articles & self.told.keys() for s, p in self._passages(article) if p in wanted]
        order = self._order(min(scores)) if scores else ()
        return {place: rank for rank, place in enumerate(order, 1) if place in wanted}

    def _order(self, least: float) -> list[int]:
        """The passages that score so much, and any that rounding makes as good, in order."""
        bar = least - SLACK
        reaching = sorted(article for article, _ in takewhile(lambda each: each[1] >= bar, self._bounds))
        keys = {p: -round(s, DIGITS) for article in reaching for s, p in self._passages(article) if s >= bar}
        return sorted(keys, key=keys.__getitem__)  # equals stay as they stand in the articles

    @cached_property
    def _bounds(self) -> list[tuple[int, float]]:
        """The articles with more than any of their passages scores, highest first."""
        best = dict.fromkeys(self.told, 0.0)
        article_of = self.layout.article_of.__getitem__
        for article, score in zip(map(article_of, self.scores), self.scores.values(), strict=True):
            if score > best.get(article, score):
                best[article] = score
        bounds = {a: (1 + NEAR) * score + ARTICLE * self.told[a] + SLACK for a, score in best.items()}
        return sorted(bounds.items(), key=itemgetter(1), reverse=True)

    @cached_property
    def looked_at(self) -> dict[int, list[Scored]]:
        """The articles whose passages were scored so far, with these."""
        return {}

    def _passages(self, article: int) -> list[Scored]:
        """The passages of an article that are ranked, with their scores."""
        if article not in self.looked_at:
            self.looked_at[article] = self._scored(article)
        return self.looked_at[article]

    def _scored(self, article: int) -> list[Scored]:
        places = self.layout.passages(article)
        held, also = self.scores.get, self.further
        own = [held(place, WITHOUT) for place in places]
        beside = map(max, [WITHOUT, *own[:-1]], [*own[1:], WITHOUT])
        share = ARTICLE * self.told[article]
        return [
            ((score if score > 0 else 0.0) + (NEAR * best if best > 0 else 0.0) + share, place)
            for place, score, best in zip(places, own, beside, strict=True)
            if score >= 0 or best >= 0 or place in also
        ]


def further(layout: Layout, told: Mapping[int, float]) -> frozenset[int]:
    """The first `FURTHER` passages of the articles that tell most of what is asked, those of equals in order."""
    bar = min(nlargest(FURTHER, told.values()), default=0.0) - SLACK
    best = sorted((-round(weight, DIGITS), article) for article, weight in told.items() if weight and weight >= bar)
    return frozenset(islice((place for _, article in best for place in layout.passages(article)), FURTHER))

"""The passages worth showing an engine, best first, or why there is none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from assistant.answered import Passage
from assistant.ask.absent import OF_THE_TASK, absent_from, unmet
from assistant.ask.index import Index
from assistant.ask.ranking import Listed, Ranking, fused
from assistant.ask.scope import Scope, scope_of
from assistant.ask.shelf import BEFORE, Shelf
from assistant.schema import Problem
from assistant.text.spoken import asked_words, told_by
from assistant.text.words import rarity, tokens

MOST = 24
"""Passages that an engine is shown."""


@dataclass(frozen=True, slots=True)
class Found:
    """Passages, best first; `why` tells why there is none, `problems` what could not be done to find them.

    `unmet` tells which names of the question no article has, which is why passages may not answer it.
    """

    passages: tuple[Passage, ...] = ()
    why: str = ""
    problems: tuple[Problem, ...] = ()
    unmet: str = ""


def retrieve(question: str, shelf: Shelf, index: Index, further: Sequence[Sequence[int]] = ()) -> Found:
    """Up to `MOST` passages that bear on a question; all of them where they are few.

    `further` are rankings of the same passages by something else, such as vectors. Which articles count, and
    which come first, is read from the question: see `assistant.ask.scope`.
    """
    scope = scope_of(question, shelf.directory)
    if scope.why:
        return Found(why=scope.why)
    weights = weights_of(scope.question)
    absent = absent_from(scope.question, index)
    if absent and not any(further):
        return Found(why=absent)
    others = further if weights or any(further) else [index.openings]
    near, by_kind = index.rankings(weights, scope.articles)
    inside = (Listed([place for place in ranking if index.article_of[place] in scope.articles]) for ranking in others)
    rankings: list[Ranking] = [near, *by_kind, *inside, Listed(_spoken(scope, shelf, index))]
    if scope.first:
        rankings.append(near.among(scope.first))
    scores = fused(rankings, MOST)
    shown = (replace(shelf.listed[place], score=scores.get(place, 0.0)) for place in _places(scores, index, scope))
    return Found(tuple(shown), unmet=unmet(scope.question, shelf, index))


def _spoken(scope: Scope, shelf: Shelf, index: Index) -> list[int]:
    """The passages that give the words of whom the question names, those that say most of what it asks first."""
    asked = asked_words(scope.question)
    last = [token.stem for token in tokens(asked.who) if token.content][-1:] if asked else []
    if not asked or not last:
        return []
    about = {token.stem for token in asked.about}
    found = [
        place
        for place in index.around(last[0], BEFORE)
        if index.article_of[place] in scope.articles
        and told_by(asked.who, shelf.listed[place].quote.text, shelf.listed[place].before)
    ]
    return sorted(found, key=lambda place: -len(about.intersection(index.passages[place])))


def weights_of(question: str) -> dict[str, float]:
    """The stems of a question that say something; one of general use counts half as much as one never met."""
    found: dict[str, float] = {}
    for token in tokens(question):
        if token.content and token.lower not in OF_THE_TASK:
            found[token.stem] = max(found.get(token.stem, 0.0), (1 + rarity(token.lower)) / 2)
    return found


def _places(scores: Mapping[int, float], index: Index, scope: Scope) -> list[int]:
    """What is shown: the best, or where all that may be shown is little, all of it, what was found first."""
    if any(count > MOST for count in accumulate(index.lengths[article] for article in scope.articles)):
        return list(scores)
    every = (place for place, article in enumerate(index.article_of) if article in scope.articles)
    return list(dict.fromkeys([*scores, *every]))

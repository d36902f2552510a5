"""Claims with their facts, and how alike two of them are."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.schema import Article, Claim
from assistant.text.facts import Context, Facts, context_of, facts_of

FEW, MANY = 8, 100
"""How many claims an article and a story have at least, as far as the weight of their words goes."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim, its facts, and the day its article was published (ISO 8601, may be empty)."""

    claim: Claim
    facts: Facts
    context: Context

    @property
    def published(self) -> str:
        """Publication date of the article that makes the claim."""
        return self.context.published


def statements_of(claims: Iterable[Claim], articles: Mapping[str, Article]) -> list[Statement]:
    """Claims with their facts, in order."""
    contexts = {id: context_of(article) for id, article in articles.items()}
    return [Statement(c, facts_of(c.text, contexts[c.article]), contexts[c.article]) for c in claims]


class Scale:
    """What a stem weighs among some statements: its rarity in English, less where many of them use it.

    Fewer statements than `least` are weighed as if they stood among that many.
    """

    def __init__(self, weights: Sequence[Mapping[str, float]], least: int = 2) -> None:
        self._held = len(weights)
        self.count = max(2, least, self._held)
        self._seen: tuple[Mapping[str, int], ...] = (Counter(stem for each in weights for stem in each),)

    def beside(self, other: "Scale", least: int) -> "Scale":
        """The scale of the statements of both, made without counting them again."""
        both = Scale((), max(least, self._held + other._held))
        both._held = self._held + other._held
        both._seen = self._seen + other._seen
        return both

    def weigh(self, stem: str, rarity: float) -> float:
        """Rarity times inverse document frequency, both from 0 to 1."""
        return rarity * _spread(self.seen(stem), self.count)

    def seen(self, stem: str) -> int:
        """How many of the statements use a stem."""
        seen = 0
        for each in self._seen:
            seen += each.get(stem, 0)
        return seen

    def vector(self, weights: Mapping[str, float]) -> dict[str, float]:
        """Weights of a statement's stems, of unit length."""
        raw = {stem: self.weigh(stem, rarity) for stem, rarity in weights.items()}
        norm = math.sqrt(sum(value * value for value in raw.values())) or 1.0
        return {stem: value / norm for stem, value in raw.items()}


@lru_cache(maxsize=10_000)
def _spread(seen: int, count: int) -> float:
    """Inverse document frequency of what so many of a count of statements use, 0.05 to 1."""
    return max(0.05, math.log((count + 1) / max(1, seen)) / math.log(count + 1))


class Scales:
    """The scales of a story: of each article, and of every two. A third article changes none of them."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        held: dict[str, list[Mapping[str, float]]] = defaultdict(list)
        for statement in statements:
            held[statement.claim.article].append(statement.facts.weights)
        self._own = {article: Scale(weights, FEW) for article, weights in held.items()}
        self._both: dict[tuple[str, str], Scale] = {}

    def vector(self, statement: Statement) -> dict[str, float]:
        """Weights of a statement's stems within its article, of unit length."""
        return self._own[statement.claim.article].vector(statement.facts.weights)

    def between(self, left: Statement, right: Statement) -> Scale:
        """The scale of the articles of two statements."""
        mine, yours = both = left.claim.article, right.claim.article
        if both not in self._both:
            self._both[both] = self._own[mine].beside(Scale(()) if mine == yours else self._own[yours], MANY)
        return self._both[both]


def product(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    """Inner product of two vectors; of two of unit length it is their cosine."""
    if len(left) > len(right):
        left, right = right, left
    return sum(value * right[stem] for stem, value in left.items() if stem in right)


def near(facts: Facts, start: int, end: int, reach: int = 8) -> dict[str, float]:
    """Content stems around a place in a statement, weighing less the farther off they stand.

    A word next to it keeps its rarity, one `reach` content words away a third of it.
    """
    content = [token for token in facts.tokens if token.content]
    before = [t for t in content if t.end <= start][::-1][:reach]
    after = [t for t in content if t.start >= end][:reach]
    return {
        token.stem: facts.weights[token.stem] * (1 - 2 * distance / (3 * reach))
        for side in (before, after)
        for distance, token in enumerate(side)
        if token.stem in facts.weights and not token.text[0].isdigit()
    }


def named(statement: Statement) -> frozenset[str]:
    """Stems of the words of a statement's names."""
    return statement.facts.name_stems


def shared_share(left: Mapping[str, float], right: Mapping[str, float], scale: Scale) -> float:
    """How much of the lighter surrounding the other one has too, from 0 to 1."""
    if not left or not right:
        return 0.0
    a = {stem: scale.weigh(stem, value) for stem, value in left.items()}
    b = {stem: scale.weigh(stem, value) for stem, value in right.items()}
    common = sum(min(value, b[stem]) for stem, value in a.items() if stem in b)
    return common / max(0.8, min(sum(a.values()), sum(b.values())))

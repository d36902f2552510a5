"""Which articles carry one text: a wire report printed by several outlets is one origin."""

from collections.abc import Sequence
from itertools import combinations

from assistant.compare.groups import grouped
from assistant.schema import Article
from assistant.text.words import tokens

RUN = 6
"""Words in a row that are compared; press English shares shorter runs by chance."""
COPIED = 0.35
"""Share of the shorter article's runs that the other must carry to be of the same origin."""


def origins(articles: Sequence[Article]) -> dict[str, int]:
    """A number for each article's origin; copies of one text, and articles of one outlet, have the same number."""
    runs = {article.id: _runs(article) for article in articles}
    outlets = {article.id: article.outlet.casefold() for article in articles}
    same = [
        (a, b)
        for a, b in combinations(runs, 2)
        if (outlets[a] and outlets[a] == outlets[b]) or _copied(runs[a], runs[b])
    ]
    groups = grouped(list(runs), same)
    return {id: number for number, group in enumerate(groups) for id in group}


def _runs(article: Article) -> frozenset[str]:
    clutter = article.clutter
    words = [token.lower for token in tokens(article.text) if not any(c.start <= token.start < c.end for c in clutter)]
    return frozenset(" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def _copied(left: frozenset[str], right: frozenset[str]) -> bool:
    smaller = min(len(left), len(right))
    return smaller > 0 and len(left & right) >= COPIED * smaller

"""What is known of articles before any question: who published them, when, and which names stand in them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from assistant.ask.outlets import Names, named_by
from assistant.schema import Article
from assistant.text.days import extent

CAPITAL = re.compile(r"\b[^\W\d_a-z][^\W\d_]{2,}")

Days = tuple[str, str]
"""The first and the last of some days."""


@dataclass(frozen=True)
class Directory:
    """Articles by number, from 0, with what questions are held against; each is found once, when it is asked for."""

    articles: tuple[Article, ...]

    @cached_property
    def every(self) -> frozenset[int]:
        """All articles."""
        return frozenset(range(len(self.articles)))

    @cached_property
    def newest(self) -> str:
        """When the newest article was published; empty where no date is known."""
        return max((article.published for article in self.articles), default="")

    @cached_property
    def outlets(self) -> Names:
        """The outlets of the articles by the names that they go by."""
        return named_by(dict.fromkeys(article.outlet for article in self.articles if article.outlet))

    def of(self, outlets: Iterable[str]) -> frozenset[int]:
        """The articles of some outlets."""
        return frozenset(number for outlet in outlets for number in self._by_outlet.get(outlet, ()))

    def within(self, named: Iterable[Days]) -> frozenset[int]:
        """The articles that may have appeared within any of some days; one without a date did not."""
        asked = list(named)
        met = (
            numbers
            for own, numbers in self._by_days.items()
            if any(own[0] <= last and first <= own[1] for first, last in asked)
        )
        return frozenset(number for numbers in met for number in numbers)

    @cached_property
    def capitals(self) -> list[str]:
        """The words that any article writes with a capital, each once."""
        found = (CAPITAL.findall(f"{article.title} {article.text}") for article in self.articles)
        return list(dict.fromkeys(word for words in found for word in words))

    @cached_property
    def _by_outlet(self) -> Mapping[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for number, article in enumerate(self.articles):
            found[article.outlet].append(number)
        return found

    @cached_property
    def _by_days(self) -> Mapping[Days, list[int]]:
        found: dict[Days, list[int]] = defaultdict(list)
        for number, article in enumerate(self.articles):
            days = extent(article.published[:10]) if article.published else None
            if days:
                found[days].append(number)
        return found

"""A story's articles, labels and output together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath
from typing import Protocol

from assistant.evaluate.labels.gold import Gold
from assistant.evaluate.records import Words
from assistant.evaluate.scoring.output import Output, sha_of
from assistant.schema import Article, Digest, Quote
from assistant.text.locate import locate

UNLOCATED = "the labelled words are not in the article"


class Placed(Protocol):
    """A label's words: those of a position, or of a support."""

    @property
    def article(self) -> str:
        """The name of the article's file."""

    @property
    def quote(self) -> str:
        """Its exact words."""


@dataclass(frozen=True)
class Scene:
    """A story as it is scored."""

    articles: Sequence[Article]
    gold: Gold
    output: Output

    @cached_property
    def by_name(self) -> Mapping[str, Article]:
        """The articles by the names of their files, as labels name them."""
        return {PurePath(article.path).name: article for article in self.articles}

    @cached_property
    def by_id(self) -> Mapping[str, Article]:
        """The articles by id, as quotes name them."""
        return {article.id: article for article in self.articles}

    @cached_property
    def digests(self) -> Mapping[str, Digest]:
        """What was made of each article, by the name of its file; one that could not be digested has none."""
        ids = {name: article.id for name, article in self.by_name.items()}
        made = {digest.article: digest for digest in self.output.digests}
        return {name: made[id] for name, id in ids.items() if id in made}

    def located(self, label: Placed) -> Quote | None:
        """The words of a label in their place; None where they are not in the article, or it is not there."""
        article = self.by_name.get(label.article)
        return locate(article, label.quote) if article and label.quote else None

    def undigested(self, names: Iterable[str]) -> str:
        """Which of some articles have no digest, and why; empty where all have one."""
        reasons = {PurePath(problem.where).name: problem.reason for problem in self.output.problems}
        missing = [name for name in dict.fromkeys(names) if name in self.by_name and name not in self.digests]
        return "; ".join(f"{name} was not digested: {reasons.get(name, 'no reason given')}" for name in missing)

    def words(self, quotes: Iterable[Quote], value: str = "") -> Iterator[Words]:
        """Quotes of ours as a case shows them."""
        for quote in quotes:
            article = self.by_id.get(quote.article)
            yield Words(PurePath(article.path).name if article else quote.article, quote.text, value)

    @property
    def changed(self) -> str:
        """Which articles are no longer those that the output was made of; empty where all are."""
        shas = {name: sha_of(article) for name, article in self.by_name.items()}
        names = [read.name for read in self.output.articles if shas.get(read.name) != read.sha]
        return f"changed since it was run: {', '.join(names)}" if names else ""

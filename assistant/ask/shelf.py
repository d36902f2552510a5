"""The articles of a question, numbered, each sentence with the mark by which it is cited: `2:14`."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.answered import Passage
from assistant.schema import Article, Quote
from assistant.text.locate import quote
from assistant.text.sentences import sentences

if TYPE_CHECKING:
    from assistant.ask.directory import Directory

BEFORE = 2
"""Sentences in front of a passage that go with it."""


@dataclass(frozen=True)
class Shelf:
    """Articles in their order, cut into passages. Numbers count from 1, as a reader does."""

    articles: tuple[Article, ...]

    @cached_property
    def passages(self) -> Mapping[str, Passage]:
        """Every sentence of every article, by its mark."""
        return {p.id: p for number, article in enumerate(self.articles, 1) for p in passages_of(number, article)}

    @cached_property
    def listed(self) -> tuple[Passage, ...]:
        """The passages by number, from 0."""
        return tuple(self.passages.values())

    @cached_property
    def directory(self) -> "Directory":
        """What is known of the articles before any question."""
        from assistant.ask.directory import Directory

        return Directory(self.articles)

    def before(self, id: str) -> tuple[Passage, ...]:
        """The passages that the `before` of one holds, nearest first."""
        number, _, place = id.partition(":")
        marks = (f"{number}:{int(place) - back}" for back in range(1, BEFORE + 1))
        return tuple(self.passages[mark] for mark in marks if mark in self.passages)

    def marks(self, quotes: Sequence[Quote]) -> tuple[str, ...]:
        """The marks of the sentences that quotes stand in or reach into, in order, each once."""
        found = (self._marks[q.article][place] for q in quotes for place in self._within(q))
        return tuple(dict.fromkeys(found))

    def _within(self, words: Quote) -> range:
        """The numbers of the sentences of an article that some of its words reach into."""
        ends, starts = self._bounds.get(words.article, ([], []))
        return range(bisect_right(ends, words.start), bisect_left(starts, words.end))

    @cached_property
    def _bounds(self) -> Mapping[str, tuple[list[int], list[int]]]:
        """Where the sentences of each article end and begin."""
        found: dict[str, tuple[list[int], list[int]]] = {article.id: ([], []) for article in self.articles}
        for passage in self.passages.values():
            ends, starts = found[passage.quote.article]
            ends.append(passage.quote.end)
            starts.append(passage.quote.start)
        return found

    @cached_property
    def _marks(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {article.id: [] for article in self.articles}
        for mark, passage in self.passages.items():
            found[passage.quote.article].append(mark)
        return found


def passages_of(number: int, article: Article) -> list[Passage]:
    """The sentences of an article as passages."""
    quotes = [quote(article, span) for span in sentences(article)]
    unheard = {each.where for each in article.cautions if each.kind == "addressed" and each.start < 0}
    source = "" if unheard & {"outlet", "title", "file name"} else article.label
    texts = [" ".join(each.text.split()) for each in quotes]
    return [
        Passage(
            id=f"{number}:{place}",
            quote=each,
            source=source,
            published=article.published,
            title="" if "title" in unheard else article.title,
            before=" ".join(texts[max(0, place - 1 - BEFORE) : place - 1]),
        )
        for place, each in enumerate(quotes, 1)
    ]

"""The footnotes of a note: what each tells, and which number its quote has."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assistant.render import wording
from assistant.render.catalogue import ENGLISH, Catalogue
from assistant.render.plain import one_line, quoted
from assistant.render.trace import place_of
from assistant.schema import Article, Quote


@dataclass(frozen=True, slots=True)
class Footnote:
    """Exact words in quotation marks, and where they stand; no title where the source is named by it."""

    words: str
    source: str
    title: str
    place: str


class Numbering:
    """Numbers quotes in the order in which a writer cites them first, the same number for the same quote."""

    def __init__(self, articles: Iterable[Article], say: Catalogue = ENGLISH) -> None:
        self.articles = {article.id: article for article in articles}
        self.say = say
        self._numbers: dict[Quote, int] = {}

    def __contains__(self, quote: Quote) -> bool:
        """Whether a quote has been cited."""
        return quote in self._numbers

    def number(self, quote: Quote) -> int:
        """The number of a quote, a new one where it is cited for the first time."""
        return self._numbers.setdefault(quote, len(self._numbers) + 1)

    @property
    def cited(self) -> frozenset[str]:
        """The ids of the articles whose words are cited so far."""
        return frozenset(quote.article for quote in self._numbers)

    @property
    def footnotes(self) -> Mapping[Quote, Footnote]:
        """The footnotes of the quotes cited so far, in the order of their numbers."""
        return {quote: self._footnote(quote) for quote in self._numbers}

    def _footnote(self, quote: Quote) -> Footnote:
        article = self.articles[quote.article]
        said = quoted(one_line(quote.text))
        return Footnote(said, wording.source(article), wording.headline(article), place_of(quote, article, self.say))

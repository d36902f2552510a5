"""The text of an article on a page: cut where quotes begin and end, so that each quote can be shown in it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from assistant.render.plain import clean
from assistant.schema import Article, Quote


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a quote begins: its anchor, and its span in UTF-16 units of the cleaned text, as a script counts."""

    anchor: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a cleaned text: the quotes that begin with it, and whether it is quoted."""

    text: str
    quoted: bool
    spots: tuple[Spot, ...]


def pieces(article: Article, quotes: Iterable[Quote]) -> list[Piece]:
    """The whole text of an article, cut where quotes begin and end."""
    cited = sorted(set(quotes), key=lambda quote: (quote.start, quote.end))
    cuts = sorted({0, len(article.text), *(q.start for q in cited), *(q.end for q in cited)})
    texts = {start: clean(article.text[start:end]) for start, end in pairwise(cuts)}
    places = _places(texts, cuts)
    starts: dict[int, list[Spot]] = {}
    for quote in cited:
        starts.setdefault(quote.start, []).append(Spot(anchor(quote), places[quote.start], places[quote.end]))
    return [
        Piece(text, any(q.start <= start < q.end for q in cited), tuple(starts.get(start, ())))
        for start, text in texts.items()
    ]


def anchor(quote: Quote) -> str:
    """The name of a quote's place on the page."""
    return f"q-{quote.article}-{quote.start}-{quote.end}"


def _places(texts: Mapping[int, str], cuts: Iterable[int]) -> dict[int, int]:
    """For each cut how many UTF-16 units of cleaned text stand before it."""
    places, before = {}, 0
    for cut in cuts:
        places[cut] = before
        before += len(texts.get(cut, "").encode("utf-16-le")) // 2
    return places

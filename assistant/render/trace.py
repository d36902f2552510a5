"""Which words of which article a result stands on, and where to find them."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from assistant.render.catalogue import ENGLISH, Catalogue
from assistant.schema import Article, Caution, Quote


def quotes_in(record: Any) -> Iterator[Quote]:
    """Every quote inside a record, in the order of its fields."""
    if isinstance(record, Quote):
        yield record
    elif isinstance(record, tuple):
        for item in record:
            yield from quotes_in(item)
    elif is_dataclass(record):
        for field in fields(record):
            yield from quotes_in(getattr(record, field.name))


def place_of(quote: Quote | Caution, article: Article, say: Catalogue = ENGLISH) -> str:
    """`page 2, characters 10–42`; the page for paged documents only."""
    at = {"start": quote.start, "end": quote.end}
    if not article.pages:
        return say("place", **at)
    return say("place_page", page=max(1, bisect_right(article.pages, quote.start)), **at)

"""What a page of sources is filled from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from assistant.render import cautions, check, wording
from assistant.render.address import web_address
from assistant.render.catalogue import Catalogue
from assistant.render.footnotes import Numbering
from assistant.render.html.frame import TEMPLATES, framed
from assistant.render.html.texts import Piece, anchor, pieces
from assistant.render.html.timeline import drawn
from assistant.render.note import Chapter, Disputes, Section, Sources
from assistant.render.trace import quotes_in
from assistant.schema import Article, Quote

if TYPE_CHECKING:
    from jinja2 import Environment

CARDS = 4
"""Positions that are shown side by side; more of them are rows."""
LONG = 40
"""Characters from which an answer is a sentence and is set as one."""
COLUMNS = 7
"""Sources whose names stand level above a matrix; those of more stand upright."""


@dataclass(frozen=True)
class Page:
    """The frame of a page: its articles, the quotes it cites in their order, and what is told at its ends."""

    title: str
    say: Catalogue
    articles: tuple[Article, ...]
    quotes: tuple[Quote, ...]
    closing: tuple[Section, ...]
    made: str
    opening: tuple[Section, ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, Article]:
        """The articles by their ids."""
        return {article.id: article for article in self.articles}

    @cached_property
    def numbering(self) -> Numbering:
        """The numbers of its quotes, and their footnotes."""
        numbering = Numbering(self.articles, self.say)
        for quote in self.quotes:
            numbering.number(quote)
        return numbering

    @cached_property
    def names(self) -> Mapping[str, str]:
        """What each source is called where there is little room."""
        return wording.names(self.articles, self.say)

    def told(self, sections: Sequence[Section] = ()) -> list[Article]:
        """The articles that are quoted, or listed as a source by one of these sections or at the end."""
        listed = {
            source.article
            for section in (*sections, *self.closing)
            if section.key == "sources"
            for block in section.blocks
            if isinstance(block, Sources)
            for source in block.sources
        }
        return [article for article in self.articles if article.id in listed | self.numbering.cited]

    def texts(self, sections: Sequence[Section] = ()) -> list[tuple[Article, list[Piece]]]:
        """The texts of these articles, cut at their quotes."""
        quotes: dict[str, list[Quote]] = {}
        for quote in self.quotes:
            quotes.setdefault(quote.article, []).append(quote)
        return [(article, pieces(article, quotes.get(article.id, ()))) for article in self.told(sections)]


def written(template: str, page: Page, told: Any) -> str:
    """A page from its template."""
    return _environment().get_template(template).render(page=page, say=page.say, told=told)


def of_sources(record: Any) -> str:
    """The ids of the sources that a part of a note stands on; empty where it stands on none."""
    return " ".join(dict.fromkeys(quote.article for quote in quotes_in(record)))


def findings(chapter: Chapter) -> Mapping[str, str]:
    """The disputes that a chapter shows: the key of its section for the id of each."""
    return {
        dispute.id: section.key
        for section in chapter.sections
        for block in section.blocks
        if isinstance(block, Disputes)
        for dispute in block.disputes
    }


def _kind(record: Any) -> str:
    return type(record).__name__


@cache
def _environment() -> "Environment":
    environment = framed(TEMPLATES)
    environment.globals.update(
        CARDS=CARDS,
        COLUMNS=COLUMNS,
        LONG=LONG,
        anchor=anchor,
        check=check,
        warning=cautions.warning,
        drawn=drawn,
        findings=findings,
        kind=_kind,
        of_sources=of_sources,
        web_address=web_address,
        wording=wording,
    )
    return environment

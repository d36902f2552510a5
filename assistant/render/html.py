"""HTML: one self-contained page, each quote beside its statement and marked in its source's text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.checked import Check
from assistant.render import check as checks
from assistant.render import selection, wording
from assistant.render.note import Note
from assistant.render.plain import clean, quoted, shortened
from assistant.render.trace import place_of, quotes_in
from assistant.schema import Article, Briefing, Comparison, Digests, Quote, Stories

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a source text: the anchors that begin with it, and whether it is quoted."""

    text: str
    quoted: bool
    anchors: tuple[str, ...]


def note(told: Note) -> str:
    """A note as a page."""
    raise NotImplementedError


def check(result: Check) -> str:
    """A checked draft as a page."""
    return _page("check.html", result)


def pieces(article: Article, quotes: Iterable[Quote]) -> list[Piece]:
    """The whole text of an article, cut where quotes begin and end."""
    starts: dict[int, set[str]] = {}
    depth: dict[int, int] = {0: 0, len(article.text): 0}
    for quote in set(quotes):
        starts.setdefault(quote.start, set()).add(anchor(quote))
        depth[quote.start] = depth.get(quote.start, 0) + 1
        depth[quote.end] = depth.get(quote.end, 0) - 1
    cuts = sorted(depth)
    made, open_quotes = [], 0
    for start, end in pairwise(cuts):
        open_quotes += depth[start]
        made.append(Piece(article.text[start:end], open_quotes > 0, tuple(sorted(starts.get(start, ())))))
    return made


def anchor(quote: Quote) -> str:
    """The name of a quote's place on the page."""
    return f"{quote.article}-{quote.start}-{quote.end}"


def web_link(url: str) -> str:
    """The address if a browser may be sent there, else nothing: a feed can carry `javascript:`."""
    return url if url.lower().startswith(("http://", "https://")) else ""


def _page(template: str, result: Briefing | Comparison | Digests | Stories | Check) -> str:
    articles = {article.id: article for article in result.articles}
    quotes: dict[str, list[Quote]] = {}
    for quote in quotes_in(result):
        quotes.setdefault(quote.article, []).append(quote)
    told = (
        result.articles if isinstance(result, Digests | Check) else selection.in_stories(result.articles, result.alone)
    )
    return (
        _environment()
        .get_template(template)
        .render(
            result=result,
            articles=articles,
            texts=[(a, pieces(a, quotes.get(a.id, ()))) for a in told],
            tied={} if isinstance(result, Digests | Check) else selection.ties(result.stories),
            made=_made(result),
        )
    )


def _made(result: Briefing | Comparison | Digests | Stories | Check) -> Sequence[str]:
    if isinstance(result, Stories):
        return [wording.GROUPED, wording.version(result.run)]
    parts = [] if isinstance(result, Digests | Check) else [story.coverage for story in result.stories]
    return [*(wording.extent(wording.total(parts)) if parts else []), *wording.making(result.run)]


def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_cleaned,
    )
    environment.globals.update(
        anchor=anchor,
        check=checks,
        place_of=place_of,
        quoted=quoted,
        selection=selection,
        shortened=shortened,
        web_link=web_link,
        wording=wording,
    )
    return environment


def _cleaned(value: Any) -> Any:
    return clean(value) if type(value) is str else value

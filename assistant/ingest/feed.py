"""RSS and Atom feeds: each entry an article."""

import calendar
import io
import logging
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from assistant.ingest.document import (
    MAX_STREAM,
    Document,
    Parsed,
    article,
    failed,
    joined,
    url_name,
)
from assistant.ingest.html import fragment
from assistant.schema import Problem, Reading

ENOUGH = 400
"""Characters of an entry's own text from which on its page is not fetched."""


def feed(document: Document) -> Reading:
    """The entries of a feed. Pages behind short entries are read when the document can follow links."""
    import feedparser

    logging.getLogger("feedparser").addHandler(logging.NullHandler())
    # As a stream: the parser takes bytes and strings for the name of a file or an address as well.
    found: Any = feedparser.parse(io.BytesIO(document.stream.read(MAX_STREAM)))
    if not found.entries:
        return failed(document.path, "is no feed with entries; give RSS or Atom, or save the page as HTML")
    outlet = _text(found.feed.get("title"))
    return joined([_entry(entry, outlet, number, document) for number, entry in enumerate(found.entries, start=1)])


def _entry(entry: Any, outlet: str, number: int, document: Document) -> Reading:
    link = _text(entry.get("link"))
    bodies = [_text(each.get("value")) for each in entry.get("content", ())] + [_text(entry.get("summary"))]
    parsed = Parsed(
        max(map(fragment, bodies), key=len),
        title=" ".join(fragment(_text(entry.get("title"))).split()),
        outlet=_text(entry.get("source", {}).get("title")) or outlet,
        published=_published(entry),
        url=link,
    )
    name = url_name(link) if link.startswith("http") else f"{document.name}-{number}"
    if len(parsed.text) < ENOUGH and link and document.follow:
        return _followed(document.follow(link), parsed, name, document)
    if not parsed.text:
        where = f"{document.path}[{number}]"
        return failed(where, f"carries no text; give its page instead: {link}" if link else "carries no text")
    return article(parsed, document.path, name)


def _followed(page: Reading, parsed: Parsed, name: str, document: Document) -> Reading:
    """The page behind an entry; where it cannot be read, what the feed itself says."""
    if page.articles:
        found = page.articles[0]
        filled = replace(
            found,
            title=found.title or parsed.title,
            outlet=found.outlet or parsed.outlet,
            published=found.published or parsed.published,
        )
        return Reading((filled,), page.problems)
    instead = "only the feed's own text is used" if parsed.text else "the entry is left out"
    problems = tuple(Problem(each.where, f"{each.reason}; {instead}") for each in page.problems)
    own = article(parsed, document.path, name) if parsed.text else Reading(())
    return Reading(own.articles, (*problems, *own.problems))


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _published(entry: Any) -> str:
    stamp = entry.get("published_parsed") or entry.get("updated_parsed")
    try:
        return datetime.fromtimestamp(calendar.timegm(stamp), UTC).isoformat() if stamp else ""
    except (ValueError, OverflowError, OSError):
        return ""

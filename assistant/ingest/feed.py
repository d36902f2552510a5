"""RSS and Atom feeds: each entry an article."""

import calendar
import io
import logging
import time
from datetime import UTC, datetime
from functools import cache
from typing import Any
from urllib.parse import urldefrag, urlsplit
from xml.sax import SAXException  # nosec B406 # the name of a fault of the parser that feedparser brings

from assistant.ingest.document import (
    MAX_STREAM,
    Document,
    Parsed,
    article,
    failed,
    filled,
    joined,
    one_line,
    url_name,
)
from assistant.ingest.html import fragment, seen
from assistant.schema import Problem, Reading

ENOUGH = 400
"""Characters of an entry's own text from which on its page is not fetched."""
PAGES = 50
"""Pages that one feed makes us fetch."""
ATTRIBUTES = 500
"""Of one tag: the time that a strict parser takes for them grows with their square."""
MOST_PROBLEMS = 20
"""Of one feed: a hundred thousand empty entries are one mistake."""
SECONDS = 300.0
"""Time from which on no further page of a feed is fetched."""


def feed(document: Document) -> Reading:
    """The entries of a feed. Pages behind short entries are read when the document can follow links."""
    logging.getLogger("feedparser").addHandler(logging.NullHandler())
    try:
        # As a stream: the parser takes bytes and strings for the name of a file or an address as well. Its sanitizer
        # and its resolver of links are for who shows the markup; on hostile markup they take time without end, and the
        # styles by which hidden words are known would be gone.
        stream = io.BytesIO(document.stream.read(MAX_STREAM))
        found = _library().parse(stream, sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # it meets feeds nobody has tried; whatever it raises, go on
        return failed(document.path, f"not read as a feed ({one_line(error)}); save the page as HTML")
    if not found.entries:
        return failed(document.path, "is no feed with entries; give RSS or Atom, or save the page as HTML")
    outlet = _text(found.feed.get("title"))
    pages = _Pages(document)
    readings = [_entry(entry, outlet, number, pages) for number, entry in enumerate(found.entries, start=1)]
    return _with_fewer_problems(joined([*readings, pages.left_out()]), document.path)


@cache
def _library() -> Any:
    """The parser without what takes time that grows with the square of a tag or of an author's name."""
    import feedparser
    from feedparser import api

    class Strict(api.StrictFeedParser):  # type: ignore[misc]
        def startElementNS(self, name: Any, qname: Any, attrs: Any) -> None:
            if len(attrs) > ATTRIBUTES:
                raise SAXException("a tag has too many attributes")
            super().startElementNS(name, qname, attrs)

        def _sync_author_detail(self, key: str = "author") -> None: ...

    class Loose(api.LooseFeedParser):  # type: ignore[misc]
        def _sync_author_detail(self, key: str = "author") -> None: ...

    api.StrictFeedParser, api.LooseFeedParser = Strict, Loose
    return feedparser


def _with_fewer_problems(reading: Reading, path: str) -> Reading:
    more = len(reading.problems) - MOST_PROBLEMS
    if more <= 0:
        return reading
    last = reading.problems[-1:]
    return Reading(
        reading.articles, (*reading.problems[: MOST_PROBLEMS - 1], Problem(path, f"{more} more like these"), *last)
    )


class _Pages:
    """The pages behind the entries of one feed: each once, and only so many."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._until = time.monotonic() + SECONDS
        self._read: set[str] = set()
        self._passed: set[str] = set()

    def behind(self, link: str) -> Reading | None:
        """The page behind a link; nothing where it was read before, None where it is not to be fetched."""
        page = urldefrag(link).url
        if self.document.follow is None or not page:
            return None
        if page in self._read:
            return Reading(())
        if len(self._read) >= PAGES or time.monotonic() > self._until:
            self._passed.add(page)
            return None
        self._read.add(page)
        return self.document.follow(link)

    def left_out(self) -> Reading:
        """What to tell of the pages that were one too many."""
        if not self._passed:
            return Reading(())
        said = f"{len(self._passed)} of the pages it links to were not fetched: {PAGES} in {SECONDS / 60:.0f} minutes"
        return failed(self.document.path, f"{said} are the most for one feed; name those that matter by themselves")


def _entry(entry: Any, outlet: str, number: int, pages: _Pages) -> Reading:
    document = pages.document
    where = f"{document.path}[{number}]"
    try:
        parsed = _parsed(entry, outlet)
    except Exception as error:  # the same for markup inside
        return failed(where, f"not read as an entry ({one_line(error)}); save its page and pass the file")
    link = parsed.url
    name = url_name(link) if link else f"{document.name}-{number}"
    page = pages.behind(link) if len(parsed.text) < ENOUGH else None
    if page is not None:
        return _followed(page, parsed, name, document)
    if not parsed.text:
        return failed(where, f"carries no text; give its page instead: {link}" if link else "carries no text")
    return article(parsed, document.path, name)


def _parsed(entry: Any, outlet: str) -> Parsed:
    bodies = [_text(each.get("value")) for each in entry.get("content", ())] + [_text(entry.get("summary"))]
    text, cautions = max(map(seen, bodies), key=lambda body: len(body[0]))
    return Parsed(
        text,
        title=" ".join(fragment(_text(entry.get("title"))).split()),
        outlet=_text(entry.get("source", {}).get("title")) or outlet,
        published=_published(entry),
        url=_link(entry.get("link")),
        cautions=cautions,
    )


def _followed(page: Reading, parsed: Parsed, name: str, document: Document) -> Reading:
    """The page behind an entry; where it cannot be read, what the feed itself says."""
    if page.articles:
        return Reading((filled(page.articles[0], parsed),), page.problems)
    instead = "only the feed's own text is used" if parsed.text else "the entry is left out"
    problems = tuple(Problem(each.where, f"{each.reason}; {instead}") for each in page.problems)
    own = article(parsed, document.path, name) if parsed.text else Reading(())
    return Reading(own.articles, (*problems, *own.problems))


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _link(value: object) -> str:
    """The address of an entry's page; empty when it is none that a browser would open from a feed."""
    link = _text(value)
    try:
        parts = urlsplit(link)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and link.isprintable()
    except ValueError:
        usable = False
    return link if usable else ""


def _published(entry: Any) -> str:
    stamp = entry.get("published_parsed") or entry.get("updated_parsed")
    try:
        return datetime.fromtimestamp(calendar.timegm(stamp), UTC).isoformat() if stamp else ""
    except (ValueError, OverflowError, OSError):
        return ""

"""What travels between the parts of ingest, and how a parsed document becomes an article."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from os import SEEK_END
from pathlib import PurePosixPath
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

from assistant.ingest import addressed, clutter, header, hidden, invisible
from assistant.ingest.lines import ends_sentence, split
from assistant.schema import FILE_NAME, Article, Caution, Problem, Reading

MAX_BYTES = 10_000_000
"""The largest single article, in bytes."""
MAX_STREAM = 200_000_000
"""The largest file of many articles, in bytes."""

NOT_TEXT = "not text (binary); give a text, Markdown, HTML, PDF, DOCX, feed or JSON-lines file"
_SLUG = 40
_KNOWN_LENGTH = 200
_HALF = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Document:
    """Bytes to be read. `path` is as the user named it, `name` is what an id is made of.

    `stream` can be sought in; `first` is the number of its first line in what it is a part of.
    `follow` reads the page behind a link; None where nothing may be fetched.
    """

    path: str
    name: str
    stream: BinaryIO
    url: str = ""
    charset: str = ""
    follow: Callable[[str], Reading] | None = None
    first: int = 1


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a format says of one article. `known` maps whole lines to why they are clutter.

    `cautions` tell of words that the format left out of `text` because a reader of it does not see them.
    """

    text: str
    title: str = ""
    outlet: str = ""
    published: str = ""
    url: str = ""
    pages: tuple[int, ...] = ()
    known: Mapping[str, str] = field(default_factory=dict)
    fallback: str = ""  # a date to take when the text gives none
    cautions: tuple[Caution, ...] = ()


Reader = Callable[[Document], Reading]
Parser = Callable[[bytes, Document], Parsed | Problem | None]


def single(parse: Parser) -> Reader:
    """A reader of documents that hold one article; a parser's None passes the document over."""

    def read(document: Document) -> Reading:
        data = document.stream.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            return failed(document.path, too_large(document.stream.seek(0, SEEK_END)))
        if not data.strip():
            return failed(document.path, "is empty")
        parsed = parse(data, document)
        if parsed is None:
            return Reading(())
        if isinstance(parsed, Problem):
            return Reading((), (parsed,))
        return article(parsed, document.path, document.name, document.url)

    return read


def article(parsed: Parsed, path: str, name: str, url: str = "") -> Reading:
    """The article of a parsed document; its text's own header fills what the format left open.

    Characters that no reader sees are taken out here, before offsets are fixed. A title, outlet or address that
    addresses a machine is left empty, so that nothing sends it to one: its words stand in a caution.
    """
    parsed = _visible(parsed)
    if not parsed.text.strip():
        return failed(path, "is empty: no text was found in it")
    lines = split(parsed.text)
    seen = header.parse(lines, parsed.title, parsed.published)
    known = dict(seen.marks)
    for number, line in enumerate(lines):
        reason = parsed.known.get(line.text, "")
        if reason and (len(line.text) <= _KNOWN_LENGTH or not ends_sentence(line.text)):
            known.setdefault(number, reason)
    fields = {"title": seen.title, "outlet": parsed.outlet or seen.outlet, "url": parsed.url or url or seen.url}
    named = addressed.in_fields({**fields, FILE_NAME: name})
    unsafe = {caution.where for caution in named}
    kept = {field: "" if field in unsafe else value for field, value in fields.items()}
    found = addressed.spans(parsed.text)
    return Reading(
        (
            Article(
                id=slug("" if FILE_NAME in unsafe else name),
                path=path,
                published=seen.published or parsed.fallback,
                text=parsed.text,
                clutter=addressed.marked(parsed.text, found, clutter.mark(lines, seen.title, known)),
                pages=parsed.pages,
                cautions=(*parsed.cautions, *named, *addressed.cautions(parsed.text, found)),
                **kept,
            ),
        )
    )


def filled(found: Article, parsed: Parsed) -> Article:
    """An article with what another document says of it in the place of what it leaves open, held to the same rule."""
    told = {name: getattr(parsed, name) for name in ("title", "outlet", "published") if not getattr(found, name)}
    told = {name: invisible.visible(value) for name, value in told.items()}
    named = addressed.in_fields(told)
    unsafe = {caution.where for caution in named}
    safe = {name: value for name, value in told.items() if name not in unsafe}
    return replace(found, cautions=(*found.cautions, *named), **safe)


def encodable(text: str) -> str:
    """A text with a sign in the place of each half of a surrogate pair, which no output can encode."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _HALF.sub("\ufffd", text)
    return text


def _visible(parsed: Parsed) -> Parsed:
    """What a format says of an article without the characters that no reader sees, its offsets moved along."""
    parsed = replace(
        parsed,
        text=encodable(parsed.text),
        title=encodable(parsed.title),
        outlet=encodable(parsed.outlet),
        url=encodable(parsed.url),
    )
    offsets = invisible.removed(parsed.text)
    pieces = invisible.pieces(parsed.text) + invisible.pieces(f"{parsed.title}\n{parsed.outlet}")

    def moved(offset: int) -> int:
        return offset - bisect_left(offsets, offset)

    return replace(
        parsed,
        text=invisible.without(parsed.text, offsets),
        title=invisible.visible(parsed.title),
        outlet=invisible.visible(parsed.outlet),
        pages=tuple(map(moved, parsed.pages)),
        known={invisible.visible(line): reason for line, reason in parsed.known.items()},
        cautions=(
            *(replace(each, start=moved(each.start), end=moved(each.end)) for each in parsed.cautions),
            *hidden.cautions(pieces),
        ),
    )


def failed(path: str, reason: str) -> Reading:
    """A reading that is one problem."""
    return Reading((), (Problem(path, reason),))


def joined(readings: list[Reading]) -> Reading:
    """Several readings as one, in order."""
    return Reading(
        tuple(article for reading in readings for article in reading.articles),
        tuple(problem for reading in readings for problem in reading.problems),
    )


def too_large(size: int, limit: int = MAX_BYTES) -> str:
    """Why a document of so many bytes is not read, and what to do."""
    what = "one article" if limit == MAX_BYTES else "one file"
    return (
        f"is {size / 1e6:.1f} MB, the limit for {what} is {limit // 1_000_000} MB; "
        "split it, or pass many articles as .jsonl files"
    )


def one_line(error: BaseException) -> str:
    """What a library says of a failure, as part of a line."""
    said = re.sub(r"\s+", " ", str(error)).strip()
    return (said or type(error).__name__)[:150]


def slug(name: str) -> str:
    """A name as an id: lowercase letters, digits and hyphens, at most 40."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_SLUG].strip("-") or "article"


def url_name(url: str) -> str:
    """What an id is made of for a page: its host without www and the last piece of its path."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    last = PurePosixPath(unquote(parts.path)).stem
    return f"{host}-{last}" if last else host


def distinct(articles: tuple[Article, ...]) -> tuple[str, ...]:
    """An id for each article: its own, or with a hash of path and text where several share it."""
    shared = {each.id: 0 for each in articles}
    for each in articles:
        shared[each.id] += 1
    taken: set[str] = {name for name, count in shared.items() if count == 1}
    found = []
    for each in articles:
        name = each.id
        if shared[name] > 1:
            digest = sha256(f"{each.path}\n{each.text}".encode()).hexdigest()[:6]
            name = _free(f"{name}-{digest}", taken)
        taken.add(name)
        found.append(name)
    return tuple(found)


def _free(name: str, taken: set[str]) -> str:
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    return free

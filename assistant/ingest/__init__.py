"""Files, folders, pages and feeds in; articles out.

    read("reports/", "https://example.org/ferry", "-")

A text is fixed here once: nothing later moves an offset. What surrounds the report is marked as
clutter and never cut. What could not be read is a `Problem` beside the articles, not an exception.
"""

import io
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import BinaryIO
from urllib.parse import urldefrag, urlsplit

from assistant.collection.manifest import is_collection
from assistant.errors import UserError
from assistant.ingest import folders
from assistant.ingest.document import (
    MAX_BYTES,
    MAX_STREAM,
    Document,
    distinct,
    failed,
    joined,
    too_large,
    url_name,
)
from assistant.ingest.readers import reader_of
from assistant.schema import Reading

__all__ = ["MAX_BYTES", "MAX_STREAM", "STREAMS", "is_folder", "kind_of", "read", "read_document", "supported"]

STREAMS = frozenset({"feed", "jsonl"})
"""Kinds of files that may hold many articles, and may be larger for it."""
_SUFFIXES = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".xml": "feed",
    ".rss": "feed",
    ".atom": "feed",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
}
supported: tuple[str, ...] = tuple(_SUFFIXES)
"""The suffixes that are read in a folder; a file named by itself may have any."""

_MEDIA = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/rdf+xml": "feed",
    "text/markdown": "markdown",
    "application/json": "json",
    "application/feed+json": "json",
    "application/x-ndjson": "jsonl",
    "application/jsonl": "jsonl",
}
_UNSAID = frozenset(
    {"", "text/plain", "text/xml", "application/xml", "application/octet-stream", "binary/octet-stream"}
)
_SIGNATURES = (
    (b"%pdf-", "pdf"),
    (b"pk\x03\x04", "docx"),
    (b"<?xml", "feed"),
    (b"<rss", "feed"),
    (b"<feed", "feed"),
    (b"<rdf:rdf", "feed"),
    (b"<!doctype html", "html"),
    (b"<html", "html"),
    (b'{"', "jsonl"),
    (b"[{", "json"),
    (b"---\n", "markdown"),
    (b"---\r\n", "markdown"),
)


def read(*sources: str | Path, stdin: BinaryIO | None = None, allow_private: bool = False) -> Reading:
    """The articles of files, folders, addresses and, for "-", standard input, in the order named.

    A source that is named twice, or a file that a named folder holds as well, is read once.
    `allow_private` lets addresses lead into the local network. Raises UserError when no source is
    named; everything else that goes wrong is a `Problem` of the reading.
    """
    if not sources:
        raise UserError("nothing to read: name a file, a folder, an address or - for standard input")
    readings: list[Reading] = []
    seen: set[str] = set()
    for source in map(str, sources):
        readings += _source(source, stdin, allow_private, seen)
    return _named(readings)


def _named(readings: list[Reading]) -> Reading:
    """All readings as one, each article under an id of its own, and so is its digest."""
    whole = joined(readings)
    ids = distinct(whole.articles)
    named = tuple(replace(article, id=name) for article, name in zip(whole.articles, ids, strict=True))
    outdated = tuple(source for reading in readings for source in reading.outdated)
    if not any(reading.digests for reading in readings):
        return Reading(named, whole.problems, outdated=outdated)
    from assistant.collection.columns import renamed

    made = chain.from_iterable(reading.digests or (None,) * len(reading.articles) for reading in readings)
    paired = zip(named, made, strict=True)
    digests = (each if each.article == article.id else renamed(each, article) for article, each in paired if each)
    return Reading(named, whole.problems, tuple(digests), outdated)


def _source(source: str, stdin: BinaryIO | None, allow_private: bool, seen: set[str]) -> Iterator[Reading]:
    if source == "-":
        if _is_new("-", seen):
            yield _standard_input(stdin or sys.stdin.buffer)
    elif "://" in source:
        if _is_new(urldefrag(source).url, seen):
            yield _page(source, allow_private, follow=True)
    elif is_folder(source) and is_collection(source):
        yield _collection(source, seen)
    elif is_folder(source):
        found, problems = folders.files(source, supported)
        whole = joined([*(_file(path, seen) for path in found), Reading((), tuple(problems))])
        yield Reading(whole.articles, folders.few(whole.problems, source))
    else:
        yield _file(source, seen)


def _collection(source: str, seen: set[str]) -> Reading:
    """What is in a collection but for files that were read already, as they are or from another one."""
    from assistant.collection.opened import read_collection

    whole = read_collection(source)
    paths = {article.path for article in whole.articles}
    new = {path for path in paths if _is_new(os.path.realpath(path), seen)}
    if len(new) == len(paths):
        return whole
    places = [place for place, article in enumerate(whole.articles) if article.path in new]
    digests = tuple(whole.digests[place] for place in places) if whole.digests else ()
    return replace(whole, articles=tuple(whole.articles[place] for place in places), digests=digests)


def is_folder(source: str) -> bool:
    """Whether a source is a folder that is there."""
    try:
        return Path(source).is_dir()
    except (OSError, ValueError):  # a name too long or with a NUL in it: told when it is opened
        return False


def _is_new(name: str, seen: set[str]) -> bool:
    new = name not in seen
    seen.add(name)
    return new


def _file(path: str, seen: set[str]) -> Reading:
    shown = folders.shown(path)
    unreadable = folders.why_unreadable(path)
    if unreadable:
        return failed(shown, unreadable)
    if not _is_new(os.path.realpath(path), seen):
        return Reading(())
    try:
        with folders.opened(path) as stream:
            name = folders.shown(Path(path).stem)
            return read_document(Document(shown, name, stream), kind_of(path, stream))
    except OSError as error:
        return failed(shown, folders.unread(error))


def kind_of(path: str, stream: BinaryIO) -> str:
    """Which reader a file is for: by its suffix, else by how it begins. The stream stands at its beginning again."""
    return _SUFFIXES.get(Path(path).suffix.lower(), "") or _begun(stream)


def _begun(stream: BinaryIO) -> str:
    kind = _sniffed(stream.read(2000)) or "text"
    stream.seek(0)
    return kind


def _standard_input(stdin: BinaryIO) -> Reading:
    held = io.BytesIO(stdin.read(MAX_STREAM + 1))
    return read_document(Document("-", "stdin", held), _begun(held))


def _page(url: str, allow_private: bool, follow: bool) -> Reading:
    from assistant.ingest.fetch import fetch

    page = fetch(url, allow_private)
    if isinstance(page, str):
        return failed(url, page)
    kind = _media_kind(page.kind, page.url, page.data)
    if not kind:
        return failed(url, f"is {page.kind}, which is not read; give an article, a feed or JSON")
    if kind == "feed" and not follow:
        return failed(url, "is a feed where an article was expected; name it as a source by itself")
    # A feed of the public internet must not lead into the local network, whatever was allowed for its own address.
    behind = partial(_page, allow_private=allow_private and page.private, follow=False) if follow else None
    document = Document(url, url_name(url), io.BytesIO(page.data), page.url, page.charset, behind)
    return read_document(document, kind)


def _media_kind(media: str, url: str, data: bytes) -> str:
    """The reader for what a server sent; `""` for what none reads. Servers often say html of a feed."""
    sniffed = _sniffed(data)
    if media in _UNSAID:
        return sniffed or _SUFFIXES.get(PurePosixPath(urlsplit(url).path).suffix.lower(), "text")
    kind = _MEDIA.get(media, "text" if media.startswith("text/") else "")
    return "feed" if kind == "html" and sniffed == "feed" else kind


def _sniffed(start: bytes) -> str:
    head = start[:2000].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    kind = next((kind for signature, kind in _SIGNATURES if head.startswith(signature)), "")
    return "html" if kind == "feed" and b"<html" in head else kind


def read_document(document: Document, kind: str) -> Reading:
    """The articles of a document by the reader of its kind."""
    size = document.stream.seek(0, io.SEEK_END)
    document.stream.seek(0)
    if size == 0:
        return failed(document.path, "is empty")
    if kind in STREAMS and size > MAX_STREAM:
        return failed(document.path, too_large(size, MAX_STREAM))
    return reader_of(kind)(document)

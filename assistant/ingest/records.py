"""Files of many articles: JSON lines, and JSON lists."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from os import SEEK_END
from typing import Any, BinaryIO

from assistant.ingest import dates
from assistant.ingest.decode import decode
from assistant.ingest.document import (
    MAX_BYTES,
    NOT_TEXT,
    Document,
    Parsed,
    article,
    encodable,
    failed,
    joined,
    too_large,
)
from assistant.schema import Article, Problem, Reading

MOST_PROBLEMS = 20  # of one file; a million bad lines are one mistake
_KEYS = {
    "title": ("title", "headline"),
    "outlet": ("outlet", "source"),
    "published": ("published", "date"),
    "url": ("url",),
    "id": ("id",),
}
_REVIEW = {"state", "verdict", "positions"}
"""Keys of a line of a review file, which may lie beside the articles and is passed over."""
_LABELS = {"discrepancies", "distractors", "agreements", "single_source", "key_points", "qa", "claims"}
"""With `story`, keys of the labels of a story (`gold.json`), which lie beside the articles and are passed over too."""


@dataclass(frozen=True, slots=True)
class Lines:
    """What some lines of a file gave: the first of their problems, and how many there are `more`."""

    reading: Reading
    lines: int
    more: int


def json_lines(document: Document) -> Reading:
    """One article a line, or one object a line whose `articles` are taken; read as a stream."""
    return _whole(some_lines(document), document)


def some_lines(document: Document) -> Lines:
    """The articles of lines that need not be all of a file; those that say nothing are not counted."""
    numbered = enumerate(raw_lines(document.stream), start=document.first)
    return _gathered(_line(raw, number, document) for number, raw in numbered if not is_blank(raw))


def is_blank(raw: bytes) -> bool:
    """Whether a line says nothing."""
    return not raw.strip(b"\xef\xbb\xbf \t\r\n")


def unlisted(path: str, more: int) -> tuple[Problem, ...]:
    """What to tell of so many bad lines of a file that are not told one by one."""
    said = f"{more} more lines like these; each must be a JSON object with text"
    return (Problem(path, said),) if more else ()


def json_list(document: Document) -> Reading:
    """A list of articles, one article, or an object whose `articles` are taken."""
    data = document.stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        return failed(document.path, too_large(document.stream.seek(0, SEEK_END)))
    if not data.strip():
        return failed(document.path, "is empty")
    value = _value(data)
    if isinstance(value, Problem):
        return failed(document.path, f"{value.reason}; give a list of articles")
    entries = value if isinstance(value, list) else _entries(value)
    if not entries:
        return failed(document.path, 'holds no articles; give a list of objects with "text"')
    readings = [
        _article(entry, f"{document.path}[{number}]", f"{document.name}-{number}", document)
        for number, entry in enumerate(entries, start=1)
    ]
    return _whole(_gathered(readings), document)


def _whole(found: Lines, document: Document) -> Reading:
    """A file of which these are all lines."""
    if not found.lines:
        return failed(document.path, "is empty")
    return Reading(found.reading.articles, (*found.reading.problems, *unlisted(document.path, found.more)))


def _gathered(readings: Iterable[Reading]) -> Lines:
    """All articles, and the first problems: of a file of millions of bad lines the others are only counted."""
    articles: list[Article] = []
    problems: list[Problem] = []
    found = more = 0
    for reading in readings:
        found += 1
        articles += reading.articles
        room = max(0, MOST_PROBLEMS - len(problems))
        problems += reading.problems[:room]
        more += len(reading.problems[room:])
    return Lines(Reading(tuple(articles), tuple(problems)), found, more)


def raw_lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of a stream; of one that is over the limit, only as much as shows that it is."""
    while raw := stream.readline(MAX_BYTES + 1):
        yield raw
        while len(raw) > MAX_BYTES and not raw.endswith(b"\n"):
            raw = stream.readline(MAX_BYTES + 1)


def _line(raw: bytes, number: int, document: Document) -> Reading:
    where = f"{document.path}:{number}"
    if len(raw) > MAX_BYTES:
        return failed(where, too_large(len(raw)))
    value = _value(raw)
    if isinstance(value, Problem):
        return failed(where, value.reason)
    name = f"{document.name}-{number}"
    entries = _entries(value)
    if len(entries) == 1 and entries[0] is value:
        return _article(value, where, name, document)
    if not entries:
        return failed(where, 'holds no articles; give an object with "text"')
    return joined([_article(each, where, f"{name}-{place}", document) for place, each in enumerate(entries, 1)])


def _value(raw: bytes) -> Any:
    text = decode(raw)
    if text is None:
        return Problem("", NOT_TEXT)
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        return Problem("", f"not JSON ({error.msg}, column {error.colno})")
    except (ValueError, RecursionError):
        return Problem("", "JSON that cannot be read (nested too deep, or a number of thousands of digits)")


def _entries(value: object) -> list[Any]:
    if isinstance(value, dict) and isinstance(value.get("articles"), list):
        return list(value["articles"])
    return [value]


def _article(entry: object, where: str, name: str, document: Document) -> Reading:
    if not isinstance(entry, dict):
        return failed(where, 'not an article; give an object with "text"')
    text = entry.get("text")
    if text is None and (entry.keys() >= _REVIEW or ("story" in entry and not _LABELS.isdisjoint(entry))):
        return Reading(())
    if not isinstance(text, str):
        return failed(where, 'has no "text"; give the article\'s text under that key')
    if not text.strip():
        return failed(where, 'its "text" is empty')
    facts = {field: _first(entry, keys) for field, keys in _KEYS.items()}
    parsed = Parsed(
        encodable(text).replace("\r\n", "\n").replace("\r", "\n"),
        title=facts["title"],
        outlet=facts["outlet"],
        published=dates.iso(facts["published"]),
        url=facts["url"],
    )
    return article(parsed, document.path, facts["id"] or name)


def _first(entry: dict[str, Any], keys: tuple[str, ...]) -> str:
    given = (entry.get(key) for key in keys)
    values = (" ".join(str(value).split()) for value in given if isinstance(value, str | int))
    return encodable(next(filter(None, values), ""))

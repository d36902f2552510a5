"""Lines of pairs: a source and a draft each, bare texts without anything known of them."""

import gzip
import io
import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import BinaryIO

from assistant.check.ruling import Ruling, Sources, gather, rule
from assistant.errors import UserError
from assistant.schema import Article, Problem

LONGEST_LINE = 20_000_000
"""Bytes of a line above which it is no pair."""
PREPARED = 16
"""Sources kept ready: drafts of one source tend to stand on neighbouring lines."""
GZIP = b"\x1f\x8b"
_FORM = 'give {"id": ..., "text_a": source, "text_b": draft}'


@dataclass(frozen=True, slots=True)
class Row:
    """A line that could be read: a source and a draft, and where they stand."""

    id: str | int
    source: str
    draft: str
    where: str


def rows(stream: BinaryIO, name: str) -> Iterator[Row | Problem]:
    """The pairs of a stream of JSON lines, plain or gzipped, one as soon as its line is there."""
    lines = io.BufferedReader(stream) if isinstance(stream, io.RawIOBase) else stream
    start = lines.peek(2)[:2] if isinstance(lines, io.BufferedReader) else b""
    opened: BinaryIO = gzip.GzipFile(fileobj=lines) if start == GZIP else lines  # type: ignore[assignment]
    number = 0
    try:
        while raw := opened.readline(LONGEST_LINE + 1):
            number += 1
            if len(raw) > LONGEST_LINE:
                raise UserError(f"{name}:{number}: the line is longer than {LONGEST_LINE:,} bytes; split the file")
            if raw.strip(b"\xef\xbb\xbf \t\r\n"):
                yield _row(raw, number, name)
    except (EOFError, zlib.error, OSError) as error:
        yield Problem(f"{name}:{number + 1}", f"cannot be read on: {error}")


def _row(raw: bytes, number: int, name: str) -> Row | Problem:
    where = f"{name}:{number}"
    try:
        entry = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return Problem(where, "not UTF-8")
    except json.JSONDecodeError as error:
        return Problem(where, f"not JSON ({error.msg}, column {error.colno})")
    except (ValueError, RecursionError):
        return Problem(where, "JSON that cannot be read")
    if not isinstance(entry, dict):
        return Problem(where, f"not an object; {_FORM}")
    missing = [key for key in ("text_a", "text_b") if not _said(entry.get(key))]
    if missing:
        return Problem(where, f"has no {' and no '.join(missing)}; {_FORM}")
    id = entry.get("id", number)
    if isinstance(id, bool) or not isinstance(id, str | int):
        return Problem(where, f"its id is neither text nor a whole number; {_FORM}")
    return Row(id, _clean(entry["text_a"]), _clean(entry["text_b"]), where)


def _said(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _clean(text: str) -> str:
    # JSON can spell half a surrogate pair, which no output can encode.
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\r\n", "\n")


def draft_of(row: Row) -> Article:
    """The draft of a row as a text to be read."""
    return _bare("draft", row.draft)


@lru_cache(maxsize=PREPARED)
def sources_of(text: str) -> Sources:
    """A bare text as the only source."""
    return gather([_bare("source", text)])


def rule_row(row: Row) -> Sequence[Ruling]:
    """The verdict on every sentence of a row's draft."""
    return rule(draft_of(row), sources_of(row.source))


def _bare(name: str, text: str) -> Article:
    return Article(name, name, "", "", "", "", text)

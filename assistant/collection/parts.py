"""A part of a collection: a Parquet file with articles, their digests, and what could not be read beside them.

The bytes of a part are decided by what is in it, so that a part is the same wherever it was made.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from assistant.collection.columns import Digested, Row, rows, schema
from assistant.errors import UserError
from assistant.schema import Problem

SCHEMA = 1
"""Number of the columns and of what is told of them; a reader refuses those that it does not know."""
MARK = b"factcheck-assistant"
"""Key of the file's metadata under which a part says what it is."""
PREFIX, SUFFIX = "part-", ".parquet"
DIGITS = 24
"""Of the hash that a part is called by."""
LACKING = "collections need an extra; run: pip install 'factcheck-assistant[collections]'"


class Unsound(Exception):
    """Why a file is no part of a collection, or none that can be read here."""


@dataclass(frozen=True, slots=True)
class Faults:
    """What could not be read of a file, or of some of its lines: the first problems, and how many `more` lines."""

    path: str
    problems: tuple[Problem, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Head:
    """What a part says of itself.

    `key` is the hash of everything that decides it, `code` that of the code that made its digests. `files` counts
    those of which it holds the end, `cautious` articles that a reader should know something of before trusting them.
    """

    key: str
    code: str
    engine: str
    files: int = 0
    articles: int = 0
    cautious: int = 0
    faults: tuple[Faults, ...] = ()
    schema: int = SCHEMA


def library() -> Any:
    """The library that reads and writes Parquet. Raises UserError where it is not installed."""
    try:
        import pyarrow.parquet
    except ImportError as error:
        if error.name and error.name.split(".")[0] != "pyarrow":
            raise
        raise UserError(LACKING) from None
    return pyarrow


def name_of(key: str) -> str:
    """What the part of a key is called."""
    return f"{PREFIX}{key[:DIGITS]}{SUFFIX}"


def is_name(name: str) -> bool:
    """Whether a file is called as a part is."""
    digits = name.removeprefix(PREFIX).removesuffix(SUFFIX)
    return name == name_of(digits) and len(digits) == DIGITS and set(digits) <= set("0123456789abcdef")


def encoded(made: Iterable[Digested], head: Head) -> bytes:
    """The bytes of a part. Raises UserError where the library is not installed."""
    pa = library()
    described = schema().with_metadata({MARK: json.dumps(asdict(head), ensure_ascii=False).encode()})
    sink = pa.BufferOutputStream()
    table = pa.Table.from_pylist(list(rows(made)), schema=described)
    pa.parquet.write_table(table, sink, compression="zstd", write_page_checksum=True)
    return bytes(sink.getvalue().to_pybytes())


def head_of(part: bytes) -> Head:
    """What a part says of itself that was made just now."""
    return _head(_opened(part).schema_arrow)


def checked(path: Path) -> Head:
    """What a part says of itself, of which checksums say that it is whole. Raises Unsound."""
    return _read(path, None)[0]


def read_part(path: Path, columns: Sequence[str] | None = None) -> list[Row]:
    """The rows of a part, of which checksums say that they are whole. Raises Unsound."""
    found: list[Row] = _read(path, columns)[1].to_pylist()
    return found


def _read(path: Path, columns: Sequence[str] | None) -> tuple[Head, Any]:
    file = _opened(path)
    head = _head(file.schema_arrow)
    try:
        table = file.read(columns=columns, use_threads=False)
    except (library().ArrowException, OSError, ValueError) as error:
        raise Unsound("is damaged") from error
    if table.num_rows != head.articles:
        raise Unsound("is damaged")
    return head, table


def _opened(part: Path | bytes) -> Any:
    pa = library()
    try:
        source = pa.BufferReader(part) if isinstance(part, bytes) else str(part)
        return pa.parquet.ParquetFile(source, page_checksum_verification=True)
    except FileNotFoundError:
        raise Unsound("is missing") from None
    except PermissionError:
        raise Unsound("cannot be read; check its permissions") from None
    except (pa.ArrowException, OSError, ValueError) as error:
        raise Unsound("is damaged, or no Parquet file") from error


def _head(described: Any) -> Head:
    try:
        told = json.loads((described.metadata or {})[MARK])
        number = told["schema"]
        if number != SCHEMA:
            raise Unsound(f"has schema {number}, and {SCHEMA} is read here")
        head = Head(**{**told, "faults": tuple(_faults(**each) for each in told["faults"])})
    except (KeyError, TypeError, ValueError):
        raise Unsound("is no part of a collection") from None
    if not described.equals(schema()):
        raise Unsound("has other columns than a part of a collection")
    return head


def _faults(path: str, problems: Iterable[dict[str, str]], more: int) -> Faults:
    return Faults(path, tuple(Problem(**each) for each in problems), more)

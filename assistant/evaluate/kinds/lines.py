"""Lines of labelled data: JSON, one object a line, plain or gzipped."""

import gzip
import hashlib
import json
import zlib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from assistant.errors import UserError

GZIP = b"\x1f\x8b"
Line = Mapping[str, Any]


def lines(path: Path, required: Collection[str]) -> list[tuple[str, Line]]:
    """Each line with its place, as `file:12`. Raises UserError that names the first that is none, or lacks a key."""
    found = []
    for number, line in _objects(path):
        where = f"{path}:{number}"
        missing = [key for key in required if key not in line]
        if missing:
            raise UserError(f"{where}: has no {' and no '.join(missing)}")
        found.append((where, line))
    if not found:
        raise UserError(f"{path}: holds no line of data")
    return found


def first(path: Path) -> Line:
    """The first line. Raises UserError as `lines`."""
    for _, line in _objects(path):
        return line
    raise UserError(f"{path}: holds no line of data")


def texts(given: object) -> bool:
    """Whether it is a list of texts with something in each."""
    return isinstance(given, list) and all(isinstance(each, str) and each.strip() for each in given)


def hash_of(given: Any) -> str:
    """What changes with anything that a line or label holds: 12 hexadecimal digits of its SHA-256."""
    told = json.dumps(given, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _objects(path: Path) -> Iterator[tuple[int, Line]]:
    try:
        with path.open("rb") as file:
            packed = file.read(2) == GZIP
        with gzip.open(path, "rb") if packed else path.open("rb") as stream:
            for number, raw in enumerate(stream, 1):
                if raw.strip():
                    yield number, _object(raw, f"{path}:{number}")
    except (OSError, EOFError, zlib.error) as error:
        raise UserError(f"{path}: cannot be read ({getattr(error, 'strerror', None) or error})") from None


def _object(raw: bytes, where: str) -> Line:
    try:
        line = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise UserError(f"{where}: is no JSON ({error})") from None
    if not isinstance(line, dict):
        raise UserError(f"{where}: is no object")
    return line

"""Lines of labelled data: JSON, one object a line, plain or gzipped."""

import gzip
import json
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from assistant.errors import UserError

GZIP = b"\x1f\x8b"
Line = Mapping[str, Any]


def lines(path: Path, required: Collection[str], wrong: Callable[[Line], str]) -> list[Line]:
    """Every line; `wrong` tells what is wrong with one that has the keys it needs, empty for nothing.

    Raises UserError that names the first that is no line, lacks a key or is wrong.
    """
    found = []
    for number, line in _objects(path):
        missing = [key for key in required if key not in line]
        what = f"has no {' and no '.join(missing)}" if missing else wrong(line)
        if what:
            raise UserError(f"{path}:{number}: {what}")
        found.append(line)
    if not found:
        raise UserError(f"{path}: holds no line of data")
    return found


def first(path: Path) -> Line:
    """The first line. Raises UserError as `lines`."""
    for _, line in _objects(path):
        return line
    raise UserError(f"{path}: holds no line of data")


def texts(value: object) -> bool:
    """Whether a value is a list of texts; one text alone would be read as its letters."""
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def read_output(shape: Any, output: object, what: str) -> Any:
    """What a run file holds of a task, as a value of a type. Raises UserError where it is something else."""
    from pydantic import TypeAdapter, ValidationError

    try:
        return TypeAdapter(shape).validate_python(output)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise UserError(f"the run file holds no {what} ({place}: {first['msg']}); run the suite again") from None


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

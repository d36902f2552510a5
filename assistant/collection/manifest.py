"""What a collection consists of: the file that names its parts, and takes the place of an earlier one at once."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from assistant import __version__
from assistant.collection.parts import SCHEMA, is_name
from assistant.schema import Problem
from assistant.whole import write_whole

NAME = "_collection.json"
"""As `_metadata` beside other Parquet files: what reads a folder of them passes over a name that begins so."""
KIND = "factcheck-assistant collection"
LONGEST = 50_000_000
"""Bytes of a manifest; what is longer is none."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The parts of a collection in their order, and what they were made of.

    `sources` are absolute paths. `code` is the hash of the code that made the digests. One that is not `finished` has
    no parts yet. `problems` are what was not read, as it was told.
    """

    sources: tuple[str, ...]
    code: str
    engine: str
    finished: bool = False
    articles: int = 0
    parts: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    kind: str = KIND
    schema: int = SCHEMA
    version: str = __version__


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest of a collection; None where a folder is none. Raises ValueError for one that is damaged."""
    path = folder / NAME
    try:
        if not path.is_file() or path.stat().st_size > LONGEST:
            return None
        told = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    if not isinstance(told, dict) or told.get("kind") != KIND:
        return None
    return _made(told)


def is_collection(source: str) -> bool:
    """Whether a folder is a collection, whole or not."""
    try:
        return read_manifest(Path(source)) is not None
    except ValueError:
        return True


def _made(told: dict[str, object]) -> Manifest:
    if told.get("schema") != SCHEMA:
        raise ValueError(f"has schema {told.get('schema')}, and {SCHEMA} is read here; make it again")
    try:
        held = Manifest(**{**told, **_records(told)})  # type: ignore[arg-type]
    except (KeyError, TypeError):
        raise ValueError("is damaged") from None
    # A name with a folder in it would lead to a file that is no part of this collection.
    if not all(isinstance(name, str) and is_name(name) for name in held.parts):
        raise ValueError("is damaged")
    return held


def _records(told: dict[str, object]) -> dict[str, object]:
    sources, parts, problems = told["sources"], told["parts"], told["problems"]
    if not (isinstance(sources, list) and isinstance(parts, list) and isinstance(problems, list)):
        raise TypeError
    return {"sources": tuple(sources), "parts": tuple(parts), "problems": tuple(Problem(**each) for each in problems)}


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Replace the manifest of a collection. Raises OSError."""
    text = json.dumps(asdict(manifest), indent=1, ensure_ascii=False) + "\n"
    write_whole(folder / NAME, text.encode("utf-8", "backslashreplace"), private=True)

"""Files as bytes that can be read anywhere: by another process, or on a machine that shares no disk with this one.

A file of JSON lines comes line by line, so that it may be larger than memory; every other file is one piece.
"""

import io
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from assistant.collection.manifest import is_collection
from assistant.errors import UserError
from assistant.ingest import STREAMS, folders, is_folder, kind_of, read_document, records, supported
from assistant.ingest.document import MAX_BYTES, MAX_STREAM, Document, failed, too_large
from assistant.schema import Problem, Reading

LINES = "jsonl"
"""The kind of file of which a piece may be a part."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A file, or some lines of one, of which `first` is the number of the first; `last` where no more follow.

    `kind` is that of its reader; `problem` tells why there are no bytes to read.
    """

    path: str
    name: str
    kind: str = ""
    data: bytes = b""
    first: int = 1
    last: bool = True
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Files in the order in which they are read, and what kept others from being: of a `folder`, or named by itself."""

    files: Sequence[str]
    problems: tuple[Problem, ...] = ()
    folder: str = ""


def places_of(sources: Iterable[str]) -> Iterator[Place]:
    """What files and folders stand for, each file once; neighbours that are files make one place.

    Raises UserError for what is neither.
    """
    seen: set[str] = set()
    named: list[str] = []
    for source in sources:
        if source == "-" or "://" in source:
            raise UserError(f"{source}: only files and folders are digested into a collection; save it as a file first")
        if is_folder(source) and is_collection(source):
            raise UserError(f"{source}: is a collection; name the articles that it is to be made of")
        if not is_folder(source):
            named += _new([source], seen)
            continue
        if named:
            yield Place(named)
            named = []
        found, problems = folders.files(source, supported)
        yield Place(_new(found, seen), tuple(problems), source)
    if named:
        yield Place(named)


def _new(paths: Iterable[str], seen: set[str]) -> list[str]:
    """Those that are not named twice."""
    found = []
    for path in paths:
        try:
            real = os.path.realpath(path)
        except (OSError, ValueError):  # told when it is opened
            real = path
        if real not in seen:
            seen.add(real)
            found.append(path)
    return found


def pieces_of(path: str) -> Iterator[Piece]:
    """A file as pieces, as few bytes at once as can be; what cannot be read is a piece that says so."""
    shown = folders.shown(path)
    unreadable = folders.why_unreadable(path)
    if unreadable:
        yield Piece(shown, "", problem=unreadable)
        return
    name = folders.shown(Path(path).stem)
    try:
        with folders.opened(path) as stream:
            kind = kind_of(path, stream)
            yield from (_lines if kind == LINES else _whole)(Piece(shown, name, kind), stream)
    except OSError as error:
        yield Piece(shown, name, problem=folders.unread(error))


def read_piece(piece: Piece) -> tuple[Reading, int]:
    """The articles of a piece, its first problems, and how many more there are. Depends on the piece alone."""
    if piece.problem:
        return failed(piece.path, piece.problem), 0
    document = Document(piece.path, piece.name, io.BytesIO(piece.data), first=piece.first)
    if piece.kind != LINES:
        return read_document(document, piece.kind), 0
    found = records.some_lines(document)
    return found.reading, found.more


def _whole(piece: Piece, stream: BinaryIO) -> Iterator[Piece]:
    most = MAX_STREAM if piece.kind in STREAMS else MAX_BYTES
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    if size > most:
        yield Piece(piece.path, piece.name, problem=too_large(size, most))
    else:
        yield Piece(piece.path, piece.name, piece.kind, stream.read(most + 1))


def _lines(piece: Piece, stream: BinaryIO) -> Iterator[Piece]:
    """Each line that says something, numbered as in its file."""
    held: Piece | None = None
    for number, raw in enumerate(records.raw_lines(stream), start=1):
        if records.is_blank(raw):
            continue
        if held:
            yield held
        # What was cut off a line that is too long does not run into the next.
        data = raw if raw.endswith(b"\n") else raw + b"\n"
        held = Piece(piece.path, piece.name, LINES, data, number, last=False)
    if held is None:
        yield Piece(piece.path, piece.name, problem="is empty")
    else:
        yield Piece(held.path, held.name, LINES, held.data, held.first)

"""Which pieces are digested together, and kept in one part of a collection.

A portion ends behind a file whose path, or a line whose words, has a certain hash: where one is added, changed or
removed, the portion that it is in changes, at most its neighbour, and no other. Portions of a fixed number of files
would all shift.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b, sha256

from assistant.code import READING, code, hashed
from assistant.ingest.pieces import LINES, Piece

USUAL = 256
"""Files of a portion on average: some seconds of one core, which is what a run that is killed may lose."""
MOST = 4 * USUAL
"""Files of a portion at most ..."""
BYTES = 8_000_000
"""... and bytes, unless a single file has more: what is on its way to a worker is held in memory."""


@dataclass(frozen=True, slots=True)
class Portion:
    """What one part of a collection is made of.

    `key` is the hash of everything that decides the part, `maker` that of the code that makes it.
    """

    pieces: tuple[Piece, ...]
    key: str
    maker: str

    @property
    def files(self) -> int:
        """Files that end in this portion."""
        return sum(piece.last for piece in self.pieces)


def maker() -> str:
    """The hash of the code that decides what is in a part."""
    return hashed((code(), code(READING)))


def portions(pieces: Iterable[Piece]) -> Iterator[Portion]:
    """Pieces in portions, in order, as they come; neighbouring lines of one file become one piece."""
    held: list[Piece] = []
    size = 0
    for piece in pieces:
        if held and (len(held) == MOST or size + len(piece.data) > BYTES):
            yield _portion(held)
            held, size = [], 0
        held.append(piece)
        size += len(piece.data)
        if _ends(piece):
            yield _portion(held)
            held, size = [], 0
    if held:
        yield _portion(held)


def _ends(piece: Piece) -> bool:
    mark = piece.data if piece.kind == LINES else piece.path.encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(mark, digest_size=4).digest()) % USUAL == 0


def _portion(held: Sequence[Piece]) -> Portion:
    pieces = tuple(_joined(held))
    told = (f"{p.path}\n{p.name}\n{p.kind}\n{p.first}\n{p.last}\n{p.problem}" for p in pieces)
    contents = (sha256(piece.data).hexdigest() for piece in pieces)
    return Portion(pieces, hashed((maker(), *told, *contents)), maker())


def _joined(held: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces with lines of one file that follow one another as one piece."""
    lines: list[Piece] = []
    for piece in held:
        if lines and not (piece.kind == LINES and piece.path == lines[0].path and piece.first == lines[-1].first + 1):
            yield _one(lines)
            lines = []
        if piece.kind == LINES:
            lines.append(piece)
        else:
            yield piece
    if lines:
        yield _one(lines)


def _one(lines: Sequence[Piece]) -> Piece:
    return replace(lines[0], data=b"".join(line.data for line in lines), last=lines[-1].last)

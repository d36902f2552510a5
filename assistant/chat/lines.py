"""What a reply is made of, whatever it is shown on: lines of styled pieces, and signs of life between them."""

from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

Style = Literal["plain", "strong", "dim", "mark", "good", "warn", "bad", "found"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in one style. `found` is what was looked for, to be seen among the words around it."""

    text: str
    style: Style = "plain"


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph. It stands `indent` columns in, and what is wrapped `hang` columns further.

    What is said `aside` is about the reply and no part of it: in a pipe it goes to standard error.
    `trouble` tells that something was not done.
    """

    pieces: tuple[Piece, ...] = ()
    indent: int = 0
    hang: int = 0
    aside: bool = False
    trouble: bool = False

    @property
    def text(self) -> str:
        """The words without their styles."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Wait:
    """Nothing to show yet, and what is being done."""

    what: str


@dataclass(frozen=True, slots=True)
class Wipe:
    """What was shown is to be cleared away."""


Part = Line | Wait | Wipe
Parts = Generator[Part, None, None]
BLANK = Line()


def line(*given: str | Piece, indent: int = 0, hang: int = 0) -> Line:
    """A line of pieces; a bare string is in the plain style."""
    return Line(tuple(Piece(each) if isinstance(each, str) else each for each in given), indent, hang)


def aside(text: str) -> Line:
    """A word about the reply."""
    return Line((Piece(text, "dim"),), aside=True)


def trouble(text: str) -> Line:
    """What was not done, and why, in one line."""
    return Line((Piece(text, "bad"),), aside=True, trouble=True)


def cited(marks: Iterable[str]) -> Iterator[Piece]:
    """Marks as they stand behind a sentence: ` [2:14] [3:2]`."""
    for mark in marks:
        yield Piece(" ")
        yield Piece(f"[{mark}]", "mark")

"""Passages by the likeness of their vectors to that of a question, where vectors are asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import mul
from typing import Protocol

from assistant.ask.shelf import Shelf
from assistant.errors import ModelError
from assistant.pool import Watch
from assistant.schema import Problem, Tokens

SHARE = 64
"""Passages whose vectors are asked for between two words of progress."""
NEAREST = 48
"""Passages that a question is given by their vectors: twice what is shown."""
READING = "vectors of passages"
Vector = Sequence[float]


class Vectors(Protocol):
    """Texts as vectors of length 1, and what they have cost so far."""

    def __call__(self, texts: Sequence[str]) -> list[Vector]:
        """A vector for each text. Raises ModelError."""

    def usage(self) -> tuple[int, Tokens, str]:
        """Calls, tokens, and US dollars as text, empty where no price is known."""


@dataclass(frozen=True)
class Nearest:
    """The vectors of a shelf's passages, in order; none where they could not be had, as `problems` tells."""

    vectors: Vectors
    passages: tuple[Vector, ...] = ()
    problems: tuple[Problem, ...] = ()

    def ranking(self, question: str) -> tuple[list[int], tuple[Problem, ...]]:
        """The passages most like a question by the cosine of their vectors, and why there are none."""
        if not self.passages:
            return [], ()
        try:
            asked = self.vectors([question])[0]
            likeness = [sum(map(mul, asked, vector)) for vector in self.passages]
        except ModelError as error:
            return [], (_problem(error),)
        order = sorted(range(len(likeness)), key=lambda place: (-round(likeness[place], 6), place))
        return [place for place in order[:NEAREST] if likeness[place] > 0], ()


def nearest_of(shelf: Shelf, vectors: Vectors, watch: Watch) -> Nearest:
    """The vectors of all passages; what the endpoint does not deliver is a problem, and words alone go on."""
    texts = [" ".join(passage.quote.text.split()) for passage in shelf.passages.values()]
    found: list[Vector] = []
    try:
        for start in range(0, len(texts), SHARE):
            watch(READING, start, len(texts))
            found += vectors(texts[start : start + SHARE])
        watch(READING, len(texts), len(texts))
    except ModelError as error:
        return Nearest(vectors, (), (_problem(error),))
    return Nearest(vectors, tuple(found))


def _problem(error: ModelError) -> Problem:
    return Problem("vectors", f"{error}; passages are found by their words alone")

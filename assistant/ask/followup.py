"""A question as it is to be understood after what was said before it."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Turn:
    """A question that was asked, as it was understood, and the answer's words."""

    question: str
    answer: str = ""


def understood(question: str, turns: Sequence[Turn]) -> str:
    """The question with what it points back to in its place, as a question of its own."""
    return question

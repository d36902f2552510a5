"""What an engine offers as an answer, taken down without a gate."""

from collections.abc import Sequence

from assistant.answered import Passage
from assistant.engines.seam import Engine

Offered = list[tuple[str, tuple[str, ...]]]


def offered(engine: Engine, question: str, passages: Sequence[Passage]) -> tuple[Offered, str]:
    """Every sentence with the ids it names, and why there is none."""
    taken: Offered = []

    def take(text: str, ids: Sequence[str], *, mends: str = "") -> str:
        taken.append((text, tuple(ids)))
        return ""

    why = engine.answer(question, passages, take)
    return taken, why

"""The passages worth showing an engine, best first."""

from assistant.answered import Passage
from assistant.ask.shelf import Shelf
from assistant.text.words import content_weights

MOST = 24
"""Passages that an engine is shown."""


def retrieve(question: str, shelf: Shelf) -> tuple[Passage, ...]:
    """The passages that share the most weight with the question; none where nothing is shared."""
    wanted = content_weights(question)
    scored = [
        (sum(wanted[s] for s in content_weights(p.quote.text) if s in wanted), p) for p in shelf.passages.values()
    ]
    best = sorted((pair for pair in scored if pair[0]), key=lambda pair: -pair[0])
    return tuple(passage for _, passage in best[:MOST])

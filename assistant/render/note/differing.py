"""Which of the quoted words are those that the sources differ in."""

import re

from assistant.render.note import Piece
from assistant.render.plain import one_line, shortened
from assistant.schema import Discrepancy, Position


def pieces(position: Position, finding: Discrepancy) -> tuple[Piece, ...]:
    """The words of a position's first quote, cut where its answer stands in them."""
    words = shortened(position.quotes[0].text)
    value = one_line(position.value)
    found = re.search(re.escape(value), words, re.IGNORECASE) if value and value != words else None
    if not found:
        return (Piece(words),)
    cut = (Piece(words[: found.start()]), Piece(found[0], True), Piece(words[found.end() :]))
    return tuple(piece for piece in cut if piece.text)

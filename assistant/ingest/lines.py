"""A text as lines with their offsets: what header and clutter rules look at."""

import re
from dataclasses import dataclass

_ENDS = re.compile(r"[.!?…][\"'”’)\]]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the white space around it; `start` and `end` are offsets in the whole text."""

    start: int
    end: int
    text: str


def split(text: str) -> tuple[Line, ...]:
    """All lines of a text whose line ends are newlines, blank ones included."""
    found = []
    offset = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        start = offset + raw.find(stripped) if stripped else offset
        found.append(Line(start, start + len(stripped), stripped))
        offset += len(raw) + 1
    return tuple(found)


def fold(text: str) -> str:
    """A line reduced to what two printings of one title share: case, quotes and marks aside."""
    return re.sub(r"\W+", " ", re.sub(r"['’‘`]", "", text)).strip().casefold()


def ends_sentence(text: str) -> bool:
    """Whether the line ends as a sentence does."""
    return bool(_ENDS.search(text))

"""Which texts hold words of an article: what is kept of it is known by them, for most of it has no name."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

ENDS = re.compile(r"(?<=[.!?…])[\"'”’»)\]]*\s+|\n")
FEWEST = 5
"""Words from which on a sentence is somebody's own."""
SHORTEST = 24
"""Characters of it."""


@dataclass(frozen=True)
class Words:
    """The texts of an article, or what is known of them."""

    texts: tuple[str, ...]

    @cached_property
    def sentences(self) -> frozenset[str]:
        """Its sentences, folded; of a text that has none long enough, the whole of it."""
        found: set[str] = set()
        for text in self.texts:
            own = {folded for part in ENDS.split(text) if _long(folded := fold(part))}
            found |= own or ({fold(text)} - {""})
        return frozenset(found)

    @cached_property
    def _whole(self) -> tuple[str, ...]:
        return tuple(map(fold, self.texts))

    def within(self, texts: Iterable[str]) -> bool:
        """Whether one of some texts holds a sentence of the article, or is a part of it that is long enough."""
        return any(self._in(fold(text)) for text in texts)

    def share(self, text: str) -> float:
        """How much of a text's sentences are the article's, 0 to 1."""
        other = Words((text,)).sentences
        return len(other & self.sentences) / len(other) if other else 0.0

    def and_of(self, texts: Iterable[str]) -> "Words":
        """These and more; what is too short to tell anything is left out."""
        return Words((*self.texts, *(text for text in texts if _long(fold(text)))))

    def _in(self, folded: str) -> bool:
        if _long(folded) and any(folded in whole for whole in self._whole):
            return True
        return any(sentence in folded for sentence in self.sentences)


def fold(text: str) -> str:
    """A text as it is compared: case, line breaks and runs of space do not count."""
    return " ".join(text.split()).casefold()


def leaves(value: Any) -> Iterator[str]:
    """Every text in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from leaves(each)
    elif isinstance(value, list):
        for each in value:
            yield from leaves(each)


def _long(folded: str) -> bool:
    return len(folded) >= SHORTEST and folded.count(" ") + 1 >= FEWEST

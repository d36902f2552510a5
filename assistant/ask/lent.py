"""The names of a sentence that its cited words do not have, and the sentences before them that lend these.

"He resigned" may be told as "Lund resigned": a reader who looks it up must find Lund in what is cited. So the
sentence that names him is cited too, and a sentence whose names stand in no words that could be cited is not shown.
"""

import re
from collections.abc import Sequence

from assistant.answered import Passage
from assistant.ask.shelf import Shelf
from assistant.text.days import MONTHS, WEEKDAYS
from assistant.text.names import TITLES, initials, names
from assistant.text.words import STOP

CAPITAL = re.compile(r"(?<!\w)[^\W\d_a-z][\w’'.-]*")
PIECE = re.compile(r"[^\W_]+")
APART = re.compile(r"[.’']")
DAYS = frozenset(MONTHS) | frozenset(WEEKDAYS)
"""Words of a date, which is looked at by what it means: "today" in the words is a day in the sentence."""
UNLENT = "the cited words do not name"


def lenders(text: str, cited: Sequence[Passage], shelf: Shelf) -> tuple[tuple[Passage, ...], str]:
    """The passages before the cited ones that lend a sentence a name or title, and what they still do not have."""
    said = " ".join(text.split())
    if any(said in " ".join(passage.quote.text.split()) for passage in cited):
        return (), ""  # in the passage's own words nothing can be missing
    held = _words(" ".join(passage.quote.text for passage in cited))
    missing = _wanted(text, cited) - held
    found: list[Passage] = []
    for passage in (before for each in cited for before in shelf.before(each.id)):
        gives = missing & _words(passage.quote.text)
        if gives and passage not in (*found, *cited):
            found.append(passage)
            missing -= gives
    named = _named(text) - _short(" ".join(each.quote.text for each in (*cited, *found)))
    return tuple(found), next(iter(sorted(missing & named)), "")


def _wanted(text: str, cited: Sequence[Passage]) -> set[str]:
    """The words of a sentence that are names or titles, or that the words before it write with a capital."""
    before = " ".join(passage.before for passage in cited)
    return _named(text) | (_capitals(text) & _capitals(before)) | (_words(text) & TITLES)


def _named(text: str) -> set[str]:
    """The words of the names of a text, titles and dates apart."""
    words = {piece for name in names(text) for piece in _words(name.text) if piece.lower() not in ("of", "the", "and")}
    return words - TITLES - DAYS


def _capitals(text: str) -> set[str]:
    return {word for found in CAPITAL.findall(text) for word in _words(found)} - STOP


def _words(text: str) -> set[str]:
    return {piece.lower() for piece in PIECE.findall(APART.sub(_joined, text))} - {"s"}


def _joined(mark: re.Match[str]) -> str:
    """Nothing for the stop of an initial, "U.S."; a space for the apostrophe of a possessive."""
    return "" if mark.group() == "." else " "


def _short(text: str) -> set[str]:
    """The initials of the names of a text."""
    return {initials(name.core) for name in names(f"x {text}")}

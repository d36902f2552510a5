"""What of a question no article mentions, as the reason of a silence."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from assistant.ask.antecedents import nouns
from assistant.ask.index import Index
from assistant.ask.shelf import Shelf
from assistant.text.names import names
from assistant.text.offices import root
from assistant.text.words import Token, rarity, stem, tokens

SLIGHT = 0.35
"""A word that says less than this, such as "people", is no ground for an answer by itself."""
OF_THE_TASK = frozenset("article articles source sources story stories news happen happened happening mention".split())
"""Words with which one speaks of what was read, not of what stands in it."""
SPELT_ALIKE = 0.75
"""Least likeness of a name to the one that may have been meant, as difflib counts it."""
ROUNDING = 1e-9
"""More than two ways to count a likeness differ by."""


def absent_from(question: str, index: Index) -> str:
    """Why nothing is found where no article has a word of weight; empty where one has, or none was asked for."""
    words = {t.stem: t for t in tokens(question) if t.content and t.lower not in OF_THE_TASK}
    weighty = {stem: token for stem, token in words.items() if rarity(token.lower) >= SLIGHT} or words
    if not weighty or any(index.holds(stem) for stem in weighty):
        return ""
    things = [token.text for token in weighty.values() if nouns(token.text)]
    return f"no article mentions {_listed(things)}" if things else f"no article says {_listed(_texts(weighty))}"


def _texts(words: Mapping[str, Token]) -> list[str]:
    return [token.text for token in words.values()]


def _listed(words: Sequence[str]) -> str:
    *others, last = (f"“{word}”" for word in words)
    return f"{', '.join(others)} or {last}" if others else last


def unmet(question: str, shelf: Shelf, index: Index) -> str:
    """Which names of a question no article has, with the one spelt most like it; empty where all are met."""
    parts = {part for name in names(question) for part in name.core.split()}
    missing = [
        token.text
        for token in tokens(question)
        if token.lower in parts
        and token.content
        and token.text[:1].isupper()
        and not any(index.holds(form) for form in (token.stem, stem(root(token.lower))))
    ]
    if not missing:
        return ""
    near = {word: spelt_like(word, shelf.directory.capitals) for word in missing}
    alike = [f"“{found}” is mentioned" for found in near.values() if found]
    return f"no article mentions {_listed(missing)}{'; ' if alike else ''}{' and '.join(alike)}"


def spelt_like(word: str, written: Sequence[str]) -> str:
    """The word that is spelt most like one, as difflib counts it; empty where none is enough.

    What difflib finds in common stands in both in one order, so it is no more than their longest common subsequence:
    the few words that have enough of that are found first, since difflib takes half a second for all of a library.
    """
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import extract

    bar = SPELT_ALIKE - ROUNDING
    may_be = [
        found for found, *_ in extract(word, written, scorer=Indel.normalized_similarity, score_cutoff=bar, limit=None)
    ]
    return next(iter(get_close_matches(word, may_be, 1, SPELT_ALIKE)), "")

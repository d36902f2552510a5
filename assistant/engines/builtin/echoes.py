"""How words of a question are found again: by stem, base form, sense, family, or the root of a people's name."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.text.lexicon import entry, kin, lemma
from assistant.text.offices import root
from assistant.text.words import Token, rarity, tokens

Echo = str | int
Echoes = frozenset[Echo]
"""All that a text can be found by: stems, base forms and `~roots` as words, keys of senses as numbers."""
EXACT, ALIKE = 1.0, 0.6
"""What the word itself is worth where it is looked for, and what one of the same sense or family is."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A word of the question: what it weighs, 0 to 1, and what it is found again by."""

    token: Token
    weight: float
    exact: Echoes
    alike: Echoes

    @property
    def name(self) -> bool:
        """Whether it is a name or a part of one; initials alone are none."""
        return self.token.text[0].isupper() and len(self.token.text) > 1


def wanted(token: Token) -> Wanted:
    """A word of a question as it is looked for; names and numbers weigh in full, others by their rarity."""
    base = lemma(token.lower)
    known = entry(base)
    full = token.text[0].isupper() or token.text[0].isdigit()
    return Wanted(
        token,
        1.0 if full else rarity(token.lower),
        frozenset({token.stem, base, f"~{root(token.lower)}"}),
        kin(base) | (known.family if known else frozenset()),
    )


@lru_cache(maxsize=5_000)
def echoes(text: str) -> Echoes:
    """Everything that the words of a text can be found by."""
    found: set[Echo] = set()
    for token in tokens(text):
        found |= echoes_of(token.lower)
    return frozenset(found)


@lru_cache(maxsize=100_000)
def echoes_of(low: str) -> Echoes:
    """The same of one word in lower case."""
    token = next(iter(tokens(low)), None)
    if token is None:
        return frozenset()
    base = lemma(low)
    return frozenset({token.stem, base, f"~{root(low)}"}) | (kin(base) if token.content else frozenset())


def match(word: Wanted, held: Echoes) -> float:
    """How far a word of the question is among what is held."""
    if not word.exact.isdisjoint(held):
        return EXACT
    return 0.0 if word.alike.isdisjoint(held) else ALIKE


def cover(words: Sequence[Wanted], held: Echoes) -> float:
    """The share of the weight of words that is held, 0 to 1; 0 where there are none."""
    total = sum(word.weight for word in words)
    return sum(word.weight * match(word, held) for word in words) / (total or 1.0)


def scarcity(words: Sequence[Wanted], held: Sequence[Echoes]) -> Mapping[str, float]:
    """What each word, by its stem, tells among texts at hand: one that all of them have tells none apart.

    Inverse document frequency, smoothed so that it stays above 0.
    """
    count = len(held)
    return {
        word.token.stem: 0.2 + math.log((count + 1) / (sum(match(word, each) == EXACT for each in held) + 0.5))
        for word in words
    }

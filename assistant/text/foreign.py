"""Words that a retelling brings in."""

from assistant.text.lexicon import ALIKE, lemma, synonyms
from assistant.text.words import rarity, tokens

FOREIGN = 0.4
"""Rarity of a word from which it has to be near: "won", "died" and "fled" are above it, "know" and "long" below."""


def foreign(text: str, near: str) -> bool:
    """Whether a statement has a word that no paraphrase needs, and that is not in the words near it."""
    words = {token.lower for token in tokens(near)}
    held = {token.stem for token in tokens(near)} | {lemma(word) for word in words}
    new = (
        token.lower
        for token in tokens(text)
        if token.content and rarity(token.lower) >= FOREIGN and held.isdisjoint((token.stem, lemma(token.lower)))
    )
    return any(not any(synonyms(one, word) >= ALIKE for word in words) for one in new)

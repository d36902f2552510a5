"""Whether two stretches of articles are the same words, however they are set."""

from functools import lru_cache

from assistant.text.words import tokens

LEAST = 15
"""Characters of a stretch that must be in another one before both count as the same place."""


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """The words of a text, whatever its case, white space, quotation marks and dashes."""
    return " ".join(token.lower.replace("’", "'") for token in tokens(text))


def same_place(one: str, other: str) -> bool:
    """Whether two stretches are the same words, or one holds the other."""
    short, long = sorted((folded(one), folded(other)), key=len)
    return short == long or (len(short) >= LEAST and short in long)

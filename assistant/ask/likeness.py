"""Words that meet: the same, of one family, synonyms, or telling one fate. How much of some others carry."""

from collections.abc import Iterable, Sequence

from assistant.compare.rules.measures import FATE_OF
from assistant.text.lexicon import ALIKE, related, synonyms
from assistant.text.words import Token, rarity, stem


def share_met(words: Sequence[Token], held: Sequence[Token]) -> float:
    """How much of the weight of words others carry, 0 to 1; 1 where there are none."""
    whole = sum(rarity(word.lower) for word in words)
    return sum(rarity(word.lower) for word in words if met(word, held)) / whole if whole else 1.0


def met(word: Token, held: Iterable[Token]) -> bool:
    """Whether a word stands among others, or one that can stand for it."""
    return any(word.stem == other.stem or (other.content and alike(word.lower, other.lower)) for other in held)


def alike(left: str, right: str) -> bool:
    """Whether two words can stand for one another, as words of one family, synonyms, or of one fate."""
    fate = FATE_OF.get(stem(left))
    same_fate = bool(fate) and fate == FATE_OF.get(stem(right))
    return same_fate or related(left, right) or synonyms(left, right) >= ALIKE

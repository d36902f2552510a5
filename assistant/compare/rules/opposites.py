"""The same said and not said: two sentences alike but for a negation, or for a word and its opposite."""

from collections.abc import Collection, Iterator
from itertools import product

from assistant.compare.statements import Scale, Statement, named
from assistant.schema import Verdict
from assistant.text.facts import Facts
from assistant.text.lexicon import ALIKE, antonyms, opposable, related, synonyms
from assistant.text.stance import CONDITION
from assistant.text.words import Token, shared_weight

LEAST = 3
"""Content words below which a sentence says too little for its opposite to mean anything."""
LESSER, GREATER = 0.6, 0.7
"""Least share of each sentence, in weight and apart from the opposed words, that the other says too."""
WORTH_A_LOOK = 0.35
"""Least share of the lighter's weight in equal words; synonyms alone never come to `LESSER`."""


def compare_opposites(left: Statement, right: Statement, scale: Scale) -> list[Verdict]:
    """Two articles of which one says the opposite of the other, in otherwise like words."""
    if left.claim.article == right.claim.article or min(len(left.facts.weights), len(right.facts.weights)) < LEAST:
        return []
    if shared_weight(left.facts.weights, right.facts.weights) < WORTH_A_LOOK:
        return []
    if CONDITION.search(left.claim.text) or CONDITION.search(right.claim.text):
        return []
    for a, b in _opposed(left, right):
        first = _share(left.facts, right.facts, {a.stem, b.stem})
        if first < LESSER:
            continue
        second = _share(right.facts, left.facts, {a.stem, b.stem})
        if second >= LESSER and max(first, second) >= GREATER:
            return [_verdict(a, b)]
    return []


def _opposed(left: Statement, right: Statement) -> Iterator[tuple[Token, Token]]:
    """Words that one side negates, and words of opposite meaning of which neither or both are negated."""
    mine, yours = _words(left), _words(right)
    both = left.facts.negated and right.facts.negated  # of what else, is for a reader to tell
    turned = frozenset() if both else left.facts.negated ^ right.facts.negated
    yield from ((mine[stem], yours[stem]) for stem in turned if stem in mine and stem in yours)
    own = [t for stem, t in mine.items() if stem not in yours and opposable(t.lower)]
    others = [t for stem, t in yours.items() if stem not in mine and opposable(t.lower)]
    for a, b in product(own, others):
        as_said = (a.stem in left.facts.negated) == (b.stem in right.facts.negated)
        if as_said and antonyms(a.lower, b.lower):
            yield a, b


def _words(statement: Statement) -> dict[str, Token]:
    """Content words by stem; not names, nor figures, nor those that stand there twice, once perhaps negated."""
    names = named(statement)
    seen: dict[str, list[Token]] = {}
    for token in statement.facts.tokens:
        if token.content and token.stem not in names and not token.text[0].isdigit():
            seen.setdefault(token.stem, []).append(token)
    return {stem: found[0] for stem, found in seen.items() if len(found) == 1}


def _share(told: Facts, other: Facts, without: Collection[str]) -> float:
    """How much of the weight of a sentence the other says too, in these words or others."""
    words = {t.stem: t.lower for t in told.tokens if t.stem in told.weights and t.stem not in without}
    others = {t.stem: t.lower for t in other.tokens if t.stem in other.weights and t.stem not in without}
    shared = sum(told.weights[stem] for stem, word in words.items() if _said(stem, word, others))
    return shared / (sum(told.weights[stem] for stem in words) or 1.0)


def _said(stem: str, word: str, others: dict[str, str]) -> bool:
    if stem in others:
        return True
    return any(synonyms(word, other) >= ALIKE or related(word, other) for other in others.values())


def _verdict(a: Token, b: Token) -> Verdict:
    if a.stem == b.stem:
        why = f"One negates “{a.text}”, the other does not."
    else:
        why = f"One says “{a.text}”, the other “{b.text}”."
    return Verdict("contradiction", "negation", f"Is it so or not ({a.text})?", why, by="rule:opposite")

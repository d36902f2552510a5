"""Verdicts by wording, for pairs on which arithmetic had nothing to say."""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from assistant.engines.builtin.slots import LIGHTEST, swapped_name
from assistant.schema import Label, Pair, Verdict
from assistant.text.facts import Facts, beside_names, stems_in
from assistant.text.names import names
from assistant.text.stance import CONDITION, negated
from assistant.text.words import Token, shared_weight, tokens, weights_of

SAME = 0.45
"""Least likeness within the story of two claims that are the same statement."""
VERBATIM = 7
"""A run of this many equal words, content among them, is one and the same saying."""
BESIDE_NAMES = 0.35
"""Least share of the lighter claim's weight beside names: "Ann Lee, the mayor" twice is no statement."""
QUOTED_RUN = 4
"""A shorter run is the same saying where both put it in quotation marks."""
OPPOSED = 0.6
"""Least share of the lighter claim's weight in the other before a negation on one side opposes them."""


QUOTED = re.compile(r"[“\"]([^”\"]{8,})[”\"]?")
CONTENT_OF_RUN = 3
SAID = 5
"""Content words below which a claim says too little for its negation to mean anything."""
LIKE_ENOUGH = 0.6
"""Least likeness of two claims before a negation on one side alone opposes them."""


def judge(pairs: Sequence[Pair]) -> list[Verdict]:
    """One verdict a pair, in order; `unrelated` where wording shows no meeting point."""
    return [_judge(pair) for pair in pairs]


def _judge(pair: Pair) -> Verdict:
    left, right = _worded(pair.left.text), _worded(pair.right.text)
    long_enough = min(len(left.weights), len(right.weights)) >= SAID
    alike = (
        long_enough and pair.alike >= LIKE_ENOUGH and shared_weight(left.weights, right.weights, LIGHTEST) >= OPPOSED
    )
    one_sided = not (left.negated and right.negated)
    if alike and one_sided and not _conditional(pair) and (opposed := _opposed(left, right)):
        return _verdict("contradiction", f"One negates “{opposed}”, the other does not.", opposed)
    swap = swapped_name(pair.left.text, pair.right.text, left, right)
    if swap:
        return swap
    if _opposed(left, right):
        return _verdict("unrelated", "One negates what the other says, of what may be another thing.")
    if (pair.alike >= SAME and _more_than_names(left, right)) or _same_saying(
        left, right, (pair.left.text, pair.right.text)
    ):
        return _verdict("same", "Both say it in much the same words.")
    return _verdict("unrelated", "Too little in common to speak of one thing.")


def _conditional(pair: Pair) -> bool:
    return bool(CONDITION.search(pair.left.text) or CONDITION.search(pair.right.text))


@lru_cache(maxsize=20_000)
def _worded(text: str) -> Facts:
    """The part of a claim's facts that wording is compared by; figures and offices are for the rules."""
    words, found = tuple(tokens(text)), names(text)
    stems = stems_in(words, found)
    return Facts(words, weights_of(words), found, (), (), (), negated(text, words), name_stems=stems)


def _more_than_names(left: Facts, right: Facts) -> bool:
    """Whether they share what is said, not only of whom."""
    return shared_weight(beside_names(left), beside_names(right), LIGHTEST) >= BESIDE_NAMES


def _opposed(left: Facts, right: Facts) -> str:
    """A word that both use and one negates."""
    opposed = (left.negated ^ right.negated) & left.weights.keys() & right.weights.keys()
    if not opposed:
        return ""
    opposed -= left.name_stems | right.name_stems
    return next((t.text for t in left.tokens if t.stem in opposed and not t.text[0].isdigit()), "")


def _same_saying(left: Facts, right: Facts, texts: tuple[str, str]) -> bool:
    """Whether both hold one run of words; not looked for where they share too few content words."""
    if len(left.weights.keys() & right.weights.keys()) < CONTENT_OF_RUN:
        return False
    if _longest_run(left.tokens, right.tokens) >= VERBATIM:
        return True
    quoted = [" ".join(QUOTED.findall(text)) for text in texts]
    return all(quoted) and longest_run(*quoted) >= QUOTED_RUN


def longest_run(left: str, right: str) -> int:
    """The longest run of equal stems of two texts, in words; 0 if it holds under three content words."""
    return _longest_run(tuple(tokens(left)), tuple(tokens(right)))


def _longest_run(a: Sequence[Token], b: Sequence[Token]) -> int:
    places: dict[str, list[int]] = defaultdict(list)
    for j, token in enumerate(b):
        places[token.stem].append(j)
    best, before = 0, dict[int, int]()
    for i, token in enumerate(a):
        runs = {j: before.get(j - 1, 0) + 1 for j in places.get(token.stem, ())}
        for length in runs.values():
            if length > best and sum(t.content for t in a[i + 1 - length : i + 1]) >= CONTENT_OF_RUN:
                best = length
        before = runs
    return best


def _verdict(label: Label, why: str, word: str = "") -> Verdict:
    question = f"Is it so or not ({word})?" if word else ""
    return Verdict(label, "negation" if word else "other", question, why, by="builtin:wording")

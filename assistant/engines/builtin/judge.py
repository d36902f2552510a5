"""Verdicts by wording, for pairs on which arithmetic had nothing to say."""

import re
from collections.abc import Sequence

from assistant.engines.builtin.slots import LIGHTEST, swapped_name
from assistant.schema import Label, Pair, Verdict
from assistant.text.facts import Context, Facts, beside_names, facts_of
from assistant.text.words import shared_weight, tokens

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
CONDITION = re.compile(r"\b(?:if|unless|whether|would have)\b", re.IGNORECASE)


def judge(pairs: Sequence[Pair]) -> list[Verdict]:
    """One verdict a pair, in order; `unrelated` where wording shows no meeting point."""
    return [_judge(pair) for pair in pairs]


def _judge(pair: Pair) -> Verdict:
    left = facts_of(pair.left.text, Context(pair.dates[0]))
    right = facts_of(pair.right.text, Context(pair.dates[1]))
    conditional = CONDITION.search(pair.left.text) or CONDITION.search(pair.right.text)
    long_enough = min(len(left.weights), len(right.weights)) >= SAID
    alike = (
        long_enough and pair.alike >= LIKE_ENOUGH and shared_weight(left.weights, right.weights, LIGHTEST) >= OPPOSED
    )
    one_sided = not (left.negated and right.negated)
    if alike and one_sided and not conditional and (opposed := _opposed(left, right)):
        return _verdict("contradiction", f"One negates “{opposed}”, the other does not.", opposed)
    swap = swapped_name(pair.left.text, pair.right.text, left, right)
    if swap:
        return swap
    if _opposed(left, right):
        return _verdict("unrelated", "One negates what the other says, of what may be another thing.")
    if (pair.alike >= SAME and _more_than_names(left, right)) or _same_saying(
        pair.left.text, pair.right.text, len(left.stems & right.stems)
    ):
        return _verdict("same", "Both say it in much the same words.")
    return _verdict("unrelated", "Too little in common to speak of one thing.")


def _more_than_names(left: Facts, right: Facts) -> bool:
    """Whether they share what is said, not only of whom."""
    return shared_weight(beside_names(left), beside_names(right), LIGHTEST) >= BESIDE_NAMES


def _opposed(left: Facts, right: Facts) -> str:
    """A word that both use and one negates."""
    named = {t.stem for f in (left, right) for t in f.tokens for n in f.names if n.start <= t.start < n.end}
    opposed = (left.negated ^ right.negated) & left.stems & right.stems - named
    return next((t.text for t in left.tokens if t.stem in opposed), "")


def _same_saying(left: str, right: str, shared: int) -> bool:
    """Whether both hold one run of words; not looked for where too few content words are `shared`."""
    if shared < CONTENT_OF_RUN:
        return False
    if longest_run(left, right) >= VERBATIM:
        return True
    quoted = " ".join(QUOTED.findall(left)), " ".join(QUOTED.findall(right))
    return all(quoted) and longest_run(*quoted) >= QUOTED_RUN


def longest_run(left: str, right: str) -> int:
    """The longest run of equal stems of two texts, in words; 0 if it holds under three content words."""
    a, b = list(tokens(left)), list(tokens(right))
    best, previous = 0, [0] * (len(b) + 1)
    for i, token in enumerate(a):
        current = [0] * (len(b) + 1)
        for j, other in enumerate(b):
            if token.stem == other.stem:
                current[j + 1] = previous[j] + 1
                run = a[i - previous[j] : i + 1]
                if current[j + 1] > best and sum(t.content for t in run) >= CONTENT_OF_RUN:
                    best = current[j + 1]
        previous = current
    return best


def _verdict(label: Label, why: str, word: str = "") -> Verdict:
    question = f"Is it so or not ({word})?" if word else ""
    return Verdict(label, "negation" if word else "other", question, why, by="builtin:wording")

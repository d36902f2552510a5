"""Verdicts by wording, for pairs on which arithmetic had nothing to say."""

from collections.abc import Sequence

from assistant.engines.builtin.slots import swapped_name
from assistant.schema import Label, Pair, Verdict
from assistant.text.facts import Context, Facts, facts_of
from assistant.text.words import tokens

SAME = 0.45
"""Least likeness within the story of two claims that are the same statement."""
VERBATIM = 7
"""A run of this many equal words, content among them, is one and the same saying."""
OPPOSED = 0.6
"""Least share of the lighter claim's weight in the other before a negation on one side opposes them."""


def judge(pairs: Sequence[Pair]) -> list[Verdict]:
    """One verdict a pair, in order; `unrelated` where wording shows no meeting point."""
    return [_judge(pair) for pair in pairs]


def _judge(pair: Pair) -> Verdict:
    left = facts_of(pair.left.text, Context(pair.dates[0]))
    right = facts_of(pair.right.text, Context(pair.dates[1]))
    if _share(left, right) >= OPPOSED and (opposed := _opposed(left, right)):
        return _verdict("contradiction", f"One negates “{opposed}”, the other does not.", opposed)
    swap = swapped_name(pair.left.text, pair.right.text, left, right)
    if swap:
        return swap
    if pair.alike >= SAME or longest_run(pair.left.text, pair.right.text) >= VERBATIM:
        return _verdict("same", "Both say it in much the same words.")
    return _verdict("unrelated", "Too little in common to speak of one thing.")


def _share(left: Facts, right: Facts) -> float:
    """How much of the lighter claim's weight the other carries too."""
    shared = sum(min(weight, right.weights[stem]) for stem, weight in left.weights.items() if stem in right.weights)
    return shared / max(1.5, min(sum(left.weights.values()), sum(right.weights.values())))


def _opposed(left: Facts, right: Facts) -> str:
    """A word that both use and one negates."""
    both = left.stems & right.stems
    opposed = (left.negated ^ right.negated) & both
    return next((t.text for t in left.tokens if t.stem in opposed), "")


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
                if current[j + 1] > best and sum(t.content for t in run) >= 3:
                    best = current[j + 1]
        previous = current
    return best


def _verdict(label: Label, why: str, word: str = "") -> Verdict:
    question = f"Is it so or not ({word})?" if word else ""
    return Verdict(label, "negation" if word else "other", question, why, by="builtin:wording")

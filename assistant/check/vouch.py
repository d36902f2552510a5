"""Whether quoted words vouch for a sentence: its own words stand there, and in the same order.

Words in another order may be other roles ("the dog bit the man"), and words gathered from far
apart may be another story. Either may still be right; it is only not shown by words alone.
"""

from bisect import bisect_left
from collections import defaultdict

from assistant.text.stance import Voice, voice
from assistant.text.words import content_weights, tokens

HELD = 0.9
"""Least share of the weight of a sentence's content words that the quoted words have."""
LIGHT = 0.4
"""Weight up to which one of its words may be missing there: "make", "people", "year"."""
IN_ORDER = 0.8
"""Least share of the content words in common that stand in the same order."""
LONGEST = 120
"""Words of quoted text above which anything may stand in it in any order."""


def vouched(sentence: str, text: str) -> bool:
    """Whether one quoted sentence holds a sentence in its order, and lacks no word of it that says something."""
    weights = content_weights(sentence)
    held = content_weights(text)
    missing = [weight for stem, weight in weights.items() if stem not in held]
    total = sum(weights.values())
    return (
        total > 0
        and sum(1 for _ in tokens(text)) <= LONGEST
        and _told_alike(voice(sentence), voice(text))
        and sum(missing) <= (1 - HELD) * total
        and max(missing, default=0.0) <= LIGHT
        and _in_order(sentence, text) >= IN_ORDER
    )


def _told_alike(mine: Voice, theirs: Voice) -> bool:
    """Whether what is told as done is not merely planned, nor what is told denied."""
    return all((mine.stance == stance) == (theirs.stance == stance) for stance in ("planned", "denied"))


def _in_order(sentence: str, text: str) -> float:
    """The share of content words in common that form the longest run in the order of both."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, token in enumerate(tokens(text)):
        if token.content:
            places[token.stem].append(place)
    mine = [token.stem for token in tokens(sentence) if token.content and token.stem in places]
    if not mine:
        return 0.0
    # Longest common subsequence by way of the longest strictly rising one (Hunt and Szymanski 1977).
    rising: list[int] = []
    for stem in mine:
        for place in reversed(places[stem]):
            at = bisect_left(rising, place)
            rising[at : at + 1] = [place]
    return len(rising) / len(mine)

"""Whether quoted words vouch for a sentence: its own words stand there, and in the same order.

Words in another order may be other roles ("the dog bit the man"), and words gathered from far
apart may be another story. Either may still be right; it is only not shown by words alone.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from assistant.text.stance import Voice, voice
from assistant.text.words import content_weights, share_in, tokens

HELD = 0.9
"""Least share of the weight of a sentence's content words that the quoted words have."""
IN_ORDER = 0.8
"""Least share of the content words in common that stand in the same order."""
LONGEST = 120
"""Words of quoted text above which anything may stand in it in any order."""


def vouching(sentence: str, told: Sequence[tuple[int, str]]) -> tuple[int, ...]:
    """The numbers of the fewest sentences that vouch for one: a single one, else all in their order; none if not."""
    for number, text in told:
        if vouched(sentence, [text]):
            return (number,)
    ordered = sorted(told)
    return tuple(n for n, _ in ordered) if vouched(sentence, [text for _, text in ordered]) else ()


def vouched(sentence: str, quoted: Sequence[str]) -> bool:
    """Whether the quoted sentences, in their order in the source, hold the sentence in its order."""
    weights = content_weights(sentence)
    text = " ".join(quoted)
    held = content_weights(text)
    return (
        sum(1 for _ in tokens(text)) <= LONGEST
        and _told_alike(voice(sentence), [voice(each) for each in quoted])
        and share_in(weights, held) >= HELD
        and _in_order(sentence, text) >= IN_ORDER
    )


def _told_alike(mine: Voice, theirs: Sequence[Voice]) -> bool:
    """Whether what is told as done is not merely planned, nor what is told denied."""
    return all((mine.stance == stance) == any(v.stance == stance for v in theirs) for stance in ("planned", "denied"))


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

"""What came first and what came of it: a sentence that turns the cause and the effect of a passage round."""

import re
from collections.abc import Iterator

from assistant.text.words import content_weights, share_in, tokens

JOINED = re.compile(
    r"\b(?:(?P<back>because of|because|since|after|due to|thanks to|following|as a result of|owing to)"
    r"|(?P<forth>before|until|led to|leads to|caused|causes|triggered|triggers|prompted|prompts|forced|"
    r"resulted in|results in|so that)(?P<by> by)?)\b",
    re.IGNORECASE,
)
"""What joins two events: the later one first, or the earlier one first."""
CAUSE = re.compile(
    r"\b(?:because|due to|caused?|causing|owing to|thanks to|as a result|therefore|led to)\b", re.IGNORECASE
)
LOOSE = frozenset("after over for from as since by when following amid because so due through with given".split())
"""Words that may join a cause."""
NEAR = 3
"""Words in front of a cause within which what joins it stands."""
HALF = 0.5
"""Least share of either event that stands with the other one where they are turned round."""

Pair = tuple[dict[str, float], dict[str, float]]


def out_of_order(text: str, told: str) -> str:
    """What a sentence says of causes that the passage does not, or the other way round; empty where it does not."""
    return _turned(text, told) or _caused(text, told)


def _turned(text: str, told: str) -> str:
    theirs = list(_pairs(told))
    for earlier, later in _pairs(text):
        crossed = [(share_in(earlier, e) + share_in(later, s), _crossing(earlier, later, e, s)) for e, s in theirs]
        if crossed and all(2 * least > straight and least >= HALF for straight, least in crossed):
            return "the passage has cause and effect, or before and after, the other way round"
    return ""


def _crossing(
    earlier: dict[str, float], later: dict[str, float], first: dict[str, float], then: dict[str, float]
) -> float:
    """How much of both events stands with the other one in the passage."""
    return min(share_in(earlier, then), share_in(later, first))


def _pairs(text: str) -> Iterator[Pair]:
    """The words of the earlier and of the later of two events that a text joins."""
    for found in JOINED.finditer(text):
        main, inner = text[: found.start()], text[found.end() :]
        if not main.strip():
            inner, _, main = inner.partition(",")
        pair = content_weights(inner), content_weights(main)
        if pair[0] and pair[1]:
            yield pair if found["back"] or found["by"] else (pair[1], pair[0])


def _caused(text: str, told: str) -> str:
    """One thing told as the cause of another, where nothing in the passage joins them so."""
    found = CAUSE.search(text)
    if not found or CAUSE.search(told):
        return ""
    cause = {token.stem for token in tokens(text[found.end() :]) if token.content}
    words = list(tokens(told))
    first = next((at for at, word in enumerate(words) if word.stem in cause), len(words))
    joined = {word.lower for word in words[max(0, first - NEAR) : first]}
    return "" if joined & LOOSE else f"the passage does not say “{found.group()}”"

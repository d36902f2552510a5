"""A fact that two sentences state among other things: the words they share stand close together in both."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.compare.statements import Scale, Statement, named
from assistant.schema import Verdict
from assistant.text.lexicon import antonyms
from assistant.text.names import TITLES
from assistant.text.quantities import same_figure
from assistant.text.words import STOP, Token, share_in

WITHIN = 10
"""Content words among which the shared ones must stand, in either sentence."""
TOLD = 1.4
"""Least weight of the shared words: a rare one weighs nearly 1, one that the articles are full of next to nothing."""
BESIDE_NAMES = 0.7
"""Least weight of those that are no names: to speak of the same people is not to say the same of them."""
COVERED = 0.6
"""Least share of a stretch, in weight, that the shared words make up in one of the sentences."""


@dataclass(frozen=True, slots=True)
class _Shared:
    """A content word that stands in both sentences: its places among the content words, and its weight."""

    left: int
    right: int
    weight: float
    named: bool


def compare_clauses(left: Statement, right: Statement, scale: Scale) -> list[Verdict]:
    """What both say in one stretch of words, when nothing in it is turned or counted otherwise."""
    if left.claim.article == right.claim.article:
        return []
    common = left.facts.weights.keys() & right.facts.weights.keys()
    weights = left.facts.weights
    if sum(weights[s] for s in common) < TOLD or sum(scale.weigh(s, weights[s]) for s in common) < TOLD:
        return []
    mine, yours = _content(left), _content(right)
    best = _densest(list(_shared(mine, yours, left, scale)))
    beside = [s.weight for s in best if not s.named]
    if _weight(best) < TOLD or sum(beside) < BESIDE_NAMES or len(beside) < 2:
        return []
    spans = (_span([mine[s.left] for s in best], left), _span([yours[s.right] for s in best], right))
    said = {mine[s.left].stem for s in best}
    if max(_share(left, spans[0], said), _share(right, spans[1], said)) < COVERED:
        return []
    if _turned(left, right, spans) or _counted_otherwise(left, right, spans):
        return []
    rarest = mine[max(best, key=lambda s: (not s.named, s.weight)).left].stem
    return [
        Verdict(
            label="same",
            kind="other",
            question="",
            why="Both say it in one stretch of words.",
            values=(_excerpt(left, spans[0]), _excerpt(right, spans[1])),
            by="rule:clause",
            facts=(f"{left.claim.id}~{rarest}", f"{right.claim.id}~{rarest}"),
        )
    ]


def _content(statement: Statement) -> list[Token]:
    return [token for token in statement.facts.tokens if token.content]


def _shared(mine: Sequence[Token], yours: Sequence[Token], left: Statement, scale: Scale) -> Iterator[_Shared]:
    weights = left.facts.weights
    names = named(left) | {t.stem for t in mine if t.lower in TITLES}
    places: dict[str, list[int]] = {}
    for place, token in enumerate(yours):
        places.setdefault(token.stem, []).append(place)
    for place, token in enumerate(mine):
        for other in places.get(token.stem, ()):
            yield _Shared(place, other, scale.weigh(token.stem, weights[token.stem]), token.stem in names)


def _densest(shared: Sequence[_Shared]) -> list[_Shared]:
    """The heaviest shared words within `WITHIN` of each other on both sides, each counted once."""
    best: list[_Shared] = []
    for first in shared:
        behind = [s for s in shared if 0 <= s.left - first.left < WITHIN]
        if _weight(behind) <= _weight(best):
            continue
        for lowest in {s.right for s in shared if first.right - WITHIN < s.right <= first.right}:
            inside = [s for s in behind if 0 <= s.right - lowest < WITHIN]
            once = {s.right: s for s in {s.left: s for s in inside}.values()}
            if _weight(once.values()) > _weight(best):
                best = list(once.values())
    return best


def _weight(shared: Iterable[_Shared]) -> float:
    return sum(s.weight for s in shared)


def _span(found: Sequence[Token], statement: Statement) -> tuple[int, int]:
    """From the first to the last of some words, with the small words before and the rest of the clause, if short."""
    start, end = min(t.start for t in found), max(t.end for t in found)
    rest = re.match(r"(?: [\w’'-]+){0,2}(?=[.,;:!?”\"—–)]|$)", statement.claim.text[end:])
    end += rest.end() if rest else 0
    for token in reversed([t for t in statement.facts.tokens if t.end <= start]):
        if token.lower not in STOP or statement.claim.text[token.end : start].strip():
            break
        start = token.start
    return start, end


def _share(statement: Statement, span: tuple[int, int], said: Collection[str]) -> float:
    """How much of the weight of a stretch some stems make up."""
    weights = statement.facts.weights
    return share_in({t.stem: weights[t.stem] for t in _content(statement) if span[0] <= t.start < span[1]}, said)


def _turned(left: Statement, right: Statement, spans: tuple[tuple[int, int], tuple[int, int]]) -> bool:
    """Whether one of two stretches negates something and the other does not, or says the opposite."""
    negations = [
        any(t.stem in s.facts.negated and start <= t.start < end for t in s.facts.tokens)
        for s, (start, end) in zip((left, right), spans, strict=True)
    ]
    mine, yours = (
        {t.lower for t in _content(s) if start <= t.start < end}
        for s, (start, end) in zip((left, right), spans, strict=True)
    )
    opposed = any(antonyms(a, b) for a in mine - yours for b in yours - mine)
    return negations[0] != negations[1] or opposed


def _counted_otherwise(left: Statement, right: Statement, spans: tuple[tuple[int, int], tuple[int, int]]) -> bool:
    """Whether a stretch has a number, or a date, that the other sentence has not."""
    for mine, yours, (start, end) in ((left, right, spans[0]), (right, left, spans[1])):
        inside = [q for q in mine.facts.quantities if start <= q.start < end]
        if any(not any(same_figure(a, b) for b in yours.facts.quantities) for a in inside):
            return True
        days = {when.iso for when in yours.facts.dates}
        if days and any(w.iso not in days for w in mine.facts.dates if start <= w.start < end):
            return True
    return False


def _excerpt(statement: Statement, span: tuple[int, int]) -> str:
    """The words of a stretch, with marks where the sentence goes on."""
    text = statement.claim.text
    before = "" if not text[: span[0]].strip(" “\"'") else "… "
    behind = "" if not text[span[1] :].strip(" .”\"'") else " …"
    return f"{before}{' '.join(text[span[0] : span[1]].split())}{behind}"

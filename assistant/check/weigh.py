"""A sentence beside its sources: what speaks against it, the evidence, and one score.

The score is a sum of flags and of what the evidence leaves uncovered beyond what free wording explains:
words the source does not have are suspicious in a copied sentence, and to be expected in a reworded
one. The weights are set by hand; docs/decisions/010-lexicon.md says what they were measured on.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assistant.check.align import Aligned, align, covered, covered_by_best, reworded, shared
from assistant.check.figures import figures
from assistant.check.flag import Flag
from assistant.check.naming import naming
from assistant.check.polarity import polarity
from assistant.check.source import Source, line_of
from assistant.check.wording import wording
from assistant.text.carry import not_carried

WEIGHTS = {
    "number": 2.0,  # the same thing counted otherwise
    "number_missing": 2.0,
    "number_elsewhere": 0.7,
    "number_head": 0.5,
    "date": 1.5,
    "date_missing": 1.2,
    "name": 1.6,
    "name_swapped": 0.7,
    "role": 1.5,
    "negation": 2.0,
    "negation_missing": 0.7,
    "negation_dropped": 1.0,
    "antonym": 2.0,
    "substitution": 0.4,
    "absolute": 0.4,
    "word_n": 2.5,  # a word that nothing in the sources stands for, by its part of speech
    "word_x": 2.0,
    "word_a": 1.0,
    "word_r": 0.5,
    "word_v": 0.4,
}
"""What a flag of each reason weighs at full strength."""
FREE = 1.2
"""Uncovered share, of the evidence and of its best sentence together, that goes with wholly free wording."""
ABOUT, FAR = 0.25, 0.3
"""Coverage below which the evidence is hardly about the same thing, and what opposition counts there."""
FACING = 0.3
"""Share of a sentence's weight that one of the evidence must have to contradict it."""
HALF = 0.45
"""What speaks against a sentence at which the score is one half."""
ALARM = 0.5
"""Score from which what speaks against a sentence decides its verdict."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A sentence beside its sources; `score` runs from 0 (consistent) to 1 (inconsistent).

    `flags` are heaviest first, of equal ones those that oppose. `evidence` indexes the sentences of the
    source, best first. `covered` is the share of the sentence's weight that the evidence carries;
    `carried` tells that nothing speaks against the sentence and its words, numbers, names and polarity
    are all in the evidence.
    """

    score: float
    flags: tuple[Flag, ...]
    evidence: tuple[int, ...]
    covered: float
    carried: bool


def weigh(sentence: str, source: Source) -> Weighed:
    """A sentence beside its sources."""
    if (copied := source.verbatim(sentence)) >= 0:
        return Weighed(0.0, (), (copied,), 1.0, True)
    aligned = align(line_of(sentence, source.context), source)
    share = covered(aligned)
    found = _flags(aligned, source, near=share >= ABOUT)
    flags = tuple(sorted(found, key=lambda flag: (-flag.weight, not flag.opposed)))
    if not aligned.supports:
        return Weighed(0.0, flags, (), 0.0, False)
    uncovered = 2.0 - share - covered_by_best(aligned, source)
    against = sum(flag.weight for flag in flags) + max(0.0, uncovered - FREE * reworded(aligned, source))
    carried = not flags and _carried(sentence, aligned.evidence, source)
    return Weighed(against / (against + HALF), flags, aligned.evidence, share, carried)


def alarm(weighed: Weighed) -> Literal["", "contradicted", "unsupported"]:
    """What score and heaviest flag amount to; empty where too little speaks against the sentence."""
    if weighed.score < ALARM:
        return ""
    return "contradicted" if weighed.flags and weighed.flags[0].opposed else "unsupported"


def _flags(aligned: Aligned, source: Source, *, near: bool) -> Iterator[Flag]:
    for find in (figures, naming, polarity, wording):
        for flag in find(aligned, source):
            weight = flag.weight * WEIGHTS[flag.reason] * (1.0 if near or not flag.opposed else FAR)
            yield replace(flag, weight=weight, opposed=flag.opposed and near and _faces(aligned, flag, source))


def _faces(aligned: Aligned, flag: Flag, source: Source) -> bool:
    """Whether the sentence that opposes has enough of the words to be about the same thing, taken by itself."""
    return flag.evidence < 0 or shared(aligned.line, source.lines[flag.evidence]) >= FACING


def _carried(sentence: str, evidence: Sequence[int], source: Source) -> bool:
    """Whether one sentence of the evidence carries the sentence: what several say of several is no evidence."""
    return any(
        not not_carried(sentence, told, source.lines[n].context, source.before[n])
        for n in evidence
        for told in {source.lines[n].text, source.meant[n]}
    )

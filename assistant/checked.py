"""The nouns of a check: what becomes of each sentence of a draft. Frozen records, as in `assistant.schema`."""

from dataclasses import dataclass
from typing import Literal

from assistant.schema import Article, Quote, Run

CheckVerdict = Literal[
    "contradicted",  # a source says otherwise
    "unsupported",  # no source says it
    "not_verified",  # the rules found nothing against it, and nobody vouches for it
    "supported",  # its words, numbers, names and polarity are carried by its quote
    "not_checkable",  # states no fact
]
"""Worst first: the verdict of a draft is that of its worst sentence."""


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """A sentence of a draft; `start` and `end` are offsets into the draft as it was read."""

    text: str
    start: int
    end: int
    verdict: CheckVerdict
    why: str
    evidence: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckSummary:
    """How many sentences got which verdict, and the draft's own: that of its worst sentence.

    `score` runs from 0 (consistent with the sources) to 1 (inconsistent).
    """

    contradicted: int
    unsupported: int
    not_verified: int
    supported: int
    not_checkable: int
    verdict: CheckVerdict
    score: float


@dataclass(frozen=True, slots=True)
class Check:
    """Result of `check`."""

    sentences: tuple[CheckedSentence, ...]
    summary: CheckSummary
    articles: tuple[Article, ...]
    run: Run


@dataclass(frozen=True, slots=True)
class CheckedPair:
    """What a check of one text against one other comes to: the verdict of the worst sentence, and why."""

    id: str | int
    verdict: CheckVerdict
    score: float
    why: str

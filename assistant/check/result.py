"""Rulings to results: the sentences as the reader gets them, and what the draft as a whole comes to."""

from collections import Counter
from collections.abc import Sequence
from typing import get_args

from assistant.check.ruling import Ruling
from assistant.checked import CheckedPair, CheckedSentence, CheckSummary, CheckVerdict

WORST_FIRST: tuple[CheckVerdict, ...] = get_args(CheckVerdict)
INCONSISTENT = WORST_FIRST[:2]
DIGITS = 4
"""Decimals of a score that is shown; more would promise a precision that it has not."""
FAILING: dict[str, tuple[CheckVerdict, ...]] = {"contradicted": WORST_FIRST[:1], "unsupported": INCONSISTENT}
"""What `--fail-on` names: that verdict, and what is worse."""


def sentence_of(ruling: Ruling) -> CheckedSentence:
    """A ruling as the reader gets it."""
    part = ruling.part
    return CheckedSentence(part.text, part.start, part.end, ruling.verdict, ruling.why, ruling.evidence)


def summary_of(rulings: Sequence[Ruling]) -> CheckSummary:
    """Counts, and the draft's own verdict and score."""
    counts = Counter(ruling.verdict for ruling in rulings)
    worst = worst_of(rulings)
    return CheckSummary(
        contradicted=counts["contradicted"],
        unsupported=counts["unsupported"],
        not_verified=counts["not_verified"],
        supported=counts["supported"],
        not_checkable=counts["not_checkable"],
        verdict=worst.verdict if worst else "not_checkable",
        score=score_of(rulings),
    )


def pair_of(id: str | int, rulings: Sequence[Ruling]) -> CheckedPair:
    """What the check of a draft comes to in one line."""
    worst = worst_of(rulings)
    if not worst:
        return CheckedPair(id, "not_checkable", 0.0, "It has no sentence.")
    return CheckedPair(id, worst.verdict, score_of(rulings), worst.why)


def worst_of(rulings: Sequence[Ruling]) -> Ruling | None:
    """The sentence that gives a draft its verdict: the worst verdict, of these the highest score."""
    return min(rulings, key=lambda each: (WORST_FIRST.index(each.verdict), -each.score), default=None)


def score_of(rulings: Sequence[Ruling]) -> float:
    """The score of a draft: that of its worst sentence, 0 for one that states nothing."""
    worst = worst_of(rulings)
    return round(worst.score, DIGITS) if worst else 0.0

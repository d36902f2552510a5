"""Whether words carry a statement: its numbers, dates, names, polarity and vocabulary are in them.

The gate behind every statement that an engine words itself. It errs towards rejection: what it
rejects is listed with the reason, what it lets through is in the quoted words.
"""

from collections.abc import Iterable

from assistant.text.dates import When
from assistant.text.facts import Context, Facts, facts_of
from assistant.text.names import same_name
from assistant.text.quantities import Quantity

COVERED = 0.5
"""Least share of a statement's weight that its quote, or the names of its context, must carry."""


def not_carried(text: str, quoted: str, context: Context, around: str = "") -> str:
    """Why the quoted words do not carry a statement; empty when they do.

    Names may also stand in `around`, the words before the quote: "He said" takes its name there.
    """
    if text == quoted:
        return ""
    claim, evidence = facts_of(text, context), facts_of(quoted, context)
    nearby = [name.core for name in facts_of(around, context).names] if around else []
    checks = (
        ("the quote has no such number", _first_missing_number(claim.quantities, evidence)),
        ("the quote has no such date", _first_missing_date(claim.dates, evidence, around, context)),
        ("the quote has no such name", _first_missing_name(claim, evidence, nearby)),
        ("negated on one side only", _opposed(claim, evidence)),
    )
    for reason, what in checks:
        if what:
            return f"{reason}: {what}"
    return "" if _coverage(claim, evidence, nearby) >= COVERED else "the quote does not say this"


def _first_missing_number(wanted: Iterable[Quantity], evidence: Facts) -> str:
    held = {(round(q.value, 6), q.unit) for q in evidence.quantities}
    return next((q.text for q in wanted if (round(q.value, 6), q.unit) not in held), "")


def _first_missing_date(wanted: Iterable[When], evidence: Facts, around: str, context: Context) -> str:
    held = [w.iso for w in evidence.dates] + [w.iso for w in facts_of(around, context).dates]
    return next((w.text for w in wanted if not any(_meets(w.iso, other) for other in held)), "")


def _meets(left: str, right: str) -> bool:
    return left.startswith(right) or right.startswith(left)


def _first_missing_name(claim: Facts, evidence: Facts, nearby: Iterable[str]) -> str:
    held = [name.core for name in evidence.names] + list(nearby)
    words = {token.lower for token in evidence.tokens}
    return next(
        (
            name.text
            for name in claim.names
            if not any(same_name(name.core, other) for other in held) and not set(name.core.split()) <= words
        ),
        "",
    )


def _opposed(claim: Facts, evidence: Facts) -> str:
    shared = claim.stems & evidence.stems
    opposed = (claim.negated ^ evidence.negated) & shared
    return next((t.text for t in claim.tokens if t.stem in opposed), "")


def _coverage(claim: Facts, evidence: Facts, nearby: Iterable[str]) -> float:
    known = {word for name in nearby for word in name.split()}
    stems_known = {t.stem for t in claim.tokens if t.lower in known}
    total = sum(claim.weights.values()) or 1.0
    held = sum(w for stem, w in claim.weights.items() if stem in evidence.weights or stem in stems_known)
    return held / total

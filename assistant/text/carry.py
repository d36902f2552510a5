"""Whether words carry a statement: its numbers, dates, names, polarity and vocabulary are in them.

The gate behind every statement that an engine words itself. It errs towards rejection: what it
rejects is listed with the reason, what it lets through is in the quoted words.
"""

import math
import re
from collections.abc import Iterable, Sequence

from assistant.text.dates import When
from assistant.text.facts import Context, Facts, dates_in, facts_of
from assistant.text.names import initials, names
from assistant.text.numerals import plain_numbers
from assistant.text.quantities import Quantity
from assistant.text.words import rarity, tokens

COVERED = 0.5
"""Least share of a statement's weight that its quote, or the names of its context, must carry."""

FOREIGN = 0.86
"""Rarity from which a word of the statement has to be in the words themselves."""
TURNING = frozenset(
    """nearly almost barely false falsely untrue wrong wrongly refused refuses failed fails allegedly reportedly
    supposedly hundreds dozens scores thousands millions survived denied denies never none nobody only all every
    always mostly half twice double""".split()
)
"""Words that turn or widen a statement: a paraphrase may not bring one in."""
SINGLE = re.compile(r"\b(?:an?|single|sole|alone)\b", re.IGNORECASE)
"""Words that carry the number one."""


def not_carried(text: str, quoted: str, context: Context, around: str = "", whole: str = "") -> str:
    """Why the quoted words do not carry a statement; empty when they do.

    Names and dates may also stand in `around`, the words before the quote: "He said" takes its
    name there. `whole` is the full sentence of a quote that is a part of one: a negation in it
    holds for its parts.
    """
    if text == quoted and not whole:
        return ""
    claim, evidence = facts_of(text, context), facts_of(quoted, context)
    nearby = [name.core for name in names(around, context.known)]
    given = [*evidence.dates, *(dates_in(around, context) if claim.dates else ())]
    checks = (
        ("the quote has no such number", _first_missing_number(text, claim, quoted)),
        ("the quote has no such number", _first_other_quantity(claim, evidence)),
        ("the quote has no such date", _first_missing_date(claim.dates, given)),
        ("the quote has no such name", _first_missing_name(claim, f"{around} {quoted}", nearby)),
        ("negated on one side only", _opposed(claim, facts_of(whole, context) if whole else evidence)),
    )
    for reason, what in checks:
        if what:
            return f"{reason}: {what}"
    if word := _first_foreign_word(claim, f"{around} {quoted} {whole}"):
        return f"the quote has no such word: {word}"
    return "" if _coverage(claim, evidence, nearby) >= COVERED else "the quote does not say this"


def _first_missing_number(text: str, claim: Facts, quoted: str) -> str:
    """A number of the statement, in digits or words, that the quote does not have; dates are looked at apart."""
    dated = {value for when in claim.dates for value, _ in plain_numbers(when.text)}
    held = {value for value, _ in plain_numbers(quoted)}
    if SINGLE.search(quoted):
        held.add(1.0)
    return next((words for value, words in plain_numbers(text) if value not in held | dated), "")


def _first_other_quantity(claim: Facts, evidence: Facts) -> str:
    """The same digits of another thing, in another unit, or bounded otherwise: `at most 12` for `at least 12`."""
    said = {token.stem for token in evidence.tokens}
    return next(
        (
            q.text
            for q in claim.quantities
            if (q.head and not q.unit and q.head not in said)
            or not any(_same_quantity(q, other) for other in evidence.quantities)
        ),
        "",
    )


def _same_quantity(mine: Quantity, theirs: Quantity) -> bool:
    """Equal in value and unit; a bound may be dropped, but neither added nor turned."""
    equal = math.isclose(mine.value, theirs.value) and (mine.unit == theirs.unit or not mine.unit)
    return equal and _side(mine) in (0, _side(theirs))


def _side(quantity: Quantity) -> int:
    """1 for a lower bound, -1 for an upper one, 0 for neither."""
    return int(math.isinf(quantity.high)) - int(math.isinf(quantity.low))


def _first_missing_date(wanted: Iterable[When], held: Sequence[When]) -> str:
    """A date that the quote does not give, or gives less exactly."""
    return next((w.text for w in wanted if not any(other.iso.startswith(w.iso) for other in held)), "")


def _first_missing_name(claim: Facts, words: str, nearby: Sequence[str]) -> str:
    """A name with a word that neither quote nor context has; initials may stand for a longer name."""
    held = {token.lower for token in tokens(words)} | {word for name in nearby for word in name.split()}
    short = {initials(name) for name in nearby} - {""}
    return next((n.text for n in claim.names if not set(n.core.split()) <= held and n.core not in short), "")


def _first_foreign_word(claim: Facts, words: str) -> str:
    """A word that changes what is said, or that no paraphrase would bring in, and that is nowhere near."""
    held = {token.stem for token in tokens(words)}
    return next(
        (
            token.text
            for token in claim.tokens
            if token.stem not in held
            and (token.lower in TURNING or (rarity(token.lower) >= FOREIGN and not token.text[0].isdigit()))
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
    if not claim.weights:  # small words only: all of them have to be there
        return float({t.lower for t in claim.tokens} <= {t.lower for t in evidence.tokens})
    total = sum(claim.weights.values())
    held = sum(w for stem, w in claim.weights.items() if stem in evidence.weights or stem in stems_known)
    return held / total

"""Why two different numbers may both be right: another period, another part, another subject."""

import re

from assistant.compare.statements import Statement
from assistant.text.dates import When, differ
from assistant.text.names import name_in
from assistant.text.quantities import Quantity

QUALIFIERS = frozenset(
    """first second third next previous former new old male female men women children adult adults young domestic
    foreign month monthly annual annually year yearly quarter quarterly daily weekly day week per each another
    additional further adds added extra remaining rest half compared earlier original
    target goal aim forecast maximum minimum
    faces carries recommended""".split()
)
SINCE = re.compile(r"\b(?:since|from|between|until|than in|started in|began in)\s+\S+$", re.IGNORECASE)
"""Words before a date that bounds a span or is compared with, and so is not the figure's own."""
SPAN = re.compile(r"\b(?:19|20)\d\d\s?(?:through|to|until|and|–|-)\s?(?:19|20)?\d\d\b")
PUBLISHED = frozenset({"estimate", "estimates", "reading", "report", "figures", "count"})
"""Behind a qualifier, these say which edition of one figure is meant, not which part."""
IDLE = frozenset({("each", "other"), ("per", "cent")})
"""A qualifier and the word behind it which together qualify nothing."""
BESIDE = 45
"""Characters between a number and a date within which the date tells the number's period."""
VOTED = re.compile(r"[^.;]{0,40}\bvot(?:ed?|es|ing)\b[^.;]{0,25}?\b(?P<side>for|against|in favou?r)\b", re.IGNORECASE)
"""Behind a number, on which side it was cast."""
BEFORE, BEHIND = 40, 30
"""Characters around a number in which a qualifier bears on it."""


def scope_differs(left: Statement, right: Statement, a: Quantity, b: Quantity) -> str:
    """The reason why both numbers may be right; empty where none is seen."""
    checks = (_periods, _parts, _sides, _subjects)
    return next((reason for check in checks if (reason := check(left, right, a, b))), "")


def period_differs(left: Statement, right: Statement, a: Quantity, b: Quantity) -> str:
    """The part of `scope_differs` that holds for tolls too, which each source words its own way."""
    return _periods(left, right, a, b)


def _periods(left: Statement, right: Statement, a: Quantity, b: Quantity) -> str:
    """Another month or year beside the number; without a year, the one of publication is meant."""
    mine, yours = _date_of(left, a), _date_of(right, b)
    if mine and yours and differ(mine, yours):
        return f"The figures are of different dates: {mine.text} / {yours.text}."
    for when, other in ((mine, right), (yours, left)):
        if when and not (mine and yours) and other.published and when.iso[:4] != other.published[:4]:
            return f"One figure is of {when.text.removeprefix('in ')}, the other of its day."
    spans = bool(SPAN.search(left.claim.text)), bool(SPAN.search(right.claim.text))
    if spans[0] != spans[1]:
        return "One figure is of several years, the other of one."
    years = [
        {w.iso[:4] for w in s.facts.dates if w.iso[:1].isdigit()} or {s.published[:4]} - {""} for s in (left, right)
    ]
    if years[0] and years[1] and not years[0] & years[1]:
        return "The figures are given for different years."
    return ""


def _date_of(statement: Statement, quantity: Quantity) -> When | None:
    """The month or year named closest to a number; days tell when it was said, not what it is of."""
    text = statement.claim.text
    named = [
        w
        for w in statement.facts.dates
        if len(w.iso) in (4, 7) and _apart(w, quantity) < BESIDE and not SINCE.search(f"{text[: w.start]}{w.text}")
    ]
    return min(named, key=lambda w: _apart(w, quantity), default=None)


def _apart(when: When, quantity: Quantity) -> int:
    return max(when.start - quantity.end, quantity.start - when.end)


def _parts(left: Statement, right: Statement, a: Quantity, b: Quantity) -> str:
    mine, yours = _qualifiers(left, a), _qualifiers(right, b)
    if mine == yours:
        return ""
    shown = [", ".join(f"“{word}”" for word in sorted(part)) for part in (mine - yours, yours - mine) if part]
    where = "beside one of them stands" if len(shown) == 1 else "beside them stand"
    return f"The figures may be of different parts or periods: {where} {' / '.join(shown)}."


def _qualifiers(statement: Statement, quantity: Quantity) -> frozenset[str]:
    start, end = quantity.start - BEFORE, quantity.end + BEHIND
    all_tokens = statement.facts.tokens
    dated = [(when.start, when.end) for when in statement.facts.dates]  # "last year" is for `_periods`
    return frozenset(
        t.lower
        for t, behind in zip(all_tokens, (*all_tokens[1:], None), strict=True)
        if start < t.start < end and not quantity.start <= t.start < quantity.end and t.lower in QUALIFIERS
        if not any(first <= t.start < last for first, last in dated)
        if not behind or not (behind.lower in PUBLISHED or (t.lower, behind.lower) in IDLE)
    )


def _sides(left: Statement, right: Statement, a: Quantity, b: Quantity) -> str:
    """Whether one number was cast for what the other was cast against."""
    found = [VOTED.match(s.claim.text, q.end) for s, q in ((left, a), (right, b))]
    sides = {m["side"].lower() == "against" for m in found if m}
    return "One figure is of votes for it, the other of votes against." if len(sides) > 1 else ""


def _subjects(left: Statement, right: Statement, a: Quantity, b: Quantity) -> str:
    mine, yours = _names(left, a), _names(right, b)
    if mine and yours and not any(name_in(name, yours) for name in mine):
        return "The figures stand beside different names."
    return ""


def _names(statement: Statement, quantity: Quantity) -> list[str]:
    """Names close enough to be what the number is about."""
    return [statement.context.full(name.core) for name in statement.facts.names if -35 < name.start - quantity.end < 15]

"""The same quantity of the same subject: equal, compatible after rounding and units, or different."""

import re
from dataclasses import dataclass

from assistant.compare.questions import number_question
from assistant.compare.rules.measures import FATES, measure
from assistant.compare.statements import Scale, Statement, name_in, near, shared_share
from assistant.schema import Label, Verdict
from assistant.text.quantities import Quantity, overlap

SAME_SUBJECT = 0.2
"""Least share of the words around two equal numbers that must agree to call them one figure."""
CONFLICT = {"count": 0.42, "unit": 0.5, "fate": 0.18}
"""The same for two different numbers, by how much their noun or unit already says."""
WITHIN = 0.72
"""The same where both numbers stand in one article, which has more to tell of one thing."""
REVISED = re.compile(r"\b(?:revis|updat|rose|risen|climb|correct|earlier (?:put|said|report)|now (?:stand|put))\w*", re.IGNORECASE)
QUALIFIERS = frozenset(
    """first second third last next previous former new old male female men women children adult young domestic
    foreign month monthly annual year yearly quarter quarterly daily weekly day week total average per each more
    another additional other further least""".split()
)


@dataclass(frozen=True, slots=True)
class _Two:
    """Two quantities in their statements, and how much their surroundings share."""

    a: Quantity
    b: Quantity
    left: Statement
    right: Statement
    alike: float
    measure: str


def compare_numbers(left: Statement, right: Statement, scale: Scale) -> list[Verdict]:
    """Every quantity of the left statement beside the one of the right that it most likely meets."""
    verdicts = []
    for a in left.facts.quantities:
        twos = [two for b in right.facts.quantities if (two := _comparable(a, b, left, right, scale))]
        if twos:
            best = max(twos, key=lambda two: (overlap(two.a, two.b), two.alike))
            verdict = _verdict(best)
            if verdict:
                verdicts.append(verdict)
    return verdicts


def _comparable(a: Quantity, b: Quantity, left: Statement, right: Statement, scale: Scale) -> _Two | None:
    if a.unit != b.unit:
        return None
    meant = measure(left.facts, a), measure(right.facts, b)
    if meant[0] != meant[1] and (not a.unit or all(meant)):
        return None
    alike = shared_share(near(left.facts, a.start, a.end), near(right.facts, b.start, b.end), scale)
    return _Two(a, b, left, right, alike, meant[0] or meant[1])


def _verdict(two: _Two) -> Verdict | None:
    if overlap(two.a, two.b):
        if two.alike < SAME_SUBJECT and two.measure not in FATES:
            return None
        exact = two.a.value == two.b.value
        return _made(two, "same" if exact else "compatible", _agreeing(two, exact))
    if two.alike < _needed(two):
        return None
    scope = _scope_differs(two)
    if scope:
        return _made(two, "differing_scope", scope)
    return _made(two, "contradiction", f"One says {two.a.text}, the other {two.b.text}.")


def _agreeing(two: _Two, exact: bool) -> str:
    if exact:
        return f"Both say {two.a.text}."
    return f"{two.a.text} and {two.b.text} can be the same figure: rounded, converted or bounded."


def _needed(two: _Two) -> float:
    if two.left.claim.article == two.right.claim.article:
        return WITHIN
    if two.measure in FATES:
        return CONFLICT["fate"]
    return CONFLICT["unit"] if two.a.unit or not two.measure else CONFLICT["count"]


def _scope_differs(two: _Two) -> str:
    """Why two numbers may both be right: another period, another subject, another part."""
    years = [{w.iso[:4] for w in s.facts.dates if not w.clock} for s in (two.left, two.right)]
    if years[0] and years[1] and not years[0] & years[1]:
        return "The figures are given for different years."
    parts = [_qualifiers(two.left, two.a), _qualifiers(two.right, two.b)]
    if parts[0] != parts[1] and not (two.measure in FATES and not parts[0] ^ parts[1] - {"least"}):
        return "The figures may be of different parts or periods: " + " / ".join(
            ", ".join(sorted(part)) or "no such word" for part in parts
        )
    mine, yours = _names(two.left, two.a), _names(two.right, two.b)
    if mine and yours and not any(name_in(name, yours) for name in mine):
        return "The figures stand beside different names."
    return ""


def _qualifiers(statement: Statement, quantity: Quantity) -> frozenset[str]:
    around = [t for t in statement.facts.tokens if -40 < t.start - quantity.end < 30 and t.start != quantity.start]
    return frozenset(t.lower for t in around if t.lower in QUALIFIERS)


def _names(statement: Statement, quantity: Quantity) -> list[str]:
    return [
        statement.context.full(name.core)
        for name in statement.facts.names
        if -60 < name.start - quantity.end < 40
    ]


def _made(two: _Two, label: Label, why: str) -> Verdict:
    noun = _noun(two.left, two.a) or _noun(two.right, two.b)
    if two.measure in FATES:
        noun = two.measure if two.measure == "deaths" else f"people {two.measure}"
    return Verdict(
        label=label,
        kind="number",
        question=number_question(two.left, two.right, two.a, noun),
        why=why,
        values=(_value(two.left, two.a, noun), _value(two.right, two.b, noun)),
        by="rule:number",
        facts=(f"{two.left.claim.id}#{two.a.start}", f"{two.right.claim.id}#{two.b.start}"),
    )


def _noun(statement: Statement, quantity: Quantity) -> str:
    """The counted noun as the statement writes it."""
    return next(
        (t.text for t in statement.facts.tokens if t.stem == quantity.head and t.start >= quantity.end), ""
    )


def _value(statement: Statement, quantity: Quantity, noun: str) -> str:
    text = statement.claim.text
    before = re.search(
        r"(?:more than|over|at least|about|around|nearly|almost|some|up to|less than|fewer than|roughly|approximately)\s+$",
        text[: quantity.start],
        re.IGNORECASE,
    )
    shown = text[before.start() if before else quantity.start : quantity.end].strip()
    own = _noun(statement, quantity)
    return f"{shown} {own}".strip() if own and not quantity.unit else shown

"""Verdicts on pairs become findings: one a question, with every source's position and its words."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.compare.groups import grouped
from assistant.compare.statements import Statement
from assistant.schema import (
    AGREEING,
    CLEARED,
    DISCREPANT,
    Discrepancy,
    Label,
    Position,
    Severity,
    SingleSource,
    Verdict,
)
from assistant.text.quantities import quantities

BY_PRONOUN = re.compile(r"(?:he|she|it|they|his|her|its|their|this|that|these|those|such)\b", re.IGNORECASE)
"""A sentence that opens so needs the one before it."""
RANK: dict[Label, int] = {
    "contradiction": 0,
    "disputed": 1,
    "superseded": 2,
    "differing_scope": 3,
    "compatible": 4,
}


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict that stands, with the two statements it is about."""

    left: Statement
    right: Statement
    verdict: Verdict

    @property
    def facts(self) -> tuple[str, str]:
        """The two facts compared; the whole claims where the verdict names none."""
        kind = self.verdict.kind
        return (
            self.verdict.facts[0] or f"{self.left.claim.id}/{kind}",
            self.verdict.facts[1] or f"{self.right.claim.id}/{kind}",
        )

    @property
    def pair(self) -> frozenset[str]:
        """The ids of the two claims."""
        return frozenset((self.left.claim.id, self.right.claim.id))

    @property
    def across(self) -> bool:
        """Whether two articles are compared."""
        return self.left.claim.article != self.right.claim.article


def discrepancies(judged: Sequence[Judged]) -> list[Discrepancy]:
    """Questions that are answered differently, the gravest first."""
    linked = [j for j in judged if j.verdict.label in DISCREPANT | AGREEING]
    found = [_finding(group) for group in _by_question(linked) if _leading(group).verdict.label in DISCREPANT]
    return sorted(found, key=lambda d: (RANK[d.verdict], d.severity != "major", -len(d.positions), d.id))


def cleared(judged: Sequence[Judged], found: Sequence[Discrepancy]) -> list[Discrepancy]:
    """Questions looked at and found compatible, of differing scope, or not to be judged."""
    taken = {(q.article, q.start, f.kind) for f in found for p in f.positions for q in p.quotes}
    loose = [j for j in judged if j.verdict.label in CLEARED]
    groups = [
        *_by_question([j for j in loose if any(j.verdict.facts)]),
        *([j] for j in loose if not any(j.verdict.facts)),
    ]
    made = [_finding(group) for group in groups]
    return [d for d in made if not all((q.article, q.start, d.kind) in taken for p in d.positions for q in p.quotes)]


def _by_question(judged: Sequence[Judged]) -> list[list[Judged]]:
    nodes = list(dict.fromkeys(fact for j in judged for fact in j.facts))
    number = {fact: n for n, group in enumerate(grouped(nodes, (j.facts for j in judged))) for fact in group}
    groups: dict[int, list[Judged]] = defaultdict(list)
    for j in judged:
        groups[number[j.facts[0]]].append(j)
    return list(groups.values())


def _leading(group: Sequence[Judged]) -> Judged:
    return min(group, key=lambda j: RANK.get(j.verdict.label, 9))


def _finding(group: Sequence[Judged]) -> Discrepancy:
    leading = _leading(group).verdict
    positions = _positions(group)
    name = f"{leading.kind}|{'|'.join(sorted(f'{p.article}={p.value}' for p in positions))}"
    return Discrepancy(
        id=hashlib.sha256(name.encode()).hexdigest()[:8],
        question=leading.question or "Do these speak of one thing?",
        kind=leading.kind,
        verdict=leading.label,
        severity=_severity(leading),
        why=_why(leading, positions),
        positions=positions,
    )


def _why(leading: Verdict, positions: Sequence[Position]) -> str:
    """What the sources give, all of it, and what more there is to say."""
    if leading.label not in DISCREPANT or not all(leading.values):
        return leading.why
    values = list({position.value.casefold(): position.value for position in positions}.values())
    return f"The sources give {', '.join(values[:-1])} and {values[-1]}. {leading.why}".strip()


def _positions(group: Sequence[Judged]) -> tuple[Position, ...]:
    """Every source's answer once, the first words that give it, the earliest report first."""
    held: dict[tuple[str, str], Position] = {}
    published: dict[str, str] = {}
    for j in group:
        for statement, value in zip((j.left, j.right), j.verdict.values, strict=True):
            claim = statement.claim
            published[claim.article] = statement.published
            position = Position(claim.article, value or claim.text, claim.quotes)
            key = (claim.article, (value or claim.text).lower())
            if key not in held or claim.quotes[0].start < held[key].quotes[0].start:
                held[key] = position
    return tuple(sorted(held.values(), key=lambda p: (published[p.article], p.article, p.quotes[0].start)))


def _severity(verdict: Verdict) -> Severity:
    """Numbers that are within a tenth of each other are minor; so is another wording of a quotation."""
    if verdict.kind == "attribution_quote":
        return "minor"
    if verdict.kind != "number":
        return "major"
    read = [quantities(value) for value in verdict.values]
    if not all(read) or read[0][0].unit != read[1][0].unit:
        return "major"
    small, big = sorted(abs(found[0].value) for found in read)
    return "minor" if big <= 1.1 * small else "major"


def single_source(statements: Sequence[Statement], judged: Sequence[Judged]) -> list[SingleSource]:
    """Claims that no other article states, denies or touches; of each article the most concrete first."""
    met = {
        claim.id
        for j in judged
        if j.across and j.verdict.label in (*DISCREPANT, "same", "compatible") and j.verdict.by != "rule:office"
        for claim in (j.left.claim, j.right.claim)
    }
    order = {article: n for n, article in enumerate(dict.fromkeys(s.claim.article for s in statements))}
    alone = [s for s in statements if s.claim.id not in met]
    alone.sort(key=lambda s: (order[s.claim.article], -concreteness(s)))
    return [SingleSource(s.claim.article, s.claim.text, s.claim.quotes) for s in alone]


def concreteness(statement: Statement) -> int:
    """How much a reader could check: numbers count double, a plain assertion more than a plan or a saying."""
    facts = statement.facts
    firm = (statement.claim.stance == "asserted") - 3 * bool(BY_PRONOUN.match(statement.claim.text))
    return min(6, 2 * len(facts.quantities) + len(facts.dates) + len(facts.names)) + firm

"""Verdicts on pairs become findings: one a question, with every source's position and its words."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from assistant.compare.gates import planned
from assistant.compare.groups import grouped
from assistant.compare.identity import anchor, distinct_ids, moment
from assistant.compare.judged import Judged
from assistant.compare.severity import severity
from assistant.compare.statements import Statement
from assistant.schema import (
    AGREEING,
    CLEARED,
    DISCREPANT,
    Agreement,
    Discrepancy,
    Label,
    Position,
    SingleSource,
    Verdict,
)
from assistant.text.alone import stands
from assistant.text.same_words import folded
from assistant.text.words import shared_weight

REPEATS = 0.6
"""A statement that shares this much of the weight of its words with another of its article tells it again."""
SHOWN = 12
"""Statements of an article's own at which nothing more is looked for that they repeat."""
PAIR = 2
"""A number so small says of nothing how much it is, unless it is written in digits or has a unit."""
RANK: dict[Label, int] = {
    "contradiction": 0,
    "disputed": 1,
    "superseded": 2,
    "differing_scope": 3,
    "compatible": 4,
}
LATER = "A later report gives a later figure."
"""Says less than the figures and their days do."""
UNASKED = "Do these speak of one thing?"
Group = Sequence[Judged]


def discrepancies(judged: Sequence[Judged]) -> list[Discrepancy]:
    """Questions that are answered differently, the gravest first.

    What sources of one time hold against each other is one finding; that a later report gives
    another figure is a finding of its own, with all that was given before.
    """
    judged = _moved_on(judged)
    agreeing = [j for j in judged if j.verdict.label in AGREEING]
    moved = [j for j in judged if j.verdict.label == "superseded"]
    firm = [j for j in judged if j.verdict.label in DISCREPANT - {"superseded"}]
    held = [g for opposed in (firm, moved) for g in _by_question([*opposed, *agreeing]) if _opposes(g)]
    found = _findings(held)
    told = [_places(d) for d in found if d.verdict != "superseded"]
    # The same answers again in a later report are no news.
    kept = [d for d in found if d.verdict != "superseded" or not any(_places(d) <= places for places in told)]
    return sorted(kept, key=lambda d: (RANK[d.verdict], d.severity != "major", -len(d.positions), d.id))


def cleared(judged: Sequence[Judged], found: Sequence[Discrepancy]) -> list[Discrepancy]:
    """Questions looked at and found compatible, of differing scope, or not to be judged.

    That one article speaks of two things is not listed: nobody would have taken them for one.
    """
    taken = {(place, d.kind) for d in found for place in _places(d)}
    loose = [j for j in judged if j.verdict.label in CLEARED and (j.across or j.verdict.label == "unsure")]
    compatible = [j for j in loose if j.verdict.label == "compatible" and any(j.verdict.facts)]
    scoped = [j for j in loose if j.verdict.label == "differing_scope" and any(j.verdict.facts)]
    alone = [j for j in loose if j.verdict.label == "unsure" or not any(j.verdict.facts)]
    made = _findings(
        [*_by_question(compatible), *_by_answers(scoped), *([j] for j in alone)],
        taken=[d.id for d in found],
    )
    shown = [d for d in made if not all((place, d.kind) in taken for place in _places(d))]
    return sorted(shown, key=lambda d: (RANK.get(d.verdict, 9), d.severity != "major", d.id))


def _moved_on(judged: Group) -> Group:
    """A figure that takes the place of one earlier figure takes that of every other one it stands against.

    That of a plan says nothing of others: what came of it may be told in two ways.
    """
    took = [j for j in judged if j.verdict.label == "superseded" and not planned(j.left) and not planned(j.right)]
    newest = {_later(j)[1]: j.verdict.why for j in took if _later(j)[1]}
    return [
        replace(j, verdict=replace(j.verdict, label="superseded", why=newest[_later(j)[1]]))
        if j.verdict.label == "contradiction" and j.verdict.kind == "number" and _later(j)[1] in newest
        else j
        for j in judged
    ]


def _later(j: Judged) -> tuple[str, str]:
    """Day and name of the fact that was reported on the later day; no name where both are of one day."""
    days = [statement.published[:10] for statement in (j.left, j.right)]
    if days[0] == days[1] or not all(days):
        return "", ""
    return max(zip(days, j.facts, strict=True))


def _opposes(group: Group) -> bool:
    return _leading(group).verdict.label in DISCREPANT


def _places(finding: Discrepancy) -> frozenset[tuple[str, int, str]]:
    return frozenset((q.article, q.start, p.value.casefold()) for p in finding.positions for q in p.quotes)


def _by_question(judged: Group) -> list[Group]:
    nodes = list(dict.fromkeys(fact for j in judged for fact in j.facts))
    number = {fact: n for n, group in enumerate(grouped(nodes, (j.facts for j in judged))) for fact in group}
    groups: dict[int, list[Judged]] = defaultdict(list)
    for j in judged:
        groups[number[j.facts[0]]].append(j)
    return list(groups.values())


def _by_answers(judged: Group) -> list[Group]:
    """Pairs of one reason and question with an answer in common: two scopes differ, not every third from both."""
    nodes = [tuple((j.verdict.why, j.verdict.question, folded(value)) for value in j.verdict.values) for j in judged]
    members = grouped([node for pair in nodes for node in pair], [(pair[0], pair[1]) for pair in nodes])
    number = {node: n for n, group in enumerate(members) for node in group}
    groups: dict[int, list[Judged]] = defaultdict(list)
    for j, pair in zip(judged, nodes, strict=True):
        groups[number[pair[0]]].append(j)
    return list(groups.values())


def _leading(group: Group) -> Judged:
    """The gravest verdict of a group; of several the one that was complete first, to word the question."""
    return min(group, key=_grave_and_early)


def _grave_and_early(j: Judged) -> tuple[int, list[tuple[str, str]]]:
    return RANK.get(j.verdict.label, 9), sorted((_told(j.left), _told(j.right)), reverse=True)


def _told(statement: Statement) -> tuple[str, str]:
    return moment(statement.published), statement.claim.text


def _findings(groups: Iterable[Group], taken: Iterable[str] = ()) -> list[Discrepancy]:
    held = sorted(((anchor(group), group) for group in groups), key=lambda each: each[0])
    ids = distinct_ids([first for first, _ in held], taken)
    return [_finding(group, id) for (_, group), id in zip(held, ids, strict=True)]


def _finding(group: Group, id: str) -> Discrepancy:
    leading = _leading(group).verdict
    positions = _positions(group)
    return Discrepancy(
        id=id,
        question=leading.question or UNASKED,
        kind=leading.kind,
        verdict=leading.label,
        severity=severity(leading, positions),
        why=_why(leading, positions),
        positions=positions,
    )


def _why(leading: Verdict, positions: Sequence[Position]) -> str:
    """What the sources give, all of it, and what more there is to say."""
    if leading.label == "superseded":
        course = _course(positions)
        return f"{course} {leading.why.replace(LATER, '') if course else leading.why}".strip()
    if leading.label not in ("contradiction", "disputed") or not all(leading.values):
        return leading.why
    if leading.label == "disputed":
        return f"{'; '.join(f'{p.speaker or p.article}: {p.value}' for p in positions)}. {leading.why}".strip()
    values = list({position.value.casefold(): position.value for position in positions}.values())
    return f"The sources give {', '.join(values[:-1])} and {values[-1]}. {leading.why}".strip()


def _course(positions: Sequence[Position]) -> str:
    """What was given on which day, in the order of time; empty where a day is not known."""
    far = len({position.published[:10] for position in positions}) > 1
    days: dict[str, dict[str, str]] = defaultdict(dict)
    for position in positions:
        days[position.published[: 10 if far else 16]][position.value.casefold()] = position.value
    if len(days) < 2 or "" in days:
        return ""
    return "; ".join(f"{day}: {' and '.join(values.values())}" for day, values in days.items()) + "."


def _positions(group: Group) -> tuple[Position, ...]:
    """Every source's answer once, the first words that give it, the earliest report first."""
    held: dict[tuple[str, str], Position] = {}
    for j in group:
        for statement, value in zip((j.left, j.right), j.verdict.values, strict=True):
            claim = statement.claim
            position = Position(claim.article, value or claim.text, claim.quotes, claim.speaker, statement.published)
            key = (claim.article, position.value.casefold())
            if key not in held or claim.quotes[0].start < held[key].quotes[0].start:
                held[key] = position
    # A denial stands behind what it denies, in the report that tells both.
    denied = all(j.verdict.label == "disputed" and not any(j.verdict.values) and not j.across for j in group)

    def order(p: Position) -> tuple[str, int, str, str]:
        return moment(p.published), p.quotes[0].start * denied, folded(p.quotes[0].text), p.value

    return tuple(sorted(held.values(), key=order))


def single_source(statements: Sequence[Statement], told: Collection[tuple[str, int]]) -> list[SingleSource]:
    """Claims that no finding tells, by article; of each article what stands by itself and is most concrete first.

    What says a better one again comes behind all others of its article.
    """
    met = {s.claim.id for s in statements if any((q.article, q.start) in told for q in s.claim.quotes)}
    alone: dict[str, list[Statement]] = {s.claim.article: [] for s in statements}
    for statement in statements:
        if statement.claim.id not in met:
            alone[statement.claim.article].append(statement)
    found = (s for own in alone.values() for s in _fresh_first(sorted(own, key=concreteness, reverse=True)))
    return [SingleSource(s.claim.article, s.claim.text, s.claim.quotes) for s in found]


def _fresh_first(own: Sequence[Statement]) -> list[Statement]:
    """Statements of one article with those at the end that repeat one before them."""
    fresh: list[Statement] = []
    again: list[Statement] = []
    for each in own:
        # Of a long article only the head of the list is looked at: it is all that a reader is shown.
        heard = fresh if len(fresh) < SHOWN else ()
        repeats = any(shared_weight(each.facts.weights, other.facts.weights) >= REPEATS for other in heard)
        (again if repeats else fresh).append(each)
    return [*fresh, *again]


def told_in(agreed: Iterable[Agreement], found: Iterable[Discrepancy]) -> frozenset[tuple[str, int]]:
    """Article and place of every quote of agreements and findings; figures of different things meet nothing."""
    met = [d for d in found if d.verdict != "differing_scope"]
    quotes = [q for a in agreed for s in a.support for q in s.quotes]
    return frozenset((q.article, q.start) for q in [*quotes, *(q for d in met for p in d.positions for q in p.quotes)])


def concreteness(statement: Statement) -> tuple[bool, int]:
    """Whether a statement can be read by itself and says something, and how much of it a reader could check.

    Numbers count double, a plain assertion more than a plan or a saying. "Two" is no figure.
    """
    facts = statement.facts
    figures = sum(q.value > PAIR or bool(q.unit) or q.text[:1].isdigit() for q in facts.quantities)
    checked = min(6, 2 * figures + len(facts.dates) + len(facts.names))
    return bool(checked) and stands(statement.claim.text), checked + (statement.claim.stance == "asserted")

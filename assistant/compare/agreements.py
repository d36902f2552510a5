"""What several articles state: a fact is worded so that every one of its quotes states it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from assistant.compare.groups import grouped
from assistant.compare.judged import Judged
from assistant.compare.statements import Statement
from assistant.schema import AGREEING, DISCREPANT, Agreement, Quote, Support
from assistant.text.facts import Facts, beside_names
from assistant.text.quantities import overlap

COVERED = 0.6
"""Least share of a sentence's weight that every other supporter must carry for it to stand as the fact."""
SAYS_IT = 0.3
"""Below this share two sentences do not say one thing, however alike they looked."""


def agreements(judged: Sequence[Judged], origin: Mapping[str, int]) -> list[Agreement]:
    """Facts that several articles state, those of the most independent origins first."""
    opposed = {j.pair for j in judged if j.verdict.label in DISCREPANT or j.verdict.label == "differing_scope"}
    agreeing = [j for j in judged if j.verdict.label in AGREEING and j.across and j.verdict.by != "rule:office"]
    worded = _by_wording([j for j in agreeing if not any(j.verdict.facts) and j.pair not in opposed])
    told = [{s.claim.id for s in members} for members in worded]
    made = [_agreement(members[0].claim.text, members, origin) for members in worded]
    disputed = {fact for j in judged if j.verdict.label in DISCREPANT for fact in j.facts}
    for group in _by_fact([j for j in agreeing if any(j.verdict.facts)], disputed):
        members = _members(group)
        if not any({s.claim.id for s in members} <= others for others in told):
            told.append({s.claim.id for s in members})
            made.append(_agreement(_fact(group, members), members, origin))
    return sorted(made, key=lambda a: (-a.origins, -a.sources))


def _by_fact(agreeing: Sequence[Judged], disputed: Iterable[str]) -> list[list[Judged]]:
    """Verdicts about one and the same figure or date, unless some source gives another."""
    nodes = list(dict.fromkeys(fact for j in agreeing for fact in j.facts))
    links = [j.facts for j in agreeing]
    number = {fact: n for n, group in enumerate(grouped(nodes, links)) for fact in group}
    spoiled = {number[fact] for fact in disputed if fact in number}
    groups: dict[int, list[Judged]] = defaultdict(list)
    for j in agreeing:
        groups[number[j.facts[0]]].append(j)
    return [group for n, group in groups.items() if n not in spoiled]


def _by_wording(agreeing: Sequence[Judged]) -> list[list[Statement]]:
    """Statements gathered around the one that most others repeat, first the one that all of them bear out."""
    partners: dict[str, dict[str, Statement]] = defaultdict(dict)
    known: dict[str, Statement] = {}
    for j in agreeing:
        for mine, other in ((j.left, j.right), (j.right, j.left)):
            partners[mine.claim.id][other.claim.id] = other
            known[mine.claim.id] = mine
    used: set[str] = set()
    gathered = []
    for id in sorted(partners, key=lambda id: (-len({s.claim.article for s in partners[id].values()}), id)):
        free = [s for s in partners[id].values() if s.claim.id not in used]
        members = [known[id], *free]
        bearers = [_bearing_out(s, members) for s in sorted(members, key=lambda s: (len(s.claim.text), s.claim.id))]
        told = max(bearers, key=lambda found: len({s.claim.article for s in found}))
        if id not in used and len({s.claim.article for s in told}) > 1:
            used |= {s.claim.id for s in told}
            gathered.append(told)
    return gathered


def _bearing_out(told: Statement, members: Sequence[Statement]) -> list[Statement]:
    """A statement and those that state it too: its figures, its dates, its polarity, and most of what it says."""
    others = [s for s in members if s is not told and _states(s.facts, told.facts, SAYS_IT)]
    return [told, *others]


def _members(group: Sequence[Judged]) -> list[Statement]:
    return list({s.claim.id: s for j in group for s in (j.left, j.right)}.values())


def _fact(group: Sequence[Judged], members: Sequence[Statement]) -> str:
    """A sentence that all the others bear out, else what is shared: as an excerpt, or a question and its answer."""
    for statement in sorted(members, key=lambda s: (len(s.claim.text), s.claim.id)):
        others = [s.facts for s in members if s is not statement]
        if all(_states(other, statement.facts, COVERED) for other in others):
            return statement.claim.text
    if group[0].verdict.by == "rule:clause":
        return min((value for j in group for value in j.verdict.values), key=len)
    values = {value.casefold(): value for j in group for value in j.verdict.values}
    return f"{group[0].verdict.question} {', '.join(values.values())}."


def _states(other: Facts, told: Facts, share: float) -> bool:
    """Whether the other states what is told: most of its words, its figures, its dates, its polarity."""
    same_side = not (other.negated ^ told.negated) & other.stems & told.stems
    return (
        same_side
        and bool(other.negated) == bool(told.negated)
        and _says(other, told) >= share
        and _figures(other, told)
    )


def _says(other: Facts, told: Facts) -> float:
    """How much of what is told, names aside, the other carries too."""
    said = beside_names(told) or told.weights
    shared = sum(weight for stem, weight in said.items() if stem in other.weights)
    return shared / (sum(said.values()) or 1.0)


def _figures(other: Facts, told: Facts) -> bool:
    """Whether the other has every figure and date that is told."""
    numbers = all(any(a.unit == b.unit and overlap(a, b) for b in other.quantities) for a in told.quantities)
    days = {when.iso for when in other.dates}
    return numbers and all(when.iso in days for when in told.dates)


def _agreement(fact: str, members: Sequence[Statement], origin: Mapping[str, int]) -> Agreement:
    quotes: dict[str, list[Quote]] = defaultdict(list)
    for statement in members:
        quotes[statement.claim.article].extend(statement.claim.quotes)
    support = tuple(Support(article, tuple(found)) for article, found in sorted(quotes.items()))
    return Agreement(fact, len(support), len({origin[s.article] for s in support}), support)

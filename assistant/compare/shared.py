"""What several sentences say alike, cut out of one of them: whole clauses, or a phrase around a figure."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.compare.statements import Statement
from assistant.text.cutting import is_noun, stands, stretches, whole
from assistant.text.facts import Facts, beside_names, facts_of
from assistant.text.names import cores_in, name_in
from assistant.text.quantities import same_figure
from assistant.text.stance import quoted_at
from assistant.text.words import Token, share_in

COVERED = 0.6
"""Least share of a clause's weight that every other sentence must carry for it to stand as what all say."""
UNSHARED = 0.5
"""What a word that not all share takes off a clause, for each part of its weight."""
LEAST = 3
"""Content words that a clause has at least in common with every other sentence, figures and dates among them."""
POINTING = re.compile(
    r"(?:he|she|it|they|his|her|its|their|this|that|these|those|such|there|one|another)\b", re.IGNORECASE
)
FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Uu]s|me)\b")
ENDED = re.compile(r"[;:—–()“”\"]|\.\s")
REACH = 6
"""Words on either side of a figure among which a phrase around it looks for what is shared."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a sentence that can stand by itself, as a sentence of its own."""

    text: str
    told: Facts
    source: Statement


def shared_clause(
    members: Sequence[Statement], places: Mapping[str, tuple[int, int]] | None = None, share: float = COVERED
) -> str:
    """The clauses of one sentence that all the others bear out, the most telling; empty where there are none.

    `places` are stretches, by claim, of which the clause of that claim must contain its own; `share`
    is how much of the clause every other sentence must carry.
    """
    common, apart = _common(members), _apart(members)
    found = [
        clause
        for statement in apart
        for clause in _clauses(statement, (places or {}).get(statement.claim.id), common, LEAST)
        if all(_bears_out(other.facts, clause.told, share) for other in apart if other is not statement)
    ]
    others = {s.claim.id: [other.facts for other in apart if other is not s] for s in apart}
    best = max(
        found, key=lambda c: (round(_worth(c, others[c.source.claim.id]), 6), -len(c.text), c.text), default=None
    )
    return _said(best, members) if best else ""


def _apart(members: Sequence[Statement]) -> list[Statement]:
    """Two statements of each wording: a hundred copies bear out no more than two do."""
    alike: dict[tuple[str, str], list[Statement]] = {}
    for each in members:
        alike.setdefault((each.claim.text, each.published), []).append(each)
    return [each for same in alike.values() for each in same[:2]]


def states(other: Facts, told: Facts, share: float) -> bool:
    """Whether the other states what is told: most of its words, its figures, its dates, its polarity."""
    same_side = not (other.negated ^ told.negated) & other.stems & told.stems
    return (
        same_side and bool(other.negated) == bool(told.negated) and says(other, told) >= share and _figures(other, told)
    )


def says(other: Facts, told: Facts) -> float:
    """How much of what is told, names aside, the other carries too."""
    said = beside_names(told) or told.weights
    return share_in(said, other.weights)


def phrase(statement: Statement, place: tuple[int, int], shared: Collection[str]) -> str:
    """A figure with the shared words around it, as the sentence has them; empty where none stand next to it."""
    text = statement.claim.text
    before = [t for t in statement.facts.tokens if t.end <= place[0]][::-1]
    behind = [t for t in statement.facts.tokens if t.start >= place[1]]
    start, end = place
    for token in _run(before, shared):
        start = token.start if _joined(text[token.end : start]) else start
    for token in _run(behind, shared):
        end = token.end if _joined(text[end : token.start]) else end
    if (start, end) != place:
        end = next(
            (t.end for t in behind if text[end : t.start] == " " and t.content and t.text.islower() and is_noun(t)), end
        )
        return " ".join(text[start:end].split())
    return ""


def excerpt(statement: Statement, place: tuple[int, int], shared: Collection[str]) -> str:
    """A figure in its phrase; where no shared word stands next to it, with what leads to the nearest one."""
    text = statement.claim.text
    words = [t for t in statement.facts.tokens if t.stem in shared and t.content and not t.text[0].isdigit()]
    spans = [(min(t.start, place[0]), max(t.end, place[1])) for t in words if t.end <= place[0] or t.start >= place[1]]
    near = [
        span
        for span in spans
        if len(text[span[0] : span[1]].split()) <= REACH + 2 and not ENDED.search(text[span[0] : span[1]])
    ]
    start, end = min(near, key=lambda span: (span[1] - span[0], span), default=place)
    return phrase(statement, place, shared) or " ".join(text[start:end].split())


def told_briefly(members: Sequence[Statement], places: Mapping[str, tuple[int, int]]) -> str:
    """The shortest clause that gives a date in the words of one source, quoted, if the others share a word of it."""
    common = _common(members)
    found = [
        clause
        for statement in members
        if statement.claim.id in places
        for clause in _clauses(statement, places[statement.claim.id], common, 1)
        if set(beside_names(clause.told)) & common
    ]
    best = min(found, key=lambda c: (sum(c.told.weights.values()), c.text), default=None)
    return f"“{best.text.strip('“”.')}”" if best else ""


def _run(tokens: Sequence[Token], shared: Collection[str]) -> list[Token]:
    """The shared words that follow each other with nothing but small words between them."""
    run = []
    for token in tokens[:REACH]:
        if token.stem in shared:
            run.append(token)
        elif token.content or token.lower in ("and", "or", "but"):
            break
    return run


def _joined(between: str) -> bool:
    """Whether nothing between two words parts them."""
    return not re.search(r"[;:—–()“”\"]|,\s|\.\s", between)


def _clauses(
    statement: Statement, place: tuple[int, int] | None, common: Collection[str], least: int
) -> Iterator[Clause]:
    """The stretches of a sentence around a place that can stand by themselves and have so much in common."""
    text, facts = statement.claim.text, statement.facts
    figures = [q.start for q in facts.quantities] + [when.start for when in facts.dates]
    for start, end in stretches(text):
        words = [t for t in facts.tokens if start <= t.start < end]
        shared = len({t.stem for t in words} & set(common)) + sum(start <= at < end for at in figures)
        inside = place is None or start <= place[0] < place[1] <= end
        if inside and shared >= least and whole(text, start, end) and stands(words, text):
            yield Clause(as_sentence(text, start, end), facts_of(text[start:end], statement.context), statement)


def _common(members: Sequence[Statement]) -> frozenset[str]:
    """Stems of the content words that all have."""
    return frozenset.intersection(*(s.facts.stems for s in members))


def _worth(clause: Clause, others: Sequence[Facts]) -> float:
    """The weight of what all share of a clause, less what they do not; one that only points at its subject is less."""
    weights = clause.told.weights
    common = sum(weight for stem, weight in weights.items() if all(stem in other.weights for other in others))
    pointing = bool(POINTING.match(clause.text.lstrip('“"')))
    return common - UNSHARED * (sum(weights.values()) - common) - pointing


def _bears_out(other: Facts, told: Facts, share: float) -> bool:
    common = sum(stem in other.weights for stem in told.weights)
    figures = len(told.quantities) + len(told.dates)
    mine, yours = [n.core for n in told.names], [n.core for n in other.names]
    foreign = bool(mine and yours) and not any(name_in(core, yours) for core in mine)
    return not foreign and common + figures >= LEAST and states(other, told, share)


def _figures(other: Facts, told: Facts) -> bool:
    """Whether the other has every figure and date that is told."""
    numbers = all(any(same_figure(a, b) for b in other.quantities) for a in told.quantities)
    days = {when.iso for when in other.dates}
    return numbers and all(when.iso in days for when in told.dates)


def as_sentence(text: str, start: int, end: int) -> str:
    """A stretch as a sentence of its own, its quotation marks in pairs; in them where it is somebody's words."""
    part = " ".join(text[start:end].split())
    part = part[:1].upper() + part[1:]
    inside = quoted_at(text, start)
    if inside and not re.search(r"[“”\"]", part):
        return f"“{part}.”" if part[-1:] not in ".?!" else f"“{part}”"
    part = _paired(part, inside)
    if FIRST_PERSON.search(part) and not re.search(r"[“”\"]", part):
        part = f"“{part}”"
    return part if part.endswith(("”", '"', "?", "!", ".")) else f"{part}."


def _paired(part: str, inside: bool) -> str:
    """A stretch with the quotation mark that was cut off."""
    if "“" in part or "”" in part:
        opened = part.count("“") - part.count("”")
        first = re.search(r"[“”]", part)
        lead = "“" if first and first[0] == "”" else ""
        return f"{lead}{part}{'”' if opened + bool(lead) > 0 else ''}"
    if part.count('"') % 2:
        return f'"{part}' if inside or part.endswith('"') else f'{part}"'
    return part


def _said(clause: Clause, members: Sequence[Statement]) -> str:
    """The clause with who says it, where its words do not tell and another source names the same speaker."""
    speaker = clause.source.claim.speaker.partition(",")[0].strip()
    known = [core.split()[-1] for core in cores_in(speaker)]
    others = [f"{s.claim.speaker} {s.claim.text}".lower() for s in members if s is not clause.source]
    told = any(last in clause.text.lower() for last in known)
    borne_out = any(last in other for last in known for other in others)
    return f"{speaker[:1].upper()}{speaker[1:]}: {clause.text}" if borne_out and not told else clause.text

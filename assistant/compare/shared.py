"""What several sentences say alike, cut out of one of them: whole clauses, or a phrase around a figure."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement, pairwise, takewhile

from assistant.compare.grammar import AUXILIARY, LEADING, RELATIVE, SMALL, is_noun, is_verb, said_of, stands
from assistant.compare.statements import Statement
from assistant.text.facts import Facts, beside_names, facts_of
from assistant.text.names import names, same_name
from assistant.text.quantities import overlap
from assistant.text.words import Token, tokens, weights_of

COVERED = 0.6
"""Least share of a clause's weight that every other sentence must carry for it to stand as what all say."""
UNSHARED = 0.5
"""What a word that not all share takes off a clause, for each part of its weight."""
LEAST = 3
"""Content words that a clause has at least in common with every other sentence, figures and dates among them."""
MOST_PIECES = 12
PIECE = re.compile(r"[;:—–―]|,(?!\d)|\s(?=(?:who|whose|which|but|and|while)\s)")
"""Where a clause may end and another begin; not at "that" or "if", without which it says something else."""
OPENING = re.compile(r"^(?:(?:but|and|so|or|however|still|meanwhile|yet|then|also)\b[\s,]*)+", re.IGNORECASE)
HINGE = re.compile(
    r"\b(?:if|unless|whether|would have|den(?:y|ies|ied)|reject\w*|dismiss\w*|refus\w*|demand\w*|urg(?:e|ed|es)|"
    r"not|never|no|called (?:on|for)|calls (?:on|for)|without|that)\b",
    re.IGNORECASE,
)
"""Words after which a clause does not stand by itself: it is a condition's, or denied, or wished for."""
POINTING = re.compile(
    r"(?:he|she|it|they|his|her|its|their|this|that|these|those|such|there|one|another)\b", re.IGNORECASE
)
LOOSE = frozenset("with like unlike despite without".split())
"""What opens so says nothing by itself before a comma."""
JOINED = re.compile(r"\b(?:and|but|or)\s+$", re.IGNORECASE)
FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Uu]s|me)\b")
TAILS = frozenset("in at on among after before during from for amid".split())
ENDED = re.compile(r"[;:—–()“”\"]|\.\s")
HANGING = re.compile(
    r"[“\"]?(?:even|only)?\s?(?:though|although|because|if|unless|until|since|whether)\b", re.IGNORECASE
)
"""How a clause opens that leaves out what it leads to: "Even if she is the front-runner"."""
REACH = 6
"""Words on either side of a figure among which a phrase around it looks for what is shared."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a sentence that can stand by itself, as a sentence of its own."""

    text: str
    source: Statement
    start: int
    end: int
    weights: Mapping[str, float]

    @property
    def told(self) -> Facts:
        """What it says; read only of a clause that may be chosen."""
        return facts_of(self.source.claim.text[self.start : self.end], self.source.context)


def shared_clause(
    members: Sequence[Statement],
    places: Mapping[str, tuple[int, int]] | None = None,
    shares: Sequence[float] = (COVERED,),
    holds: Callable[[str, Statement, Sequence[Statement]], bool] = lambda *_: True,
) -> str:
    """The clauses of one sentence that all the others bear out, the most telling; empty where there are none.

    `places` are stretches, by claim, of which the clause of that claim must contain its own; `shares`
    are how much of the clause every other sentence must carry, the next tried where none is found
    with the one before; `holds` is a further test of a clause.
    """
    common, apart = _common(members), _apart(members)
    clauses = [c for s in apart for c in _clauses(s, (places or {}).get(s.claim.id), common, LEAST)]
    clauses.sort(key=lambda c: (round(_worth(c, common), 6), -len(c.text), c.text), reverse=True)
    for share in shares:
        for clause in clauses:
            others = (other.facts for other in apart if other is not clause.source)
            borne_out = all(_bears_out(other, clause.told, share) for other in others)
            if borne_out and holds(clause.text, clause.source, members):
                return _said(clause, members)
    return ""


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
    shared = sum(weight for stem, weight in said.items() if stem in other.weights)
    return shared / (sum(said.values()) or 1.0)


def phrase(statement: Statement, place: tuple[int, int], shared: Collection[str]) -> str:
    """A figure with the shared words around it, as the sentence has them; empty where none stand next to it."""
    text = statement.claim.text
    figures = [(q.start, q.end) for q in statement.facts.quantities]

    def up_to_figure(tokens: Iterable[Token]) -> list[Token]:
        """Another figure ends the phrase: of "3.4 per cent in January from 3.1" nothing but "from" is this one's."""
        return list(takewhile(lambda t: not any(first <= t.start < last for first, last in figures), tokens))

    before = up_to_figure(t for t in reversed(statement.facts.tokens) if t.end <= place[0])
    behind = up_to_figure(t for t in statement.facts.tokens if t.start >= place[1])
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
    common, apart = _common(members), _apart(members)
    found = [
        clause
        for statement in apart
        if statement.claim.id in places
        for clause in _clauses(statement, places[statement.claim.id], common, 1)
        if set(beside_names(clause.told)) & common and not HANGING.match(clause.text)
    ]
    best = min(found, key=lambda c: (sum(c.weights.values()), c.text), default=None)
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
    if len(common) + len(figures) < least:
        return
    for start, end in (cut for whole in _stretches(text) for cut in _tails(statement, *whole, common)):
        if place and not start <= place[0] < place[1] <= end:
            continue
        words = [t for t in facts.tokens if start <= t.start < end]
        shared = len({t.stem for t in words}.intersection(common)) + sum(start <= at < end for at in figures)
        if shared >= least and _whole(text, start, end, words) and stands(words, text):
            yield Clause(as_sentence(text, start, end), statement, start, end, weights_of(words))


def _common(members: Sequence[Statement]) -> frozenset[str]:
    """Stems of the content words that all have."""
    return frozenset.intersection(*(s.facts.stems for s in members))


def _worth(clause: Clause, shared: Collection[str]) -> float:
    """The weight of what all share of a clause, less what they do not; one that only points at its subject is less."""
    common = sum(weight for stem, weight in clause.weights.items() if stem in shared)
    pointing = bool(POINTING.match(clause.text.lstrip('“"')))
    return common - UNSHARED * (sum(clause.weights.values()) - common) - pointing


def _tails(statement: Statement, start: int, end: int, common: Collection[str]) -> Iterator[tuple[int, int]]:
    """A stretch, and the same without what one source alone adds behind a preposition: "in a secret ballot"."""
    yield start, end
    text, words = statement.claim.text, [t for t in statement.facts.tokens if start <= t.start < end]
    weights = statement.facts.weights
    figures = [q.start for q in statement.facts.quantities] + [when.start for when in statement.facts.dates]
    for before, token in pairwise(words):
        if token.lower not in TAILS:
            continue
        tail = {t.stem for t in words if t.start >= token.start and t.content}
        alone = sum(weights.get(stem, 0.0) for stem in tail - set(common)) > sum(weights.get(w, 0.0) for w in tail) / 2
        told = any(token.start <= at < end for at in figures)
        noun = before.content and (not before.text.islower() or is_noun(before))
        parted = text[before.end : token.start].strip(" ,") == ""
        if noun and parted and alone and not told:
            yield start, before.end


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Where neighbouring pieces of a sentence begin and end, joined in every way."""
    cuts = [0, *(m.end() for m in PIECE.finditer(text)), len(text)][: MOST_PIECES + 1]
    pieces = [_trimmed(text, a, b) for a, b in pairwise(cuts)]
    for first, last in combinations_with_replacement([p for p in pieces if p[0] < p[1]], 2):
        yield first[0], last[1]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    bare = part.lstrip(" “\"'")
    opening = OPENING.match(bare)
    lead = len(part) - len(bare) + (opening.end() if opening else 0)
    return start + lead, start + len(part.rstrip(' ,;:—–―“”".'))


def _whole(text: str, start: int, end: int, said: Sequence[Token]) -> bool:
    """Whether a stretch, given its words, can stand without what is before and behind it."""
    words = text[start:end].lower().split()
    if not words or words[-1] in SMALL or words[-1] in AUXILIARY or (words[0] in RELATIVE and words[0] != "that"):
        return False
    loose = words[0] in LOOSE and "," not in text[start:end]
    return not loose and not _hanging(said) and _begins(text[:start], words[0]) and _ends(text[end:])


def _hanging(words: Sequence[Token]) -> bool:
    """Whether a relative clause was begun and not told: "released returns, showing that she"."""
    last = max((n for n, token in enumerate(words) if token.lower in RELATIVE), default=-1)
    return last >= 0 and not any(is_verb(token) for token in words[last:])


def _begins(before: str, first: str) -> bool:
    """Whether a stretch may begin there: with the sentence, or with a clause that hangs on nothing before."""
    bare = before.strip(" “\"'")
    if not bare or OPENING.fullmatch(f"{bare} "):
        return True
    joined = JOINED.search(before)
    if first.endswith("ing"):
        return False  # "…, accusing the mayor"
    parted = not joined or before[: joined.start()].rstrip().endswith((",", ";"))
    return parted and first not in LEADING and not HINGE.search(before)


def _ends(behind: str) -> bool:
    """Whether a stretch may end there: before "and" only where a clause or a verb follows, not a list."""
    joined = re.match(r"\s(?:and|but)\s+", behind)
    if not joined:
        return True
    rest = tuple(tokens(behind[joined.end() :]))
    return bool(rest) and (is_verb(rest[0]) or said_of(rest, behind[joined.end() :]))


def _bears_out(other: Facts, told: Facts, share: float) -> bool:
    common = sum(stem in other.weights for stem in told.weights)
    figures = len(told.quantities) + len(told.dates)
    mine, yours = [n.core for n in told.names], [n.core for n in other.names]
    foreign = bool(mine and yours) and not any(same_name(a, b) for a in mine for b in yours)
    return not foreign and common + figures >= LEAST and states(other, told, share)


def _figures(other: Facts, told: Facts) -> bool:
    """Whether the other has every figure and date that is told."""
    numbers = all(any(a.unit == b.unit and overlap(a, b) for b in other.quantities) for a in told.quantities)
    days = {when.iso for when in other.dates}
    return numbers and all(when.iso in days for when in told.dates)


def as_sentence(text: str, start: int, end: int) -> str:
    """A stretch as a sentence of its own, its quotation marks in pairs; in them where it is somebody's words."""
    part = " ".join(text[start:end].split())
    part = part[:1].upper() + part[1:]
    inside = _open(text[:start])
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


def _open(before: str) -> bool:
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _said(clause: Clause, members: Sequence[Statement]) -> str:
    """The clause with who says it, where its words do not tell and another source names the same speaker."""
    speaker = clause.source.claim.speaker.partition(",")[0].strip()
    known = [name.core.split()[-1] for name in names(f"x {speaker}")]
    others = [f"{s.claim.speaker} {' '.join(n.core for n in s.facts.names)}" for s in members if s is not clause.source]
    told = any(last in clause.text.lower() for last in known)
    borne_out = any(last in re.findall(r"\w+", other.lower()) for last in known for other in others)
    return f"{speaker[:1].upper()}{speaker[1:]}: {clause.text}" if borne_out and not told else clause.text

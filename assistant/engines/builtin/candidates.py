"""What in a sentence could be the answer: numbers, dates, names and nouns of the kind that is asked for."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.engines.builtin.question import Kind, Question
from assistant.engines.builtin.sorts import SORTS
from assistant.text.facts import Facts
from assistant.text.lexicon import entry, kin, lemma
from assistant.text.offices import ROLES
from assistant.text.quantities import Quantity
from assistant.text.words import stem

YEAR = re.compile(r"(?<![\w.,$£€/-])1\d{3}(?![\w%]|[.,]\d)")
SOON = re.compile(
    r"\b(?:(?:next|last|this|earlier this|later this|early next|late next) (?:week|month|year|spring|summer|autumn|"
    r"fall|winter|weekend|decade)|today|tonight|tomorrow|yesterday|(?:early|late|mid)[- ](?:1[0-9]|20)\d0s)\b",
    re.IGNORECASE,
)
TITLE = re.compile(r"[“\"]([^”\"]{2,60}?),?[”\"]")
BARE = re.compile(r"(?<![\w.,$£€/-])\d{1,3}(?:,\d{3})+(?![\w%]|[.,]\d)|(?<![\w.,$£€/-])\d+(?:\.\d+)?(?![\w%]|[.,]\d)")
NATURE = re.compile(r"\b(?:is|was|are|were|becam?e|as|of|,)\s+(?:an?|the|its)?\s*(?=[\w“\"])")
REASON = re.compile(
    r"\b(?:because|due to|owing to|thanks to|caused by|blam\w+|cit(?:ed|es|ing)|amid|after|since|as a result|"
    r"in response|prompt\w+|led to|driven by|over concerns?|to (?:avoid|prevent|protect|reduce|help|save)|so that|"
    r"reasons?|fears?)\b",
    re.IGNORECASE,
)
DEMONYM = re.compile(r"^[a-z]+(?:ian|ese|ish|eans?)$")
"""What is of a people, and so no person."""
TIME_UNITS = frozenset({"second", "month"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words of a sentence that could be the answer; `fits` tells, 0 to 1, how well they are of the sort asked for."""

    key: str
    start: int
    end: int
    fits: float = 0.5


def candidates(question: Question, text: str, facts: Facts) -> tuple[Candidate, ...]:
    """Everything in a sentence that is of the kind asked for and not already in the question."""
    said = {token.stem for token in (*question.words, *question.setting)}
    found = FINDERS[question.kind](question, text, facts)
    return tuple(c for c in found if not {stem(word) for word in c.key.split()} <= said)


def _counts(question: Question, text: str, facts: Facts) -> Iterator[Candidate]:
    heads: set[str | int] = {stem(question.focus), *kin(question.focus)} if question.focus else set()
    for q in facts.quantities:
        if (not q.unit or q.unit == "people") and q.value >= 0 and (q.value == int(q.value)):
            yield _figure(q, 1.0 if _counts_that(q, heads) else 0.5 if not q.head else 0.3)
    if question.focus == "population":
        taken = [*((q.start, q.end) for q in facts.quantities), *((w.start, w.end) for w in facts.dates)]
        for match in BARE.finditer(text):
            if not any(start < match.end() and match.start() < end for start, end in taken):
                yield Candidate(match.group().replace(",", ""), match.start(), match.end(), 0.4)


def _counts_that(q: Quantity, heads: set[str | int]) -> bool:
    return bool(q.head) and bool(heads & {q.head, *kin(q.head)})


def _durations(question: Question, text: str, facts: Facts) -> Iterator[Candidate]:
    yield from (_figure(q, 1.0) for q in facts.quantities if q.unit in TIME_UNITS)
    yield from (_figure(q, 0.7) for q in facts.quantities if q.unit == "metre")  # how long a border is


def _ages(question: Question, text: str, facts: Facts) -> Iterator[Candidate]:
    yield from (_figure(q, 1.0) for q in facts.quantities if q.unit == "age")
    yield from (_figure(q, 0.7) for q in facts.quantities if q.unit == "month")
    yield from (_figure(q, 0.4) for q in facts.quantities if not q.unit and not q.head and 1 <= q.value <= 110)


def _shares(question: Question, text: str, facts: Facts) -> Iterator[Candidate]:
    return (_figure(q, 1.0) for q in facts.quantities if q.unit == "%")


def _figures(question: Question, text: str, facts: Facts) -> Iterator[Candidate]:
    return (_figure(q, 1.0 if q.unit else 0.4) for q in facts.quantities if q.unit not in ("age",))


def _figure(q: Quantity, fits: float) -> Candidate:
    return Candidate(f"{q.value:g}{q.unit}", q.start, q.end, fits)


def _dates(question: Question, text: str, facts: Facts) -> Iterator[Candidate]:
    spans = []
    for when in facts.dates:
        spans.append((when.start, when.end))
        exact = bool(re.search(r"\d{4}", when.text))
        yield Candidate(when.iso or when.text.lower(), when.start, when.end, 1.0 if exact else 0.6)
    for form, fits in ((YEAR, 0.9), (SOON, 0.5)):
        for match in form.finditer(text):
            if not any(start < match.end() and match.start() < end for start, end in spans):
                yield Candidate(match.group().lower(), match.start(), match.end(), fits)


def _people(question: Question, text: str, facts: Facts) -> Iterator[Candidate]:
    roles = {ROLES[word] for word in _phrases(question) if word in ROLES}
    held = [office for office in facts.offices if office.role in roles]
    yield from (Candidate(office.holder, office.start, office.end, 1.0) for office in held)
    aside = {name.start for name in facts.places} | {match.start() for match in SORTS["country"].finditer(text)}
    for c in _named(question, text, facts):
        if c.start not in aside and not DEMONYM.search(c.key) and not any(o.start <= c.start < o.end for o in held):
            yield c


def _phrases(question: Question) -> Iterator[str]:
    """The words of a question, one and two at a time, in lower case."""
    low = [token.lower for token in question.words]
    yield from low
    yield from (f"{one} {two}" for one, two in pairwise(low))


def _places(question: Question, text: str, facts: Facts) -> Iterator[Candidate]:
    listed = tuple(_listed(question, text))
    yield from listed
    at = {name.start for name in facts.places}
    for c in _named(question, text, facts):
        if not any(other.start < c.end and c.start < other.end for other in listed):
            yield replace(c, fits=0.8 if c.start in at else 0.4)


def _things(question: Question, text: str, facts: Facts) -> Iterator[Candidate]:
    yield from _sorts(question, facts)
    yield from _listed(question, text)
    yield from _named(question, text, facts)


def _natures(question: Question, text: str, facts: Facts) -> Iterator[Candidate]:
    yield from _sorts(question, facts)
    yield from _listed(question, text)
    for match in NATURE.finditer(text):
        opens = match.group().split()[0].lower()
        fits = 0.6 if opens in ("is", "was", "are", "were") else 0.3
        yield Candidate(text[match.end() : match.end() + 40].lower(), match.start(), match.end(), fits)


def _listed(question: Question, text: str) -> Iterator[Candidate]:
    """Words that are known to be of the sort asked for."""
    form = SORTS.get(question.focus)
    for match in form.finditer(text) if form else ():
        if match.group().lower() != question.focus:
            yield Candidate(match.group().lower(), match.start(), match.end(), 1.0)


def _sorts(question: Question, facts: Facts) -> Iterator[Candidate]:
    """Nouns that are of the sort asked for: mustard, where a condiment is."""
    sort = entry(question.focus) if question.focus else None
    if sort is None:
        return
    wanted = frozenset(sort.senses)
    for token in facts.tokens:
        if token.content and wanted & kin(lemma(token.lower)) and lemma(token.lower) != question.focus:
            yield Candidate(lemma(token.lower), token.start, token.end, 0.8)


def _named(question: Question, text: str, facts: Facts) -> Iterator[Candidate]:
    """Names and quoted titles; the word that opens a sentence is one if the lexicon, which has no names, lacks it."""
    opens = facts.tokens[0] if facts.tokens else None
    for name in facts.names:
        if not _own(question, name.core):
            yield Candidate(name.core, name.start, name.end, 0.8)
        opens = None if opens and name.start <= opens.start < name.end else opens
    if opens and opens.content and opens.text[0].isupper() and entry(lemma(opens.lower)) is None:
        yield from () if _own(question, opens.lower) else (Candidate(opens.lower, opens.start, opens.end, 0.7),)
    for match in TITLE.finditer(text):
        if match[1].lower() not in question.titles and len(match[1].split()) <= 6:
            yield Candidate(match[1].lower(), match.start(1), match.end(1), 0.7)


def _own(question: Question, core: str) -> bool:
    """Whether a name is one of the question's own, or a part of one."""
    words = set(core.split())
    return any(words <= set(named.split()) for named in (*question.names, *question.titles))


def _reasons(question: Question, text: str, facts: Facts) -> Iterator[Candidate]:
    return (Candidate(m.group().lower(), m.start(), m.end(), 0.8) for m in REASON.finditer(text))


def _any(question: Question, text: str, facts: Facts) -> Iterator[Candidate]:
    return iter(())


FINDERS: Mapping[Kind, Callable[[Question, str, Facts], Iterator[Candidate]]] = {
    "count": _counts,
    "duration": _durations,
    "age": _ages,
    "share": _shares,
    "figure": _figures,
    "date": _dates,
    "person": _people,
    "place": _places,
    "thing": _things,
    "nature": _natures,
    "reason": _reasons,
    "": _any,
}

"""What speaks for and against one sentence in the sentences of sources: evidence, flags, a score."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.schema import Article
from assistant.text.carry import not_carried
from assistant.text.dates import When, differ
from assistant.text.facts import Context, Facts, context_of, facts_of
from assistant.text.names import Name
from assistant.text.numerals import plain_numbers
from assistant.text.quantities import Quantity, overlap
from assistant.text.sentences import sentences
from assistant.text.words import tokens

MOST = 3
"""Sentences of evidence at most."""
ADDS = 0.12
"""Least share of a sentence's weight that a further sentence of evidence must add."""
ABOUT = 0.35
"""Share of a sentence's weight in the evidence from which the two are about the same thing."""
FAR = 0.3
"""What a flag counts where they are not."""
NOWHERE = 1.2
"""Weight of a flag for a number, name or date that no source has."""
FLAGGED = 1.11
"""Weight of flags at which the score is one half."""


@dataclass(frozen=True, slots=True)
class Flag:
    """Something that speaks against a sentence.

    `opposed` tells that the source says otherwise; else it merely does not say so. `evidence` is
    the index of the sentence that opposes, -1 for none.
    """

    reason: str
    why: str
    weight: float
    opposed: bool
    evidence: int = -1


@dataclass(frozen=True, slots=True)
class Weighed:
    """A sentence beside its sources; `score` runs from 0 (consistent) to 1 (inconsistent).

    `covered` is the share of the sentence's weight that the evidence carries; `carried` tells that
    words, numbers, names and polarity are all in it.
    """

    score: float
    flags: tuple[Flag, ...]
    evidence: tuple[int, ...]
    covered: float
    carried: bool


@dataclass(frozen=True, slots=True)
class Source:
    """Articles prepared to be searched: article id, start, end and text of each sentence."""

    sentences: tuple[tuple[str, int, int, str], ...]
    facts: tuple[Facts, ...]
    contexts: Mapping[str, Context]
    before: tuple[str, ...]
    index: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    words: frozenset[str] = frozenset()
    numbers: frozenset[float] = frozenset()


def prepare(articles: Sequence[Article]) -> Source:
    """The sentences of all articles, ready to be weighed against."""
    contexts = {article.id: context_of(article) for article in articles}
    told: list[tuple[str, int, int, str]] = []
    before: list[str] = []
    for article in articles:
        previous = article.title
        for span in sentences(article):
            text = " ".join(article.text[span.start : span.end].split())
            told.append((article.id, span.start, span.end, text))
            before.append(previous)
            previous = text
    facts = tuple(facts_of(text, contexts[id]) for id, _, _, text in told)
    index: dict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(facts):
        for stem in each.weights:
            index[stem].append(number)
    return Source(
        sentences=tuple(told),
        facts=facts,
        contexts=contexts,
        before=tuple(before),
        index={stem: tuple(numbers) for stem, numbers in index.items()},
        words=frozenset(token.lower for each in facts for token in each.tokens),
        numbers=frozenset(value for _, _, _, text in told for value, _ in plain_numbers(text)),
    )


def weigh(sentence: str, source: Source) -> Weighed:
    """A sentence beside its sources."""
    if not source.sentences:
        return Weighed(0.5, (), (), 0.0, False)
    wanted = facts_of(sentence, next(iter(source.contexts.values()))).weights
    evidence = _evidence(wanted, source)
    context = source.contexts[source.sentences[evidence[0]][0]] if evidence else Context()
    claim = facts_of(sentence, context)
    covered = _covered(wanted, evidence, source)
    flags = tuple(_flags(sentence, claim, evidence, source)) if evidence else ()
    carried = bool(evidence) and not flags and _carried(sentence, evidence, source)
    about = covered >= ABOUT
    # What no source has at all speaks against a sentence wherever its other words may stand.
    counted = (f.weight * (1.0 if about or (f.weight >= NOWHERE and not f.opposed) else FAR) for f in flags)
    against = sum(counted)
    against += max(0.0, 0.8 - covered) * 0.8 + (0.0 if about else FLAGGED)
    return Weighed(against / (against + FLAGGED), flags, evidence, covered, carried)


def _evidence(wanted: Mapping[str, float], source: Source) -> tuple[int, ...]:
    """The sentences that together carry most of the weight, each adding to the ones before."""
    spread = {stem: math.log((len(source.sentences) + 1) / len(source.index.get(stem, (0,)))) for stem in wanted}
    left = {stem: weight * (0.5 + spread[stem]) for stem, weight in wanted.items()}
    total = sum(left.values()) or 1.0
    chosen: list[int] = []
    while len(chosen) < MOST:
        gains: Counter[int] = Counter()
        for stem, weight in left.items():
            for number in source.index.get(stem, ()):
                gains[number] += weight  # type: ignore[assignment]
        best = max(gains, key=lambda number: (gains[number], -number), default=-1)
        if best < 0 or gains[best] < (ADDS * total if chosen else 0):
            break
        chosen.append(best)
        left = {stem: weight for stem, weight in left.items() if stem not in source.facts[best].weights}
    return tuple(chosen)


def _covered(wanted: Mapping[str, float], evidence: Sequence[int], source: Source) -> float:
    held = {stem for number in evidence for stem in source.facts[number].weights}
    return sum(weight for stem, weight in wanted.items() if stem in held) / (sum(wanted.values()) or 1.0)


def _carried(sentence: str, evidence: Sequence[int], source: Source) -> bool:
    """Whether one sentence of the evidence, or the first with the others, carries the sentence."""
    tries = [[number] for number in evidence] + [sorted(evidence)]
    for numbers in tries:
        quoted = " ".join(source.sentences[number][3] for number in numbers)
        context = source.contexts[source.sentences[numbers[0]][0]]
        if not not_carried(sentence, quoted, context, source.before[numbers[0]]):
            return True
    return False


def _flags(sentence: str, claim: Facts, evidence: Sequence[int], source: Source) -> Iterator[Flag]:
    yield from _numbers(sentence, claim, evidence, source)
    yield from _dates(claim.dates, evidence, source)
    yield from _names(claim.names, evidence, source)
    for number in evidence[:1]:
        other = source.facts[number]
        opposed = (claim.negated ^ other.negated) & claim.stems & other.stems
        word = next((token.text for token in claim.tokens if token.stem in opposed), "")
        if word:
            yield Flag("negation", f"One negates “{word}”, the other does not.", 2.0, True, number)


def _numbers(sentence: str, claim: Facts, evidence: Sequence[int], source: Source) -> Iterator[Flag]:
    dated = {value for when in claim.dates for value, _ in plain_numbers(when.text)}
    near = {value for n in evidence for value, _ in plain_numbers(source.sentences[n][3])}
    for value, words in plain_numbers(sentence):
        mine = next((q for q in claim.quantities if words in q.text), None)
        if value in dated or value in near or _overlaps(mine, evidence, source):
            continue
        rival = _rival(mine, evidence, source) if mine else None
        if rival:
            number, other = rival
            yield Flag("number", f"The source says {other.text}, not {words}.", 2.0, True, number)
        elif value in source.numbers:
            yield Flag("number", f"The source gives {words} for something else.", 0.7, False)
        else:
            yield Flag("number", f"No source gives the number {words}.", 2.0, False)


def _overlaps(mine: Quantity | None, evidence: Sequence[int], source: Source) -> bool:
    others = (q for n in evidence for q in source.facts[n].quantities)
    return mine is not None and any(q.unit == mine.unit and overlap(q, mine) for q in others)


def _rival(mine: Quantity, evidence: Sequence[int], source: Source) -> tuple[int, Quantity] | None:
    """A figure of the same thing in the evidence."""
    for number in evidence:
        for other in source.facts[number].quantities:
            same = other.unit == mine.unit and (other.head == mine.head if not mine.unit else True)
            if same and (mine.unit or mine.head):
                return number, other
    return None


def _dates(mine: Sequence[When], evidence: Sequence[int], source: Source) -> Iterator[Flag]:
    near = [(n, when) for n in evidence for when in source.facts[n].dates]
    everywhere = [when for facts in source.facts for when in facts.dates]
    for when in mine:
        rivals = [(n, other) for n, other in near if other.clock == when.clock and len(other.iso) == len(when.iso)]
        if any(not differ(when, other) for _, other in near if other.clock == when.clock):
            continue
        if rivals:
            n, other = rivals[0]
            yield Flag("date", f"The source says {other.text}, not {when.text}.", 1.5, True, n)
        elif not any(other.iso.startswith(when.iso) for other in everywhere):
            yield Flag("date", f"No source gives the date {when.text}.", 1.2, False)


def _names(mine: Sequence[Name], evidence: Sequence[int], source: Source) -> Iterator[Flag]:
    near = {t.lower for n in evidence for t in tokens(f"{source.before[n]} {source.sentences[n][3]}")}
    for name in mine:
        words = set(name.core.split())
        if not words & source.words:
            yield Flag("name", f"No source names {name.text}.", 1.6, False)
        elif not words & near:
            yield Flag("name", f"The source names {name.text} elsewhere, not beside this.", 0.5, False)

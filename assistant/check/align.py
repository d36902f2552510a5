"""Which sentences of the sources speak of what a sentence says, and which word stands for which."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from itertools import pairwise

from assistant.check.source import Line, Source, Word
from assistant.text.lexicon import ALIKE, entry, kin, related, synonyms
from assistant.text.words import stem

MOST = 3
"""Sentences of evidence at most."""
LOOKED_AT = 12
"""Sentences that are looked at closely for evidence."""
ADDS = 0.12
"""Least share of a sentence's weight that a further sentence of evidence must add."""
SPELLED, SLIP = 5, 0.84
"""Letters from which a word or name may be misspelt, and how alike the two must then be (difflib's ratio)."""
FAMILY = 0.8
"""What a word of the same family, or the same word misspelt, counts beside the word itself."""
BIGRAM = 0.04
"""What each pair of neighbouring words in common adds to a sentence of evidence, as a share of the weight."""

StandIns = Mapping[str, Mapping[str, float]]
"""For the base form of each word of a sentence: base forms of the sources that can stand for it, how surely."""


@dataclass(frozen=True, slots=True)
class Support:
    """How surely the evidence has a word or one that stands for it, 0 to 1; `by` is the base form that does.

    `anywhere` is the same of all sources.
    """

    word: Word
    here: float
    by: str
    anywhere: float


@dataclass(frozen=True, slots=True)
class Aligned:
    """A sentence with its evidence, best first, and the support of each of its content words."""

    line: Line
    evidence: tuple[int, ...]
    supports: tuple[Support, ...]


def align(line: Line, source: Source) -> Aligned:
    """The evidence of a sentence and the support of its words."""
    content = tuple(word for word in line.words if word.weight)
    stand_ins = {word.lemma: _stand_ins(word, source) for word in content}
    evidence = _evidence(line, content, stand_ins, source)
    near = frozenset[str]().union(*(source.lines[n].forms for n in evidence))
    supports = tuple(_support(word, stand_ins[word.lemma], near, source) for word in content)
    return Aligned(line, evidence, supports)


def covered(aligned: Aligned) -> float:
    """The share of the weight of a sentence's content words that its evidence carries."""
    total = sum(s.word.weight for s in aligned.supports)
    return sum(s.word.weight * s.here for s in aligned.supports) / total if total else 0.0


def covered_by_best(aligned: Aligned, source: Source) -> float:
    """The same for the first sentence of the evidence alone."""
    total = sum(s.word.weight for s in aligned.supports)
    forms = source.lines[aligned.evidence[0]].forms if aligned.evidence else frozenset[str]()
    held = sum(s.word.weight for s in aligned.supports if forms & {*forms_of(s.word), s.by})
    return held / total if total else 0.0


def shared(line: Line, other: Line) -> float:
    """The share of the weight of a sentence's words that another has too, in any form."""
    total = sum(word.weight for word in line.words)
    held = sum(word.weight for word in line.words if not other.forms.isdisjoint(forms_of(word)))
    return held / total if total else 0.0


def reworded(aligned: Aligned, source: Source) -> float:
    """The share of a sentence's pairs of neighbouring words that its evidence does not have: 0 copied, 1 free."""
    mine = bigrams(aligned.line)
    theirs = frozenset[tuple[str, str]]().union(*(bigrams(source.lines[n]) for n in aligned.evidence))
    return 1 - len(mine & theirs) / len(mine) if mine else 0.0


def forms_of(word: Word) -> tuple[str, str, str]:
    """A word in lower case, its stem and its base form."""
    return word.token.lower, word.token.stem, word.lemma


@lru_cache(maxsize=20_000)
def bigrams(line: Line) -> frozenset[tuple[str, str]]:
    """The pairs of neighbouring stems, small words included."""
    return frozenset(pairwise(word.token.stem for word in line.words))


def _stand_ins(word: Word, source: Source) -> dict[str, float]:
    """The base forms of the sources that can stand for a word, with how surely."""
    if word.token.text[0].isdigit():
        return {}
    alike = {base for key in kin(word.lemma) for base in source.kin.get(key, ())} - {word.lemma}
    return {base: strength for base in alike if (strength := synonyms(word.lemma, base)) >= ALIKE}


def _support(word: Word, stand_ins: Mapping[str, float], near: frozenset[str], source: Source) -> Support:
    here, by = _held(word, stand_ins, near)
    anywhere = here if here == 1.0 else _held(word, stand_ins, source.forms)[0]
    return Support(word, here, by, max(here, anywhere))


def _held(word: Word, stand_ins: Mapping[str, float], forms: frozenset[str]) -> tuple[float, str]:
    """How surely some words have one, and by which base form."""
    low = word.token.lower
    if not forms.isdisjoint(forms_of(word)):
        return 1.0, word.lemma
    if "-" in low and all(part in forms or stem(part) in forms for part in low.split("-")):
        return 1.0, word.lemma
    best = max(((strength, base) for base, strength in stand_ins.items() if base in forms), default=(0.0, ""))
    if best[0] < FAMILY and (near := _family(word.lemma, forms) or _misspelt(word.lemma, forms)):
        return FAMILY, near
    return best


@lru_cache(maxsize=20_000)
def _family(base: str, forms: frozenset[str]) -> str:
    head = base[:3]
    return min((form for form in forms if form.startswith(head) and related(base, form)), default="")


@lru_cache(maxsize=20_000)
def _misspelt(base: str, forms: frozenset[str]) -> str:
    """What an unknown word seems to be a slip of the pen for."""
    if len(base) < SPELLED or entry(base) or not base.isalpha():
        return ""
    candidates = sorted(form for form in forms if form[:1] == base[:1])
    return next(iter(get_close_matches(base, candidates, 1, SLIP)), "")


def _evidence(line: Line, content: Sequence[Word], stand_ins: StandIns, source: Source) -> tuple[int, ...]:
    """The sentences that together carry most of the weight, each adding to the ones before."""
    left = {w.token.stem: w.weight * (0.5 + source.spread(w.token.stem)) for w in content}
    total = sum(left.values()) or 1.0
    pairs = bigrams(line)
    held = {n: _holds(content, stand_ins, source.lines[n]) for n in _promising(content, stand_ins, source)}
    close = {n: BIGRAM * total * len(pairs & bigrams(source.lines[n])) for n in held}
    chosen: list[int] = []
    while len(chosen) < MOST and held:
        gains = {n: sum(left[s] * strength for s, strength in stems.items()) for n, stems in held.items()}
        best = max(gains, key=lambda n: (gains[n] + (0 if chosen else close[n]), -n))
        if gains[best] < (ADDS * total if chosen else 1e-9):
            break
        chosen.append(best)
        for held_stem, strength in held.pop(best).items():
            left[held_stem] *= 1 - strength
    return tuple(chosen)


def _promising(content: Sequence[Word], stand_ins: StandIns, source: Source) -> Iterable[int]:
    """The sentences with most of the words, or words for them, by weight."""
    weights: dict[int, float] = defaultdict(float)
    for word in content:
        stems = {word.token.stem} | {s for base in stand_ins[word.lemma] for s in source.stems.get(base, ())}
        for n in {n for each in stems for n in source.at.get(each, ())}:
            weights[n] += word.weight
    return sorted(weights, key=lambda n: (-weights[n], n))[:LOOKED_AT]


def _holds(content: Sequence[Word], stand_ins: StandIns, line: Line) -> dict[str, float]:
    return {
        word.token.stem: strength for word in content if (strength := _held(word, stand_ins[word.lemma], line.forms)[0])
    }

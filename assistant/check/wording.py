"""Words of a sentence that stand in the place of others, that nothing in the sources stands for, or that widen it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from assistant.check.align import Aligned
from assistant.check.flag import Flag
from assistant.check.polarity import holds
from assistant.check.source import Line, Source, Word
from assistant.text.lexicon import ALIKE, entry, related, synonyms

ABSOLUTE = frozenset("all every always never none only entire entirely completely everyone nobody both each".split())
SLOT = 3
"""Content words that a substitution spans at most."""
FRAME, HELD = 3, 3
"""Words to either side of a substitution that are looked at, and how many of them both sentences must have."""
COMMON = 0.4
"""Weight up to which a word is too common to be missed: man, year, people."""
PARTICLES = frozenset("up down out off aside away".split())
"""Words that make a verb before them another one."""
NO_WORDS = frozenset("unk n't am pm".split())
"""What is no word of the sources' vocabulary: placeholders and halves of cut ones."""


def wording(aligned: Aligned, source: Source) -> Iterator[Flag]:
    """What speaks against the words of a sentence."""
    if aligned.evidence:
        yield from _substituted(aligned, source)
    yield from _missing(aligned)
    near = frozenset[str]().union(*(source.lines[n].forms for n in aligned.evidence))
    for word in aligned.line.words:
        if word.token.lower in ABSOLUTE and word.token.lower not in near:
            yield Flag("absolute", f"The source does not say “{word.token.text}”.", 1.0, False)


@dataclass(frozen=True, slots=True)
class Slot:
    """Words that stand where the evidence has others, between words both have."""

    mine: tuple[Word, ...]
    theirs: tuple[Word, ...]


def slots(aligned: Aligned, other: Line) -> Iterator[Slot]:
    """The substitutions between a sentence and one of its evidence."""
    stand_in = {support.word.lemma: support.by for support in aligned.supports if support.here}
    line = aligned.line
    mine = [stand_in.get(word.lemma, word.lemma) for word in line.words]
    matcher = SequenceMatcher(None, mine, [word.lemma for word in other.words], autojunk=False)
    for tag, start, end, there, stop in matcher.get_opcodes():
        ours = tuple(word for word in line.words[start:end] if word.weight)
        theirs = tuple(word for word in other.words[there:stop] if word.weight)
        frame = (*line.words[max(0, start - FRAME) : start], *line.words[end : end + FRAME])
        inner = start > 0 and end < len(mine) and sum(holds(other, word) for word in frame) >= HELD
        if tag == "replace" and inner and ours and theirs and max(len(ours), len(theirs)) <= SLOT:
            yield Slot(ours, theirs)


def _substituted(aligned: Aligned, source: Source) -> Iterator[Flag]:
    held = {support.word.lemma for support in aligned.supports if support.here}
    number = aligned.evidence[0]
    other = source.lines[number]
    for slot in slots(aligned, other):
        bases = {word.lemma for word in slot.mine if word.weight > COMMON}
        kinds = [{part_of_speech(word) for word in words} for words in (slot.mine, slot.theirs)]
        alike = any(_alike(word, slot.theirs) for word in slot.mine)
        if not bases or bases & (held | NO_WORDS) or alike or kinds[0].isdisjoint(kinds[1]) or _phrasal(slot, other):
            continue
        ours, theirs = (" ".join(word.token.text for word in words) for words in (slot.mine, slot.theirs))
        reason = "name_swapped" if part_of_speech(slot.mine[-1]) == "name" else "substitution"
        yield Flag(reason, f"The source says “{theirs}”, not “{ours}”.", 1.0, True, number)


def _phrasal(slot: Slot, line: Line) -> bool:
    """Whether the other words are a verb with its particle: "turned down" means neither of its words."""
    after = line.words.index(slot.theirs[-1]) + 1
    follows = line.words[after].token.lower if after < len(line.words) else ""
    return follows in PARTICLES and part_of_speech(slot.theirs[-1]) == "v"


def _alike(word: Word, others: Sequence[Word]) -> bool:
    return any(synonyms(word.lemma, o.lemma) >= ALIKE / 2 or related(word.lemma, o.lemma) for o in others)


def part_of_speech(word: Word) -> str:
    """What a word most often is: n, v, a, r; `name` for a capitalised one, x for an unknown one."""
    return "name" if word.token.text[0].isupper() and word.token.start else _kind(word.lemma)


@lru_cache(maxsize=20_000)
def _kind(base: str) -> str:
    known = entry(base)
    return max(known.kinds, key=lambda kind: known.kinds[kind], default="x") if known else "x"


def _missing(aligned: Aligned) -> Iterator[Flag]:
    """Content words that nothing in any source stands for; names and numbers are looked at elsewhere."""
    for support in aligned.supports:
        word, kind = support.word, part_of_speech(support.word)
        strength = word.weight - COMMON
        if support.anywhere or strength <= 0 or kind == "name" or word.lemma in NO_WORDS:
            continue
        if not word.token.text[0].isdigit():
            yield Flag(f"word_{kind}", f"The source has nothing like “{word.token.text}”.", strength, False)

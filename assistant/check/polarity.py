"""Where a sentence turns round what its evidence says: a negation more or less, an opposite."""

from collections.abc import Iterator

from assistant.check.align import Aligned, forms_of
from assistant.check.flag import Flag
from assistant.check.source import Line, Source, Word
from assistant.text.lexicon import antonyms
from assistant.text.stance import NEGATORS, NO_NEGATION

TURNING = frozenset("deny refuse reject fail lack decline without prevent stop avoid ban bar unable".split())
"""Base forms that negate what they govern."""
AHEAD = 4
"""Words after a negator in which its content word is looked for, and that it may cover in a source."""
PERSONS = frozenset("he him his himself she her hers herself man woman men women boy girl".split())
"""Words that have an opposite and state nothing by it where another person is spoken of."""
REACH = 3
"""Words to either side of two opposites in which the two sentences must share one."""


def polarity(aligned: Aligned, source: Source) -> Iterator[Flag]:
    """What speaks against the polarity of a sentence."""
    lines = [source.lines[number] for number in aligned.evidence]
    yield from _added(aligned, lines)
    yield from _dropped(aligned, lines)
    yield from _opposite(aligned, lines)


def _added(aligned: Aligned, lines: list[Line]) -> Iterator[Flag]:
    covered = [_covered(line) for line in lines]
    for word in negated(aligned.line).values():
        known = [n for n, line in enumerate(lines) if holds(line, word)]
        if any(word.lemma in covered[n] for n in known) or any(_turned(word, line) for line in lines):
            continue
        if known:
            why = f"The source does not negate “{word.token.text}”."
            yield Flag("negation", why, 1.0, True, aligned.evidence[known[0]])
        elif not any(covered):
            yield Flag("negation_missing", f"The source negates nothing like “{word.token.text}”.", 1.0, False)


def _dropped(aligned: Aligned, lines: list[Line]) -> Iterator[Flag]:
    if not lines or negated(aligned.line):
        return
    for word in negated(lines[0]).values():
        same = [at for at, mine in enumerate(aligned.line.words) if mine.lemma == word.lemma]
        plain = any(holds(line, word) and word.lemma not in _covered(line) for line in lines)
        if not same or plain or _turned(word, aligned.line):
            continue
        if _around(aligned.line, same[0]) & _around(lines[0], lines[0].words.index(word)):
            yield Flag("negation_dropped", f"The source negates “{word.token.text}”.", 1.0, True, aligned.evidence[0])


def negated(line: Line) -> dict[str, Word]:
    """The first content word after each negator, by its base form."""
    text = NO_NEGATION.sub(lambda match: "_" * len(match.group()), line.text)
    found = {}
    for at, word in enumerate(line.words):
        low = word.token.lower.replace("’", "'")
        if (low in NEGATORS or low.endswith("n't")) and text[word.token.start] != "_":
            for target in [each for each in line.words[at + 1 : at + 1 + AHEAD] if each.weight][:1]:
                found[target.lemma] = target
    return found


def _covered(line: Line) -> frozenset[str]:
    """The base forms of all content words that a negation may cover."""
    starts = [line.words.index(word) for word in negated(line).values()]
    return frozenset(word.lemma for at in starts for word in line.words[at : at + AHEAD] if word.weight)


def _turned(word: Word, line: Line) -> bool:
    """Whether a sentence says the opposite of a word in one word: `did not rise` and `fell`, `failed to pay`."""
    places = [
        at for at, each in enumerate(line.words) if each.lemma == word.lemma or each.token.stem == word.token.stem
    ]
    near = {each.lemma for at in places for each in line.words[max(0, at - AHEAD) : at + AHEAD]}
    return bool((near & TURNING) - {word.lemma}) or any(_opposed(word, each) for each in line.words if each.weight)


def _opposed(left: Word, right: Word) -> bool:
    return antonyms(left.token.lower, right.token.lower)


def _opposite(aligned: Aligned, lines: list[Line]) -> Iterator[Flag]:
    """The first word of which the evidence has an opposite in the same surroundings, and nothing like it."""
    here = {support.word.token.start for support in aligned.supports if support.here}
    near = frozenset[str]().union(*(line.forms for line in lines))
    for at, word in enumerate(aligned.line.words):
        aged = at and aligned.line.words[at - 1].lemma == "year"  # "12 years old" has no opposite
        if aged or word.token.start in here or word.token.lower in near or word.token.lower in PERSONS:
            continue
        for number, line in zip(aligned.evidence, lines, strict=True):
            if other := _facing(aligned.line, at, line):
                why = f"The source says “{other.token.text}”, not “{word.token.text}”."
                yield Flag("antonym", why, 1.0, True, number)
                return


def _facing(mine: Line, at: int, theirs: Line) -> Word | None:
    turned = mine.words[at].lemma in negated(mine)
    denied = negated(theirs)
    opposites = (
        (there, word)
        for there, word in enumerate(theirs.words)
        if _opposed(mine.words[at], word) and not holds(mine, word) and turned == (word.lemma in denied)
    )
    return next((word for there, word in opposites if _around(mine, at) & _around(theirs, there)), None)


def holds(line: Line, word: Word) -> bool:
    """Whether a sentence has a word in any form."""
    return not line.forms.isdisjoint(forms_of(word))


def _around(line: Line, at: int) -> set[str]:
    near = (*line.words[max(0, at - REACH) : at], *line.words[at + 1 : at + 1 + REACH])
    return {word.lemma for word in near if word.weight}

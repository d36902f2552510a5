"""Whether two full names are one person's: first name, last name, and what stands between or behind."""

from collections.abc import Sequence

SUFFIXES = frozenset("jr sr ii iii iv".split())
PARTICLES = frozenset("van von der den de del della di da dos du la le bin ibn al el ter ten".split())
DIMINUTIVES = (
    "bill billy william will",
    "bob bobby robert rob",
    "joe joseph",
    "jim jimmy james",
    "mike michael",
    "tom thomas tommy",
    "dan daniel danny",
    "dave david",
    "ted edward theodore",
    "ed edward eddie",
    "chris christopher",
    "steve steven stephen",
    "tony anthony",
    "nick nicholas",
    "matt matthew",
    "greg gregory",
    "jeff jeffrey",
    "ken kenneth",
    "ron ronald",
    "don donald",
    "rick richard dick",
    "sam samuel",
    "ben benjamin",
    "andy andrew",
    "pete peter",
    "jon jonathan",
    "josh joshua",
    "liz elizabeth",
    "kate katherine kathryn kathy",
    "sue susan",
    "debbie deborah",
    "chuck charles charlie",
    "larry lawrence",
    "jerry gerald jerome",
    "tim timothy",
    "alex alexander",
    "al albert alan",
    "gus august augustus",
)
"""First names that are short for one another."""
_SHORT = frozenset(frozenset((a, b)) for line in DIMINUTIVES for a in line.split() for b in line.split() if a != b)
SPELT = 0.85
"""Share of letters in common at which last names behind one first name are spellings of one."""


def own(words: Sequence[str]) -> tuple[str, ...]:
    """The words of a name without "Jr."."""
    return tuple(word for word in words if word not in SUFFIXES)


def same(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether two full names may be one person's: last name and first name agree, and no middle name differs."""
    if set(left[-1:]) & SUFFIXES != set(right[-1:]) & SUFFIXES:
        return False
    a, b = (own(words) for words in (left, right))
    if len(a) < 2 or len(b) < 2:
        return False
    short, long = sorted((a, b), key=len)
    if long[-len(short) :] == short:
        return True
    a, b = (
        words[1:]
        if len(words[0]) == 1
        and len(words) > 2
        and other[0] != words[0]
        and len(other[0]) > 1
        and words[0] != other[0][0]
        else words
        for words, other in ((a, b), (b, a))
    )
    if not _one_last(a, b) or not _one_first(a[0], b[0]):
        return False
    middles = [[word for word in words[1:-1] if word not in PARTICLES] for words in (a, b)]
    if not all(middles):
        return True
    pairs = zip(*middles, strict=False)
    return any(x[0] == y[0] and (len(x) == 1 or len(y) == 1 or x == y) for x, y in pairs)


def _one_last(left: Sequence[str], right: Sequence[str]) -> bool:
    from rapidfuzz.distance import Indel

    a, b = left[-1], right[-1]
    return a == b or (left[0] == right[0] and min(len(a), len(b)) > 5 and Indel.normalized_similarity(a, b) >= SPELT)


def _one_first(left: str, right: str) -> bool:
    short, long = sorted((left, right), key=len)
    return left == right or (len(short) == 1 and long[0] == short) or frozenset((left, right)) in _SHORT

"""Where sentences begin and end, in offsets of the text, with the clutter left out."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from assistant.schema import Article, Span
from assistant.text.words import STOP

ABBREVIATIONS = frozenset(
    """mr mrs ms dr drs prof profs sr jr st rep reps sen sens gov govs gen gens lt col maj capt sgt cmdr adm hon
    rev pres supt insp det jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun inc ltd
    corp co llc plc bros vs etc no nos vol fig p pp ch sec art approx est dept univ assn ave blvd rd mt ft ph
    e.g i.e a.m p.m u.s u.k u.n e.u d.c n.y n.h n.j s.c n.c fla calif conn mass mich minn okla ore penn tex wash
    wis ariz ark colo ill ind kan ky la md mo mont neb nev tenn vt va wyo messrs al cf ca op""".split()
)
BOUNDARY = re.compile(r"""(?P<stop>[.!?…]+)(?P<close>[)\]}"'”’»]*)(?=\s+["'“‘«(\[]*[^\Wa-z_]|\s*$)""")
LIST_ITEM = re.compile(r"\s*(?:[•◦▪‣●*\-–—]|\d{1,2}[.)]|[a-z][.)])\s+")
ENDS = re.compile(r"""[.!?…:;]["'”’»)\]]*\s*$""")
WORD_AHEAD = re.compile(r"\s*\S")
FOLLOWING = re.compile(r"\s+([^\W\d_a-z][^\W\d_]+)")
NUMBERED = frozenset("war part phase type class act volume book chapter level division league title".split())
"""Words behind which "I" is a number."""
LONGEST_SENTENCE = 1500
"""Characters above which a stretch is no sentence but a table, a dump or a trap."""
LONGEST_WORD = 30
WRAPPED = 40
"""A line shorter than this many characters is a line of its own, not part of a wrapped paragraph."""


def sentences(article: Article) -> list[Span]:
    """The sentences of an article in order, without its clutter."""
    gaps = sorted((Span(c.start, c.end) for c in article.clutter), key=lambda gap: gap.start)
    # The furthest that any gap up to each reaches: gaps may lie in each other, and a long text has many of both.
    reached = list(accumulate((gap.end for gap in gaps), max))
    return [
        span
        for block in _blocks(article.text)
        for piece in _without(block, _from(gaps, bisect_right(reached, block.start)))
        for span in split(article.text, piece)
    ]


def split(text: str, block: Span) -> Iterator[Span]:
    """The sentences of one block of running text."""
    start = block.start
    for match in BOUNDARY.finditer(text, block.start, block.end):
        if _abbreviated(text, start, match):
            continue
        yield from _trimmed(text, Span(start, match.end()))
        start = match.end()
    yield from _trimmed(text, Span(start, block.end))


def is_list_item(text: str) -> bool:
    """Whether a block begins with a bullet or a number."""
    return bool(LIST_ITEM.match(text))


def _abbreviated(text: str, start: int, match: re.Match[str]) -> bool:
    if match["stop"] != "." or match["close"]:
        return False
    words = text[max(start, match.start() - LONGEST_WORD) : match.start()].split()
    word = words[-1].lstrip("(\"'“‘[") if words else ""
    last_of_block = not WORD_AHEAD.match(text, match.end())
    single = len(word) == 1 and word.isupper() and (word != "I" or _is_initial(words, text, match.end()))
    return not last_of_block and (single or word.lower() in ABBREVIATIONS)


def _is_initial(words: Sequence[str], text: str, end: int) -> bool:
    """Whether "I." stands between the parts of a name: "Joseph I. Larsen", not "It was I. He left" nor "War I."."""
    first, following = words[-2] if len(words) > 1 else "", FOLLOWING.match(text, end)
    named = first.isalpha() and first[0].isupper() and first.lower() not in NUMBERED
    return named and following is not None and following[1].lower() not in STOP


def _blocks(text: str) -> Iterator[Span]:
    start, previous = 0, ""
    position = 0
    for line in text.splitlines(keepends=True):
        if position > start and not _continues(previous, line):
            yield Span(start, position)
            start = position
        position += len(line)
        previous = line
    if position > start:
        yield Span(start, position)


def _continues(previous: str, line: str) -> bool:
    before, after = previous.strip(), line.strip()
    if not before or not after or len(before) < WRAPPED or is_list_item(line):
        return False
    return not ENDS.search(before) or not (after[0].isupper() or after[0] in "\"'“‘") or len(before) < 100


def _from(gaps: Sequence[Span], first: int) -> Iterator[Span]:
    return (gaps[number] for number in range(first, len(gaps)))


def _without(block: Span, gaps: Iterable[Span]) -> Iterator[Span]:
    start = block.start
    for gap in gaps:
        if gap.start >= block.end:
            break
        if gap.end <= start:
            continue
        if gap.start > start:
            yield Span(start, gap.start)
        start = max(start, gap.end)
    if start < block.end:
        yield Span(start, block.end)


def _trimmed(text: str, span: Span) -> Iterator[Span]:
    body = text[span.start : span.end]
    left = len(body) - len(body.lstrip())
    right = len(body.rstrip())
    if right > left:
        yield Span(span.start + left, span.start + right)

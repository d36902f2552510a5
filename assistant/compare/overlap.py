"""How much of its own words one article shares with another: runs of words in a row."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from zlib import crc32

from assistant.schema import Article
from assistant.text.words import lower_words

RUN = 6
"""Words in a row that are compared; press English shares shorter runs by chance."""
FEW = 20
"""An article with fewer runs of its own words is compared with its quotations: it is hardly more than one."""
LIKELY = 0.1
"""Share of the smaller's runs from which two articles are looked at."""
SAME = 0.9
"""The same from which they are one text to all who are compared with them."""
QUOTED = re.compile(r"“[^”]{1,2000}”|\"[^\"\n]{1,2000}\"|‘[^’\n]{60,2000}’(?!\w)")
FOOTER = 50
"""Articles of different texts beyond which a run is no longer looked up: it is a footer that was not marked."""

Runs = frozenset[int]


def runs(article: Article) -> Runs:
    """Hashes of the runs of words of a report, without clutter and without what stands in quotation marks."""
    text = _reported(article)
    own = _hashed(QUOTED.sub(" | ", text))
    return own if len(own) >= FEW else _hashed(text)


def _reported(article: Article) -> str:
    pieces, done = [], 0
    for stretch in sorted(article.clutter, key=lambda each: each.start):
        pieces.append(article.text[done : stretch.start])
        done = max(done, stretch.end)
    return " | ".join([*pieces, article.text[done:]])


def _hashed(text: str) -> Runs:
    found: set[int] = set()
    for stretch in text.split(" | "):
        words = lower_words(stretch)
        found.update(crc32(" ".join(words[i : i + RUN]).encode()) for i in range(len(words) - RUN + 1))
    return frozenset(found)


def carried(left: Runs, right: Runs) -> float:
    """Share of the smaller's runs that the other has too, 0 to 1."""
    smaller = min(len(left), len(right))
    return len(left & right) / smaller if smaller else 0.0


def likely(found: Mapping[str, Runs]) -> Iterator[tuple[str, str]]:
    """Pairs that share a good part of their runs, over an index of runs; the later id of a pair last.

    A text that is all but another is not looked for again: whoever meets it meets the other.
    """
    index: dict[int, list[str]] = defaultdict(list)
    for id in sorted(found):
        mine = found[id]
        met = Counter(other for run in mine for other in index[run])
        shares = {other: count / min(len(mine), len(found[other])) for other, count in met.items()}
        yield from ((other, id) for other in sorted(shares) if shares[other] >= LIKELY)
        if max(shares.values(), default=0.0) < SAME:
            for run in mine:
                if len(index[run]) < FOOTER:
                    index[run].append(id)

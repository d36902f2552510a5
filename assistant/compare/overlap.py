"""How much of its own words one article shares with another: runs of words, found by MinHash, counted exactly."""

import re
from collections.abc import Iterator, Mapping
from itertools import combinations
from zlib import crc32

from assistant.schema import Article
from assistant.text.words import tokens

RUN = 6
"""Words in a row that are compared; press English shares shorter runs by chance."""
FEW = 20
"""An article with fewer runs of its own words is compared with its quotations: it is hardly more than one."""
BY_HAND = 60
"""Up to so many articles every pair is counted, which takes less time than loading a library."""
BANDS, ROWS = 64, 2
"""Two texts that share a tenth of their runs meet with a chance of 0.47, a fifth 0.93, a third 0.999:
1 - (1 - s^rows)^bands (Leskovec, Rajaraman, Ullman: Mining of Massive Datasets, 3.4)."""
QUOTED = re.compile(r"“[^”]{1,2000}”|\"[^\"\n]{1,2000}\"|‘[^’\n]{60,2000}’(?!\w)")

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
        words = [token.lower for token in tokens(stretch)]
        found.update(crc32(" ".join(words[i : i + RUN]).encode()) for i in range(len(words) - RUN + 1))
    return frozenset(found)


def carried(left: Runs, right: Runs) -> float:
    """Share of the smaller's runs that the other has too, 0 to 1."""
    smaller = min(len(left), len(right))
    return len(left & right) / smaller if smaller else 0.0


def likely(found: Mapping[str, Runs]) -> Iterator[tuple[str, str]]:
    """Pairs that may share much, each once; of many articles those whose sketches meet."""
    ids = sorted(id for id, held in found.items() if held)
    if len(ids) <= BY_HAND:
        yield from combinations(ids, 2)
    else:
        yield from _sketched(ids, found)


def _sketched(ids: list[str], found: Mapping[str, Runs]) -> Iterator[tuple[str, str]]:
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(num_perm=BANDS * ROWS, params=(BANDS, ROWS))
    for id in ids:
        # The runs are hashes already, so that hashing them again would only take time.
        sketch = MinHash(num_perm=BANDS * ROWS, hashfunc=int)
        sketch.update_batch(found[id])
        yield from ((other, id) for other in sorted(index.query(sketch)))
        index.insert(id, sketch)

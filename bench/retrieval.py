"""Measure retrieval: how often a passage that holds an accepted answer is among the first, and how fast.

    python bench/retrieval.py QUESTIONS.jsonl.gz... [--half tune|held|all] [--among N] [--vectors MODEL]
    python bench/retrieval.py --size 3000 100000

Each line of QUESTIONS holds id, question, answers (accepted ones) and documents (text, title, date). A passage holds
an answer when its words stand in it in a row, so that what cannot be found so is left out. Questions are split
by the hash of their id: constants may be looked at on `tune` only. With --among a question is put to its own
documents and others of the file, N in all. Intervals are 95 %, of a bootstrap over questions. --size times the
index alone over so many made-up passages.
"""

import argparse
import gzip
import json
import random
import re
import time
from collections.abc import Sequence
from hashlib import sha1
from pathlib import Path
from typing import Any

from assistant.answering import Means, open_library
from assistant.ask.index import Index
from assistant.ask.ranking import fused
from assistant.ask.retrieve import MOST
from assistant.ingest.document import Parsed, article
from assistant.schema import Article, Reading

FIRST = (1, 3, 5, 10, 24)
ROUNDS = 1000
WORD = re.compile(r"[^\W_]+")
Row = dict[str, Any]


class Memory(dict[str, str]):
    """Keeps what was made of an article from question to question."""

    put = dict.__setitem__


def rows_of(paths: Sequence[str], half: str) -> list[Row]:
    """The questions of a half that have an answer."""
    lines = [line for path in paths for line in gzip.decompress(Path(path).read_bytes()).decode().splitlines()]
    rows = [row for row in map(json.loads, lines) if row.get("answerable", True)]
    return [row for row in rows if half in ("all", half_of(str(row["id"])))]


def half_of(name: str) -> str:
    """`tune` or `held`, by the hash of a question's id."""
    return ("held", "tune")[int(sha1(name.encode()).hexdigest(), 16) % 2]


def articles_of(row: Row, others: Sequence[Row], among: int) -> list[Article]:
    """The articles that a question is put to, its own first."""
    chance = random.Random(str(row["id"]))
    own = {document["text"]: document for document in row["documents"]}
    more = [
        document for other in chance.sample(list(others), min(len(others), among)) for document in other["documents"]
    ]
    for document in more[: max(0, among - len(own))]:
        own.setdefault(document["text"], document)
    read = [
        article(Parsed(d["text"], d.get("title") or "", "", d.get("date") or ""), "", f"d{n}")
        for n, d in enumerate(own.values())
    ]
    return [each.articles[0] for each in read if each.articles]


def rank_of(row: Row, texts: Sequence[str]) -> int:
    """The place of the first text that holds an accepted answer, from 1; 0 for none."""
    answers = [f" {folded(answer)} " for answer in row["answers"]]
    return next((n for n, text in enumerate(texts, 1) if any(a in f" {folded(text)} " for a in answers)), 0)


def folded(text: str) -> str:
    """Words in small letters, a blank between them."""
    return " ".join(WORD.findall(text.lower().replace("’", "'")))


def interval(hits: Sequence[bool]) -> str:
    """Share with its interval, in percent."""
    chance = random.Random(7)
    shares = sorted(sum(chance.choices(hits, k=len(hits))) / len(hits) for _ in range(ROUNDS))
    return f"{100 * sum(hits) / len(hits):5.1f} [{100 * shares[25]:.1f}, {100 * shares[974]:.1f}]"


def measure(rows: Sequence[Row], among: int, vectors: Any) -> None:
    """Print recall at several places and questions a second."""
    memory = Memory()
    ranks: list[int] = []
    seconds = 0.0
    for row in rows:
        articles = articles_of(row, rows, among)
        library = open_library(Reading(tuple(articles)), group=True, means=Means(memory, vectors=vectors))
        own = [passage.quote.text for passage in library.shelf.passages.values()]
        if not rank_of(row, own):
            continue
        begun = time.process_time()
        found = library.find(row["question"])
        seconds += time.process_time() - begun
        ranks.append(rank_of(row, [passage.quote.text for passage in found.passages]))
    rate = len(ranks) / seconds
    print(f"{len(ranks)} questions, among {among or 'their own'} articles, {rate:.0f} a second with the index")
    for first in FIRST:
        print(f"recall@{first:<2} {interval([0 < rank <= first for rank in ranks])}")
    print(f"mean reciprocal rank {sum(1 / rank for rank in ranks if rank) / len(ranks):.3f}")


def speed(size: int) -> None:
    """Print what it takes to build and to ask an index of so many passages of 12 words, as they are in news."""
    chance = random.Random(7)
    words = [f"w{n}" for n in range(30_000)]
    weights = [1 / (n + 10) for n in range(30_000)]
    texts = [chance.choices(words, weights, k=12) for _ in range(size)]
    asked = [dict.fromkeys(chance.choices(words, weights, k=6), 0.7) for _ in range(100)]
    begun = time.perf_counter()
    index = Index(texts, [30] * (size // 30) + [size % 30])
    _best(index, asked[0])
    built = time.perf_counter() - begun
    begun = time.perf_counter()
    for weights_of_one in asked:
        _best(index, weights_of_one)
    each = (time.perf_counter() - begun) / len(asked)
    print(f"{size:,} passages: {1000 * built:.0f} ms to build, {1000 * each:.1f} ms a question")


def _best(index: Index, weights: dict[str, float]) -> None:
    near, others = index.rankings(weights)
    fused([near, *others], MOST)


def embedder(model: str) -> Any:
    """Vectors of the endpoint that is configured, kept in the user's cache."""
    from assistant.llm.embed import Embedder
    from assistant.llm.store import LIBRARY, cache_folder, open_store
    from assistant.settings import load_settings

    settings = load_settings({"embed": model})
    return Embedder(settings, open_store(cache_folder(settings), LIBRARY))


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("questions", nargs="*")
    parser.add_argument("--half", choices=("tune", "held", "all"), default="all")
    parser.add_argument("--among", type=int, default=0)
    parser.add_argument("--vectors", default="")
    parser.add_argument("--size", type=int, nargs="*", default=[])
    given = parser.parse_args()
    for size in given.size:
        speed(size)
    if given.questions:
        measure(rows_of(given.questions, given.half), given.among, embedder(given.vectors) if given.vectors else None)


if __name__ == "__main__":
    main()

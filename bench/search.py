"""Retrieval beside rank-bm25 and bm25s: questions a second and recall among 100,000 passages.

    python -m bench retrieval
    python -m bench retrieval --questions QUESTIONS.jsonl.gz    # also real questions, see bench/retrieval.py

Passages are sentences of made-up stories (bench/synthetic.py) with planted ones among them. A planted matter has a name
of its own that `NEAR` sentences have too, and two sentences that answer its question in other words than the question;
these two are the relevant ones, and recall@10 is the share of them among the first ten. Names make that easy for
whoever searches by words: the figure tells one way from another, not how well news is searched. With --questions the
passages are the sentences of real articles, made up to the same number with made-up ones, and relevant is what holds
the words of an accepted answer; recall@10 is then the share of questions with such a passage among the first ten.

Ours is `find` of the library that `ask` uses, over passages alone: articles' claims and findings, which lead to
passages too, are not made here. Seconds are of one processor.
"""

import json
import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import count, islice
from pathlib import Path
from typing import Any

from assistant.answering import Library
from assistant.ask.shelf import Shelf
from assistant.schema import Article
from bench.environments import Peer
from bench.records import OURS, Figure, Samples, against
from bench.retrieval import Row, articles_of, rank_of, rows_of
from bench.rounds import Size, computed, interleaved
from bench.synthetic import stories

FIRST = 10
NEAR = 12
Answer = dict[str, Any]
Find = Callable[[int, int], Answer]
EACH = 20
"""Sentences of an article."""
JOINED = 1.05
"""Made-up sentences to a passage: some of them are read as one."""
WAYS = ("rank-bm25", "bm25s", "bm25s, numba")
KINDS = "bridge museum tunnel theatre stadium library market harbour lighthouse brewery".split()
MATTERS = (
    (
        "How many people were killed when the {t} collapsed?",
        "The collapse of the {t} killed {n} people",
        "{n} deaths were counted after the {t} had come down",
    ),
    (
        "How much did the {t} cost to build?",
        "Building the {t} took {n} million crowns",
        "The costs of the {t} came to {n} million crowns",
    ),
    (
        "How many visitors did the {t} have?",
        "The {t} was visited by {n} guests",
        "{n} visitors came to the {t} in its first summer",
    ),
    (
        "How many workers at the {t} went on strike?",
        "A strike at the {t} was joined by {n} workers",
        "{n} of those who work at the {t} walked out and are striking",
    ),
)
BESIDE = (
    "Nobody at the {t} would say when the roof will be mended",
    "The mayor praised the {t} in a speech about the old town",
    "A choir sang in front of the {t} on the first day of the fair",
    "The {t} stands two streets from the station and has a clock",
)


@dataclass(frozen=True)
class Task:
    """Articles, and questions with the places of their relevant passages.

    `every` tells whether recall is the share of them that is found, or whether any of them is.
    """

    shelf: Shelf
    questions: tuple[str, ...]
    relevant: tuple[frozenset[int], ...]
    every: bool

    def recall(self, found: Sequence[Sequence[int]]) -> float:
        """In per cent, over the questions that were put."""
        asked = [(held, held & set(places[:FIRST])) for held, places in zip(self.relevant, found, strict=False)]
        return 100 * sum(len(hit) / len(held) if self.every else bool(hit) for held, hit in asked) / len(asked)


def filler(passages: int) -> list[str]:
    """So many made-up sentences."""
    told = (story.articles for story in stories(-(-passages // 100) * 100))
    return [f"{line}." for articles in told for each in articles for line in each.text.split(". ")][:passages]


def planted(passages: int, questions: int) -> Task:
    """Made-up sentences with the planted ones strewn among them."""
    chance = random.Random(7)
    asked, lines = [], []
    for number in range(questions):
        question, *answers = MATTERS[number % len(MATTERS)]
        name = f"{''.join(chance.choices('bdfgklmnprstvz', k=3))}o {chance.choice(KINDS)}".capitalize()
        asked.append(question.format(t=name))
        lines += [(number, answer.format(t=name, n=chance.randint(12, 480))) for answer in answers]
        lines += [(-1, chance.choice(BESIDE).format(t=name)) for _ in range(NEAR)]
    strewn = [*lines, *((-1, line) for line in filler(round(passages * JOINED) - len(lines)))]
    chance.shuffle(strewn)
    shelf = Shelf(bound([text for _, text in strewn]))
    owner = {text: number for number, text in lines if number >= 0}
    held: dict[int, set[int]] = {number: set() for number in range(questions)}
    for place, passage in enumerate(shelf.passages.values()):
        for text in owner.keys() & {passage.quote.text.rstrip("."), *passage.quote.text.split(". ")}:
            held[owner[text]].add(place)
    return Task(shelf, tuple(asked), tuple(frozenset(held[number]) for number in range(questions)), every=True)


def bound(lines: Sequence[str]) -> tuple[Article, ...]:
    """Sentences as articles."""
    left = iter(lines)
    made: list[Article] = []
    while some := list(islice(left, EACH)):
        text = " ".join(f"{line.rstrip('.')}." for line in some)
        made.append(Article(f"a{len(made)}", f"a{len(made)}", "", "", "2025-08-30", "", text))
    return tuple(made)


def real(paths: Sequence[str], passages: int, questions: int) -> Task:
    """Questions with the documents of all of them, made up to so many passages."""
    rows: list[Row] = rows_of(paths, "all")[:questions]
    read = {article.text: article for row in rows for article in articles_of(row, [], 0)}
    own = Shelf(tuple(replace(article, id=f"d{number}") for number, article in enumerate(read.values())))
    shelf = Shelf((*own.articles, *bound(filler(max(0, round((passages - len(own.passages)) * JOINED))))))
    texts = [passage.quote.text for passage in own.passages.values()]
    found = [frozenset(n for n, text in enumerate(texts) if rank_of(row, [text])) for row in rows]
    kept = [(row["question"], held) for row, held in zip(rows, found, strict=True) if held]
    return Task(shelf, tuple(q for q, _ in kept), tuple(held for _, held in kept), every=False)


class Ours:
    """The library that `ask` searches."""

    def __init__(self, task: Task) -> None:
        self._library = Library(task.shelf)
        self._questions = task.questions
        self._places = {mark: place for place, mark in enumerate(task.shelf.passages)}

    def build(self) -> float:
        """Seconds to make the index, and to answer a first question."""
        return computed(lambda: self._library.find(self._questions[0]))

    def find(self, start: int, stop: int) -> Answer:
        """What some of the questions find, and the seconds that takes."""
        found: list[list[int]] = []
        seconds = computed(lambda: found.extend(self._places_of(each) for each in self._questions[start:stop]))
        return {"seconds": seconds, "found": found}

    def _places_of(self, question: str) -> list[int]:
        return [self._places[passage.id] for passage in self._library.find(question).passages]


def turn_of(find: Find, portion: int, starts: Iterator[int], found: list[list[int]]) -> float:
    """Questions a second of the next portion; what is found is kept."""
    start = next(starts)
    answer = find(start, start + portion)
    found.extend(answer["found"])
    return portion / float(answer["seconds"])


def _asked(peer: Peer, way: str, start: int, stop: int) -> Answer:
    answer: Answer = peer.ask("find", way=way, start=start, stop=stop, count=FIRST)
    return answer


def measured(task: Task, name: str, size: Size) -> list[Figure]:
    """Questions a second and recall of every way."""
    rounds = size.pick(3, 1)
    portion = min(len(task.questions) // rounds, size.pick(50, 10))
    found: dict[str, list[list[int]]] = {way: [] for way in (OURS, *WAYS)}
    own = Ours(task)
    passages = [passage.quote.text for passage in task.shelf.passages.values()]
    built = {OURS: Samples([own.build()])}
    with Peer("search") as peer, tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "passages.json"
        path.write_text(json.dumps({"passages": passages, "questions": task.questions}), encoding="utf-8")
        peer.ask("load", path=str(path))
        finds: dict[str, Find] = {OURS: own.find}
        for way in WAYS:
            built[way] = Samples([peer.ask("build", way=way)])
            finds[way] = partial(_asked, peer, way)
            finds[way](0, 1)  # what is compiled is compiled now
        turns = {way: partial(turn_of, find, portion, count(0, portion), found[way]) for way, find in finds.items()}
        speed = interleaved(turns, rounds)
    told = f"{name}, {len(passages):,} passages, {len(found[OURS])} questions"
    recall = {way: Samples([task.recall(each)]) for way, each in found.items()}
    told = f"{name}, {len(passages):,} passages, {len(found['ours'])} questions"
    return against(
        told,
        [("questions a second", speed, "higher"), ("% recall@10", recall, "higher"), ("s to index", built, "lower")],
    )


def figures(size: Size) -> list[Figure]:
    """Planted questions, and real ones where a file is given."""
    passages, questions = size.pick(100_000, 5_000), size.pick(150, 20)
    made = measured(planted(passages, questions), "planted", size)
    if size.questions:
        made += measured(real(size.questions, passages, questions), "real questions", size)
    return made

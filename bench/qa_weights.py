"""Fit the weights of `assistant.engines.builtin.weights` on the development half of labelled questions.

    python bench/qa_weights.py QA.jsonl.gz...

Every question is put to its own documents, to another question's, to its own among those of twelve others, to
the twelve alone, and to its own without the sentences that contain an accepted answer. The scores of a question's
passages and a fixed 0 for silence make a distribution (softmax); the weights maximise the probability of the
passages that contain an answer, or of silence where none should. Adam, with squared weights held down; the sign of
a weight is given beforehand by what its figure means. Needs numpy. Prints the table to be put in the file.
"""

import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from qa import Row, cases_of, halves

from assistant.answered import Passage
from assistant.ask.shelf import Shelf
from assistant.engines.builtin.evidence import gather
from assistant.engines.builtin.question import read_question
from assistant.evaluate.kinds.qa import may_answer, reading_of
from assistant.evaluate.scoring.answers import says
from assistant.library import Library
from assistant.library.part import parts_of
from assistant.pool import Inline, unwatched

AGAINST = frozenset(
    """asks negated long points_back names_lost rest_lost relation_lost setting_lost titles_lost number_none
    date_none name_none thing_none reason_none""".split()
)
"""Figures that speak against a passage; all others speak for it."""
ASIDE = frozenset("any_none any_fits any_beside any_carried reason_fits rest_near".split())
"""Figures that no weight is fitted for: too few questions, or a bar of `answer`."""
AMONG, WITHOUT = 0.3, 0.3
"""What a case among other documents, and one without its answer, counts beside a plain one."""
OTHERS, SHRINK, STEPS, RATE = 12, 0.0007, 500, 0.15
SEED = 7
Array = Any


class Memory(dict[str, str]):
    """Keeps what was made of an article for the cases that have it too."""

    def put(self, key: str, text: str) -> None:
        """Keep a text."""
        self[key] = text

    def __bool__(self) -> bool:
        """An empty one is a keeper too."""
        return True


KEPT = Memory()


@dataclass(frozen=True)
class Example:
    """The figures of a question's passages, which of them contain an answer, and what the case counts."""

    figures: Sequence[dict[str, float]]
    right: Sequence[bool]
    counts: float


def examples(rows: Sequence[Row]) -> Iterator[Example]:
    """All cases of some questions; those with nothing to learn from are left out."""
    chance = random.Random(3)
    for case in cases_of(rows, SEED):
        passages = found(case.row, case.documents)
        yield from example(case.row, passages, own=case.own, counts=1.0)
        if case.own and case.row.get("answerable", True):
            cut = [p for p in passages if not any(says(p.quote.text, case.row["answers"]))]
            yield from example(case.row, cut, own=False, counts=WITHOUT)
    for row in rows:
        drawn = chance.sample([other for other in rows if other is not row], min(OTHERS, len(rows) - 1))
        others = [document for other in drawn for document in other["documents"]]
        yield from example(row, found(row, [*row["documents"], *others]), own=True, counts=AMONG)
        if not may_answer(row, others):
            yield from example(row, found(row, others), own=False, counts=AMONG)


def found(row: Row, documents: Sequence[Row]) -> Sequence[Passage]:
    """The passages that a question is answered from."""
    articles = reading_of(documents).articles
    parts = parts_of(articles, KEPT, Inline(), unwatched)
    return Library(Shelf(articles), parts=tuple(parts)).find(row["question"]).passages


def example(row: Row, passages: Sequence[Passage], *, own: bool, counts: float) -> Iterator[Example]:
    """A case, where there is something to choose from and, with its own documents, something right."""
    right = [own and any(says(p.quote.text, row["answers"])) for p in passages]
    if passages and (any(right) or not own):
        yield Example([dict(e.figures) for e in gather(read_question(row["question"]), passages)], right, counts)


def fitted(cases: Sequence[Example]) -> tuple[dict[str, float], float]:
    """The weights by figure, and the bias."""
    names = sorted({name for case in cases for figures in case.figures for name in figures} - ASIDE)
    table = np.array([[f.get(name, 0.0) for name in names] + [1.0] for case in cases for f in case.figures])
    right = np.array([float(each) for case in cases for each in case.right])
    sizes = np.array([len(case.figures) for case in cases])
    starts, owner = np.concatenate([[0], np.cumsum(sizes)[:-1]]), np.repeat(np.arange(len(cases)), sizes)
    counts = np.array([case.counts for case in cases])
    share = (counts / counts.sum())[owner]
    low = np.array([-9.0 if name in AGAINST else 0.0 for name in names] + [-99.0])
    high = np.array([0.0 if name in AGAINST else 9.0 for name in names] + [99.0])
    weights = np.zeros(len(names) + 1)
    weights[-1] = -3.0
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        slope = ((_chosen(table @ weights, right, (starts, owner))) * share) @ table
        slope[:-1] += SHRINK * weights[:-1]
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        rate = RATE * (0.3 if step > STEPS * 0.6 else 1.0)
        move = (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
        weights = np.clip(weights - rate * move, low, high)
    return dict(zip(names, map(float, weights[:-1]), strict=True)), float(weights[-1])


def _chosen(scores: Array, right: Array, groups: tuple[Array, Array]) -> Array:
    """How far the probability of each passage exceeds what it should be: the slope of the loss by its score."""
    starts, owner = groups
    top = np.maximum(0.0, np.maximum.reduceat(scores, starts))
    heights = np.exp(scores - top[owner])
    whole = np.exp(-top) + np.add.reduceat(heights, starts)
    wanted = np.add.reduceat(heights * right, starts)
    return heights / whole[owner] - heights * right / np.where(wanted > 0, wanted, 1.0)[owner]


def main() -> None:
    """Print the weights."""
    rows = [rows for path in sys.argv[1:] for _, rows in halves(Path(path), "tune")]
    weights, bias = fitted([each for some in rows for each in examples(some)])
    print(f"BIAS = {bias:.2f}")
    for name, value in sorted(weights.items(), key=lambda pair: -pair[1]):
        if abs(value) >= 0.05:
            print(f'    "{name}": {value:.2f},')


if __name__ == "__main__":
    main()

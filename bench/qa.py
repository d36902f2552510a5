"""Measure `assistant.ask` on labelled questions: the whole journey, from documents to verified sentences.

    python bench/qa.py QA.jsonl.gz... [--half tune|held|all] [--sample N] [--seed S] [--model NAME] [--show]

Each line holds question, answers, documents (title, date, text), and maybe wrong_answers and answerable. Rows
with an even number are the half on which thresholds and weights may be set (`tune`), the others are held aside.
Every question is put to its own documents and, to see whether silence is noticed, to those of another question,
as many of them: pairs in whose documents an accepted answer stands beside a name of the question are left out.
With a model the calls are kept by the store, so that a run goes on where it was stopped.

Intervals: 95 %, bootstrap over questions.
"""

import argparse
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from assistant import answering
from assistant.answered import Answer
from assistant.engines import Engine, open_engine
from assistant.evaluate.kinds.lines import lines
from assistant.evaluate.kinds.qa import REQUIRED, may_answer, reading_of
from assistant.evaluate.scoring.answers import says
from assistant.schema import Sentence
from assistant.settings import load_settings

ROUNDS = 1000
Row = Mapping[str, Any]
Share = tuple[float, float]
"""What counts and what it is counted of, for one question."""


@dataclass(frozen=True)
class Case:
    """A question with documents; `own` tells that they are its own and not another question's."""

    row: Row
    documents: Sequence[Row]
    own: bool


@dataclass(frozen=True)
class Outcome:
    """What came of a case, and the seconds from question to answer, reading the documents left out."""

    case: Case
    answer: Answer
    seconds: float


def cases_of(rows: Sequence[Row], seed: int) -> Iterator[Case]:
    """Every question with its own documents, then with those of another."""
    chance = random.Random(seed)
    for row in rows:
        yield Case(row, row["documents"], True)
    for row in rows:
        like = [r for r in rows if r is not row and len(r["documents"]) == len(row["documents"])]
        pool = like if len(like) > 2 else [r for r in rows if r is not row]
        if not pool:
            return
        other = chance.choice(pool)["documents"]
        if not may_answer(row, other):
            yield Case(row, other, False)


def outcome(case: Case, engine: Engine) -> Outcome:
    """Put one question to its documents."""
    library = answering.open_library(reading_of(case.documents))
    began = time.perf_counter()
    answer = answering.ask(case.row["question"], library, engine=engine)
    return Outcome(case, answer, time.perf_counter() - began)


def _contained(each: Outcome) -> Share:
    """Questions whose answer stands in their documents: whether an accepted one stands in the reply."""
    counts = each.case.own and each.case.row.get("answerable", True) is not False
    return float(counts and any(says(each.answer.answer, each.case.row["answers"]))), float(counts)


def _all_contained(each: Outcome) -> Share:
    """Of all right answers, those that the reply contains."""
    answers = each.case.row["answers"]
    return (float(sum(says(each.answer.answer, answers))), float(len(answers))) if each.case.own else (0.0, 0.0)


def _misled(each: Outcome) -> Share:
    """Replies with a wrong answer that stands neither beside a right one nor in a dispute."""
    row, text = each.case.row, each.answer.answer
    wrong = any(says(text, row.get("wrong_answers") or []))
    alone = wrong and not each.answer.disputed and not any(says(text, row["answers"]))
    counts = each.case.own and not each.answer.abstained
    return float(counts and alone), float(counts)


def _cited(each: Outcome) -> Share:
    """Cited sentences of answerable questions whose words contain an accepted answer."""
    if not _contained(each)[1]:
        return 0.0, 0.0
    row = each.case.row
    told = [any(says(_words(sentence), row["answers"])) for sentence in each.answer.sentences]
    return float(sum(told)), float(len(told))


def _words(sentence: Sentence) -> str:
    return " ".join(quote.text for quote in sentence.quotes)


def _silent_rightly(each: Outcome) -> Share:
    """Of all silences, those where the documents are another question's."""
    counts = each.answer.abstained and (not each.case.own or _contained(each)[1] > 0)
    return float(counts and not each.case.own), float(counts)


def _silence_noticed(each: Outcome) -> Share:
    """Of the questions with another's documents, those met with silence."""
    return float(each.answer.abstained and not each.case.own), float(not each.case.own)


def _length(each: Outcome) -> Share:
    """Sentences of a reply that is not silent."""
    counts = each.case.own and not each.answer.abstained
    return float(counts * len(each.answer.sentences)), float(counts)


def _removed(each: Outcome) -> Share:
    """Sentences that were offered and not taken, per question."""
    return float(len(each.answer.removed)), 1.0


MEASURES: Mapping[str, Callable[[Outcome], Share]] = {
    "answer contained": _contained,
    "right answers contained": _all_contained,
    "wrong answer alone": _misled,
    "citation precision": _cited,
    "abstention precision": _silent_rightly,
    "abstention recall": _silence_noticed,
    "sentences a reply": _length,
    "removed a question": _removed,
}


def interval(shares: Sequence[Share]) -> tuple[float, float, float]:
    """The share over all questions, and its 95 % bootstrap interval."""
    draw = random.Random(1)
    values = sorted(_share(draw.choices(shares, k=len(shares))) for _ in range(ROUNDS))
    return _share(shares), values[int(0.025 * ROUNDS)], values[int(0.975 * ROUNDS)]


def _share(shares: Sequence[Share]) -> float:
    return sum(part for part, _ in shares) / (sum(whole for _, whole in shares) or 1.0)


def report(name: str, outcomes: Sequence[Outcome]) -> Iterator[str]:
    """The figures of one file and half."""
    own = sum(each.case.own for each in outcomes)
    times = sorted(1000 * each.seconds for each in outcomes)
    failed = sum(bool(each.answer.run.problems) for each in outcomes)
    yield (
        f"{name}: {own} questions, {len(outcomes) - own} with another's documents; "
        f"{median(times):.0f} ms median, {times[int(0.95 * len(times))]:.0f} p95; {failed} with problems"
    )
    by_row: dict[str, list[Outcome]] = {}
    for each in outcomes:
        by_row.setdefault(str(each.case.row["id"]), []).append(each)
    for title, measure in MEASURES.items():
        shares = [tuple(map(sum, zip(*(measure(each) for each in group), strict=True))) for group in by_row.values()]
        value, low, high = interval([(part, whole) for part, whole in shares])
        yield f"  {title:24} {value:6.3f} [{low:.3f}, {high:.3f}]  of {sum(whole for _, whole in shares):g}"


def shown(each: Outcome) -> str:
    """A case in one line, for reading."""
    mark = "+" if any(says(each.answer.answer, each.case.row["answers"])) else "-"
    kind = ("own" if each.case.own else "other") + (" silent" if each.answer.abstained else f" {mark}")
    return (
        f"{kind} | {each.case.row['question']} | {each.case.row['answers']} | {each.answer.answer or each.answer.why}"
    )


def halves(path: Path, half: str) -> Iterator[tuple[str, list[Row]]]:
    """The rows of a file, even ones apart from odd ones."""
    rows = lines(path, REQUIRED, lambda _: "")
    for name, first in (("tune", 0), ("held", 1)):
        if half in (name, "all"):
            yield f"{path.name.split('.')[0]}, {name}", rows[first::2]


def main() -> None:
    """Measure every file named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--half", choices=("tune", "held", "all"), default="tune")
    parser.add_argument("--sample", type=int, default=0, help="as many questions of each half, drawn with the seed")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--model", help="as for `assistant ask`; the built-in engine without it")
    parser.add_argument("--base-url")
    parser.add_argument("--show", action="store_true", help="every question with its reply")
    given = parser.parse_args()
    engine = open_engine(load_settings({"model": given.model, "base_url": given.base_url}))
    for path in given.files:
        for name, rows in halves(path, given.half):
            some = random.Random(given.seed).sample(rows, given.sample) if given.sample else rows
            outcomes = []
            for case in cases_of(some, given.seed):
                outcomes.append(outcome(case, engine))
                if given.show:
                    print(shown(outcomes[-1]), flush=True)
            print("\n".join(report(name, outcomes)), flush=True)


if __name__ == "__main__":
    main()

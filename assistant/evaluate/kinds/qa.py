"""Questions with documents and accepted answers: what `ask` says, on which words, and whether it keeps silent.

A line holds `question`, `answers` (each an accepted wording, or each a right answer) and `documents` (`title`, `date`,
`text`); `wrong_answers` are what a misled reader would say, `answerable: false` says that the documents do not hold the
answer. Each question is also put to another question's documents, as many of them, where silence is right; where those
may answer it after all (an accepted answer beside a name of the question) it is left out.
"""

import json
import random
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from assistant import answering
from assistant.engines.seam import Engine
from assistant.evaluate.hashing import hash_of
from assistant.evaluate.kinds.lines import Line, lines, read_output, texts
from assistant.evaluate.kinds.seam import Kind
from assistant.evaluate.records import Case, Meaning, Score, Task, Words, Worked
from assistant.evaluate.scoring.answers import says
from assistant.evaluate.scoring.cases import Told, case, one, placed, unscored
from assistant.ingest import read
from assistant.schema import Reading
from assistant.text.names import names

REQUIRED = ("question", "answers", "documents")
SEED = 1
ENOUGH = 2
"""Questions with as many documents from which one to exchange them with is drawn; else from all."""
METRICS: Mapping[str, Meaning] = {
    "answer_accuracy": Meaning(
        "answers right", True, "of the questions with an answer, those whose reply contains one"
    ),
    "answers_complete": Meaning("right answers given", True, "of all right answers, those that the reply contains"),
    "misled": Meaning("wrong answer alone", False, "of the replies, those with a wrong answer beside no right one"),
    "citation_precision": Meaning(
        "citations right", True, "of the cited sentences of questions with an answer, those whose words contain one"
    ),
    "abstention_precision": Meaning("silence right", True, "of all silences, those where the documents hold no answer"),
    "abstention_near": Meaning(
        "silence on what is missing",
        True,
        "of the questions that their own documents do not answer, those met with silence",
    ),
    "abstention_recall": Meaning(
        "silence kept", True, "of the questions put to others' documents, those met with silence"
    ),
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a reply, with the article and the words of each quote."""

    text: str
    quotes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What is kept of a reply."""

    answer: str
    abstained: bool
    undelivered: bool
    why: str
    disputed: bool
    removed: int
    sentences: tuple[Sentence, ...]


def tasks(path: Path) -> Sequence[Task]:
    """A task a line, with another line's documents where one fits. Raises UserError."""
    rows = lines(path, REQUIRED, _wrong)
    chance = random.Random(SEED)  # nosec B311 # a sample that anybody can draw again, no secret
    found = []
    for number, row in enumerate(rows, 1):
        other = _others(row, rows, chance)
        id = str(row.get("id", number))
        found.append(Task(id, id, {"row": row, "other": other}, hash_of([row, other])))
    return found


def _wrong(line: Line) -> str:
    """What is not as it should be in a line; empty where all is."""
    documents = line["documents"]
    told = isinstance(documents, list) and all(isinstance(each, dict) for each in documents)
    if not told or not all(isinstance(each.get("text"), str | None) for each in documents):
        return "documents must be a list of objects with a text"
    if not isinstance(line["question"], str) or not line["question"].strip():
        return "question must be a text with something in it"
    if not texts(line["answers"]) or not texts(line.get("wrong_answers") or []):
        return "answers and wrong_answers must be lists of texts"
    return "" if line["answers"] or not _answered(line) else "answers holds none; say answerable: false, or add one"


def work(task: Task, engine: Engine) -> Worked:
    """Ask the question of its documents, and of another's. Raises ModelError."""
    row: Line = task.given["row"]
    replies, problems = {}, []
    for name, documents in (("own", row["documents"]), ("other", task.given["other"])):
        reading = reading_of(documents or [])
        if reading.articles:
            answer = answering.ask(row["question"], answering.open_library(reading), engine=engine)
            problems += [f"{problem.where}: {problem.reason}" for problem in answer.run.problems]
            replies[name] = {
                "answer": answer.answer,
                "abstained": answer.abstained,
                "undelivered": answer.undelivered,
                "why": answer.why,
                "disputed": answer.disputed,
                "removed": len(answer.removed),
                "sentences": [
                    {"text": one.text, "quotes": [[quote.article, quote.text] for quote in one.quotes]}
                    for one in answer.sentences
                ],
            }
    return Worked(replies, tuple(problems))


def cases(task: Task, output: object, repeat: int) -> Sequence[Case]:
    """A case for the question with its own documents, and one with another's."""
    read_output(dict[Literal["own", "other"], Said], output, "replies")
    assert isinstance(output, Mapping)  # nosec B101 # a fact of ours, told to the type checker
    row: Line = task.given["row"]
    return placed((_case(row, name, reply) for name, reply in output.items()), task, repeat)


def _case(row: Line, name: str, reply: Mapping[str, Any]) -> Case:
    own = name == "own"
    scores = list(_own(row, reply) if own else _other(reply))
    told = Told(
        asked=row["question"],
        expected=" / ".join(row["answers"]) if own and _answered(row) else "silence",
        got=reply["answer"] or f"silence: {reply['why']}",
        found=tuple(Words(article, text) for sentence in reply["sentences"] for article, text in sentence["quotes"]),
    )
    gold = hash_of([row["question"], row["answers"], row.get("wrong_answers")])
    return case(name, "own documents" if own else "others' documents", scores, told, gold)


def _own(row: Line, reply: Mapping[str, Any]) -> Iterator[Score]:
    if reply["undelivered"]:
        yield from (unscored(name, reply["why"]) for name in ("answer_accuracy", "answers_complete"))
        return
    if not _answered(row):
        yield one("abstention_near", reply["abstained"], "its documents are said to hold no answer")
        return
    held = says(reply["answer"], row["answers"])
    why = "contains an accepted answer" if any(held) else "contains none"
    yield one("answer_accuracy", any(held), why)
    yield Score("answers_complete", float(sum(held)), float(len(held)), f"{sum(held)} of {len(held)}")
    if reply["abstained"]:
        yield one("abstention_precision", False, "silent, though the documents hold an answer")
        return
    wrong = any(says(reply["answer"], row.get("wrong_answers") or []))
    alone = wrong and not reply["disputed"] and not any(held)
    if "wrong_answers" in row:
        yield one("misled", alone, "gives a wrong answer alone" if alone else "")
    told = [any(says(" ".join(text for _, text in one["quotes"]), row["answers"])) for one in reply["sentences"]]
    yield Score("citation_precision", float(sum(told)), float(len(told)), f"{sum(told)} of {len(told)} sentences")


def _other(reply: Mapping[str, Any]) -> Iterator[Score]:
    if reply["undelivered"]:
        yield unscored("abstention_recall", reply["why"])
        return
    silent = bool(reply["abstained"])
    yield one("abstention_recall", silent, "silent" if silent else "answers from documents on something else")
    if silent:
        yield one("abstention_precision", True, "silent, and the documents are another question's")


def _answered(row: Line) -> bool:
    return row.get("answerable", True) is not False


def _others(row: Line, rows: Sequence[Line], chance: random.Random) -> Sequence[Line] | None:
    """Another question's documents, as many; none where they may answer this one."""
    rest = [other for other in rows if other is not row]
    like = [other for other in rest if len(other["documents"]) == len(row["documents"])]
    pool = like if len(like) >= ENOUGH else rest
    if not pool:
        return None
    documents: Sequence[Line] = chance.choice(pool)["documents"]
    return None if may_answer(row, documents) else documents


def may_answer(row: Line, documents: Sequence[Line]) -> bool:
    """Whether documents may answer a question after all."""
    text = " ".join(document.get("text") or "" for document in documents)
    named = [name.core for name in names(row["question"])]
    return any(says(text, row["answers"])) and (not named or any(says(text, named)))


def reading_of(documents: Sequence[Line]) -> Reading:
    """Documents as articles, by way of a file as a user would give them."""
    told = [{**each, "id": f"d{n}"} for n, each in enumerate(documents, 1) if (each.get("text") or "").strip()]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "documents.jsonl"
        path.write_text("\n".join(json.dumps(line) for line in told), encoding="utf-8")
        return read(str(path))


KIND = Kind(tasks, work, cases, METRICS)

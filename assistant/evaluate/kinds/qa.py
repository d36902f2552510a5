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
from pathlib import Path
from typing import Any

from assistant import answering
from assistant.engines.seam import Engine
from assistant.errors import UserError
from assistant.evaluate.kinds.lines import Line, hash_of, lines, texts
from assistant.evaluate.kinds.seam import Kind
from assistant.evaluate.records import Case, Meaning, Score, State, Task, Words, Worked
from assistant.evaluate.scoring.answers import says
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


def tasks(path: Path) -> Sequence[Task]:
    """A task a line, with another line's documents where one fits. Raises UserError."""
    rows = [_row(where, line) for where, line in lines(path, REQUIRED)]
    chance = random.Random(SEED)
    found = []
    for number, row in enumerate(rows, 1):
        other = _others(row, rows, chance)
        id = str(row.get("id", number))
        found.append(Task(id, id, {"row": row, "other": other}, hash_of([row, other])))
    return found


def _row(where: str, line: Line) -> Line:
    """A line that has what is read of it. Raises UserError."""
    documents = line["documents"]
    held = isinstance(documents, list) and all(isinstance(each, dict) and "text" in each for each in documents)
    wanted = {
        "question must be a text with something in it": texts([line["question"]]),
        "answers must be a list of texts": texts(line["answers"]),
        "answers is empty; give one, or answerable: false": bool(line["answers"]) or not _answered(line),
        "wrong_answers must be a list of texts": texts(line.get("wrong_answers") or []),
        'documents must be a list of objects, each with its "text"': held,
    }
    for told, right in wanted.items():
        if not right:
            raise UserError(f"{where}: {told}")
    return line


def work(task: Task, engine: Engine) -> Worked:
    """Ask the question of its documents, and of another's. Raises ModelError."""
    row: Line = task.given["row"]
    replies, problems = {}, []
    for name, documents in (("own", row["documents"]), ("other", task.given["other"])):
        reading = _reading(documents or [])
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
    assert isinstance(output, Mapping)
    row: Line = task.given["row"]
    return [_case(task, row, name, reply, repeat) for name, reply in output.items()]


def _case(task: Task, row: Line, name: str, reply: Mapping[str, Any], repeat: int) -> Case:
    own = name == "own"
    scores = list(_own(row, reply) if own else _other(reply))
    first = scores[0]
    state: State = "unscored" if first.unscored else "passed" if first.part == first.whole else "failed"
    quoted = [quote for sentence in reply["sentences"] for quote in sentence["quotes"]]
    return Case(
        id=f"{task.id}/{name}",
        task=task.id,
        cluster=task.cluster,
        group="own documents" if own else "others' documents",
        state=state,
        asked=row["question"],
        expected=" / ".join(map(str, row["answers"])) if own and _answered(row) else "silence",
        got=reply["answer"] or f"silence: {reply['why']}",
        scores=tuple(scores),
        gold=hash_of([row["question"], row["answers"], row.get("wrong_answers")]),
        found=tuple(Words(article, text) for article, text in quoted),
        repeat=repeat,
    )


def _own(row: Line, reply: Mapping[str, Any]) -> Iterator[Score]:
    if reply["undelivered"]:
        yield from (Score(name, 0, 0, unscored=reply["why"]) for name in ("answer_accuracy", "answers_complete"))
        return
    if not _answered(row):
        yield Score("abstention_near", float(reply["abstained"]), 1, "its documents are said to hold no answer")
        return
    held = says(reply["answer"], row["answers"])
    why = "contains an accepted answer" if any(held) else "contains none"
    yield Score("answer_accuracy", float(any(held)), 1, why)
    yield Score("answers_complete", float(sum(held)), float(len(held)), f"{sum(held)} of {len(held)}")
    if reply["abstained"]:
        yield Score("abstention_precision", 0, 1, "silent, though the documents hold an answer")
        return
    wrong = any(says(reply["answer"], row.get("wrong_answers") or []))
    alone = wrong and not reply["disputed"] and not any(held)
    if "wrong_answers" in row:
        yield Score("misled", float(alone), 1, "gives a wrong answer alone" if alone else "")
    told = [any(says(" ".join(text for _, text in one["quotes"]), row["answers"])) for one in reply["sentences"]]
    yield Score("citation_precision", float(sum(told)), float(len(told)), f"{sum(told)} of {len(told)} sentences")


def _other(reply: Mapping[str, Any]) -> Iterator[Score]:
    if reply["undelivered"]:
        yield Score("abstention_recall", 0, 0, unscored=reply["why"])
        return
    silent = bool(reply["abstained"])
    yield Score(
        "abstention_recall", float(silent), 1, "silent" if silent else "answers from documents on something else"
    )
    if silent:
        yield Score("abstention_precision", 1, 1, "silent, and the documents are another question's")


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
    return None if _about(row, documents) else documents


def _about(row: Line, documents: Sequence[Line]) -> bool:
    """Whether documents may answer a question after all."""
    text = " ".join(document["text"] or "" for document in documents)
    named = [name.core for name in names(row["question"])]
    return any(says(text, row["answers"])) and (not named or any(says(text, named)))


def _reading(documents: Sequence[Line]) -> Reading:
    """Documents as articles, by way of a file as a user would give them."""
    told = [{**each, "id": f"d{n}"} for n, each in enumerate(documents, 1) if (each["text"] or "").strip()]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "documents.jsonl"
        path.write_text("\n".join(json.dumps(line) for line in told), encoding="utf-8")
        return read(str(path))


KIND = Kind(tasks, work, cases, METRICS)

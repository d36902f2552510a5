"""A model as judge, where a suite declares one: its grades beside the scores, and how far it agrees with readers.

A judge never decides what code can: `answer_accuracy` stays what it is, `judged_accuracy` is told next to it, and
`judge_agreement` says how often the judge grades as a reader did, on replies that were graded by reading.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, Literal, Protocol, get_args

from assistant.engines.seam import Usage
from assistant.errors import ModelError, UserError
from assistant.evaluate.hashing import hash_of
from assistant.evaluate.kinds.lines import read_output
from assistant.evaluate.records import Case, Meaning, Score, Trial, Words
from assistant.evaluate.scoring.cases import one, state_of, unscored
from assistant.evaluate.shape import Told, read_shaped

Grade = Literal["right", "wrong"]
TASK = "judge"
"""The task of the trial that holds what the judge made of replies that were graded by reading."""
METRICS: Mapping[str, Meaning] = {
    "judged_accuracy": Meaning(
        "answers right, by the judge", True, "of the replies with an answer, those that the judge grades as right"
    ),
    "judge_agreement": Meaning(
        "judge agrees with readers",
        True,
        "of the replies that were graded by reading, those that the judge grades alike",
    ),
}


@dataclass(frozen=True, slots=True)
class Graded:
    """A reply that was graded by reading."""

    question: str
    accepted: str
    reply: str
    grade: Grade


@dataclass(frozen=True, slots=True)
class Grades:
    """A file of graded replies; `labelled` says how and by whom they were graded."""

    replies: tuple[Graded, ...]
    labelled: str = ""


class Judge(Protocol):
    """A model that grades replies."""

    def __call__(self, question: str, accepted: str, reply: str) -> str:
        """The grade of a reply. Raises ModelError."""

    def usage(self) -> Usage:
        """What was paid for so far."""

    @property
    def prompts(self) -> Mapping[str, str]:
        """Name and content hash of what it is asked with."""


def read_grades(path: Path) -> tuple[Graded, ...]:
    """The replies that were graded by reading. Raises UserError that lists every problem."""
    return read_shaped(Grades, path, _wrong).replies


def _wrong(grades: Grades) -> list[Told]:
    found: list[Told] = (
        [] if grades.replies else [(("replies",), "holds no reply; add some that were graded by reading")]
    )
    for number, each in enumerate(grades.replies):
        empty = [field.name for field in fields(each) if not getattr(each, field.name).strip()]
        found += [(("replies", number, name), "is empty") for name in empty]
    return found


def judged(trial: Trial, cases: Sequence[Case], judge: Judge) -> Trial:
    """The trial with a grade for every reply that has an answer to be held against."""
    return replace(
        trial, grades={case.id: _grade(judge, case.asked, case.expected, case.got) for case in _graded(cases)}
    )


def by_readers(labelled: Sequence[Graded], judge: Judge) -> Trial:
    """What the judge makes of the replies that were graded by reading."""
    output = [{**asdict(each), "judge": _grade(judge, each.question, each.accepted, each.reply)} for each in labelled]
    return Trial(TASK, 0, output)


def with_grades(cases: Sequence[Case], grades: Mapping[str, str]) -> Iterator[Case]:
    """The cases with the judge's word as one more score."""
    for case in cases:
        grade = grades.get(case.id)
        yield replace(case, scores=(*case.scores, _score("judged_accuracy", grade, "right"))) if grade else case


def agreement(output: object) -> list[Case]:
    """A case for each reply that was graded by reading. Raises UserError for what is no grade."""
    told = read_output(list[dict[str, str]], output, "grades of a judge")
    keys = {*(field.name for field in fields(Graded)), "judge"}
    if any(not keys <= set(each) for each in told):
        raise UserError("the run file holds no grades of a judge; run the suite again")
    return [_agreement(number, each) for number, each in enumerate(told, 1)]


def _agreement(number: int, each: Mapping[str, Any]) -> Case:
    score = _score("judge_agreement", each["judge"], each["grade"])
    id = f"{TASK}/{number}"
    return Case(
        id=id,
        task=TASK,
        cluster=id,
        group="judge",
        state=state_of(score),
        asked=f"Is this reply right? {each['question']}",
        expected=each["grade"],
        got=each["judge"],
        scores=(score,),
        gold=hash_of(each),
        labelled=(Words("accepted answer", each["accepted"]),),
        found=(Words("reply", each["reply"]),),
    )


def _graded(cases: Sequence[Case]) -> list[Case]:
    return [case for case in cases if any(score.metric == "answer_accuracy" and score.whole for score in case.scores)]


def _grade(judge: Judge, question: str, accepted: str, reply: str) -> str:
    try:
        return judge(question, accepted, reply)
    except ModelError as error:
        return f"not graded: {error}"


def _score(metric: str, grade: str, wanted: str) -> Score:
    if grade not in get_args(Grade):
        return unscored(metric, grade)
    return one(metric, grade == wanted, f"the judge says {grade}")

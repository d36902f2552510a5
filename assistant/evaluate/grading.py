"""A model as judge, where a suite declares one: its grades stand beside the scores, and what people graded beside them.

A judge never decides what code can: `answer_accuracy` stays what it is, `judged_accuracy` is told next to it, and
`judge_agreement` says how often the judge grades as people did, on replies that they graded by reading.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal, Protocol, get_args

from assistant.engines.seam import Usage
from assistant.errors import ModelError, UserError
from assistant.evaluate.kinds.lines import hash_of
from assistant.evaluate.records import Case, Meaning, Score, State, Trial, Words

Grade = Literal["right", "wrong"]
TASK = "judge"
"""The task of the trial that holds what the judge made of people's grades."""
METRICS: Mapping[str, Meaning] = {
    "judged_accuracy": Meaning(
        "answers right, by the judge", True, "of the replies with an answer, those that the judge grades as right"
    ),
    "judge_agreement": Meaning(
        "judge agrees with people", True, "of the replies that people graded, those that the judge grades alike"
    ),
}
KEYS = ("question", "accepted", "reply", "grade")


@dataclass(frozen=True, slots=True)
class Graded:
    """A reply that a person graded."""

    question: str
    accepted: str
    reply: str
    grade: Grade


class Judge(Protocol):
    """A model that grades replies."""

    def __call__(self, question: str, accepted: str, reply: str) -> str:
        """The grade of a reply. Raises ModelError."""

    def usage(self) -> Usage:
        """What was paid for so far."""


def read_grades(path: Path) -> list[Graded]:
    """The replies that people graded: a YAML list. Raises UserError that lists every problem."""
    import yaml

    try:
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise UserError(f"{path}: cannot be read as YAML ({' '.join(str(error).split())})") from None
    problems = list(_problems(told))
    if problems:
        raise UserError(f"{path}: {'; '.join(problems)}")
    return [Graded(*(str(each[key]) for key in KEYS)) for each in told]  # type: ignore[arg-type]


def judged(trial: Trial, cases: Sequence[Case], judge: Judge) -> Trial:
    """The trial with a grade for every reply that has an answer to be held against."""
    return replace(
        trial, grades={case.id: _grade(judge, case.asked, case.expected, case.got) for case in _graded(cases)}
    )


def by_people(labelled: Sequence[Graded], judge: Judge) -> Trial:
    """What the judge makes of the replies that people graded."""
    output = [{**asdict(each), "judge": _grade(judge, each.question, each.accepted, each.reply)} for each in labelled]
    return Trial(TASK, 0, output)


def with_grades(cases: Sequence[Case], grades: Mapping[str, str]) -> Iterator[Case]:
    """The cases with the judge's word as one more score."""
    for case in cases:
        grade = grades.get(case.id)
        yield replace(case, scores=(*case.scores, _score("judged_accuracy", grade, "right"))) if grade else case


def agreement(output: Sequence[Mapping[str, Any]]) -> list[Case]:
    """A case for each reply that a person graded."""
    return [_agreement(number, each) for number, each in enumerate(output, 1)]


def _agreement(number: int, each: Mapping[str, Any]) -> Case:
    score = _score("judge_agreement", each["judge"], each["grade"])
    state: State = "unscored" if score.unscored else "passed" if score.part else "failed"
    id = f"{TASK}/{number}"
    return Case(
        id=id,
        task=TASK,
        cluster=id,
        group="judge",
        state=state,
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
        return Score(metric, 0, 0, unscored=grade)
    return Score(metric, float(grade == wanted), 1, f"the judge says {grade}")


def _problems(told: Any) -> Iterator[str]:
    if not isinstance(told, list) or not told:
        yield f"must be a list of replies with {', '.join(KEYS)}"
        return
    for number, each in enumerate(told):
        if not isinstance(each, dict) or set(each) != set(KEYS):
            yield f"[{number}]: must have {', '.join(KEYS)} and nothing else"
        elif each["grade"] not in get_args(Grade):
            yield f"[{number}].grade: '{each['grade']}' is neither right nor wrong"

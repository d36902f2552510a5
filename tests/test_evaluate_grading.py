"""A model as judge: what is asked of it, what its word counts for, and how it is held against readers."""

from pathlib import Path

import pytest

from assistant.engines.seam import Usage
from assistant.errors import ModelError, UserError
from assistant.evaluate.grading import METRICS, Graded, agreement, by_readers, judged, read_grades, with_grades
from assistant.evaluate.records import Case, Estimate, Meaning, Score, Trial
from assistant.evaluate.statistics.measure import measured

LABELLED = [
    Graded("Who chairs the board?", "Karin Vold", "Karin Vold does.", "right"),
    Graded("Who chairs the board?", "Karin Vold", "Tom Reyes does.", "wrong"),
]


class Judge:
    """Grades by a word, or fails."""

    def __init__(self, word: str) -> None:
        self.word = word
        self.asked: list[str] = []

    def __call__(self, question: str, accepted: str, reply: str) -> str:
        """Right where the word is in the reply."""
        self.asked.append(question)
        if not self.word:
            raise ModelError("the model declined")
        return "right" if self.word in reply else "wrong"

    def usage(self) -> Usage:
        """Nothing."""
        return Usage()

    @property
    def prompts(self) -> dict[str, str]:
        """One."""
        return {"grade": "0"}


def answered(id: str, got: str, scored: bool = True) -> Case:
    """A question that was answered, by code right."""
    scores = (Score("answer_accuracy", 1, 1),) if scored else (Score("abstention_recall", 1, 1),)
    return Case(id, "t", id, "", "passed", "Who chairs the board?", "Karin Vold", got, scores)


def figures(judge: Judge, cases: list[Case]) -> dict[str, Estimate | None]:
    """The two metrics, from asking to counting."""
    trial = judged(Trial("t", 0), cases, judge)
    readers = by_readers(LABELLED, judge)
    told = [*with_grades(cases, trial.grades), *agreement(readers.output)]
    metrics = {**METRICS, "answer_accuracy": Meaning("answers right", True, "of all answers")}
    return {m.name: m.estimate for m in measured(told, metrics) if m.name in METRICS and not m.group}


@pytest.mark.parametrize(
    ("word", "accuracy", "agreed"),
    [("Vold", 0.5, 1.0), ("Reyes", 0.5, 0.0), ("does", 0.0, 0.5)],
)
def test_a_judge_is_counted_and_held_against_readers(word: str, accuracy: float, agreed: float) -> None:
    """Both figures fall where it grades otherwise."""
    made = figures(Judge(word), [answered("a", "Karin Vold."), answered("b", "Tom Reyes.")])
    right, alike = made["judged_accuracy"], made["judge_agreement"]
    assert right and alike
    assert (right.value, alike.value) == (accuracy, agreed)


def test_a_judge_that_gives_no_grade_leaves_no_figure() -> None:
    """What it did not grade is unscored, with why."""
    judge = Judge("")
    trial = judged(Trial("t", 0), [answered("a", "Karin Vold.")], judge)
    (case,) = with_grades([answered("a", "Karin Vold.")], trial.grades)
    assert case.scores[-1].unscored == "not graded: the model declined"
    assert figures(judge, [answered("a", "Karin Vold.")]) == {"judged_accuracy": None, "judge_agreement": None}


def test_only_answers_that_code_scored_are_graded() -> None:
    """A question that nothing answers has no accepted answer to be held against."""
    judge = Judge("Vold")
    trial = judged(Trial("t", 0), [answered("a", "Karin Vold.", scored=False)], judge)
    assert not trial.grades
    assert not judge.asked


def test_the_word_of_a_judge_changes_no_other_score() -> None:
    """It stands beside what code found, and decides nothing."""
    (case,) = with_grades([answered("a", "Karin Vold.")], {"a": "wrong"})
    assert case.state == "passed"
    assert case.scores[0] == Score("answer_accuracy", 1, 1)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("replies: []", "replies: holds no reply"),
        ("replies:\n  - {question: q, accepted: a, reply: r, grade: maybe}", ":2: replies[0].grade: 'maybe' is not"),
        ("replies:\n  - {question: q, accepted: a, reply: '', grade: right}", ":2: replies[0].reply: is empty"),
        ("replies:\n  - {question: q, accepted: a, grade: right}", ":2: replies[0].reply: is missing"),
    ],
)
def test_grades_that_are_wrong_are_told_with_their_line(tmp_path: Path, text: str, told: str) -> None:
    """As labels and suites are."""
    path = tmp_path / "grades.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UserError) as error:
        read_grades(path)
    assert told in str(error.value)

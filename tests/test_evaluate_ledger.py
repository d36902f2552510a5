"""The ledger: what is kept beside the code of a run that the next is held against."""

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import UserError
from assistant.evaluate.baseline import by_baseline
from assistant.evaluate.ledger import ledger, read_ledger
from assistant.evaluate.records import EvalRun, Part
from tests.test_evaluate_gate import case, part

LINE = '{"part": "small", "task": "t0", "case": "t0/own", "state": "passed", "gold": "g", "scores": {}}\n'
"""A line of a ledger."""


def run_of(*parts: Part) -> EvalRun:
    """A run of these parts."""
    return EvalRun("2026-01-01T00:00:00Z", "0", "", parts)


def test_a_ledger_holds_a_run_as_well_as_its_file_does(tmp_path: Path) -> None:
    """What fails against the one fails against the other."""
    path = tmp_path / "small.jsonl"
    then, now = part([True, False, None]), part([False, True, None])
    path.write_text(ledger(run_of(then)), encoding="utf-8")
    by_file = list(by_baseline(run_of(now), run_of(then), "x"))
    assert list(by_baseline(run_of(now), read_ledger(str(path)), "x")) == by_file
    assert {ruling.rule.partition(": ")[2]: ruling.outcome for ruling in by_file} == {
        "regressions": "fail",
        "cases lost": "pass",
        "labels changed": "pass",
        "scores lower": "pass",
        "labels not held": "pass",
        "gains": "pass",
        "wrong findings": "pass",
    }


def test_a_case_is_told_once_in_its_worst_state() -> None:
    """Whatever its repeats; a finding that no label asks for has a line without one."""
    cases = (case(0, True), case(0, False, repeat=1), case(1, True, gold=""))
    told = ledger(run_of(replace(part([True]), cases=cases)))
    first, second = told.splitlines()
    assert '"state":"failed","gold":"g","scores":{"answer_accuracy":0.5}' in first
    assert '"state":"passed","gold":""' in second


def test_lines_are_in_order() -> None:
    """A diff shows what turned and nothing else."""
    told = part([True] * 12)
    shuffled = replace(told, cases=tuple(reversed(told.cases)))
    assert ledger(run_of(told)) == ledger(run_of(shuffled))


@pytest.mark.parametrize(
    ("run", "told"),
    [
        (replace(run_of(part([True])), unfinished="the endpoint is gone"), "the endpoint is gone"),
        (run_of(part([True], model="m")), "asks a model"),
        (run_of(replace(part([True]), left_out=("t1",))), "would not be held"),
        (replace(run_of(part([True])), left_out=("other",)), "would not be held"),
    ],
)
def test_what_is_no_measure_is_refused(run: EvalRun, told: str) -> None:
    """Half a run, and one that the next will differ from whatever the code does."""
    with pytest.raises(UserError, match=told):
        ledger(run)


def test_lines_of_a_part_that_stand_apart_are_one_part(tmp_path: Path) -> None:
    """As a merge may leave them: none of them may go unheld."""
    path = tmp_path / "x.jsonl"
    other = LINE.replace("small", "other")
    path.write_text(LINE + other + LINE.replace("t0", "t1\u2028"), encoding="utf-8")
    parts = {each.spec.name: len(each.cases) for each in read_ledger(str(path)).parts}
    assert parts == {"small": 2, "other": 1}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "holds no case"),
        ("{}\n", ":1: is no line"),
        ("no\n", ":1: is no line"),
        ("[" * 9999, ":1: is no line"),
        (LINE * 2, "two lines of 't0/own'"),
        (LINE.replace('"g"', "1"), ":1: is no line"),
    ],
)
def test_what_is_no_ledger_is_told(tmp_path: Path, text: str, told: str) -> None:
    """With the place, and how to write one."""
    path = tmp_path / "x.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=told):
        read_ledger(str(path))

"""The ledger of a run: each case with its state, a line a case, to be kept beside the code.

A whole run file is megabytes; of one that tests the code the gate needs only which case passed by which label. A line a
case, in order, lets a reviewer read in a diff what a change turned. A finding that no label asks for has an empty
`gold`.
"""

import json
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, get_args

from assistant.errors import UserError
from assistant.evaluate.records import Case, EvalRun, Part, Spec, State, Trial

KEYS = ("part", "task", "case", "state", "gold")
WORST: tuple[State, ...] = ("unscored", "failed", "passed")
"""States of a case, of which the first that a repeat has is told."""
SUFFIX = ".jsonl"


def ledger(run: EvalRun) -> str:
    """The lines of a run. Raises UserError for a run that was not finished, or asked a model."""
    if run.unfinished:
        raise UserError(f"--ledger: {run.unfinished}; a run that was not finished is no measure for the next")
    live = [part.spec.name for part in run.parts if part.mode == "live"]
    if live:
        raise UserError(f"--ledger: '{live[0]}' asks a model, whose next run will differ; keep its --json instead")
    lines = (dict(zip(KEYS, line, strict=True)) for part in run.parts for line in _lines(part))
    return "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)


def read_ledger(path: str) -> EvalRun:
    """A run with what its ledger tells: parts, tasks, and the states and labels of cases. Raises UserError."""
    try:
        text = Path(path).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise UserError(f"{path}: there is no such ledger yet; the first run writes it: --ledger {path}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{path}: cannot be read ({getattr(error, 'strerror', None) or 'it is not UTF-8'})") from None
    rows = [_row(line, f"{path}:{number}") for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if not rows:
        raise UserError(f"{path}: holds no case; write it with: assistant eval SUITE --ledger {path}")
    parts = groupby(rows, lambda row: row["part"])
    return EvalRun("", "", "", tuple(_part(name, list(own)) for name, own in parts))


def _lines(part: Part) -> Iterator[tuple[str, ...]]:
    cases = sorted(part.cases, key=lambda case: (case.task, case.id))
    for id, own in groupby(cases, lambda case: case.id):
        repeats = list(own)
        state = next(state for state in WORST if any(case.state == state for case in repeats))
        yield part.spec.name, repeats[0].task, id, state, repeats[0].gold


def _part(name: str, rows: list[dict[str, Any]]) -> Part:
    cases = tuple(
        Case(row["case"], row["task"], row["task"], "", row["state"], "", "", "", (), row["gold"]) for row in rows
    )
    trials = tuple(Trial(task, 0) for task in dict.fromkeys(row["task"] for row in rows))
    return Part(Spec(name, "stories", ()), "", "", {}, trials, cases, ())


def _row(line: str, where: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError:
        row = None
    if not isinstance(row, dict) or set(row) != set(KEYS) or row["state"] not in get_args(State):
        raise UserError(
            f"{where}: is no line of a ledger; write the file anew with: assistant eval SUITE --ledger FILE"
        )
    return row

"""The ledger of a run: each case with its state, a line a case, to be kept beside the code.

A whole run file is megabytes; of one that tests the code the gate needs only which case passed by which label, and what
it got of each metric. A line a case, in order, lets a reviewer read in a diff what a change turned. A finding that no
label asks for has an empty `gold`.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, get_args

from assistant.errors import UserError
from assistant.evaluate.records import Case, EvalRun, Part, Score, Spec, State, Trial
from assistant.render.plain import visible_escapes

KEYS = ("part", "task", "case", "state", "gold", "scores")
WORST: tuple[State, ...] = ("unscored", "failed", "passed")
"""States of a case, the worst first: of a failure one knows at least that it is one."""
SUFFIX = ".jsonl"
DECIMALS = 4


def ledger(run: EvalRun) -> str:
    """The lines of a run. Raises UserError for a run that was not finished or not of everything, or asked a model."""
    if run.unfinished:
        raise UserError(f"--ledger: {run.unfinished}; a run that was not finished is no measure for the next")
    check_ledger([part.spec for part in run.parts], run.left_out or any(part.left_out for part in run.parts))
    lines = (dict(zip(KEYS, line, strict=True)) for part in run.parts for line in _lines(part))
    written = (json.dumps(line, ensure_ascii=False, separators=(",", ":")) for line in lines)
    return "".join(f"{visible_escapes(line)}\n" for line in written)


def check_ledger(specs: Sequence[Spec], narrowed: object) -> None:
    """Whether a run of these parts can be kept, before it is made; `narrowed` of half of one. Raises UserError."""
    live = [spec.name for spec in specs if spec.mode == "live"]
    if live:
        raise UserError(f"--ledger: '{live[0]}' asks a model, whose next run will differ; keep its --json instead")
    if narrowed:
        raise UserError(
            "--ledger: what is left out would not be held any more; run it without --sample and --filter-failing"
        )


def read_ledger(path: str) -> EvalRun:
    """A run with what its ledger tells: parts, tasks, and the states and labels of cases. Raises UserError."""
    try:
        text = Path(path).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise UserError(f"{path}: there is no such ledger yet; the first run writes it: --ledger {path}") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "no path, or not UTF-8"
        raise UserError(f"{path}: cannot be read ({reason})") from None
    rows = [_row(line, f"{path}:{number}") for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if not rows:
        raise UserError(f"{path}: holds no case; write it with: assistant eval SUITE --ledger {path}")
    twice = [key for key, count in Counter((row["part"], row["case"]) for row in rows).items() if count > 1]
    if twice:
        raise UserError(f"{path}: has two lines of '{twice[0][1]}'; keep the one that is right, or write the file anew")
    parts: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        parts[row["part"]].append(row)
    return EvalRun("", "", "", tuple(_part(name, own) for name, own in parts.items()))


def worst(states: Collection[State]) -> State:
    """What a case that has to pass each time came to, over its repeats."""
    return min(states, key=WORST.index)


def got(repeats: Iterable[Case]) -> dict[str, float]:
    """What a case got of each metric that it was scored by, over its repeats: a part of 1, to four decimals."""
    sums: dict[str, tuple[float, float]] = {}
    for score in (score for case in repeats for score in case.scores if score.whole):
        part, whole = sums.get(score.metric, (0.0, 0.0))
        sums[score.metric] = part + score.part, whole + score.whole
    return {metric: round(part / whole, DECIMALS) for metric, (part, whole) in sums.items()}


def _lines(part: Part) -> Iterator[tuple[Any, ...]]:
    cases = sorted(part.cases, key=lambda case: (case.task, case.id))
    for id, own in groupby(cases, lambda case: case.id):
        repeats = list(own)
        state = worst([case.state for case in repeats])
        yield part.spec.name, repeats[0].task, id, state, repeats[0].gold, got(repeats)


def _part(name: str, rows: list[dict[str, Any]]) -> Part:
    cases = tuple(
        Case(
            id=row["case"],
            task=row["task"],
            cluster=row["task"],
            group="",
            state=row["state"],
            asked="",
            expected="",
            got="",
            scores=tuple(Score(metric, value, 1.0) for metric, value in row["scores"].items()),
            gold=row["gold"],
        )
        for row in rows
    )
    trials = tuple(Trial(task, 0) for task in dict.fromkeys(row["task"] for row in rows))
    return Part(Spec(name, "stories", ()), "", "", {}, trials, cases, ())


def _row(line: str, where: str) -> dict[str, Any]:
    row = _read(line)
    if not (isinstance(row, dict) and set(row) >= set(KEYS) and _sound(row)):
        raise UserError(
            f"{where}: is no line of a ledger; write the file anew with: assistant eval SUITE --ledger FILE"
        )
    return dict(row)


def _sound(row: dict[str, Any]) -> bool:
    scores = row["scores"]
    shares = isinstance(scores, dict) and all(type(value) in (int, float) for value in scores.values())
    texts = all(isinstance(row[key], str) for key in KEYS[:-1])
    return shares and texts and row["state"] in get_args(State)


def _read(line: str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None

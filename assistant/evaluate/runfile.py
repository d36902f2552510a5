"""The run file: everything that a run found out, as JSON; every report is made from it."""

import json
from dataclasses import asdict, astuple
from math import isfinite
from pathlib import Path

from assistant.errors import UserError
from assistant.evaluate.records import EvalRun
from assistant.render.plain import visible_escapes

FORMAT = 1
NEWER = "was written by a newer version of the assistant; update this one"


def dump(run: EvalRun) -> str:
    """A run as JSON, a line a value; control characters stand in it as escapes only."""
    return visible_escapes(json.dumps(asdict(run), indent=1, ensure_ascii=False)) + "\n"


def load(path: str | Path) -> EvalRun:
    """The run that a file holds. Raises UserError for a file that is none."""
    from pydantic import TypeAdapter, ValidationError

    try:
        text = Path(path).read_text(encoding="utf-8")
    except (OSError, ValueError) as error:  # a path with a NUL in it is a ValueError too
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8, or no path"
        raise UserError(f"{path}: cannot be read ({reason}); name a file that 'assistant eval --json' wrote") from None
    try:
        run = TypeAdapter(EvalRun).validate_json(text)
    except ValidationError as error:
        if _format(text) > FORMAT:
            raise UserError(f"{path}: {NEWER}") from None
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"])) or "the text"
        raise UserError(
            f"{path}: is no run file ({place}: {first['msg']}); name a file that 'assistant eval --json' wrote"
        ) from None
    if wrong := _wrong(run):
        raise UserError(f"{path}: is no run file ({wrong}); name a file that 'assistant eval --json' wrote")
    if run.format > FORMAT:
        raise UserError(f"{path}: {NEWER}")
    return run


def _format(text: str) -> int:
    """The format that a text says to be of; 0 where it says none."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return 0
    found = told.get("format") if isinstance(told, dict) else 0
    return found if isinstance(found, int) else 0


def _wrong(run: EvalRun) -> str:
    """What no run writes: figures that are no numbers, and parts that cannot be told apart; empty for nothing."""
    names = [(part.spec.name, part.mode) for part in run.parts]
    if len(set(names)) < len(names):
        return "two parts have one name"
    scores = [score for part in run.parts for case in part.cases for score in case.scores]
    figures = [number for score in scores for number in (score.part, score.whole)]
    estimates = [metric.estimate for part in run.parts for metric in part.metrics if metric.estimate]
    figures += [number for each in estimates for number in astuple(each)]
    for spent in [spent for part in run.parts for spent in (part.spent, *(trial.spent for trial in part.trials))]:
        figures += [spent.cost, spent.seconds]
    return "" if all(map(isfinite, figures)) else "a figure is not finite"

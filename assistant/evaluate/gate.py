"""The gate: floors and limits from a file against what was measured, and the exit code that says what came of it.

What tests this code is exact, so that a floor is a floor. What tests a model is not: there a floor counts as missed
only where the whole interval lies below it. What an earlier run says is in `baseline`.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import isfinite
from pathlib import Path
from typing import Any, get_args

from assistant.errors import Exit, UserError
from assistant.evaluate.grading import METRICS as JUDGED
from assistant.evaluate.kinds import kind_of
from assistant.evaluate.records import Case, Meaning, Metric, Mode, Outcome, Part, Ruling, Spec

NEAR = 1e-9
NAMED = 5
"""Cases of a ruling that one line names."""
UNSCORED = "unscored"
"""A limit that every part knows: how many cases at most may be unscored."""
Limits = Mapping[str, Mapping[str, Mapping[str, float]]]
"""By mode, by part, by metric (`recall`, or `recall/number` for one group)."""


def read_limits(path: str) -> Limits:
    """The limits that a file sets. Raises UserError that lists every problem."""
    try:
        told = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:  # what is not TOML, not UTF-8, or no path
        raise UserError(f"{path}: cannot be read as TOML ({getattr(error, 'strerror', None) or error})") from None
    problems = list(_problems(told))
    if not any(limits for parts in told.values() if isinstance(parts, dict) for limits in parts.values()):
        problems.append('sets no limit; write [replay."NAME OF PART"] and under it metric = number')
    if problems:
        raise UserError(f"{path}: {'; '.join(problems)}")
    return told


def check_limits(limits: Limits, specs: Sequence[Spec], where: str, left_out: Sequence[str] = ()) -> None:
    """Find out before the work begins whether every limit can be held against something.

    A limit of a mode that no part has is of another suite. `left_out` are parts that are not run this time. Raises
    UserError for a part or a metric that is not there.
    """
    for spec in specs:
        _check_metrics(spec, limits.get(spec.mode, {}).get(spec.name, {}), where)
    names = [spec.name for spec in specs]
    for mode in {spec.mode for spec in specs}:
        unknown = [name for name in limits.get(mode, {}) if name not in (*names, *left_out)]
        if unknown:
            raise UserError(
                f"{where}: [{mode}.{unknown[0]}] is no part of what is run; its parts are {', '.join(names)}"
            )


def _check_metrics(spec: Spec, limits: Mapping[str, float], where: str) -> None:
    known = [*_meanings(spec), UNSCORED]
    for name in limits:
        if name.partition("/")[0] not in known or name.startswith(f"{UNSCORED}/"):
            raise UserError(f"{where}: [{spec.mode}.{spec.name}] has no metric '{name}'; known are {', '.join(known)}")


def _meanings(spec: Spec) -> Mapping[str, Meaning]:
    return {**kind_of(spec.kind).metrics, **(JUDGED if spec.judge else {})}


def by_limits(part: Part, limits: Limits, where: str) -> Iterator[Ruling]:
    """What the limits say of a part. Raises UserError for a metric that it does not have."""
    own = limits.get(part.mode, {}).get(part.spec.name, {})
    _check_metrics(part.spec, own, where)
    other = [mode for mode, parts in limits.items() if mode != part.mode and parts.get(part.spec.name)]
    if other and not own:
        why = f"its limits are for {other[0]}, and this is {part.mode}: none of them is held"
        yield Ruling(f"{part.spec.name}: limits", "undecided", why, where)
    meanings = _meanings(part.spec)
    figures = {f"{metric.name}/{metric.group}" if metric.group else metric.name: metric for metric in part.metrics}
    for name, limit in own.items():
        rule = f"{part.spec.name}: {name}"
        if name == UNSCORED:
            yield _unscored(part, limit, where)
        elif name not in figures or figures[name].estimate is None:
            yield Ruling(rule, "broken", f"nothing was scored{_groups(name, figures)}", where)
        else:
            yield replace(_held(part, figures[name], limit, meanings[name.partition("/")[0]]), rule=rule, where=where)


def _groups(name: str, figures: Mapping[str, Metric]) -> str:
    """The groups that a metric has, where a limit names one that it has not."""
    metric, _, group = name.partition("/")
    known = [each.group for each in figures.values() if each.name == metric and each.group]
    return f"; its groups are {', '.join(known)}" if group and group not in known and known else ""


def _held(part: Part, metric: Metric, limit: float, meaning: Meaning) -> Ruling:
    estimate = metric.estimate
    assert estimate  # nosec B101 # a fact of ours, told to the type checker
    sign = 1 if meaning.higher else -1
    best = estimate.value if part.mode == "replay" else (estimate.high if meaning.higher else estimate.low)
    surest = estimate.value if part.mode == "replay" else (estimate.low if meaning.higher else estimate.high)
    bound = "at least" if meaning.higher else "at most"
    interval = "" if part.mode == "replay" else f" [{_percent(estimate.low)}, {_percent(estimate.high)}]"
    why = f"{_percent(estimate.value)}{interval}, {bound} {_percent(limit)} is asked for"
    outcome: Outcome = "fail"
    if sign * (surest - limit) >= -NEAR:
        outcome = "pass"
    elif sign * (best - limit) >= -NEAR:
        outcome = "undecided"
    failing = (
        tuple(case.id for case in part.cases if _counts_against(case, metric, meaning)) if outcome != "pass" else ()
    )
    return Ruling(metric.name, outcome, why, cases=failing)


def _counts_against(case: Case, metric: Metric, meaning: Meaning) -> bool:
    if metric.group and case.group != metric.group:
        return False
    held = [score for score in case.scores if score.metric == metric.name and score.whole]
    return any(score.part < score.whole if meaning.higher else score.part > 0 for score in held)


def _unscored(part: Part, limit: float, where: str) -> Ruling:
    failing = tuple(case.id for case in part.cases if case.state == "unscored")
    why = f"{len(failing)} unscored, at most {limit:g} are allowed"
    return Ruling(f"{part.spec.name}: {UNSCORED}", "fail" if len(failing) > limit else "pass", why, where, failing)


def exit_code(rulings: Sequence[Ruling], unfinished: str) -> Exit:
    """0 pass, 1 fail, 3 where it could not be run, or held against what was named, to the end."""
    outcomes = {ruling.outcome for ruling in rulings}
    if unfinished or "broken" in outcomes:
        return Exit.DONE_IN_PART
    return Exit.FAILED_CHECK if "fail" in outcomes else Exit.DONE


def naming(ids: Sequence[str]) -> str:
    """The first cases of a ruling, for a line that has to do without a list."""
    more = f" and {len(ids) - NAMED} more" if len(ids) > NAMED else ""
    return f": {', '.join(ids[:NAMED])}{more}" if ids else ""


def _percent(value: float) -> str:
    return f"{100 * value:.1f} %"


def _problems(told: Mapping[str, Any]) -> Iterator[str]:
    for mode, parts in told.items():
        if mode not in get_args(Mode):
            yield f'[{mode}] is unknown; write [replay."NAME OF PART"] or [live."NAME OF PART"]'
            continue
        for part, limits in parts.items() if isinstance(parts, dict) else [("", parts)]:
            if not isinstance(limits, dict):
                yield f"[{mode}] {part}: must be a table of metrics"
                continue
            for name, value in limits.items():
                if wrong := _no_limit(name, value):
                    yield f'[{mode}."{part}"] {name}: {wrong}'


def _no_limit(name: str, value: object) -> str:
    """Why a value limits nothing; empty where it does. Every metric is a share."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "must be a number"
    if not isfinite(value) or value < 0 or (name != UNSCORED and value > 1):
        return "must be a count" if name == UNSCORED else "must be a share from 0 to 1"
    return ""

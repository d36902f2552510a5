"""The gate: floors and limits from a file, and an earlier run, against what was measured now.

What tests this code is exact, so that a floor is a floor and a case that passed must pass. What tests a model is not:
there a floor counts as missed only where the whole interval lies below it, and an earlier run as better only where a
paired comparison shows it.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

from assistant.errors import Exit, UserError
from assistant.evaluate.kinds import kind_of
from assistant.evaluate.records import Case, EvalRun, Meaning, Metric, Mode, Outcome, Part, Ruling, Spec

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
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UserError(f"{path}: cannot be read as TOML ({getattr(error, 'strerror', None) or error})") from None
    problems = list(_problems(told))
    if problems:
        raise UserError(f"{path}: {'; '.join(problems)}")
    return told


def unmet(specs: Sequence[Spec], limits: Limits, where: str) -> list[str]:
    """Tables of limits that no part of a run answers to, as they stand in the file: a slip of the pen, maybe.

    Those of a mode that the run does not have are passed over, since suites may share a file. Raises UserError for a
    metric that its part does not have: to be found out before anything is asked of a model.
    """
    parts = {(spec.mode, spec.name): spec for spec in specs}
    for (mode, name), spec in parts.items():
        known = [*kind_of(spec.kind).metrics, UNSCORED]
        for metric in limits.get(mode, {}).get(name, {}):
            if metric.partition("/")[0] not in known:
                listed = ", ".join(known)
                raise UserError(f"{where}: [{mode}.\"{name}\"] has no metric '{metric}'; known are {listed}")
    run = {mode for mode, _ in parts}
    return [
        f'[{mode}."{name}"]' for mode in limits if mode in run for name in limits[mode] if (mode, name) not in parts
    ]


def by_limits(part: Part, limits: Limits, where: str) -> Iterator[Ruling]:
    """What the limits say of a part. Raises UserError for a metric that it does not have."""
    unmet([part.spec], limits, where)
    meanings = kind_of(part.spec.kind).metrics
    figures = {f"{metric.name}/{metric.group}" if metric.group else metric.name: metric for metric in part.metrics}
    for name, limit in limits.get(part.mode, {}).get(part.spec.name, {}).items():
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
    assert estimate
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


def by_baseline(run: EvalRun, before: EvalRun, where: str) -> Iterator[Ruling]:
    """What an earlier run says of this one, part by part."""
    earlier = {(part.spec.name, part.mode): part for part in before.parts}
    for part in run.parts:
        was = earlier.get((part.spec.name, part.mode))
        if was is None:
            yield Ruling(f"{part.spec.name}: cases", "broken", _lacking(part, before), where)
        elif part.mode == "replay":
            yield from _by_cases(part, was, where)
        else:
            yield from _by_pairs(part, was, where)


def _lacking(part: Part, before: EvalRun) -> str:
    """Why a part has none to be held against in an earlier run."""
    if all(was.spec.name != part.spec.name for was in before.parts):
        return "the earlier run has no such part; renew it"
    other = "without a model" if part.mode == "live" else "of a model"
    return f"the earlier run has this part {other}, which tells nothing of this one; name another with --baseline"


def _by_cases(part: Part, was: Part, where: str) -> Iterator[Ruling]:
    """Every case that passed passes, and its label is the one that it passed by."""
    now = _states(part)
    tasks = {trial.task for trial in part.trials}
    then = {id: state for id, state in _states(was).items() if _task(was, id) in tasks}
    labels, old = _labels(part), _labels(was)
    regressed = tuple(id for id, state in then.items() if state == "passed" and now.get(id) == "failed")
    lost = tuple(id for id, state in then.items() if id in old and (id not in now or now[id] == "unscored" != state))
    relabelled = tuple(id for id in old if id in labels and id in then and labels[id] != old[id])
    for what, ids, why in (
        ("regressions", regressed, "passed in the earlier run and fail now"),
        ("cases lost", lost, "of the earlier run have no score now"),
        ("labels changed", relabelled, "have another label than in the earlier run; renew it if that is right"),
    ):
        told = f"{len(ids):,} {why}" if ids else f"none of {len(then):,} cases"
        yield Ruling(f"{part.spec.name}: {what}", "fail" if ids else "pass", told, where, ids)
    gained = tuple(id for id, state in then.items() if state != "passed" and now.get(id) == "passed")
    if gained:
        told = f"{len(gained):,} pass that did not before; renew the earlier run to hold them"
        yield Ruling(f"{part.spec.name}: gains", "pass", told, where, gained)


def _by_pairs(part: Part, was: Part, where: str) -> Iterator[Ruling]:
    from assistant.evaluate.statistics.paired import paired

    for each in paired(was, part).metrics:
        outcomes: Mapping[str, Outcome] = {"worse": "fail", "not enough data to tell": "undecided"}
        yield Ruling(
            f"{part.spec.name}: {each.name} beside the earlier run", outcomes.get(each.verdict, "pass"), each.why, where
        )


def _states(part: Part) -> dict[str, str]:
    """The worst state of each case over its repeats."""
    found: dict[str, str] = {}
    for case in part.cases:
        worse = found.get(case.id) in ("failed", "unscored")
        found[case.id] = found[case.id] if worse else case.state
    return found


def _labels(part: Part) -> dict[str, str]:
    return {case.id: case.gold for case in part.cases if case.gold}


def _task(part: Part, id: str) -> str:
    return next(case.task for case in part.cases if case.id == id)


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
                if isinstance(value, bool) or not isinstance(value, int | float):
                    yield f'[{mode}."{part}"] {name}: must be a number'
                elif value < 0 or (value > 1 and name != UNSCORED):
                    least = "must not be below 0" if name == UNSCORED else "must be a share from 0 to 1; 50 % is 0.5"
                    yield f'[{mode}."{part}"] {name}: {least}'

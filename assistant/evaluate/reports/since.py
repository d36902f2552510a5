"""What became of the cases of an earlier run; whether that is more than chance, `assistant eval compare` says."""

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.evaluate.records import Estimate, EvalRun, Mode, Part
from assistant.evaluate.reports.folding import Folded, folded

Figures = Mapping[tuple[str, Mode, str, str], Estimate]
"""Figures by part, whether it tests code or a model, metric and group."""


@dataclass(frozen=True, slots=True)
class Since:
    """A part against the same part of an earlier run, case by case; only cases with the same label are compared.

    `lost` and `scored` count the cases that had a score and have none now, and the other way round.
    """

    part: Part
    worse: tuple[Folded, ...]
    better: tuple[Folded, ...]
    lost: int
    scored: int
    same: int
    relabelled: int
    new: int
    gone: int


def since(run: EvalRun, before: EvalRun) -> list[Since]:
    """The parts that both runs have."""
    return [_since(part, was) for part in run.parts if (was := before.like(part))]


def _since(part: Part, earlier: Part) -> Since:
    now = {case.id: case for case in folded(part) if case.shown.gold}
    then = {case.id: case for case in folded(earlier) if case.shown.gold}
    both = [(case, then[id]) for id, case in now.items() if id in then]
    alike = [(case, old) for case, old in both if case.shown.gold == old.shown.gold]
    worse = tuple(case for case, old in alike if (old.state, case.state) == ("passed", "failed"))
    better = tuple(case for case, old in alike if (old.state, case.state) == ("failed", "passed"))
    lost = sum(case.state == "unscored" != old.state for case, old in alike)
    scored = sum(old.state == "unscored" != case.state for case, old in alike)
    return Since(
        part=part,
        worse=worse,
        better=better,
        lost=lost,
        scored=scored,
        same=len(alike) - len(worse) - len(better) - lost - scored,
        relabelled=len(both) - len(alike),
        new=len(now) - len(both),
        gone=len(then) - len(both),
    )


def values(run: EvalRun | None) -> Figures:
    """The figures of a run; none of none."""
    parts = run.parts if run else ()
    return {
        (part.spec.name, part.mode, metric.name, metric.group): metric.estimate
        for part in parts
        for metric in part.metrics
        if metric.estimate
    }

"""What `assistant eval` does: run suites, hold them against limits and an earlier run, write the reports."""

import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant import __version__
from assistant.cli.console import say
from assistant.cli.evaluation.settling import Opening, asked_of, settings_for
from assistant.cli.evaluation.writing import Reports, write
from assistant.cli.job import interruptible, route_logs
from assistant.cli.output import deliver
from assistant.cli.progress import watched
from assistant.engines.counted import apart
from assistant.errors import Exit, ModelError, UserError
from assistant.evaluate.baseline import by_baseline
from assistant.evaluate.gate import Limits, by_limits, check_limits, exit_code, naming, read_limits
from assistant.evaluate.grading import TASK
from assistant.evaluate.kinds import kind_of
from assistant.evaluate.ledger import SUFFIX, check_ledger, read_ledger
from assistant.evaluate.records import EvalRun, Part, Ruling
from assistant.evaluate.revision import revision
from assistant.evaluate.runfile import load
from assistant.evaluate.running import GONE, Means, chosen, run_parts, scored, tasks_of
from assistant.evaluate.suites import Suite, beside, read_suites, with_flags
from assistant.pool import Threads
from assistant.render.plain import shortened
from assistant.settings import Settings, load_settings

if TYPE_CHECKING:
    from assistant.llm.store import Store


PART = ".part"
"""Ending of a recording that is under way; the one before stays until the new one is whole."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a run is held against: the file of its limits, and that of an earlier run; empty for none."""

    thresholds: str = ""
    baseline: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line asks for beside the suites."""

    model: str | None
    replay: str | None
    changes: Mapping[str, int | None]
    failing: str | None
    quiet: bool
    verbose: bool
    dry_run: bool


def carry(names: Sequence[str], wanted: Wanted, flags: Mapping[str, object], held: Held, reports: Reports) -> Exit:
    """Run suites. Raises UserError and ModelError."""
    route_logs(wanted.verbose)
    reports.check()
    settings = load_settings(flags)
    suite = asked_of(with_flags(read_suites(names), **wanted.changes), wanted.model, wanted.replay, settings.record)
    against = _against(suite, wanted, held)
    before, limits = _before(against, reports), _limits(against)
    whole, only = suite.parts, _failing(wanted.failing, suite)
    suite = replace(suite, parts=tuple(spec for spec in whole if not wanted.failing or spec.name in only))
    left_out = tuple(spec.name for spec in whole if spec not in suite.parts)
    check_limits(limits, suite.parts, against.thresholds, left_out)
    if not suite.parts:
        say(f"no case of {wanted.failing} fails in these suites; nothing to run")
        return Exit.DONE
    if "ledger" in reports.files:
        check_ledger(suite.parts, only or any(spec.sample for spec in suite.parts))
    if wanted.dry_run:
        return _reckon(suite, settings, only)
    opening = Opening(replace(settings, record=f"{settings.record}{PART}" if settings.record else ""))
    with interruptible(replace(settings, model=settings.model or "any")), watched(quiet=wanted.quiet) as watch:
        means = Means(
            open=opening.open,
            apart=apart,
            store=None if settings.record else _store(settings),  # what is not asked again is in no recording
            pool=Threads(settings.concurrency),
            watch=watch,
            only=only,
            place=settings.base_url,
            judge=opening.judge,
        )
        parts = run_parts(suite.parts, means)
    made = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    run = EvalRun(made, __version__, revision(), parts, (), _unfinished(parts), suite.title, left_out=left_out)
    if settings.record and not run.unfinished:  # what the run did not ask for is not in the new recording
        Path(f"{settings.record}{PART}").replace(settings.record)
    ended = conclude(run, limits, before, against, reports)
    if not run.unfinished:
        means.forget()
    return ended


def rescore(name: str, held: Held, reports: Reports) -> Exit:
    """Score a run again, by the labels as they are now. Raises UserError."""
    reports.check()
    run = load(name)
    before, limits = _before(held, reports), _limits(held)
    check_limits(limits, [part.spec for part in run.parts], held.thresholds, run.left_out)
    parts, gone = [], []
    for part in run.parts:
        tasks = tasks_of(part.spec)
        parts.append(scored(part, tasks))
        known = {task.id for task in tasks} | {TASK}
        lost = [task for task in dict.fromkeys(trial.task for trial in part.trials) if task not in known]
        gone += [f"{part.spec.name}: {task} was run, and {GONE}" for task in lost]
    unfinished = "; ".join(filter(None, (_unfinished(parts), *gone)))
    return conclude(replace(run, parts=tuple(parts), rulings=(), unfinished=unfinished), limits, before, held, reports)


def conclude(run: EvalRun, limits: Limits, before: EvalRun | None, held: Held, to: Reports) -> Exit:
    """Let the gate rule, write every report, and say in the exit code how it went."""
    rulings: list[Ruling] = []
    for part in run.parts:
        rulings += by_limits(part, limits, held.thresholds)
    if before:
        rulings += by_baseline(run, before, held.baseline)
    told = replace(run, rulings=tuple(rulings))
    write(told, before, to)
    for line in () if to.quiet else _troubled(told.parts):
        say(line)
    if told.unfinished:
        say(told.unfinished)
    for ruling in told.rulings:
        if ruling.outcome in ("fail", "broken"):
            say(f"{ruling.outcome}: {ruling.rule}: {ruling.why}{naming(ruling.cases)}")
    return exit_code(told.rulings, told.unfinished)


def _before(held: Held, reports: Reports) -> EvalRun | None:
    first = held.baseline == reports.files.get("ledger") and not Path(held.baseline).exists()
    if not held.baseline or first:  # the first ledger has none before it
        return None
    return read_ledger(held.baseline) if held.baseline.endswith(SUFFIX) else load(held.baseline)


def _against(suite: Suite, wanted: Wanted, held: Held) -> Held:
    """What is named on the command line, else by the suite; whose earlier run is not that of another model."""
    own = "" if wanted.model else suite.baseline
    if own != suite.baseline and not held.baseline:
        say(f"{suite.baseline} is of whom the suite asks, so that --model is not held against it; else say --baseline")
    return Held(held.thresholds or suite.thresholds, held.baseline or own)


def _limits(held: Held) -> Limits:
    return read_limits(held.thresholds) if held.thresholds else {}


def _failing(name: str | None, suite: Suite) -> dict[str, Collection[str]]:
    """The tasks of a run that hold a case which did not pass, by part. Raises UserError for a run of other parts."""
    if not name:
        return {}
    run = load(name)
    known = [part.spec.name for part in run.parts]
    other = [spec.name for spec in suite.parts if spec.name not in (*known, *run.left_out)]
    if other:
        raise UserError(f"{name}: has no part '{other[0]}'; name a run of the same suites for --filter-failing")
    found = {part.spec.name: {case.task for case in part.cases if case.state != "passed"} for part in run.parts}
    return {name: tasks for name, tasks in found.items() if tasks}


def _unfinished(parts: Sequence[Part]) -> str:
    """Why the run did not come to its end, part by part."""
    told = []
    for part in parts:
        errors = [trial.error for trial in part.trials if trial.error]
        if errors:
            told.append(f"{part.spec.name}: {len(errors)} of {len(part.trials)} not run: {_reason(part, errors[0])}")
    return "; ".join(told)


def _troubled(parts: Sequence[Part]) -> Iterator[str]:
    """What went wrong in work that came to something all the same: it counts as it is, and is told."""
    for part in parts:
        trials = [trial for trial in part.trials if trial.problems and not trial.error]
        if trials:
            count = sum(len(trial.problems) for trial in trials)
            of = f"{len(trials):,} of {len(part.trials):,}"
            yield f"{part.spec.name}: {count:,} not done in {of} tasks, first {shortened(trials[0].problems[0])}"


def _reason(part: Part, error: str) -> str:
    """An error, and for a recording that no longer fits the command that makes it anew."""
    spec = part.spec
    if not spec.replay or "holds no such call" not in error:
        return error
    cassette = beside(spec, spec.replay)
    what = error.partition("; record it again")[0]
    return f"the recording is stale: {what}; record it again with: assistant eval {spec.where} --record {cassette}"


def _store(settings: Settings) -> "Store | None":
    if settings.no_cache:
        return None
    from assistant.llm.store import EVALS, cache_folder, open_store

    return open_store(cache_folder(settings), EVALS)


def _reckon(suite: Suite, settings: Settings, only: Mapping[str, Collection[str]]) -> Exit:
    """Say what each part would ask of a model, and ask nothing."""
    from assistant.cli.dry import report
    from assistant.engines.forecast import Dry

    lines = []
    for spec in suite.parts:
        tasks, kind = chosen(spec, tasks_of(spec), only.get(spec.name)), kind_of(spec.kind)
        often = f", {spec.repeat} times" if spec.repeat > 1 else ""
        lines.append(f"{spec.name}: {len(tasks)} of kind {spec.kind}{often}")
        if spec.mode == "replay":
            lines.append(report(None, "md").rstrip() if not spec.replay else "No calls: a recording answers.")
            continue
        for repeat in range(spec.repeat):
            dry = Dry(settings_for(settings, spec, repeat))
            for task in tasks:
                with suppress(ModelError):
                    kind.work(task, dry)
            lines.append(report(dry.forecast(compared=spec.kind == "stories"), "md").rstrip())
    deliver("\n".join(lines) + "\n", None)
    return Exit.DONE


def one_of(names: Sequence[str]) -> Sequence[str]:
    """The suites that are named. Raises UserError where there is none."""
    if not names:
        raise UserError(
            "name a suite: assistant eval evals/replay.yaml, a folder of stories, or lines of labelled JSON"
        )
    return names

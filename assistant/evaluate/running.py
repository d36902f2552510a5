"""Runs the parts of a suite: tasks to trials, trials to cases, cases to metrics."""

import random
import time
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from assistant.engines import Engine
from assistant.engines.counted import Apart
from assistant.engines.seam import Usage
from assistant.errors import CeilingReached, ModelError, UserError
from assistant.evaluate import grading
from assistant.evaluate.journal import Journal
from assistant.evaluate.kinds import Kind, kind_of
from assistant.evaluate.records import Case, Part, Spec, Spent, Task, Trial, Worked
from assistant.evaluate.scoring.cases import unscored
from assistant.evaluate.statistics.measure import measured
from assistant.evaluate.suites import beside, sources
from assistant.pool import Inline, Pool, Watch, unwatched

if TYPE_CHECKING:
    from assistant.llm.store import Store

NOT_TRIED = "not tried: "
GONE = "its labels are gone"
UNKNOWN_COST = -1.0


@dataclass(frozen=True, slots=True)
class Means:
    """What a run is made with.

    `open` gives the engine for a part and a repeat, `apart` a copy of it that counts for itself; `store` keeps what
    is done until the run is finished, None for nothing; `pool` is for rows: the articles of a story have their own.
    `only` names the tasks to run, by part; a part that is not in it is run whole. `place` is where a model is. `judge`
    gives the judge of a part that declares one. `kept` are the journals of the parts that were run.
    """

    open: Callable[[Spec, int], Engine]
    apart: Callable[[Engine], Apart]
    store: "Store | None" = None
    pool: Pool = field(default_factory=Inline)
    watch: Watch = unwatched
    only: dict[str, Collection[str]] = field(default_factory=dict)
    place: str = ""
    judge: Callable[[Spec], grading.Judge] | None = None
    kept: list[tuple[Journal, Sequence[Trial]]] = field(default_factory=list)

    def forget(self) -> None:
        """Remove what was kept of this run: it is in its file, or nothing of it has to be done again."""
        for journal, trials in self.kept:
            journal.forget(trials)


def tasks_of(spec: Spec) -> list[Task]:
    """Every task of a part, in order; of two that are called alike the later one gets a number.

    Raises UserError for data that cannot be read.
    """
    kind = kind_of(spec.kind)
    tasks = [task for path in sources(spec) for task in kind.tasks(path)]
    taken = {task.id for task in tasks} | {grading.TASK}
    seen: Counter[str] = Counter()
    named = []
    for task in tasks:
        seen[task.id] += 1
        first = seen[task.id] == 1 and task.id != grading.TASK
        id = task.id if first else next(name for n in count(2) if (name := f"{task.id}-{n}") not in taken)
        taken.add(id)
        named.append(replace(task, id=id))
    return named


def chosen(spec: Spec, tasks: Sequence[Task], only: Collection[str] | None) -> list[Task]:
    """The tasks that are run: those that are wanted, and of them the sample."""
    wanted = [task for task in tasks if only is None or task.id in only]
    if not spec.sample or spec.sample >= len(wanted):
        return wanted
    drawn = {task.id for task in random.Random(spec.seed).sample(wanted, spec.sample)}  # nosec B311 # a sample that anybody can draw again, no secret
    return [task for task in wanted if task.id in drawn]


@dataclass(frozen=True, slots=True)
class _Work:
    """What there is to do for a part, read."""

    spec: Spec
    tasks: Sequence[Task]
    left_out: tuple[str, ...]
    replies: Sequence[grading.Graded]


def run_parts(specs: Sequence[Spec], means: Means) -> tuple[Part, ...]:
    """Parts, run one after the other and scored. Raises UserError for data or settings that cannot be used.

    The data of all are read before any is worked: a mistake in those of the last costs no model's time. A task of
    which nothing came is a trial with an error: its scores are unscored, and counted as such. What is done is kept in
    the store, until `Means.forget`.
    """
    return tuple(_run(work, means) for work in [_read(spec, means) for spec in specs])


def _read(spec: Spec, means: Means) -> _Work:
    every = tasks_of(spec)
    tasks = chosen(spec, every, means.only.get(spec.name))
    if not tasks:
        raise UserError(f"{spec.name}: what failed is no longer in its data; run it without --filter-failing")
    ran = {task.id for task in tasks}
    replies = grading.read_grades(Path(beside(spec, spec.grades))) if spec.judge else ()
    return _Work(spec, tasks, tuple(task.id for task in every if task.id not in ran), replies)


def _run(work: _Work, means: Means) -> Part:
    spec, tasks = work.spec, work.tasks
    journal = Journal(means.store, spec, tasks, means.place)
    bench = _Bench(spec, kind_of(spec.kind), means, journal, len(tasks) * spec.repeat)
    began = time.monotonic()
    trials: list[Trial] = []
    engines: list[Engine] = []
    for repeat in range(spec.repeat):
        try:
            engines.append(means.open(spec, repeat))
        except CeilingReached as error:
            bench.down = str(error)
            if not engines:  # nothing may be asked any more; what other parts have done is worth a run file
                trials += [bench.untried(task, repeat) for task in tasks]
                continue
        trials += bench.trials(tasks, engines[-1], repeat)
    paid = spent_on([engine.usage() for engine in engines], time.monotonic() - began)
    means.kept.append((journal, trials))
    named = (engines[0].name, engines[0].model, dict(engines[0].prompts)) if engines else ("llm", spec.model, {})
    part = Part(spec, *named, tuple(trials), (), (), paid, left_out=work.left_out)
    if spec.judge and means.judge and engines:
        part = _by_judge(part, work, means.judge)
    return scored(part, tasks)


def _by_judge(part: Part, work: _Work, judge: Callable[[Spec], grading.Judge]) -> Part:
    """The part with the judge's word; where none can be had, what was worked is worth a run file all the same."""
    try:
        return _graded(part, work, judge(part.spec))
    except (CeilingReached, UserError) as error:
        return replace(part, trials=(*part.trials, Trial(grading.TASK, 0, error=str(error))))


def _plus(spent: Spent, usage: Usage) -> Spent:
    """What was spent, with what a judge was paid."""
    more = spent_on([usage], 0)
    cost = UNKNOWN_COST if UNKNOWN_COST in (spent.cost, more.cost) else spent.cost + more.cost
    return Spent(
        spent.calls + more.calls,
        spent.input_tokens + more.input_tokens,
        spent.output_tokens + more.output_tokens,
        cost,
        spent.seconds,
    )


def _graded(part: Part, work: _Work, judge: grading.Judge) -> Part:
    """The part with the judge's word on each answer, and on the replies that were graded by reading."""
    kind, by_id = kind_of(part.spec.kind), {task.id: task for task in work.tasks}
    trials = [grading.judged(trial, _cases(kind, by_id.get(trial.task), trial), judge) for trial in part.trials]
    trials.append(grading.by_readers(work.replies, judge))
    prompts = {**part.prompts, **judge.prompts}
    return replace(part, trials=tuple(trials), prompts=prompts, spent=_plus(part.spent, judge.usage()))


def scored(part: Part, tasks: Sequence[Task]) -> Part:
    """The part with its trials scored against the labels of the tasks; nobody is asked."""
    kind = kind_of(part.spec.kind)
    by_id = {task.id: task for task in tasks}
    cases = tuple(case for trial in part.trials for case in _cases(kind, by_id.get(trial.task), trial))
    metrics = {**kind.metrics, **(grading.METRICS if part.spec.judge else {})}
    return replace(part, cases=cases, metrics=measured(cases, metrics), meanings=metrics)


def _cases(kind: Kind, task: Task | None, trial: Trial) -> Sequence[Case]:
    if trial.task == grading.TASK and not trial.error:
        return grading.agreement(trial.output)
    if task and not trial.error:
        return list(grading.with_grades(kind.cases(task, trial.output, trial.repeat), trial.grades))
    why = trial.error or GONE
    scores = tuple(unscored(name, why) for name in kind.metrics)
    cluster = task.cluster if task else trial.task
    return [Case(f"{trial.task}/", trial.task, cluster, "", "unscored", "", "", why, scores, repeat=trial.repeat)]


@dataclass
class _Bench:
    """Where the tasks of a part are worked; knows when to stop trying."""

    spec: Spec
    kind: Kind
    means: Means
    journal: Journal
    total: int
    done: int = 0
    down: str = ""
    lock: Lock = field(default_factory=Lock)

    def trials(self, tasks: Sequence[Task], engine: Engine, repeat: int) -> list[Trial]:
        """The trials of one repeat, in the order of the tasks."""
        rows = self.spec.kind != "stories" and engine.name != "builtin"
        pool = self.means.pool if rows else Inline()
        self.means.watch(self.spec.name, self.done, self.total)
        try:
            return list(pool.map(lambda task: self._trial(task, engine, repeat), tasks))
        except KeyboardInterrupt as stop:
            stop.add_note(f"{self.done:,} of {self.total:,} of '{self.spec.name}' done")
            raise

    def _trial(self, task: Task, engine: Engine, repeat: int) -> Trial:
        trial = self.journal.done(task, repeat) or self._worked(task, engine, repeat)
        self.journal.keep(trial)
        with self.lock:
            self.done += 1
            self.means.watch(self.spec.name, self.done, self.total)
        return trial

    def untried(self, task: Task, repeat: int) -> Trial:
        """A trial that was not made, since none could be."""
        return Trial(task.id, repeat, error=f"{NOT_TRIED}{self.down}")

    def _worked(self, task: Task, engine: Engine, repeat: int) -> Trial:
        if self.down:
            return self.untried(task, repeat)
        counted, began = self.means.apart(engine), time.monotonic()
        try:
            worked = self.kind.work(task, counted.engine)
            error = counted.down()  # the work may have gone on without a model, which then says nothing of it
        except (ModelError, UserError) as failed:
            worked, error = Worked(None), str(failed)
            # A call that a cassette does not hold, like an endpoint that is down, is met by every task after it.
            self.down = self.down or (error if isinstance(failed, UserError) else "")
        self.down = self.down or counted.down()
        spent = _since(counted.engine, began)
        if not error and spent.calls and not spent.output_tokens and len(worked.problems) >= spent.calls:
            error = f"no call was answered: {worked.problems[0]}"
        return Trial(task.id, repeat, None if error else worked.output, spent, tuple(worked.problems), error)


def _since(engine: Engine, began: float) -> Spent:
    return spent_on([engine.usage()], time.monotonic() - began)


def spent_on(usages: Sequence[Usage], seconds: float) -> Spent:
    """What engines consumed, together."""
    known = all(usage.cost or not usage.calls for usage in usages)
    return Spent(
        sum(usage.calls for usage in usages),
        sum(usage.tokens.input for usage in usages),
        sum(usage.tokens.output for usage in usages),
        sum(float(usage.cost or 0) for usage in usages) if known else UNKNOWN_COST,
        round(seconds, 3),
    )

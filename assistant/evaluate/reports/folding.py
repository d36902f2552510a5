"""A case over its repeats: what reports show as one."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.evaluate.records import Case, EvalRun, Part, State

ORDER: dict[State, int] = {"failed": 0, "unscored": 1, "passed": 2}
"""What a reader looks for first."""


@dataclass(frozen=True, slots=True)
class Folded:
    """All repeats of a case, in their order; `repeats` is how often its task was worked."""

    cases: tuple[Case, ...]
    repeats: int

    @property
    def id(self) -> str:
        """The id that its repeats share."""
        return self.cases[0].id

    @property
    def shown(self) -> Case:
        """The repeat that says most: the first that failed, else the first that was not scored, else the first."""
        return min(self.cases, key=lambda case: ORDER[case.state])

    @property
    def state(self) -> State:
        """Failed where it failed once, unscored where it never was scored."""
        states = {case.state for case in self.cases}
        return "failed" if "failed" in states else "passed" if "passed" in states else "unscored"

    def count(self, state: State) -> int:
        """In how many repeats it came to this."""
        return sum(case.state == state for case in self.cases)

    @property
    def rate(self) -> str:
        """`2 failed of 3 repeats`, with those unscored; empty where there is one repeat, or all of them passed."""
        told = [f"{n} {state}" for state in ("failed", "unscored") if (n := self.count(state))]
        return f"{', '.join(told)} of {self.repeats} repeats" if told and self.repeats > 1 else ""


def folded(part: Part) -> list[Folded]:
    """The cases of a part, each with its repeats, in the order in which they first stand."""
    worked = Counter(trial.task for trial in part.trials)
    by_id: dict[str, list[Case]] = {}
    for case in part.cases:
        by_id.setdefault(case.id, []).append(case)
    return [
        Folded(tuple(sorted(cases, key=lambda case: case.repeat)), max(len(cases), worked[cases[0].task]))
        for cases in by_id.values()
    ]


def tally(cases: Iterable[Folded]) -> dict[State, int]:
    """How many cases came to each state."""
    counted = Counter(case.state for case in cases)
    return {"passed": counted["passed"], "failed": counted["failed"], "unscored": counted["unscored"]}


def reasons(part: Part, metric: str, group: str = "") -> list[tuple[str, int]]:
    """Why a metric could not be scored, and for how many cases; what is most frequent comes first."""
    seen = {
        (case.id, score.unscored)
        for case in part.cases
        for score in case.scores
        if score.metric == metric and score.unscored and group in ("", case.group)
    }
    counted = Counter(reason for _, reason in seen)
    return sorted(counted.items(), key=lambda item: (-item[1], item[0]))


def indexed(run: EvalRun) -> dict[str, Folded]:
    """Cases by their ids; where several parts have one, the first that failed, else the first."""
    found: dict[str, Folded] = {}
    for part in run.parts:
        for case in folded(part):
            known = found.get(case.id)
            if known is None or (case.state == "failed" and known.state != "failed"):
                found[case.id] = case
    return found


def errors(part: Part) -> dict[str, tuple[str, int]]:
    """The tasks that came to nothing in some repeat: why the first time, and in how many repeats."""
    found: dict[str, tuple[str, int]] = {}
    for trial in part.trials:
        if trial.error:
            why, times = found.get(trial.task, (trial.error, 0))
            found[trial.task] = (why, times + 1)
    return found

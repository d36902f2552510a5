"""Two run files held against each other, part by part; what tests this code and what tests a model stay apart."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass

from assistant.errors import UserError
from assistant.evaluate.records import EvalRun, KindName, Meaning, Mode, Part
from assistant.evaluate.statistics.matched import Changes, Matched
from assistant.evaluate.statistics.paired import MARGIN, Difference, Verdict, paired


@dataclass(frozen=True, slots=True)
class Compared:
    """A part that both runs have. `setting` says what else is not the same: the engine, the model, a prompt."""

    name: str
    kind: KindName
    mode: Mode
    setting: tuple[str, ...]
    repeats: tuple[int, int]
    meanings: dict[str, Meaning]
    metrics: tuple[Difference, ...]
    changes: Changes
    cases: Matched

    @property
    def alike(self) -> bool:
        """Whether every case is in both runs and came out the same."""
        return self.changes == Changes(unchanged=self.changes.unchanged) and self.cases == Matched(
            self.cases.labelled, self.cases.reported
        )


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs, the earlier named first. `margin` is the difference of shares that is of no matter.

    `apart` are parts that only one run has, or that test the code in one and a model in the other, with which it is.
    """

    before: str
    after: str
    margin: float
    parts: tuple[Compared, ...]
    apart: tuple[str, ...]
    format: int = 1

    def count(self, verdict: Verdict) -> int:
        """How many metrics came to this."""
        return sum(metric.verdict == verdict for part in self.parts for metric in part.metrics)


def compare(before: EvalRun, after: EvalRun, margin: float = MARGIN, only: Sequence[str] = ()) -> Comparison:
    """Compare two runs in all metrics, or in those named. Raises UserError for a metric that no part has."""
    pairs, apart = matching(before, after)
    known = {name: None for pair in pairs for part in pair for name in part.meanings}
    if unknown := [name for name in only if name not in known]:
        raise UserError(f"--metric {unknown[0]}: no part that both runs have measures it; known are {', '.join(known)}")
    parts = tuple(_compared(*pair, margin, only) for pair in pairs)
    return Comparison(_origin(before), _origin(after), margin, parts, tuple(apart))


def _origin(run: EvalRun) -> str:
    return f"{run.origin}, not run to its end: {run.unfinished}" if run.unfinished else run.origin


def matching(before: EvalRun, after: EvalRun) -> tuple[list[tuple[Part, Part]], list[str]]:
    """The parts that both runs have, and what is to be said of the others.

    A part is the same by its name; where names differ, by its kind and data. It is never of another mode.
    """
    pairs: list[tuple[Part, Part]] = []
    left, right = list(before.parts), list(after.parts)
    for key in (_by_name, _by_data):
        for part in list(left):
            other = next((one for one in right if key(one) == key(part)), None)
            if other:
                pairs.append((part, other))
                left.remove(part)
                right.remove(other)
    places = {id(part): place for place, part in enumerate(after.parts)}
    return sorted(pairs, key=lambda pair: places[id(pair[1])]), list(_apart(left, right))


def _by_name(part: Part) -> Hashable:
    return part.mode, part.spec.kind, part.spec.name


def _by_data(part: Part) -> Hashable:
    return part.mode, part.spec.kind, part.spec.data


def _apart(left: Sequence[Part], right: Sequence[Part]) -> Iterator[str]:
    names = [part.spec.name for part in right]
    for part in left:
        other = next((one for one in right if one.spec.name == part.spec.name), None)
        if other and other.mode != part.mode:
            yield f"{part.spec.name}: {part.mode} in A, {other.mode} in B"
        elif other:
            yield f"{part.spec.name}: {part.spec.kind} in A, {other.spec.kind} in B"
        else:
            yield f"{part.spec.name}: only in A"
    known = {part.spec.name for part in left}
    yield from (f"{name}: only in B" for name in names if name not in known)


def _compared(before: Part, after: Part, margin: float, only: Sequence[str]) -> Compared:
    meanings = {**before.meanings, **after.meanings}
    wanted = [name for name in only if name in meanings]
    found = paired(before, after, margin, wanted)
    return Compared(
        name=after.spec.name,
        kind=after.spec.kind,
        mode=after.mode,
        setting=tuple(_setting(before, after)),
        repeats=(before.spec.repeat, after.spec.repeat),
        meanings=meanings,
        metrics=found.metrics if wanted or not only else (),
        changes=found.changes,
        cases=found.cases,
    )


SETTINGS: dict[str, Callable[[Part], object]] = {
    "name": lambda part: part.spec.name,
    "engine": lambda part: part.engine,
    "model": lambda part: part.model,
    "replayed from": lambda part: part.spec.replay,
    "temperature": lambda part: part.spec.temperature,
    "repeats": lambda part: part.spec.repeat,
    "judge": lambda part: part.spec.judge,
}


def _setting(before: Part, after: Part) -> Iterator[str]:
    for name, of in SETTINGS.items():
        if of(before) != of(after):
            yield f"{name} {_named(of(before))} in A, {_named(of(after))} in B"
    changed = sorted(
        name for name in {*before.prompts, *after.prompts} if before.prompts.get(name) != after.prompts.get(name)
    )
    if changed:
        yield f"prompts changed: {', '.join(changed)}"


def _named(value: object) -> str:
    return str(value) or "none"

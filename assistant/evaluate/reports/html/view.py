"""What the page shows of a part: its figures with their places on an axis, and what leads to their cases."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.evaluate.records import Estimate, Metric, Part
from assistant.evaluate.reports.folding import errors, folded, tally
from assistant.evaluate.reports.telling import (
    alone,
    interval,
    is_share,
    meaning,
    often,
    ordered,
    size,
    usage,
    value,
    whom,
    why_unscored,
)


@dataclass(frozen=True, slots=True)
class Place:
    """A figure and the ends of its interval on an axis, in per cent of its length."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Row:
    """A figure: `metric` and `group` are the numbers under which the page keeps its cases; -1 for all groups."""

    name: str
    title: str
    says: str
    higher: bool
    value: str
    interval: str
    n: int
    unscored: int
    why: str
    place: Place | None
    metric: int
    group: int = -1


@dataclass(frozen=True, slots=True)
class Chart:
    """A metric group by group."""

    title: str
    higher: bool
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A part as the page shows it; `key` begins the names of its places."""

    key: str
    part: Part
    about: str
    counts: dict[str, int]
    rows: tuple[Row, ...]
    charts: tuple[Chart, ...]
    nothing: tuple[str, ...]
    alone: tuple[str, ...]
    usage: tuple[str, ...]

    @property
    def name(self) -> str:
        """What the suite calls it."""
        return self.part.spec.name


def shown(part: Part, number: int) -> Shown:
    """A part as the page shows it."""
    metrics, groups = names(part), groups_of(part)
    rows = [_row(part, each, metrics.index(each.name)) for each in ordered(part)]
    by_metric: dict[str, list[Row]] = {}
    for each in ordered(part, group=True):
        place = groups.index(each.group) if each.group in groups else -1
        by_metric.setdefault(each.name, []).append(_row(part, each, metrics.index(each.name), place))
    known = {name: meaning(part, name) for name in by_metric}
    return Shown(
        key=f"p{number}",
        part=part,
        about=f"{part.spec.kind}, {whom(part)}, {size(part)}",
        counts={str(state): count for state, count in tally(folded(part)).items()},
        rows=tuple(rows),
        charts=tuple(Chart(known[n].title, known[n].higher, tuple(found)) for n, found in by_metric.items()),
        nothing=tuple(f"No output of {task}{often(part, times)}: {why}" for task, (why, times) in errors(part).items()),
        alone=tuple(alone(part)),
        usage=tuple(usage(part.spent)),
    )


def names(part: Part) -> list[str]:
    """Every metric that a part has a figure of, in the order of reports."""
    return list(dict.fromkeys(each.name for each in (*ordered(part), *ordered(part, group=True))))


def groups_of(part: Part) -> list[str]:
    """The groups of its cases, in the order in which they first stand."""
    return list(dict.fromkeys(case.group for case in part.cases if case.group))


def place(estimate: Estimate | None) -> Place | None:
    """Where a share stands on an axis from nothing to all; nowhere what is none."""
    if estimate is None or not is_share(estimate):
        return None
    return Place(*(round(100 * min(1.0, max(0.0, each)), 2) for each in _figures(estimate)))


def _figures(estimate: Estimate) -> Sequence[float]:
    return (estimate.value, estimate.low, estimate.high)


def _row(part: Part, metric: Metric, number: int, group: int = -1) -> Row:
    known = meaning(part, metric.name)
    return Row(
        name=metric.name,
        title=metric.group or known.title,
        says=known.says,
        higher=known.higher,
        value=value(metric),
        interval=interval(metric),
        n=metric.n,
        unscored=metric.unscored,
        why=why_unscored(part, metric),
        place=place(metric.estimate),
        metric=number,
        group=group,
    )

"""Figures over runs: a small picture for each metric, its runs one after another."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.evaluate.records import EvalRun, Metric, Mode, Part
from assistant.evaluate.reports.html.view import Place, place
from assistant.evaluate.reports.telling import interval, meaning, modes, ordered, value, whom

LEFT, RIGHT = 16.0, 97.0
"""Where the first and the last run stand, in per cent; left of them are the figures of the axis."""


@dataclass(frozen=True, slots=True)
class Point:
    """A figure of one run; `x` is its place in per cent, `place` the heights of figure and interval."""

    x: float
    place: Place | None
    value: str
    interval: str
    n: int
    day: str
    revision: str
    whom: str


@dataclass(frozen=True, slots=True)
class Line:
    """A metric over runs, the oldest first."""

    title: str
    higher: bool
    points: tuple[Point, ...]

    @property
    def joins(self) -> list[tuple[Point, Point]]:
        """Neighbours that both have a figure."""
        pairs = zip(self.points, self.points[1:], strict=False)
        return [(one, other) for one, other in pairs if one.place and other.place]


@dataclass(frozen=True, slots=True)
class Course:
    """The lines of a part."""

    name: str
    lines: tuple[Line, ...]


def courses(run: EvalRun, history: Sequence[EvalRun]) -> list[tuple[Mode, list[Course]]]:
    """What became of each part over runs, under the two headings; only what was measured at least twice."""
    older = sorted((each for each in history if each.made < run.made), key=lambda each: each.made)
    found = [(mode, [_course(part, [*older, run]) for part in parts]) for mode, parts in modes(run)]
    told = [(mode, [course for course in each if course.lines]) for mode, each in found]
    return [(mode, each) for mode, each in told if each]


def _course(part: Part, runs: Sequence[EvalRun]) -> Course:
    parts = [(run, same) for run in runs if (same := run.like(part))]
    lines = [_line(part, metric, parts) for metric in ordered(part)]
    return Course(
        part.spec.name, tuple(line for line in lines if sum(point.place is not None for point in line.points) > 1)
    )


def _line(part: Part, metric: Metric, parts: Sequence[tuple[EvalRun, Part]]) -> Line:
    known = meaning(part, metric.name)
    figures = [(run, each, m) for run, each in parts for m in each.metrics if (m.name, m.group) == (metric.name, "")]
    step = (RIGHT - LEFT) / max(1, len(figures) - 1)
    points = [_point(round(LEFT + step * at, 2), run, each, m) for at, (run, each, m) in enumerate(figures)]
    return Line(known.title, known.higher, tuple(points))


def _point(x: float, run: EvalRun, part: Part, metric: Metric) -> Point:
    day = run.made.partition("T")[0]
    told = (value(metric), interval(metric), metric.n, day, run.revision, whom(part))
    return Point(x, place(metric.estimate), *told)

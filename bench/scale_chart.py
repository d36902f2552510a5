"""The two charts of docs/scale.md, as SVG made by hand: no library, legible on white and on black."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 760, 380
LEFT, RIGHT, TOP, BOTTOM = 70, 40, 34, 52
COLOURS = ("#2878b5", "#d1612d", "#3a8f57", "#8a5bb5", "#777777")
"""Told apart by most who do not see all colours, and on light and dark ground."""
INK = "#808080"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a chart: its name, its points, whether it is drawn with dots where it was measured, or dashed."""

    name: str
    points: Sequence[tuple[float, float]]
    dots: Sequence[tuple[float, float]] = ()
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis: what it shows, its ends, and its marks with their words."""

    title: str
    low: float
    high: float
    marks: Sequence[tuple[float, str]]
    logarithmic: bool = False

    def share(self, value: float) -> float:
        """Where a value lies between the ends, 0 to 1 within them."""
        if self.logarithmic:
            return (math.log(value) - math.log(self.low)) / (math.log(self.high) - math.log(self.low))
        return (value - self.low) / (self.high - self.low)


def chart(title: str, across: Axis, up: Axis, lines: Sequence[Line]) -> str:
    """A chart as SVG text."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        f' aria-label="{escape(title)}" font-family="system-ui, sans-serif" font-size="12">',
        f"<title>{escape(title)}</title>",
        f'<text x="{LEFT}" y="18" fill="{INK}" font-size="14" font-weight="600">{escape(title)}</text>',
        *_frame(across, up),
    ]
    for number, line in enumerate(lines):
        parts += _line(line, COLOURS[number % len(COLOURS)], across, up)
    parts += _legend(lines)
    return "\n".join([*parts, "</svg>"]) + "\n"


def _place(point: tuple[float, float], across: Axis, up: Axis) -> str:
    x = LEFT + across.share(point[0]) * (WIDTH - LEFT - RIGHT)
    y = HEIGHT - BOTTOM - up.share(point[1]) * (HEIGHT - TOP - BOTTOM)
    return f"{x:.1f},{y:.1f}"


def _frame(across: Axis, up: Axis) -> Iterator[str]:
    for value, words in up.marks:
        y = HEIGHT - BOTTOM - up.share(value) * (HEIGHT - TOP - BOTTOM)
        yield f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="{INK}" stroke-opacity="0.3"/>'
        yield f'<text x="{LEFT - 8}" y="{y + 4:.1f}" fill="{INK}" text-anchor="end">{escape(words)}</text>'
    for value, words in across.marks:
        x = LEFT + across.share(value) * (WIDTH - LEFT - RIGHT)
        yield f'<path d="M{x:.1f} {HEIGHT - BOTTOM}v5" stroke="{INK}"/>'
        yield f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 18}" fill="{INK}" text-anchor="middle">{escape(words)}</text>'
    middle = (LEFT + WIDTH - RIGHT) / 2
    yield f'<text x="{middle}" y="{HEIGHT - 12}" fill="{INK}" text-anchor="middle">{escape(across.title)}</text>'
    high = (TOP + HEIGHT - BOTTOM) / 2
    turned = f'transform="translate(16 {high}) rotate(-90)" text-anchor="middle"'
    yield f'<text {turned} fill="{INK}">{escape(up.title)}</text>'


def _line(line: Line, colour: str, across: Axis, up: Axis) -> Iterator[str]:
    shown = _within(line.points, across, up)
    places = " ".join(_place(point, across, up) for point in shown)
    dashes = ' stroke-dasharray="6 4"' if line.dashed else ""
    yield f'<polyline points="{places}" fill="none" stroke="{colour}" stroke-width="2"{dashes}/>'
    for point in _within(line.dots, across, up):
        x, y = _place(point, across, up).split(",")
        yield f'<circle cx="{x}" cy="{y}" r="3.5" fill="{colour}"/>'


def _within(points: Sequence[tuple[float, float]], across: Axis, up: Axis) -> list[tuple[float, float]]:
    return [each for each in points if 0 <= across.share(each[0]) <= 1 and 0 <= up.share(each[1]) <= 1]


def _legend(lines: Sequence[Line]) -> Iterator[str]:
    for number, line in enumerate(lines):
        y = TOP + 12 + 18 * number
        colour = COLOURS[number % len(COLOURS)]
        dashes = ' stroke-dasharray="6 4"' if line.dashed else ""
        yield f'<path d="M{LEFT + 12} {y}h22" stroke="{colour}" stroke-width="2"{dashes}/>'
        yield f'<text x="{LEFT + 40}" y="{y + 4}" fill="{INK}">{escape(line.name)}</text>'

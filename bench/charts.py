"""Charts of figures as SVG, drawn without a library; light or dark as the reader has it, on a ground of their own."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from bench.records import Figure, number, standing

WIDTH = 860
STYLE = """
  svg { --paper: #fff; --ink: #1c1c1a; --quiet: #5d5d58; --rule: #d9d8d2; --ours: #1d5fa8; --theirs: #b4540a; --more: #3b7d3b;
    --fourth: #7a4fb0; --fifth: #8a6d00; --sixth: #b0336a; }
  @media (prefers-color-scheme: dark) {
    svg { --paper: #17191c; --ink: #ecebe6; --quiet: #a5a59e; --rule: #3b3e43; --ours: #6fb0f2; --theirs: #f0a35c; --more: #7cc47c;
      --fourth: #b596e8; --fifth: #d8b63c; --sixth: #f088b4; }
  }
  .paper { fill: var(--paper); } text { fill: var(--ink); font: 13px system-ui, sans-serif; }
  .title { font-weight: 600; font-size: 15px; } .quiet { fill: var(--quiet); font-size: 12px; } .head { font-weight: 600; }
  .rule { stroke: var(--rule); } .ours { fill: var(--ours); } .theirs { fill: var(--theirs); } .level { fill: var(--quiet); }
  .line0 { stroke: var(--ours); } .line1 { stroke: var(--theirs); } .line2 { stroke: var(--more); }
  .line3 { stroke: var(--fourth); } .line4 { stroke: var(--fifth); } .line5 { stroke: var(--sixth); } polyline { fill: none; stroke-width: 2; }
  .dot0 { fill: var(--ours); } .dot1 { fill: var(--theirs); } .dot2 { fill: var(--more); }
  .dot3 { fill: var(--fourth); } .dot4 { fill: var(--fifth); } .dot5 { fill: var(--sixth); }
"""  # noqa: E501 - a line of style a kind of thing
NAMES = 300
"""Pixels for the names at the left."""
ROW, HEAD, TOP = 22, 30, 76
COLOURS = 6
LETTER = 6.6
"""Pixels that a letter of 13 pixels takes, about."""
VALUES = 150
"""Pixels for the values at the right."""


def svg(title: str, height: float, parts: Sequence[str]) -> str:
    """A chart with its title."""
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" role="img">',
            f"<title>{escape(title)}</title><style>{STYLE}</style>",
            f'<rect class="paper" width="{WIDTH}" height="{height:.0f}" rx="6"/>',
            text(16, 28, title, "title"),
            *parts,
            "</svg>\n",
        ]
    )


def text(x: float, y: float, words: str, kind: str = "", anchor: str = "start") -> str:
    """Words at a place."""
    return f'<text x="{x:.1f}" y="{y:.1f}" class="{kind}" text-anchor="{anchor}">{escape(words)}</text>'


def short(words: str, pixels: float) -> str:
    """Words cut to a width."""
    most = int(pixels / LETTER)
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def ahead(title: str, figures: Sequence[Figure]) -> str:
    """A bar for each figure that has something beside it: to the right where ours is ahead, to the left where not.

    What is level with all that stands beside it is left out.
    """
    told = apart(figures)
    most = max([1.0, *(abs(math.log10(figure.ahead or 1)) for figure in told)])
    middle = NAMES + (WIDTH - NAMES - VALUES) / 2
    step = (WIDTH - NAMES - VALUES) / 2 / most
    parts = [
        text(middle - 8, 52, "← theirs is ahead", "quiet", "end"),
        text(middle + 8, 52, "ours is ahead →", "quiet"),
    ]
    y = float(TOP)
    for (what, unit), group in groupby(told, key=lambda figure: (figure.what, figure.unit)):
        parts.append(text(16, y + 14, short(f"{what}, {unit}", WIDTH - 32), "head"))
        y += HEAD - 6
        for figure in group:
            parts += _bar(figure, y, middle, step)
            y += ROW
        y += 8
    return svg(title, y + 8, [*_scale(middle, step, most, y), *parts])


def apart(figures: Sequence[Figure]) -> list[Figure]:
    """Those that have something beside them, where not all of that is level with ours."""
    differ = {(figure.what, figure.unit) for figure in figures if standing(figure) in ("ours", "theirs")}
    return [figure for figure in figures if figure.ahead and (figure.what, figure.unit) in differ]


def _bar(figure: Figure, y: float, middle: float, step: float) -> Iterator[str]:
    long = math.log10(figure.ahead or 1) * step
    yield text(NAMES - 10, y + 12, short(figure.beside, NAMES - 30), "quiet", "end")
    start, width = min(middle, middle + long), max(1.5, abs(long))
    yield f'<rect class="{standing(figure)}" x="{start:.1f}" y="{y:.1f}" width="{width:.1f}" height="15"/>'
    values = f"{number(figure.value)} : {number(figure.value_beside or 0)}"
    yield text(WIDTH - 16, y + 12, values, "", "end")


def _scale(middle: float, step: float, most: float, bottom: float) -> Iterator[str]:
    for power in range(-int(most), int(most) + 1):
        x = middle + power * step
        yield f'<path class="rule" d="M{x:.1f} {TOP - 8}V{bottom:.1f}" stroke-width="{2 if power == 0 else 1}"/>'
        words = f"{10 ** abs(power):,} times" if power else "level"
        yield text(x, TOP - 12, words, "quiet", "middle")
    yield text(WIDTH - 16, TOP - 12, "ours : theirs", "quiet", "end")


@dataclass(frozen=True, slots=True)
class Axis:
    """A logarithmic axis between whole powers of ten, drawn from `start` to `end` pixels."""

    low: int
    high: int
    start: float
    end: float

    def place(self, value: float) -> float:
        """The pixel of a value."""
        return self.start + (math.log10(value) - self.low) / (self.high - self.low) * (self.end - self.start)

    @property
    def marks(self) -> list[float]:
        """The powers of ten."""
        return [10.0**power for power in range(self.low, self.high + 1)]


def axis(values: Sequence[float], start: float, end: float) -> Axis:
    """The axis that holds all values."""
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return Axis(low, max(high, low + 1), start, end)


def growth(title: str, across: str, figures: Sequence[Figure]) -> str:
    """Values over sizes, both by powers of ten: a line for each `what` that has sizes, of a figure and of its peer."""
    lines = _lines(figures)
    points = [point for line in lines.values() for point in line]
    height, left, right = 340 + 20 * len(lines), 100, WIDTH - 50
    x = axis([size for size, _ in points], left, right)
    y = axis([value for _, value in points], height - 60, 60 + 20 * len(lines))
    parts = []
    for mark in x.marks:
        parts.append(text(x.place(mark), height - 38, f"{mark:,.0f}", "quiet", "middle"))
    for mark in y.marks:
        parts.append(f'<path class="rule" d="M{left} {y.place(mark):.1f}H{right}"/>')
        parts.append(text(left - 8, y.place(mark) + 4, power(mark), "quiet", "end"))
    parts.append(text((left + WIDTH) / 2, height - 14, across, "quiet", "middle"))
    for turn, (name, line) in enumerate(lines.items()):
        colour = turn % COLOURS
        places = [(x.place(size), y.place(value)) for size, value in sorted(line)]
        parts.append(f'<polyline class="line{colour}" points="{" ".join(f"{a:.1f},{b:.1f}" for a, b in places)}"/>')
        parts += [f'<circle class="dot{colour}" cx="{a:.1f}" cy="{b:.1f}" r="4"/>' for a, b in places]
        parts.append(f'<circle class="dot{colour}" cx="24" cy="{50 + 20 * turn}" r="4"/>')
        parts.append(text(36, 54 + 20 * turn, name))
    return svg(title, height, parts)


def power(mark: float) -> str:
    """A power of ten in figures."""
    return f"{mark:,.0f}" if mark >= 1 else f"{mark:g}"


def _lines(figures: Sequence[Figure]) -> dict[str, list[tuple[float, float]]]:
    lines: dict[str, dict[float, float]] = {}
    for figure in figures:
        if figure.at and figure.value > 0:
            lines.setdefault(f"{figure.what}, {figure.unit}", {})[figure.at] = figure.value
            if figure.value_beside:
                lines.setdefault(f"{figure.beside}, {figure.unit}", {})[figure.at] = figure.value_beside
    first = {tuple(sorted(points.items())): name for name, points in reversed(lines.items())}  # of equal ones the first
    return {name: list(points.items()) for name, points in lines.items() if len(points) > 1 and name in first.values()}


def grows(figures: Sequence[Figure]) -> bool:
    """Whether there is a line to be drawn."""
    return bool(_lines(figures))

"""A day of world news with this program, on paper and by simulation: writes the tables and charts of docs/scale.md.

    python -m bench.scale                        # from bench/figures/scale.json, in a second
    python -m bench.scale --measure              # measures that file anew first, about fifteen minutes of one core
    python -m bench.scale --measure 300 600 2000 # smaller: piles to fit on, then the one to predict

The assumptions about the world and the drawn day are in `bench.scale_world`, the arithmetic in
`bench.scale_model`, the measuring in `bench.scale_measure`. A test holds the page to the committed figures.
"""

import json
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.scale_chart import Axis, Line, chart
from bench.scale_model import by_hour, each_article, self_hosted, waits, workers_for
from bench.scale_tables import BLOCKS, Book

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "scale.md"
PICTURES = ROOT / "docs" / "pictures"
FIGURES = ROOT / "bench" / "figures" / "scale.json"
STAGES = {"group": "group a pile", "compare": "compare one story", "copies": "compare copies of one text"}
MARKS = ((0.01, "10 ms"), (1, "1 s"), (60, "1 min"), (3600, "1 h"), (86_400, "1 day"), (2_592_000, "30 days"))
TOPS = tuple(30.0 * 2**power for power in range(12))
"""Minutes at which the chart of a day may end."""


def book() -> Book:
    """The figures that are committed, and what they come to."""
    return Book(json.loads(FIGURES.read_text(encoding="utf-8")))


def written(page: str, held: Book) -> str:
    """The page with every table between its marks made anew. Raises KeyError for a mark of no table."""

    def block(found: re.Match[str]) -> str:
        return f"<!-- {found[1]} -->\n\n{BLOCKS[found[1]](held)}\n\n<!-- end -->"

    return re.sub(r"<!-- (?!end)([a-z]+) -->\n.*?<!-- end -->", block, page, flags=re.DOTALL)


def charts(held: Book) -> Mapping[str, str]:
    """The charts by file name."""
    return {"scale-growth.svg": growth(held), "scale-day.svg": peak(held)}


def growth(held: Book) -> str:
    """What each stage takes by the number of articles of a pile or story, measured and beyond."""
    sizes = [10 ** (step / 8) for step in range(57)]
    curves = held.known.curves
    single = sum(each_article(held.case("mid").here, held.known))
    lines = [Line("read and digest a pile", [(each, each * single) for each in sizes])]
    for key, name in STAGES.items():
        points = curves[key].points
        beyond = [(each, curves[key].at(each)) for each in sizes if each > points[-1][0]]
        lines.append(Line(name, [*points, *beyond], points))
    lines.append(Line("an hour", [(1, 3600), (sizes[-1], 3600)], dashed=True))
    marks = [(10.0**power, f"{10**power:,}") for power in range(8)]
    across = Axis("articles", 1, sizes[-1], marks, logarithmic=True)
    up = Axis("time of one core", MARKS[0][0], MARKS[-1][0], MARKS, logarithmic=True)
    return chart("Processor time by size; dots are measured", across, up, lines)


def peak(held: Book) -> str:
    """The middle day by the minute: how long an article waits for a model on so many cards of one's own."""
    mid = held.case("mid")
    busy = self_hosted(mid.calls, mid.here, held.known)[0] * 3600 / mid.day.articles
    enough = workers_for(mid.day.minutes, busy)
    lines = []
    for cards in range(enough, max(0, enough - 2), -1):
        found = waits(mid.day.minutes, busy, cards)
        lines.append(
            Line(f"{cards} card{'s' * (cards > 1)}", [(float(minute), wait) for minute, wait in enumerate(found)][::5])
        )
    hours = by_hour(mid.day, held.known)
    steps = [(number * 60.0 + 30, hour.group / 60) for number, hour in enumerate(hours)]
    lines.append(Line("grouping the day so far again, each hour, in one process", steps, dashed=True))
    top = min(top for top in TOPS if top >= max(y for line in lines[:2] + lines[-1:] for _, y in line.points))
    across = Axis("hour of the day", 0, 1440, [(hour * 60.0, f"{hour}:00") for hour in range(0, 25, 3)])
    up = Axis("minutes", 0, top, [(top * part / 4, f"{top * part / 4:g}") for part in range(5)])
    return chart("Minutes that an article waits for a model, middle day", across, up, lines)


def main(arguments: Sequence[str]) -> None:
    """Measure where asked to, then write page and charts."""
    if arguments[:1] == ["--measure"]:
        from bench.scale_measure import PILES, measure

        found: Mapping[str, Any] = measure(tuple(map(int, arguments[1:])) or PILES)
        FIGURES.parent.mkdir(exist_ok=True)
        FIGURES.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    held = book()
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8"), held), encoding="utf-8")
    for name, picture in charts(held).items():
        (PICTURES / name).write_text(picture, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])

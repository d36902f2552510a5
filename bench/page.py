"""docs/performance.md and its charts, from the figures that are kept and nothing else.

python -m bench.page        # writes them again without measuring
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from bench.charts import ahead, apart, grows, growth
from bench.records import FOLDER, ROOT, Figure, Measured, number, read, standing
from bench.suites import SUITES, Suite

PAGE = ROOT / "docs" / "performance.md"
PICTURES = "pictures"
HEAD = """# Performance

How fast it is, what that takes, and what else one would pick for the same work: measured in the same run, on the same
input, turn by turn. Figures are medians of the rounds; the spread beside them tells the lowest and the highest, ours
first. A ratio is ours over theirs. "Ahead" says who is better and how many times; what differs by less than five per
cent is level. Nothing here is a test: figures are of one machine, and no test waits for them.

`make bench` measures everything and writes this page; `python -m bench NAME` measures one part, `--quick` a smaller
one, `--pairs` and `--questions` add labelled data of your own. The figures lie in `bench/figures/`, the peers and all
they need, pinned, in `bench/peers/`; each peer has an environment of its own."""
BUSY = 0.5
"""Share of all cores at work above which a machine is not idle."""
LISTED = 12
"""Sentences about peers that are ahead, in one part."""


@dataclass(frozen=True, slots=True)
class Part:
    """A suite and what it came to."""

    suite: Suite
    measured: Measured

    @property
    def figures(self) -> tuple[Figure, ...]:
        """What was measured."""
        return self.measured.figures


def parts(folder: Path = FOLDER) -> list[Part]:
    """The suites that were measured, in their order."""
    found = [(suite, read(suite.name, folder)) for suite in SUITES]
    return [Part(suite, measured) for suite, measured in found if measured]


def page(held: Sequence[Part]) -> str:
    """The whole page."""
    lines = [HEAD.rstrip("\n"), *machines(held), *short(held)]
    for part in held:
        lines += section(part)
    return "\n".join(lines).rstrip("\n") + "\n"


def machines(held: Sequence[Part]) -> Iterator[str]:
    """On what it was measured, when, and with which versions."""
    yield "\n## Measured on\n"
    for machine, group in groupby(held, key=lambda part: dict(part.measured.machine)):
        names = ", ".join(part.suite.name for part in group)
        yield f"- {', '.join(f'{name} {value}' for name, value in machine.items())}: {names}"
    yield ""
    yield "| part | when | took | cores at work for others before | revision |"
    yield "|---|---|---:|---:|---|"
    for part in held:
        made = part.measured
        quick = " (quick)" if made.quick else ""
        revision = made.versions.get("factcheck-assistant", "")
        yield f"| {part.suite.name}{quick} | {made.made} | {made.seconds:,.0f} s | {made.busy:.1f} | {revision} |"
    busy = [part.suite.name for part in held if part.measured.busy > BUSY * int(part.measured.machine["cores"])]
    if busy:
        yield f"\nThe machine had other work when {', '.join(busy)} began: times there are too long, for all alike."
    versions = {name: version for part in held for name, version in part.measured.versions.items()}
    versions.pop("factcheck-assistant", None)
    yield f"\nVersions: {', '.join(f'{name} {version}' for name, version in sorted(versions.items()))}.\n"


def short(held: Sequence[Part]) -> Iterator[str]:
    """Who is ahead how often."""
    yield "## In short\n"
    yield "| part | figures | with a peer | ours ahead | level | theirs ahead |"
    yield "|---|---:|---:|---:|---:|---:|"
    for part in held:
        counts = Counter(standing(figure) for figure in part.figures)
        beside = sum(counts.values()) - counts["alone"]
        cells = len(part.figures), beside, counts["ours"], counts["level"], counts["theirs"]
        yield f"| [{part.suite.title}](#{anchor(part.suite.title)}) | {' | '.join(map(str, cells))} |"
    yield ""


def anchor(title: str) -> str:
    """The name by which a heading is pointed to."""
    return "".join(c for c in title.lower().replace(" ", "-") if c.isalnum() or c == "-")


def section(part: Part) -> Iterator[str]:
    """One part: what was done, who is ahead where, the charts, the figures by the command that made them."""
    yield f"## {part.suite.title}\n"
    yield f"{part.suite.about.strip()}\n"
    yield from behind(part)
    for name, words in pictures(part):
        yield f"![{words}]({PICTURES}/{name}.svg)\n"
    by_command = sorted(part.figures, key=lambda figure: figure.command)
    for command, group in groupby(by_command, key=lambda figure: figure.command):
        yield f"Made by `{command}`:\n"
        yield from table(list(group))


def behind(part: Part) -> Iterator[str]:
    """In words, where a peer is ahead."""
    lost = [figure for figure in part.figures if standing(figure) == "theirs"]
    if not any(standing(figure) != "alone" for figure in part.figures):
        return
    if not lost:
        yield "No peer is ahead in any figure of this part.\n"
        return
    yield "Where a peer is ahead:\n"
    matters = [list(group) for _, group in groupby(lost, key=lambda figure: (figure.what, figure.at, figure.unit))]
    matters.sort(key=lambda group: min(figure.ahead or 1 for figure in group))
    for group in matters[:LISTED]:
        peers = [f"{each.beside} {number(each.value_beside or 0)}{times(each)}" for each in group]
        yield f"- {matter(group[0])}: {', '.join(peers)} against our {number(group[0].value)} {group[0].unit}"
    if len(matters) > LISTED:
        yield f"- and, by less, in {len(matters) - LISTED} more: **theirs** in the table"
    yield ""


def times(figure: Figure) -> str:
    """How many times a peer is ahead, in brackets; nothing where one of the two is nothing."""
    return f" ({number(1 / figure.ahead)} times)" if figure.ahead else ""


def matter(figure: Figure) -> str:
    """What was measured, and at which size."""
    return figure.what + (f" at {figure.at:,.0f}" if figure.at else "")


def table(figures: Sequence[Figure]) -> Iterator[str]:
    """The figures of one command; what several peers stand beside is told once."""
    yield "| what | in | ours | beside it | theirs | ours / theirs | ahead | lowest–highest |"
    yield "|---|---|---:|---|---:|---:|---|---|"
    before = ("", "")
    for figure in figures:
        now = (matter(figure), figure.unit)
        what = "" if now[0] == before[0] else now[0]
        own = ["", ""] if now == before else [now[1], number(figure.value)]
        theirs = "" if figure.value_beside is None else number(figure.value_beside)
        ratio = "" if figure.ratio is None else number(figure.ratio)
        yield f"| {' | '.join([what, *own, figure.beside, theirs, ratio, words(figure), figure.spread])} |"
        before = now
    yield ""
    notes = dict.fromkeys(figure.note for figure in figures if figure.note)
    yield from (f"- {note}" for note in notes)
    if notes:
        yield ""


def words(figure: Figure) -> str:
    """Who is ahead, and how many times."""
    where = standing(figure)
    if where == "alone":
        return ""
    if where == "level":
        return "level"
    if figure.ahead is None:
        return where if where == "ours" else f"**{where}**"
    times = figure.ahead
    return f"ours, {number(times)} times" if times > 1 else f"**theirs**, {number(1 / times)} times"


def pictures(part: Part) -> Iterator[tuple[str, str]]:
    """Names of the charts of a part, and what they show."""
    if grows(part.figures):
        yield f"performance-{part.suite.name}-growth", f"{part.suite.title}: {part.suite.grows}"
    if apart(part.figures):
        yield f"performance-{part.suite.name}", f"{part.suite.title}: how many times ours or theirs is ahead"


def charts(held: Sequence[Part]) -> dict[str, str]:
    """The charts by name."""
    made = {}
    for part in held:
        for name, title in pictures(part):
            if name.endswith("-growth"):
                made[name] = growth(title, part.suite.across, part.figures)
            else:
                made[name] = ahead(title, part.figures)
    return made


def write(held: Sequence[Part]) -> None:
    """Write the page and its charts; charts of parts that are gone are removed."""
    folder = PAGE.parent / PICTURES
    drawn = charts(held)
    for old in folder.glob("performance-*.svg"):
        if old.stem not in drawn:
            old.unlink()
    for name, chart in drawn.items():
        (folder / f"{name}.svg").write_text(chart, encoding="utf-8")
    PAGE.write_text(page(held), encoding="utf-8")


if __name__ == "__main__":
    write(parts())

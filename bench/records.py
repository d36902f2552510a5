"""Figures: what was measured, beside what a user would pick instead, and the files that hold them.

A suite's figures lie in bench/figures/NAME.json; docs/performance.md is written from these files alone, so that the
page can be made again without measuring. Nothing of a machine but its kind is kept.
"""

import json
import os
import platform
import subprocess
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median
from typing import Literal

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "bench" / "figures"
OWN = ("trafilatura", "pypdf", "python-docx", "openai", "instructor", "click", "ray", "pyarrow")
"""What stands beside us in our own environment, or does our work."""
OURS = "ours"
LEVEL = 0.05
"""Two figures that differ by less than this share are told as level."""
Better = Literal["lower", "higher", ""]
_KINDS, _IDLE = 9, slice(3, 5)
"""Of the first line of /proc/stat: fields that do not count one another's time, and of these what waits."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value, and the same of something else in the same run on the same input.

    `ratio` is ours over theirs. `better` says which way is good; empty where a figure is neither. `spread` tells the
    lowest and the highest of the rounds of which the values are the medians, ours first. `at` is the size at which it
    was measured, where a figure is one point of a line called `what`.
    """

    what: str
    value: float
    unit: str
    beside: str = ""
    value_beside: float | None = None
    ratio: float | None = None
    command: str = ""
    spread: str = ""
    note: str = ""
    better: Better = "lower"
    at: float | None = None

    @property
    def ahead(self) -> float | None:
        """How many times better ours is; below 1 where theirs is. None where nothing stands beside it."""
        if not self.ratio or not self.better:
            return None
        return self.ratio if self.better == "higher" else 1 / self.ratio

    def by(self, command: str) -> "Figure":
        """With the command that made it, where it has none of its own."""
        return self if self.command else replace(self, command=command)


@dataclass(frozen=True, slots=True)
class Measured:
    """What one run of a suite came to. `busy` is how many cores others had when it began."""

    suite: str
    made: str
    seconds: float
    quick: bool
    busy: float
    machine: Mapping[str, str]
    versions: Mapping[str, str]
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Samples:
    """The values of one way over the rounds of a run."""

    values: Sequence[float]

    @property
    def middle(self) -> float:
        """The median."""
        return median(self.values)

    @property
    def spread(self) -> str:
        """Lowest to highest; empty for a single round."""
        return f"{number(min(self.values))}–{number(max(self.values))}" if len(self.values) > 1 else ""


def beside(figure: Figure, ours: Samples, theirs: Mapping[str, Samples]) -> list[Figure]:
    """The figure filled in, once for each way that stands beside it."""
    found = []
    for name, samples in theirs.items():
        spread = "; ".join(each for each in (ours.spread, samples.spread) if each)
        found.append(
            replace(
                figure,
                value=ours.middle,
                beside=name,
                value_beside=samples.middle,
                ratio=ours.middle / samples.middle if samples.middle else None,
                spread=spread,
            )
        )
    return found or [replace(figure, value=ours.middle, spread=ours.spread)]


def against(what: str, lines: Iterable[tuple[str, Mapping[str, Samples], Better]], note: str = "") -> list[Figure]:
    """Several figures of one matter: for each unit the samples of `ours` beside those of every other way."""
    made = []
    for unit, samples, better in lines:
        others = {name: each for name, each in samples.items() if name != OURS}
        made += beside(Figure(what, 0, unit, note=note, better=better), samples[OURS], others)
    return made


def standing(figure: Figure) -> str:
    """Whether ours or theirs is ahead, or neither, or nothing stands beside it."""
    if not figure.better or figure.value_beside is None:
        return "alone"
    if figure.ahead is None:  # one of the two is nothing, and there is no ratio
        if figure.value == figure.value_beside:
            return "level"
        return "ours" if (figure.value < figure.value_beside) == (figure.better == "lower") else "theirs"
    if abs(figure.ahead - 1) < LEVEL:
        return "level"
    return "ours" if figure.ahead > 1 else "theirs"


def number(value: float) -> str:
    """Three significant digits, more where they stand before the point."""
    if value == 0:
        return "0"
    size = abs(value)
    if size >= 1:
        return f"{value:,.{0 if size >= 100 else 1 if size >= 10 else 2}f}"
    return f"{float(f'{value:.3g}'):f}".rstrip("0")


def machine() -> dict[str, str]:
    """The kind of machine, without its name."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30 if hasattr(os, "sysconf") else 0
    return {
        "processor": _processor(),
        "cores": str(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()),
        "memory": f"{memory:.0f} GB",
        "system": f"{platform.system()} {platform.release().partition('-')[0]}",
        "Python": platform.python_version(),
    }


def busy(seconds: float = 2.0) -> float:
    """How many cores are at work for others now: over some seconds on Linux, over the last minute elsewhere."""
    before = _ticks()
    if not before:
        return os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    time.sleep(seconds)
    passed = [now - then for now, then in zip(_ticks(), before, strict=True)]
    idle = sum(passed[_IDLE])
    return (1 - idle / (sum(passed) or 1)) * (os.cpu_count() or 1)


def _ticks() -> list[int]:
    """Time of all cores by what they did, as proc(5) orders it; of none where that is not told."""
    with suppress(OSError), Path("/proc/stat").open(encoding="utf-8") as held:
        return [int(each) for each in held.readline().split()[1:_KINDS]]
    return []


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def versions(pinned: Iterable[str] = ()) -> dict[str, str]:
    """Our revision, the packages of this environment that are measured, and pinned ones (`name==1.0`)."""
    found = {"factcheck-assistant": f"{version('factcheck-assistant')} ({_revision() or 'no revision'})"}
    for name in OWN:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found | dict(pin.split("==") for pin in pinned)


def _revision() -> str:
    """The commit, and whether what is measured was changed since."""
    asked = (["rev-parse", "--short", "HEAD"], ["status", "--porcelain", "--", "assistant", "prompts"])
    commit, changed = (
        subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()
        for words in asked
    )
    return f"{commit}, changed" if changed else commit


def write(measured: Measured, folder: Path = FOLDER) -> Path:
    """Keep the figures of a suite; those of an earlier run of it are replaced."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{measured.suite}.json"
    path.write_text(json.dumps(asdict(measured), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def read(suite: str, folder: Path = FOLDER) -> Measured | None:
    """The figures of a suite, or none where it was never measured."""
    path = folder / f"{suite}.json"
    if not path.is_file():
        return None
    held = json.loads(path.read_text(encoding="utf-8"))
    return Measured(**{**held, "figures": tuple(Figure(**each) for each in held["figures"])})

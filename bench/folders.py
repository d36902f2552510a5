"""Folders of any size, digested into a collection: seconds, memory, and what a run that was killed has lost.

    PYTHONPATH=. python bench/folders.py                  # 2,000 articles
    PYTHONPATH=. python bench/folders.py 20000 100000     # other sizes; JSON, a line a size

The articles are invented (see `write`): a headline, a dateline and a dozen sentences, some 1,100 characters. For each
size: a whole run; one that is killed with SIGKILL when a part of its parts is written, run again to its end; one more,
which finds everything there; one after 10 files were added and one removed. Memory is the highest resident set of the
process that was started, and of any of its workers. The parts of every run must be equal, byte for byte.
"""

import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from wordfreq import top_n_list

SIZE = 2_000
EACH = 12
"""Sentences of an article."""
FOLDER = 1_000
"""Files of one folder."""
SEED = 9
KILLED_AT = 0.4
"""Share of the parts that are there when the run is killed."""
FRAMES = (
    "{p} told the council of {l} on {d} that {n} {w}s had been {w} before the {w} {w} began",
    "The {w} of {l} {w} {n} {w}s and {m} {w}s in {y}, the {o} said",
    "“The {w} was {w} by a {w} {w}, and nobody in {l} {w} it,” {p} said",
    "A {w} {w} near the {w} left {n} people without {w} until {d}",
    "The {o} has not approved the {w} {w} for the {w} of {l}",
    "{p}, director of the {o}, called the {w} a {w} of {w} and {w}",
    "Since {d} the {w} between {l} and {k} is {w} to {w}s",
    "It was the {w} that {w} most of the {w}: {w}, {w} and a {w} of {w}",
    "The {o} put the cost of the {w} at {m} million crowns, {n} more than in {y}",
    "Most of the {w}s that were {w} at {k} had a {w} and a {w} {w}",
)
ONSETS = "b br c d dr f fl g gr h k l m n p pr r s sk st t tr v w z".split()
ENDS = "ack el ick old orn ulk ast ent irk oth und arsh ey ora iny".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "March April May June July August September October".split()
OFFICES = ("Harbour Board", "Water Authority", "Road Office", "Grain Union", "Signal Works", "Lamp Museum")


def text(number: int, words: list[str]) -> str:
    """An article that means nothing; everything follows from its number."""
    chance = random.Random(f"{SEED} {number}")
    commonest = [1 / (rank + 10) for rank in range(len(words))]
    drawn = iter(chance.choices(words, commonest, k=EACH * 10))
    made = [f"{chance.choice(ONSETS)}{chance.choice(ENDS)}{chance.choice(ENDS)}".title() for _ in range(6)]
    fields: dict[str, Callable[[], object]] = {
        "{w}": lambda: next(drawn),
        "{n}": lambda: f"{chance.randrange(2, 9_000):,}",
        "{m}": lambda: chance.randrange(2, 900),
        "{y}": lambda: chance.randrange(1998, 2026),
        "{d}": lambda: chance.choice(DAYS),
        "{l}": lambda: made[0],
        "{k}": lambda: made[1],
        "{p}": lambda: chance.choice((f"{made[2]} {made[3]}", f"{made[4]} {made[5]}")),
        "{o}": lambda: f"{made[0]} {chance.choice(OFFICES)}",
    }
    told = [_filled(chance.choice(FRAMES), fields) for _ in range(EACH)]
    day = f"{chance.randrange(1, 29)} {chance.choice(MONTHS)} 2025"
    body = "\n\n".join(". ".join(told[place : place + 3]) + "." for place in range(0, EACH, 3))
    return (
        f"{made[0]} {next(drawn)} {next(drawn)} {next(drawn)}\n\nPublished in The {made[1]} Herald, {day}\n\n{body}\n"
    )


def _filled(frame: str, fields: dict[str, Callable[[], object]]) -> str:
    for field, value in fields.items():
        while field in frame:
            frame = frame.replace(field, str(value()), 1)
    return frame[:1].upper() + frame[1:]


def write(folder: Path, count: int, first: int = 0) -> None:
    """Invented articles as files of text, `FOLDER` to a folder."""
    words = [word for word in top_n_list("en", 8_000) if word.isalpha() and len(word) > 3]
    for number in range(first, first + count):
        place = folder / f"{number // FOLDER:03}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"report-{number:06}.txt").write_text(text(number, words), encoding="utf-8")


class Watched:
    """A run in a process of its own, and the most memory that it and its workers had."""

    def __init__(self, articles: Path, into: Path) -> None:
        command = [sys.executable, "-m", "assistant", "digest", str(articles), "--into", str(into), "-q"]
        self._began, self._busy = time.monotonic(), _children()
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
        self.peak = {"MB": 0.0, "MB_worker": 0.0, "workers": 0}

    def look(self) -> bool:
        """Whether it still runs."""
        workers = [peak for child in _of(self.process.pid) if (peak := _peak(child))]
        self.peak["MB"] = max(self.peak["MB"], _peak(self.process.pid))
        self.peak["MB_worker"] = max([self.peak["MB_worker"], *workers])
        self.peak["workers"] = max(self.peak["workers"], len(workers))
        return self.process.poll() is None

    def done(self) -> dict[str, Any]:
        """Its figures, when it has ended by itself."""
        while self.look():
            time.sleep(0.05)
        _, said = self.process.communicate()
        assert self.process.returncode == 0, said
        return {
            "seconds": round(time.monotonic() - self._began, 1),
            "cpu": round(_children() - self._busy, 1),
            **self.peak,
        }

    def killed(self, into: Path, parts: int) -> int:
        """The parts that are there when it is killed, which is when there are so many."""
        while self.look() and len(parts_of(into)) < parts:
            time.sleep(0.01)
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.communicate()
        return len(parts_of(into))


def parts_of(into: Path) -> dict[str, bytes]:
    """The parts of a collection."""
    return {path.name: path.read_bytes() for path in into.glob("*.parquet")}


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _of(pid: int) -> Iterator[int]:
    with suppress(OSError):
        yield from map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split())


def _peak(pid: int) -> float:
    """Most memory that a process had, in MB."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines():
            if line.startswith("VmHWM:"):
                return round(int(line.split()[1]) / 1024, 1)
    return 0.0


def measured(size: int, place: Path) -> dict[str, Any]:
    """The figures of one size."""
    articles, whole, stopped = place / "articles", place / "whole", place / "stopped"
    write(articles, size)
    told: dict[str, Any] = {"articles": size, "whole": Watched(articles, whole).done()}
    told["cpu_ms_each"] = round(1000 * told["whole"]["cpu"] / size, 2)
    parts = parts_of(whole)
    told |= {"parts": len(parts), "MB_parts": round(sum(map(len, parts.values())) / 1e6, 1)}
    told["killed_at"] = Watched(articles, stopped).killed(stopped, max(1, int(KILLED_AT * len(parts))))
    told["resumed"] = Watched(articles, stopped).done()
    assert parts_of(stopped) == parts, "a run that was killed and resumed made other parts"
    told["again"] = Watched(articles, whole).done()
    write(articles, 10, size)
    next(articles.rglob("*.txt")).unlink()
    told["changed"] = Watched(articles, whole).done()
    told["changed"]["new_parts"] = len(parts_of(whole).keys() - parts.keys())
    return told


def main() -> None:
    """Print a line of JSON for each size."""
    for size in map(int, sys.argv[1:] or [SIZE]):
        place = Path(tempfile.mkdtemp(prefix="folders-"))
        try:
            print(json.dumps(measured(size, place)), flush=True)
        finally:
            shutil.rmtree(place)


if __name__ == "__main__":
    main()

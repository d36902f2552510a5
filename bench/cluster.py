"""A folder digested by a Ray cluster of one node and of two, with one core each, and by two of which one is killed.

    PYTHONPATH=. python bench/cluster.py            # 2,000 articles
    PYTHONPATH=. python bench/cluster.py 20000      # what is asked for: two nodes in 0.65 of the time

The articles are invented (`bench/folders.py`). The nodes are processes of this machine (`tests/nodes.py`), so it has to
have a core for each and nothing else to do; the driver and Ray's own processes have none to themselves, and their
seconds of processor time are told, beside those of the workers. The first run, without a cluster, gives the parts that
all others have to give, byte for byte. Prints a line of JSON.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from bench.folders import parts_of, write
from tests.cli_runner import environment
from tests.nodes import Nodes, nodes

SIZE = 2_000
KILLED_AT = 0.4
"""Share of the parts that are there when the node is killed."""
LOOK = 0.1
"""Seconds between two looks at how much processor time everybody has had."""
TICK = os.sysconf("SC_CLK_TCK")
AGENTS = (b"ray::DashboardAgent", b"ray::RuntimeEnvAgent")


class Busy:
    """Seconds of processor time by what a process is, as last seen."""

    def __init__(self, driver: int, cluster: Nodes | None) -> None:
        self._driver, self._cluster = driver, cluster
        self._first: dict[int, float] = {}
        self._last: dict[int, tuple[str, float]] = {}
        self.look()
        self._first = {pid: used for pid, (_, used) in self._last.items() if pid != driver}

    def look(self) -> None:
        """Look again; a process that is gone keeps what it had."""
        sessions = {self._driver, *(self._cluster.sessions if self._cluster else ())}
        for place in Path("/proc").iterdir():
            with suppress(OSError, ValueError, IndexError):
                fields = (place / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
                if place.name.isdigit() and int(fields[3]) in sessions:
                    used = (int(fields[11]) + int(fields[12])) / TICK
                    self._last[int(place.name)] = (self._kind(place), used)

    def _kind(self, place: Path) -> str:
        told = (place / "cmdline").read_bytes()
        if place.name == str(self._driver):
            return "driver"
        works = told.startswith(b"ray::") and not told.startswith(AGENTS)
        return "workers" if works or not self._cluster else "ray"

    def told(self) -> dict[str, float]:
        """Seconds by kind, since the first look."""
        found: dict[str, float] = {}
        for pid, (kind, used) in self._last.items():
            found[kind] = round(found.get(kind, 0.0) + used - self._first.get(pid, 0.0), 1)
        return found


def run(articles: Path, into: Path, cluster: Nodes | None, midway: Callable[[], bool] = lambda: True) -> dict[str, Any]:
    """Digest a folder; `midway` is called now and then until it says that it need not be."""
    named = ["--runner", f"ray:{cluster.address}"] if cluster else []
    command = [sys.executable, "-m", "assistant", "digest", str(articles), "--into", str(into), "-q", *named]
    began = time.monotonic()
    running = subprocess.Popen(
        command,
        env=cluster.environment if cluster else environment(),
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    busy, passed = Busy(running.pid, cluster), False
    while running.poll() is None:
        busy.look()
        passed = passed or midway()
        time.sleep(LOOK)
    seconds = time.monotonic() - began
    _, said = running.communicate()
    assert running.returncode == 0, said
    assert passed or midway(), "the run was over before it was midway"
    return {"seconds": round(seconds, 1), "cpu": busy.told()}


def measured(size: int, place: Path) -> dict[str, Any]:
    """The figures of one size."""
    articles, whole = place / "articles", place / "whole"
    write(articles, size)
    told: dict[str, Any] = {"articles": size, "processes": run(articles, whole, None)}
    parts = parts_of(whole)

    def compared(name: str, cluster: Nodes, midway: Callable[[], bool] = lambda: True) -> None:
        told[name] = run(articles, place / name, cluster, midway)
        assert parts_of(place / name) == parts, f"{name}: other parts than without a cluster"

    with nodes(1) as cluster:
        compared("one", cluster)
        cluster.join(1)
        compared("two", cluster)

        def kill() -> bool:
            enough = len(parts_of(place / "killed")) >= KILLED_AT * len(parts)
            if enough:
                cluster.lose(1)
            return enough

        compared("killed", cluster, kill)
    ratio = told["two"]["seconds"] / told["one"]["seconds"]
    return {**told, "parts": len(parts), "equal": True, "two_by_one": round(ratio, 3)}


def main() -> None:
    """Print a line of JSON for each size."""
    for size in map(int, sys.argv[1:] or [SIZE]):
        with tempfile.TemporaryDirectory(prefix="cluster-") as place:
            print(json.dumps(measured(size, Path(place))), flush=True)


if __name__ == "__main__":
    main()

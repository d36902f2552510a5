"""Benchmarks that are commands of their own: run with `--json FILE`, and their rows taken as figures.

Such a file holds `{"name", "unit", "rows": [...]}`. A row has `what` and `value`; `unit` where it is not the file's;
`beside` with the name of what stands beside it, `value_beside` with its value, `ratio` of ours to theirs where both
were measured; `command`, `spread`, `note`, `better` and `at` as in `bench.records.Figure`."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bench.records import ROOT, Better, Figure
from bench.rounds import Size

HIGHER = ("a second", "recall", "accuracy", "found", "saved")
"""Words of a unit of which more is better, where a row does not say."""


def measured(module: str, arguments: Sequence[str], size: Size) -> list[Figure]:
    """The figures of a module of ours; none where it is not there. Raises RuntimeError where it ends with an error."""
    if find_spec(module) is None:
        print(f"no {module} here: left out", file=sys.stderr)
        return []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "figures.json"
        command = [sys.executable, "-m", module, *arguments, "--json", str(path)]
        done = subprocess.run(command, cwd=ROOT, check=False, stdout=sys.stderr)
        if done.returncode or not path.is_file():
            raise RuntimeError(f"{' '.join(command[1:])} ended with {done.returncode}")
        made = json.loads(path.read_text(encoding="utf-8"))
    shown = " ".join(["python", "-m", module, *arguments])
    return [figure(row, made.get("unit", ""), shown) for row in made["rows"]]


def figure(row: Mapping[str, Any], unit: str, command: str) -> Figure:
    """A row as a figure."""
    value, other = float(row["value"]), row.get("value_beside")
    name = row.get("beside") or ""
    if isinstance(name, int | float):
        other, name = name, str(row.get("peer") or "beside")
    ratio = row.get("ratio")
    if other is None and ratio:
        other = value / float(ratio)
    if ratio is None and other:
        ratio = value / float(other)
    said = str(row.get("unit") or unit)
    return Figure(
        what=str(row["what"]),
        value=value,
        unit=said,
        beside=str(name),
        value_beside=None if other is None else float(other),
        ratio=None if ratio is None else float(ratio),
        command=str(row.get("command") or command),
        spread=str(row.get("spread") or ""),
        note=str(row.get("note") or ""),
        better=better_of(row, said),
        at=None if row.get("at") is None else float(row["at"]),
    )


def better_of(row: Mapping[str, Any], unit: str) -> Better:
    """Which way is good."""
    if "better" in row:
        return "higher" if row["better"] == "higher" else "lower" if row["better"] == "lower" else ""
    return "higher" if any(word in f"{unit} {row['what']}" for word in HIGHER) else "lower"


def start(size: Size) -> list[Figure]:
    """Whole processes."""
    from bench.environments import python_of

    peer = python_of("llm").with_name("llm")
    return measured("bench.startup", ["--llm", str(peer), *(["--quick"] if size.quick else [])], size)


def compare(size: Size) -> list[Figure]:
    """Claims compared, and a folder of news as a desk gets it."""
    sizes = ["1000", "10000"] if size.quick else ["1000", "10000", "100000", "1000000"]
    return [
        *measured("bench.compare", sizes, size),
        *measured("bench.events", ["60"] if size.quick else ["600"], size),
    ]


def folders(size: Size) -> list[Figure]:
    """A folder of many articles."""
    return measured("bench.folders", ["--quick"] if size.quick else [], size)


def cluster(size: Size) -> list[Figure]:
    """More than one machine."""
    if find_spec("ray") is None:
        print("no ray here: left out", file=sys.stderr)
        return []
    return measured("bench.cluster", ["--quick"] if size.quick else [], size)

"""Benchmarks that are commands of their own: run with `--json FILE`, and their rows taken as figures.

Such a file holds `{"name", "unit", "rows": [...]}`. A row has `what` and `value`; `unit` where it is not the file's;
`beside` with the name of what stands beside it, `value_beside` with its value, `ratio` of ours to theirs where both
were measured; `command`, `spread`, `note`, `better` and `at` as in `bench.records.Figure`. Those that print a line of
JSON a size instead have a function here that reads it.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from math import log
from pathlib import Path
from statistics import linear_regression
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


EVERY = "every pair of two articles to the same rules"
STARTED = (
    "assistant --help",
    "assistant doctor",
    "brief of six articles, calls cached",
    "brief of six articles, built-in engine",
)
LEAST = ("python -c pass", "import click", "llm --help")
"""What `bench.startup` runs of ours, and what stands beside each of them."""


def start(size: Size) -> list[Figure]:
    """Whole processes; each of ours beside the least that Python and click take and beside a peer's."""
    from bench.environments import python_of

    peer = python_of("llm").with_name("llm")
    rows = measured("bench.startup", ["--llm", str(peer), *(["--quick"] if size.quick else [])], size)
    told = {row.what: replace(row, command="") for row in rows}
    made = []
    for name in STARTED:
        for kind in ("wall time", "processor time"):
            ours = told.get(f"{name}, {kind}")
            others = [told[f"{each}, {kind}"] for each in LEAST if f"{each}, {kind}" in told]
            made += [
                _against(replace(ours, what=name, unit=f"{ours.unit}, {kind}"), each, kind) for each in others if ours
            ]
    return made


def _against(ours: Figure, theirs: Figure, kind: str) -> Figure:
    return replace(
        ours,
        beside=theirs.what.removesuffix(f", {kind}"),
        value_beside=theirs.value,
        ratio=ours.value / theirs.value,
        spread=f"{ours.spread}; {theirs.spread}".replace("-", "–"),
    )


def compare(size: Size) -> list[Figure]:
    """Claims compared at growing sizes, each in a process of its own, and a folder of news as a desk gets it."""
    made = []
    for claims in (1_000, 10_000) if size.quick else (1_000, 10_000, 100_000, 1_000_000):
        command = [sys.executable, "-m", "bench.compare", "--one", str(claims), "5", "20"]
        done = subprocess.run(command, cwd=ROOT, check=False, stdout=subprocess.PIPE, text=True)
        if done.returncode:
            raise RuntimeError(f"bench.compare ended with {done.returncode} at {claims:,} claims")
        made.append(json.loads(done.stdout) | {"count": claims})
        print(f"  {claims:,} claims: {made[-1]['seconds']:.1f} s", file=sys.stderr, flush=True)
    return [*compared(made), *news(size)]


def compared(told: Sequence[Mapping[str, Any]]) -> list[Figure]:
    """The figures of some sizes, the smallest first; every pair was given to the rules at that one."""
    pairs, seconds = told[0]["all"]
    note = f"every pair: {pairs:,} were measured at {told[0]['count']:,} claims, more are reckoned from these"
    made = []
    for row in told:
        shown = f"python -m bench.compare --one {row['count']} 5 20"
        ours, theirs = float(row["cpu"]), row["pairs"] * seconds / pairs
        made += [
            Figure(
                "comparing", ours, "s of processor", EVERY, theirs, ours / theirs, shown, note=note, at=row["count"]
            ),
            Figure("comparing, all cores", row["seconds"], "s", command=shown, at=row["count"]),
            Figure("most memory", float(row["memory"].replace(",", "")), "MB", command=shown, at=row["count"]),
        ]
    if len(told) > 1:
        claims, taken = ([log(row[key]) for row in told] for key in ("count", "seconds"))
        slope = linear_regression(claims, taken).slope
        sizes = f"{told[0]['count']:,} to {told[-1]['count']:,} claims"
        made.append(Figure(f"power of the claims with which seconds grow, {sizes}", slope, "", better=""))
    return made


def news(size: Size) -> list[Figure]:
    """Two sources on each of many events, eight figures each, one of them differing: the whole command."""
    if find_spec("bench.events") is None:
        print("no bench.events here: left out", file=sys.stderr)
        return []
    module: Any = import_module("bench.events")
    count = 60 if size.quick else 600
    told = list(module.events(count, 1))
    with tempfile.TemporaryDirectory() as place:
        articles = Path(place) / "news"
        module.write(told, articles)
        made = module.run(told, articles)
    what, shown = f"a folder of {2 * count:,} articles on {count} events, compared", f"python -m bench.events {count}"
    return [
        Figure(what, made["seconds"], "s", command=shown),
        Figure(what, made["memory"], "MB", command=shown),
        Figure(what, made["found"], f"of {count} discrepancies found", command=shown, better="higher"),
        Figure(what, made["false"], "false ones", command=shown),
        Figure(what, made["right"], f"of {count} stories right", command=shown, better="higher"),
    ]


RUNS = {
    "whole": "digested into a collection",
    "resumed": "the rest of a run that was killed at two fifths",
    "again": "the same once more, nothing new",
    "changed": "ten files added and one removed",
}


def lines(
    module: str, sizes: Sequence[str], made: Callable[[Mapping[str, Any], str], Iterator[Figure]]
) -> list[Figure]:
    """The figures of a module that prints a line of JSON a size; none where it is not there."""
    if find_spec(module) is None:
        print(f"no {module} here: left out", file=sys.stderr)
        return []
    command = [sys.executable, "-m", module, *sizes]
    done = subprocess.run(command, cwd=ROOT, check=False, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        raise RuntimeError(f"{module} ended with {done.returncode}")
    shown = " ".join(["python -m", module, *sizes])
    return [figure for line in done.stdout.splitlines() for figure in made(json.loads(line), shown)]


def folders(size: Size) -> list[Figure]:
    """Folders of many articles, with seconds and memory of each run."""
    return lines("bench.folders", ["500"] if size.quick else ["2000", "8000"], folder)


def folder(told: Mapping[str, Any], command: str) -> Iterator[Figure]:
    """The figures of one size, each run beside the whole one."""
    whole = told["whole"]
    for name, what in RUNS.items():
        first = Figure(what, told[name]["seconds"], "s", command=command, at=told["articles"])
        seconds = whole["seconds"] or 1
        beside = replace(first, beside="the whole run", value_beside=seconds, ratio=first.value / seconds, better="")
        yield first if name == "whole" else beside
    for key, what in (("MB", "most memory, the process that was started"), ("MB_worker", "most memory, a worker")):
        yield Figure(what, whole[key], "MB", command=command, at=told["articles"])


def cluster(size: Size) -> list[Figure]:
    """More than one machine."""
    if find_spec("ray") is None:
        print("no ray here: left out", file=sys.stderr)
        return []
    return lines("bench.cluster", ["500"] if size.quick else ["20000"], nodes)


BESIDE_NODES = (
    ("two", "two nodes of one core each", "one", "one such node", ""),
    ("killed", "two nodes, one of them killed at two fifths", "two", "two nodes, none killed", ""),
    ("two", "two nodes of one core each", "processes", "this machine's own processes, no cluster", "lower"),
)
"""A run, and what stands beside it; that two nodes beat one is no victory over a peer."""


def nodes(told: Mapping[str, Any], command: str) -> Iterator[Figure]:
    """The figures of one size; that all runs gave the same bytes was checked by the run itself."""
    for name, what, other, peer, better in BESIDE_NODES:
        value, theirs = told[name]["seconds"], told[other]["seconds"] or 1
        yield Figure(
            f"{told['articles']:,} articles, {what}",
            value,
            "s",
            peer,
            theirs,
            value / theirs,
            command,
            better="lower" if better else "",
            note="the same parts, byte for byte, in every run",
        )

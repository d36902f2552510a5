"""All benchmarks: `python -m bench`, or `python -m bench NAME...` for some of them.

Each part writes its figures to bench/figures/NAME.json, and docs/performance.md is made of all that are there. A quick
run leaves both as they are and prints its figures; so does a run with --print."""

import argparse
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from bench.environments import told
from bench.page import parts, words
from bench.page import write as write_page
from bench.records import Measured, busy, machine, number, versions, write
from bench.rounds import Size
from bench.suites import SUITES, Suite


def main() -> int:
    """Measure, keep, and write the page."""
    names = [suite.name for suite in SUITES]
    asked = argparse.ArgumentParser(prog="python -m bench", description=__doc__.partition("\n")[0])
    asked.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(names)}; all where none is named")
    asked.add_argument("--quick", action="store_true", help="small sizes, to see that all of it runs")
    asked.add_argument("--print", action="store_true", help="print the figures and keep nothing")
    asked.add_argument("--pairs", nargs="*", default=[], help="labelled drafts, JSON lines: see bench/pairs.py")
    asked.add_argument("--questions", nargs="*", default=[], help="questions, JSON lines: see bench/retrieval.py")
    given = asked.parse_args()
    if unknown := set(given.names) - set(names):
        asked.error(f"no {', '.join(sorted(unknown))}; there are {', '.join(names)}")
    size = Size(given.quick, tuple(given.pairs), tuple(given.questions))
    failed = []
    for suite in SUITES:
        if suite.name in (given.names or names):
            try:
                made = measured(suite, size)
            except RuntimeError as error:
                print(f"{suite.name}: {error}", file=sys.stderr)
                failed.append(suite.name)
                continue
            report(made)
            if made.figures and not (given.quick or given.print):
                write(made)
    if not (given.quick or given.print):
        write_page(parts())
    return bool(failed)


def measured(suite: Suite, size: Size) -> Measured:
    """Run a part. Raises RuntimeError where a benchmark or a peer ends with an error."""
    print(f"{suite.name} …", file=sys.stderr, flush=True)
    others, began = busy(), time.perf_counter()
    figures = suite.measure(size)
    pinned = [pin for name, packages in suite.peers for pin in told(name, packages)]
    return Measured(
        suite=suite.name,
        made=datetime.now(UTC).date().isoformat(),
        seconds=round(time.perf_counter() - began, 1),
        quick=size.quick,
        busy=round(others, 2),
        machine=machine(),
        versions=versions(pinned),
        figures=tuple(figure.by(command_of(suite, size)) for figure in figures),
    )


def command_of(suite: Suite, size: Size) -> str:
    """How a part is measured again; files are told by name, since they lie elsewhere on other machines."""
    more = [f"--{name} {' '.join(Path(path).name for path in getattr(size, name))}" for name in suite.given]
    used = [each for name, each in zip(suite.given, more, strict=True) if getattr(size, name)]
    return " ".join(["python -m bench", suite.name, *(["--quick"] if size.quick else []), *used])


def report(made: Measured) -> None:
    """Print the figures as they come."""
    for figure in made.figures:
        beside = f"  {figure.beside} {number(figure.value_beside)}" if figure.value_beside is not None else ""
        print(f"{figure.what}: {number(figure.value)} {figure.unit}{beside}  {words(figure)}", flush=True)
    print(f"{made.suite}: {made.seconds:.0f} s\n", flush=True)


if __name__ == "__main__":
    sys.exit(main())

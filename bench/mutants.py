"""Whether the tests notice when the code is wrong: mutants of quotes, facts, rules and metrics.

    python -m bench.mutants                           # every mutant of every group of bench/mutants.yaml
    python -m bench.mutants quotes rules --jobs 1     # two groups, on one core
    python -m bench.mutants facts --sample 400        # 400 of a group, drawn with a fixed seed
    python -m bench.mutants --only text/dates --show  # those of one file, with the change that survived
    python -m bench.mutants --again survivors.jsonl   # what survived when this file was written

The mutants are those that mutmut makes of the bodies and plain defaults of functions; unlike mutmut, functions with
`lru_cache`, `property` and `cached_property` are taken too. Tables and patterns of a module are not mutated. A process
collects a group's tests once, runs them once to see which test calls which function, and then forks for every mutant:
the child puts the mutant's code into the function that everybody has imported already, and runs the tests that call it
until one fails. Hypothesis draws the same few examples for every mutant. Survivors are written to `--survivors` as
they are met, one JSON object a line. It ends with 1 where a group has less than 85 % killed.
"""

import argparse
import functools
import json
import os
import pickle
import random
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

import yaml

from assistant.evaluate.statistics.intervals import wilson
from bench.mutation import LEFT, ROOT, Mutant, Outcome, campaign, fork, mutants_of

GROUPS = ROOT / "bench" / "mutants.yaml"
WANTED = 0.85
"""The share of mutants that has to be noticed, in every group."""


def table(outcomes: Sequence[Outcome], total: int) -> str:
    """A Markdown table: a row for each file and one for all."""
    lines = ["| file | killed | timeout | survived | unreached | of | noticed |", "|---|---|---|---|---|---|---|"]
    by_file: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        by_file[outcome.mutant.file].append(outcome)
    lines += [_row(f"`{file}`", found) for file, found in by_file.items()]
    lines.append(_row("all" if len(outcomes) == total else f"a sample of {total}", outcomes))
    low, high = wilson(noticed(outcomes), len(outcomes), 1.96)
    if len(outcomes) < total:
        lines.append(f"\n95 % interval of the share noticed: {low:.1%} to {high:.1%}")
    return "\n".join(lines)


def _row(name: str, outcomes: Sequence[Outcome]) -> str:
    count = Counter(outcome.fate for outcome in outcomes)
    cells = [count[fate] for fate in ("killed", "timeout", "survived", "unreached")]
    return f"| {name} | {' | '.join(map(str, cells))} | {len(outcomes)} | {noticed(outcomes):.1%} |"


def noticed(outcomes: Sequence[Outcome]) -> float:
    """The share of mutants that were killed or ran out of time."""
    return sum(outcome.fate in ("killed", "timeout") for outcome in outcomes) / max(len(outcomes), 1)


def arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(description="Mutation testing of quotes, facts, rules and metrics.")
    parser.add_argument("groups", nargs="*", help="groups of bench/mutants.yaml; all of them if none is named")
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="so many mutants of a group, not all")
    parser.add_argument("--seed", type=int, default=7, help="of the sample")
    parser.add_argument("--only", default="", metavar="WORDS", help="files with these words in their path")
    parser.add_argument("--again", type=Path, metavar="FILE", help="only the mutants that a file of survivors names")
    parser.add_argument("--survivors", type=Path, default=Path("survivors.jsonl"), metavar="FILE")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, metavar="N", help="processes at once")
    parser.add_argument("--show", action="store_true", help="print the change of each survivor")
    return parser.parse_args(argv)


def chosen(group: dict[str, list[str]], options: argparse.Namespace) -> tuple[list[Mutant], int]:
    """The mutants to try of a group, and how many there are."""
    paths = sorted({path for pattern in group["code"] for path in ROOT.glob(pattern)})
    every = [mutant for path in paths if options.only in str(path) for mutant in mutants_of(path)]
    if options.again:
        rows = [json.loads(line) for line in options.again.read_text("utf-8").splitlines()]
        wanted = {(row["file"], row["function"], row["change"]) for row in rows}
        return [mutant for mutant in every if mutant.key in wanted], len(every)
    if not 0 < options.sample < len(every):
        return every, len(every)
    drawn = sorted(random.Random(options.seed).sample(range(len(every)), options.sample))
    return [every[index] for index in drawn], len(every)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the groups that are named, print their tables, write the survivors."""
    options = arguments(argv)
    groups: dict[str, dict[str, list[str]]] = yaml.safe_load(GROUPS.read_text("utf-8"))
    few = []
    options.survivors.write_text("", "utf-8")
    for name in options.groups or groups:
        mutants, total = chosen(groups[name], options)
        if not mutants:
            continue
        tests = sorted({str(path) for pattern in groups[name]["tests"] for path in ROOT.glob(pattern)})
        began = time.monotonic()
        outcomes = in_child(functools.partial(campaign, mutants, tests, options))
        print(f"\n## {name}: {len(mutants)} of {total} mutants, {time.monotonic() - began:.0f} s\n")
        print(table(outcomes, total), flush=True)
        if noticed(outcomes) < WANTED:
            few.append(name)
        for mutant, fate, _ in outcomes:
            if options.show and fate in LEFT:
                print(f"\n{fate}: {mutant.file} {mutant.function} {mutant.number}\n{mutant.change}")
    print(f"\nless than {WANTED:.0%} noticed: {', '.join(few)}" if few else "")
    return int(bool(few))


def in_child(work: Callable[[], list[Outcome]]) -> list[Outcome]:
    """What a function returns that runs in a process of its own: each group has a pytest that nothing has run in."""
    with tempfile.NamedTemporaryFile(suffix=".pickle") as file:

        def write() -> None:
            Path(file.name).write_bytes(pickle.dumps(work()))

        _, status = os.waitpid(fork(write), 0)
        if status:
            raise SystemExit("a group could not be run")
        outcomes: list[Outcome] = pickle.loads(Path(file.name).read_bytes())
        return outcomes


if __name__ == "__main__":
    sys.exit(main())

"""Whether the replay suite notices when something is spoiled.

    PYTHONPATH=. python -m bench.spoil                  # all of bench/spoilings.yaml: about ten minutes of one core
    PYTHONPATH=. python -m bench.spoil --only gate      # those with a word in what they spoil
    PYTHONPATH=. python -m bench.spoil --at-once 2 --quick

A copy of the checkout is measured as it stands: `assistant eval` over the stories of `corpus/` with the built-in
engine, its ledger, and the present value of every metric as its floor or ceiling (a ledger holds of a labelled item
only whether it was met, and nothing of what is reported beside the labels). Then one thing at a time is spoiled in a
fresh copy, and the same is run against ledger and floors. Noticed is what ends with another exit code than 0. It prints
a Markdown table with how many cases turned, which floors were missed, and the line that names it, and ends with 1 where
something was not noticed. An entry that does not fit the code is an error that names it. With `--quick` three stories
are run first, without floors, and all of them only where no case of the three turns: the same is noticed, in half the
time, but the counts are of three stories.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

import yaml

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "bench" / "spoilings.yaml"
PARTS = ("assistant", "prompts", "corpus")
"""What a run needs of the checkout."""
LEDGER, FLOORS, RUN = "ledger.jsonl", "floors.toml", "run.json"
PART = "stories"
FIRST = ("lisk-valley-flood", "merrowland-economy", "provincial-cup-final")
"""The stories of a quick look."""
SUITES = {"all.yaml": ("corpus",), "first.yaml": tuple(f"corpus/{name}" for name in FIRST)}
SHOWN = 150
"""Characters of the line that names what was spoiled."""
CASES = re.compile(r": (?:regressions|labels changed|cases lost): ([\d,]+) ")
FLOOR = re.compile(r"fail: stories: (\w+): [\d.]+ %")
Done = subprocess.CompletedProcess[str]


class Spoiling(NamedTuple):
    """One thing that is spoiled: words that stand in a file exactly once, and what takes their place."""

    what: str
    file: str
    old: str
    new: str = ""


@dataclass(frozen=True)
class Outcome:
    """What became of a run with one thing spoiled."""

    spoiling: Spoiling
    code: int
    lines: Sequence[str]

    @property
    def noticed(self) -> str:
        """Whether the gate did; where the code no longer runs it was Python that did, which proves nothing."""
        crashed = any(line.startswith("Traceback") for line in self.lines)
        return "crashed" if crashed else "yes" if self.code else "**no**"

    @property
    def turned(self) -> int:
        """Labelled cases that the gate names."""
        return sum(int(found[1].replace(",", "")) for line in self.lines if (found := CASES.search(line)))

    @property
    def floors(self) -> list[str]:
        """Metrics that fell below their floor."""
        return [found[1] for line in self.lines if (found := FLOOR.search(line))]


def misfits(root: Path, spoilings: Sequence[Spoiling]) -> list[str]:
    """A line for each entry whose words do not stand exactly once in its file."""
    found = []
    for each in spoilings:
        path = root / each.file
        count = path.read_text(encoding="utf-8").count(each.old) if path.is_file() else 0
        if count != 1:
            found.append(f"{each.what}: stands {count} times in {each.file}: {each.old.strip()!r}")
    return found


def copied(root: Path, to: Path) -> Path:
    """A copy of what a run needs; compiled files keep the times by which they are known to be current."""
    for part in PARTS:
        shutil.copytree(root / part, to / part)
    for name in SUITES:
        if (root / name).is_file():
            shutil.copy2(root / name, to)
    return to


def spoil(root: Path, spoiling: Spoiling) -> None:
    """Spoil one thing in a copy."""
    path = root / spoiling.file
    path.write_text(path.read_text(encoding="utf-8").replace(spoiling.old, spoiling.new), encoding="utf-8")


def evaluate(root: Path, suite: str, *more: str) -> Done:
    """Run a suite of a copy with the code of that copy."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("ASSISTANT_", "OPENAI_"))}
    env = {**kept, "PYTHONPATH": str(root), "ASSISTANT_NO_CACHE": "1"}
    command = [sys.executable, "-m", "assistant", "eval", suite, "--quiet", *more]
    return subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, check=False)


def measured(root: Path) -> None:
    """Write ledger and floors of a copy as it stands. Raises RuntimeError where it cannot be run."""
    for name, data in SUITES.items():
        part = {"name": PART, "kind": "stories", "data": list(data)}
        (root / name).write_text(json.dumps({"parts": [part]}), encoding="utf-8")
    done = evaluate(root, "all.yaml", "--ledger", LEDGER, "--json", RUN)
    if done.returncode:
        raise RuntimeError(done.stderr)
    metrics = json.loads((root / RUN).read_text(encoding="utf-8"))["parts"][0]["metrics"]
    told = [metric for metric in metrics if metric["estimate"] and not metric["group"]]
    floors = "".join(f"{metric['name']} = {metric['estimate']['value']!r}\n" for metric in told)
    (root / FLOORS).write_text(f"[replay.{PART}]\n{floors}", encoding="utf-8")


def tried(base: Path, quick: bool, spoiling: Spoiling) -> Outcome:
    """Spoil one thing in a copy of the measured one, and run it against what was measured."""
    ledger, floors = ("--baseline", str(base / LEDGER)), ("--thresholds", str(base / FLOORS))
    with tempfile.TemporaryDirectory() as folder:
        root = copied(base, Path(folder))
        spoil(root, spoiling)
        done = evaluate(root, "first.yaml", *ledger) if quick else None
        if done is None or done.returncode == 0:
            done = evaluate(root, "all.yaml", *ledger, *floors)
    return Outcome(spoiling, done.returncode, done.stderr.splitlines())


def row(outcome: Outcome) -> str:
    """A line of the table."""
    line = next((line.removeprefix("assistant: ") for line in outcome.lines), "").replace("|", "/")
    shown = line if len(line) <= SHOWN else f"{line[:SHOWN]}…"
    cells = outcome.spoiling.what, outcome.noticed, outcome.code, outcome.turned or "", ", ".join(outcome.floors), shown
    return f"| {' | '.join(map(str, cells))} |"


def main() -> int:
    """Spoil, run, report."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--only", default="", help="spoil what has this in its description")
    asked.add_argument("--at-once", type=int, default=1, help="how many copies are run at once")
    asked.add_argument("--quick", action="store_true", help="look at three stories first")
    given = asked.parse_args()
    table = [Spoiling(**entry) for entry in yaml.safe_load(TABLE.read_text(encoding="utf-8"))]
    wanted = [each for each in table if given.only in each.what]
    if problems := misfits(ROOT, wanted):
        print("\n".join(problems), file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        base = copied(ROOT, Path(folder))
        measured(base)
        print("| spoiled | noticed | exit code | cases | floors missed | first line |\n|---|---|---|---|---|---|")
        outcomes = []
        with ThreadPoolExecutor(given.at_once) as pool:
            for outcome in pool.map(partial(tried, base, given.quick), wanted):
                outcomes.append(outcome)
                print(row(outcome), flush=True)
    missed = [each.spoiling.what for each in outcomes if each.noticed != "yes"]
    print(f"\n{len(outcomes) - len(missed)} of {len(outcomes)} are noticed.")
    print(f"Not noticed: {'; '.join(missed) or 'none'}.")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())

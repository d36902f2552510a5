"""How long whole processes take, from the shell's call to their end, beside what they stand on and beside a peer.

    python -m bench.startup                                   # 30 rounds, two or three minutes
    python -m bench.startup --quick                           # 7 rounds
    python -m bench.startup --llm VENV/bin/llm --json start.json

Every command runs once a round, one after another, so that what else the machine does falls on all of them alike;
the figures are medians of the rounds. Processor time (user and system) holds on a busy machine too, wall time on an
idle one. Bytecode is compiled before, as an installation leaves it.

The briefs are of one story of six articles (the five of corpus/lisk-valley-flood, one of them a page of HTML, and one
more): by the built-in engine, which keeps nothing and does all of its work anew, and with a model of which every reply
is in the cache. A double of an endpoint on loopback gave the replies in the first run; in those measured nobody is
asked, which is checked. `llm` is simonw/llm from PyPI in an environment of its own.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from tests.cli_runner import ROOT
from tests.loopback import Loopback, honest

STORY = ROOT / "corpus" / "lisk-valley-flood"
SIXTH = """Ferry crews carry lamps to the Lisk valley

Wednesday, 8 November 2023

Ferry crews from three harbours carried lamps, blankets and pumps up the Lisk valley on Tuesday, a day after the river
came over its banks. The harbour office counted eleven boats by noon and said that more would follow.

"We were told that forty houses stood in water," said Orla Brandt, who leads the crews. "We stopped counting at sixty."

The office gave the damage to the quays as 2.4 million crowns. It had spoken of 1.9 million crowns in the morning.

Schools in the lower valley stay closed until Friday. Trains run as far as the old mill.
"""
US, CLICK, PEER = "assistant --help", "import click", "llm --help"
DOCTOR, OWN, KEPT = "assistant doctor", "brief of six articles, built-in engine", "brief of six articles, calls cached"
BESIDE: Mapping[str, str] = {US: CLICK, DOCTOR: CLICK, CLICK: "python -c pass", PEER: CLICK}
"""What a command is held against where it is asked for once more."""
UNSET = ("PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX", "PYTHONPATH", "OPENAI_API_KEY", "ASSISTANT_MODEL")


@dataclass(frozen=True, slots=True)
class Timed:
    """A command and what its runs took, in seconds."""

    command: Sequence[str]
    wall: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)

    def run(self, environment: Mapping[str, str]) -> None:
        """Run it once. Raises RuntimeError where it does not end well."""
        began = time.perf_counter()
        quiet = subprocess.DEVNULL
        process = subprocess.Popen(self.command, cwd=ROOT, env=environment, stdin=quiet, stdout=quiet, stderr=quiet)
        _, status, used = os.wait4(process.pid, 0)
        took = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise RuntimeError(f"{' '.join(self.command)} ended with {process.returncode}")
        self.wall.append(took)
        self.processor.append(used.ru_utime + used.ru_stime)


def commands(story: Path, peer: str) -> dict[str, Timed]:
    """Every command that is measured, by what it is called; those of ours as a checkout starts them."""
    ours = [sys.executable, "-m", "assistant"]
    timed = {
        "python -c pass": [sys.executable, "-c", "pass"],
        CLICK: [sys.executable, "-c", "import click"],
        US: [*ours, "--help"],
        DOCTOR: [*ours, "doctor"],
        OWN: [*ours, "brief", str(story), "--one-story", "--quiet"],
        KEPT: [*ours, "brief", str(story), "--one-story", "--quiet", "--model", "double"],
    }
    if peer:
        timed[PEER] = [peer, "--help"]
    return {name: Timed(command) for name, command in timed.items()}


def write_story(folder: Path) -> None:
    """Six articles on one flood."""
    for path in STORY.iterdir():
        if path.suffix in (".txt", ".md", ".html") and path.name != "NOTES.md":
            shutil.copy(path, folder)
    (folder / "harbour-post.txt").write_text(SIXTH, encoding="utf-8")


def measure(rounds: int, peer: str) -> dict[str, Timed]:
    """All commands, each once a round, after one run each that is not counted. Raises RuntimeError where one fails."""
    with tempfile.TemporaryDirectory() as place, Loopback(honest) as server:
        story = Path(place) / "story"
        story.mkdir()
        write_story(story)
        plain = {name: value for name, value in os.environ.items() if name not in UNSET}
        ours = {
            **plain,
            "PYTHONPATH": str(ROOT),
            "OPENAI_BASE_URL": server.base_url,
            "ASSISTANT_CACHE_DIR": f"{place}/cache",
        }
        timed = commands(story, peer)
        for name, each in timed.items():
            Timed(each.command).run(plain if name == PEER else ours)
        asked = len(server.requests)
        for number in range(rounds):
            print(f"round {number + 1} of {rounds}", file=sys.stderr, end="\r")
            for name, each in timed.items():
                each.run(plain if name == PEER else ours)
        if not asked or len(server.requests) != asked:
            raise RuntimeError(f"the endpoint was asked {len(server.requests) - asked} times for what was cached")
    return timed


def rows(timed: Mapping[str, Timed]) -> list[dict[str, object]]:
    """Two rows a command, wall time and processor time, each beside what it is held against."""
    found: list[dict[str, object]] = []
    for name, each in timed.items():
        beside = timed.get(BESIDE.get(name, ""))
        for kind in ("wall", "processor"):
            taken = getattr(each, kind)
            row: dict[str, object] = {
                "what": f"{name}, {kind} time",
                "value": round(1000 * median(taken), 1),
                "unit": "ms",
                "spread": f"{1000 * min(taken):.0f}-{1000 * max(taken):.0f}",
                "better": "lower",
                "beside": "",
                "ratio": None,
            }
            if beside:
                other = median(getattr(beside, kind))
                row |= {
                    "beside": BESIDE[name],
                    "value_beside": round(1000 * other, 1),
                    "ratio": round(median(taken) / other, 2),
                }
            found.append(row)
    return found


def table(found: Sequence[Mapping[str, object]]) -> str:
    """The rows as lines."""
    lines = [f"{'':60} {'median':>8}  lowest-highest  beside"]
    for row in found:
        beside = f"{row['ratio']:.2f} times {row['beside']}" if row["beside"] else ""
        lines.append(f"{row['what']:60} {row['value']:>6} ms  {row['spread']:>14}  {beside}")
    return "\n".join(lines)


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print a table, write the figures where that is asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench.startup", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--quick", action="store_true", help="seven rounds")
    parser.add_argument("--llm", default="", metavar="FILE", help="the command llm of an environment of its own")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to FILE")
    given = parser.parse_args(argv)
    found = rows(measure(7 if given.quick else given.rounds, given.llm))
    print(table(found))
    if given.json:
        made = {"name": "startup", "unit": "ms", "rows": found}
        given.json.write_text(json.dumps(made, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

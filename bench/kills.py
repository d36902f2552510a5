"""Runs killed at each of their writes, and at moments drawn by chance: what they leave, and how the next one ends.

    PYTHONPATH=. python -m bench.kills            # every write of every run, then 10 random kills of each
    PYTHONPATH=. python -m bench.kills 0 review   # no random kills, one run

The first table is `tests.killed`: a process forked from one that has loaded the program is killed by SIGKILL at its
n-th doing to the disk, for every n. For the second the same runs are killed after a random time of a whole run. After
each kill databases are checked, files compared, the command is run again, and its files compared with those of a run
that was left alone.
"""

import random
import sys
from collections.abc import Mapping

from tests.killed import RUNS, Found, Run, endpoints, killed_after, tell, warmed

SEED = 7


def row(found: Found) -> str:
    """A row of the table."""
    kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(found.events.items()))
    amiss = "; ".join(f"{point}: {what}" for point, what in found.amiss.items()) or "none"
    return f"| `{found.name}` | {found.points} ({kinds}) | {found.tried} | {amiss} |"


def chance(run: Run, urls: Mapping[bool, str], kills: int) -> str:
    """A row for kills at random moments."""
    drawn = random.Random(SEED)
    told = [killed_after(run, urls, drawn.random()) for _ in range(kills)]
    died = sum(hit for hit, _ in told)
    amiss = "; ".join(wrong for _, wrong in told if wrong) or "none"
    return f"| `{run.name}` | {kills} | {died} | {amiss} |"


def main(arguments: list[str]) -> None:
    """Print both tables."""
    kills = int(arguments[0]) if arguments else 10
    runs = [run for run in RUNS if not arguments[1:] or run.name in arguments[1:]]
    with endpoints() as urls:
        warmed()
        print("| run | points (kinds) | killed at | amiss afterwards |\n|---|---|---|---|")
        for run in runs:
            print(row(tell(run, 1, urls)), flush=True)
        if kills:
            print("\n| run | kills by chance | died of it | amiss afterwards |\n|---|---|---|---|")
        for run in runs if kills else ():
            print(chance(run, urls, kills), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])

"""Known vulnerabilities of what is installed from constraints.txt: `make audit`.

    python -m bench.advisories     # asks the advisory service of PyPI; ends with 1 for a finding, 2 where it cannot ask

What is passed over stands in advisories.toml, with its reason and the tests that show it.
"""

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / "bench" / "advisories.toml"
# Without --strict, a package that could not be looked up would count as a sound one.
COMMAND = (
    "-m",
    "pip_audit",
    "--strict",
    "--no-deps",
    "--disable-pip",
    "--progress-spinner",
    "off",
    "-r",
    "constraints.txt",
)


def ignored() -> list[dict[str, Any]]:
    """The advisories that are passed over."""
    found: list[dict[str, Any]] = tomllib.loads(LIST.read_text(encoding="utf-8"))["ignored"]
    return found


def command() -> list[str]:
    """The audit as it is run."""
    return [sys.executable, *COMMAND, *(word for each in ignored() for word in ("--ignore-vuln", each["id"]))]


def main() -> int:
    """Run it, and say in the exit code whether it found something or could not ask."""
    done = subprocess.run(command(), cwd=ROOT, stderr=subprocess.PIPE, text=True, check=False)
    said = done.stderr.strip().splitlines()
    if done.returncode and not any("known vulnerabilit" in line for line in said):
        print(f"nothing was audited: {said[-1] if said else 'no reason given'}", file=sys.stderr)
        return 2
    print(done.stderr, file=sys.stderr)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())

"""Peers, each in an environment of its own under .venv-bench/, and a way to let them work there.

What is pinned in bench/peers/NAME.txt is installed once, by the ordinary client of the package index. A worker is a
script of bench/peers that runs with that environment's Python and takes and gives lines of JSON; it measures itself,
so that the pipe costs nobody anything.
"""

import hashlib
import json
import os
import subprocess
import sys
import venv
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from bench.records import ROOT

PEERS = ROOT / "bench" / "peers"
PLACE = ROOT / ".venv-bench"
STRANGE = ("PYTHON", "OPENAI_", "ASSISTANT_", "LLM_")
"""Settings of ours that a peer must not inherit."""
ONE_CORE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "NUMBA_NUM_THREADS": "1"}


def pins(name: str) -> list[str]:
    """What an environment holds, as `package==version`."""
    lines = (PEERS / f"{name}.txt").read_text(encoding="utf-8").split("\n")
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def told(name: str, packages: tuple[str, ...]) -> list[str]:
    """The pins of those packages that stand beside us, out of all that they need."""
    return [pin for pin in pins(name) if pin.split("==")[0].lower() in packages]


def python_of(name: str) -> Path:
    """The Python of an environment, which is made where it is missing or its pins have changed."""
    folder = PLACE / name
    wanted = hashlib.sha256((PEERS / f"{name}.txt").read_bytes()).hexdigest()
    stamp = folder / "pins.sha256"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != wanted:
        venv.create(folder, clear=True, with_pip=True)
        options = ["--quiet", "--disable-pip-version-check", "-r", str(PEERS / f"{name}.txt")]
        command = [str(python), "-m", "pip", "install", *options]
        done = subprocess.run(command, env=bare(), check=False, capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"{done.stderr}the environment of {name} cannot be made; see bench/peers/{name}.txt")
        stamp.write_text(wanted, encoding="utf-8")
    return python


def bare() -> dict[str, str]:
    """The environment of a process that is not ours."""
    return {k: v for k, v in os.environ.items() if not k.startswith(STRANGE)} | ONE_CORE


class Peer:
    """A worker in an environment; a context manager. `ask` sends one question and waits for the answer."""

    def __init__(self, name: str) -> None:
        command = [str(python_of(name)), str(PEERS / f"{name}.py")]
        self._worker = subprocess.Popen(
            command, env=bare(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        assert self._worker.stdin and self._worker.stdout
        self._worker.stdin.close()
        self._worker.wait()
        self._worker.stdout.close()

    def ask(self, do: str, **given: Any) -> Any:
        """What the worker answers. Raises RuntimeError where it ended instead; its reasons are on standard error."""
        assert self._worker.stdin and self._worker.stdout
        self._worker.stdin.write(json.dumps({"do": do, **given}) + "\n")
        self._worker.stdin.flush()
        line = self._worker.stdout.readline()
        if not line:
            raise RuntimeError(f"the worker ended at {do!r}")
        return json.loads(line)

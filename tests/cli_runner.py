"""Runs the command line as its users do: another process, its own folder, nothing configured."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMMAND = (sys.executable, "-m", "assistant")
LIMIT_SECONDS = 60

# Two articles on one flood that give different tolls.
ONE = """Bridge over the Lisk closed

Published in The Northern Observer, November 8th, 2025

The bridge over the Lisk closed on Friday after the river rose. The flood killed 19 people in the valley.
The mayor Ada Holm said 400 families had left their homes.
"""
TWO = """Lisk valley counts its dead

Published in The Valley Courier, November 9th, 2025

The bridge over the Lisk closed on Friday. The flood killed 21 people in the valley.
Trains between Astin and Kelder will not run before Monday.
"""

Done = subprocess.CompletedProcess[str]


def environment(**more: str) -> dict[str, str]:
    """The environment without settings of ours, with the package importable from any folder.

    Replies are not kept: ports are used again, and one test must not answer another.
    """
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("OPENAI_", "ASSISTANT_"))}
    return {**inherited, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "", "ASSISTANT_NO_CACHE": "1", **more}


def run(arguments: Sequence[str | Path], folder: Path, stdin: str = "", extra: Mapping[str, str] | None = None) -> Done:
    """Run `assistant` in a folder and wait for its end."""
    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        cwd=folder,
        env=environment(**(extra or {})),
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=LIMIT_SECONDS,
        check=False,
    )


Inside = Callable[[Sequence[str | Path]], Done]
"""Runs `assistant` in this process and folder: see the fixture `inside`."""


def start(
    arguments: Sequence[str | Path], folder: Path, extra: Mapping[str, str] | None = None
) -> subprocess.Popen[str]:
    """Start `assistant` in a folder and leave it running."""
    return subprocess.Popen(
        [*COMMAND, *map(str, arguments)],
        cwd=folder,
        env=environment(**(extra or {})),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def messages(done: Done) -> list[str]:
    """The lines on standard error, each of which must be ours."""
    lines = done.stderr.splitlines()
    assert all(line.startswith("assistant: ") for line in lines), done.stderr
    return [line.removeprefix("assistant: ") for line in lines]


def closed_port() -> int:
    """A port of the loopback address where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port

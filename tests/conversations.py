"""Exchanges to keep, and processes that keep them."""

import subprocess
import sys
from pathlib import Path

from assistant.sessions import Cited, Exchange, Stated
from tests.cli_runner import ROOT, environment

WORDS = Cited(
    "2:3", "/news/ferry.txt", "Harbour News", 10, 41, "The ferry to Oske left at nine.", "2025-03-04", "Ferries"
)
WRITER = """
import sys
from pathlib import Path
from assistant.sessions import Exchange, open_sessions

folder, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
kept = open_sessions(folder)
session = kept.named(name) if name else kept.begin(["ferry.txt"])
for number in range(count):
    kept.add(session, Exchange(f"question {number}", "words " * 200))
    print(number, flush=True)
"""


def said(question: str, answer: str = "The ferry left at nine.") -> Exchange:
    """An exchange with a sentence that cites the harbour's paper."""
    return Exchange(question, answer, (Stated(answer, (WORDS,)),))


def python(code: str, *arguments: str | Path) -> subprocess.Popen[str]:
    """Start a process that runs some code."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=ROOT,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finished(process: subprocess.Popen[str]) -> str:
    """What a process printed, once it ended well."""
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    return out

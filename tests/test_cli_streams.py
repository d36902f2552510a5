"""The command line with streams and folders that are not there."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli_runner import ONE, environment

LIMIT_SECONDS = 60


@pytest.mark.parametrize(
    ("line", "code", "told"),
    [
        ("digest - <&-", 2, "-: is empty"),
        ("digest one.txt >&-", 2, "standard output: Bad file descriptor; name a file with -o"),
        ("digest one.txt >/dev/full", 2, "standard output: No space left on device; name a file with -o"),
        ("digest one.txt -q -o note.md >&-", 0, ""),
        ("digest one.txt -q 2>&-", 0, ""),
        ("digest one.txt -o .", 2, "is a folder"),
    ],
)
def test_a_closed_or_full_stream_is_one_line(line: str, code: int, told: str, tmp_path: Path) -> None:
    """Nothing is lost without a word, and nothing ends in a traceback."""
    (tmp_path / "one.txt").write_text(ONE, encoding="utf-8")
    done = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m assistant {line}"],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=LIMIT_SECONDS,
        check=False,
    )
    assert done.returncode == code
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_that_is_gone_is_one_line(tmp_path: Path) -> None:
    """The shell may stand in a folder that somebody removed."""
    (tmp_path / "one.txt").write_text(ONE, encoding="utf-8")
    script = f"mkdir gone && cd gone && rmdir ../gone && {sys.executable} -m assistant digest {tmp_path}/one.txt -q"
    done = subprocess.run(
        ["sh", "-c", script],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=LIMIT_SECONDS,
        check=False,
    )
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert "the working folder is gone" in done.stderr

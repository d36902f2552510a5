"""A terminal for the tests: a program under a pseudo-terminal, and the screen as a person would see it."""

import os
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pexpect
import pyte

from tests.cli_runner import environment

ROWS, COLUMNS = 60, 100
PATIENCE = 30.0
"""Seconds after which what is waited for is taken not to come; the machine may be busy."""
TURN = 0.05
ENTER, ALT_ENTER, CTRL_C, CTRL_D, CTRL_R, UP, TAB = "\r", "\x1b\r", "\x03", "\x04", "\x12", "\x1b[A", "\t"


class _Screen(pyte.HistoryScreen):
    """A screen that answers what the program asks of its terminal, such as where the cursor is."""

    def __init__(self, columns: int) -> None:
        super().__init__(columns, ROWS, history=2000, ratio=0.5)
        self.answers: list[str] = []

    def write_process_input(self, data: str) -> None:
        self.answers.append(data)


class Terminal:
    """A program that runs in a terminal; a context manager. `raw` is all that it wrote."""

    def __init__(
        self,
        arguments: Sequence[str | Path],
        folder: Path,
        extra: Mapping[str, str] | None = None,
        columns: int = COLUMNS,
    ) -> None:
        given = {"TERM": "xterm-256color", **(extra or {})}
        env = {k: v for k, v in environment(**given).items() if k not in ("COLUMNS", "LINES", "NO_COLOR")}
        env.update(given)
        self._screen = _Screen(columns)
        self._stream = pyte.ByteStream(self._screen)
        self.raw = b""
        self._child: Any = pexpect.spawn(
            sys.executable,
            ["-m", "assistant", *map(str, arguments)],
            cwd=str(folder),
            env=env,
            dimensions=(ROWS, columns),
            timeout=PATIENCE,
        )
        self._child.delaybeforesend = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if error is not None:
            print("\n".join(self.rows))
        self._child.close(force=True)

    @property
    def rows(self) -> list[str]:
        """What has been shown, the rows that have left the screen first."""
        past = ["".join(row[x].data for x in range(self._screen.columns)) for row in self._screen.history.top]
        return [row.rstrip() for row in [*past, *self._screen.display]]

    @property
    def text(self) -> str:
        """What has been shown as one line, so that it does not matter where it was wrapped."""
        return " ".join(" ".join(self.rows).split())

    def type(self, keys: str) -> None:
        """Press keys."""
        self._child.send(keys.encode())

    def ask(self, line: str) -> None:
        """Type a line and press Enter."""
        self.type(line + ENTER)

    def wait(self, *wanted: str, times: int = 1) -> str:
        """Wait until all of it is on the screen, and return what is there."""
        end = time.monotonic() + PATIENCE
        while any(self.text.count(each) < times for each in wanted):
            assert self._read() or time.monotonic() < end, f"{wanted} did not come:\n" + "\n".join(self.rows)
        return self.text

    def prompts(self, count: int) -> None:
        """Wait until the prompt has come for the `count`th time, with nothing typed behind it yet."""
        end = time.monotonic() + PATIENCE
        while (
            len(found := [row for row in self.rows if row == ">" or row.startswith("> ")]) < count or found[-1] != ">"
        ):
            assert self._read() or time.monotonic() < end, "no prompt:\n" + "\n".join(self.rows)

    def end(self) -> int:
        """Wait for the program's end and return its exit code."""
        end = time.monotonic() + PATIENCE
        while self._child.isalive():
            assert self._read() or time.monotonic() < end, "it did not end:\n" + "\n".join(self.rows)
        while self._read():
            pass
        return int(self._child.exitstatus)

    def _read(self) -> bool:
        """Take in what the program wrote meanwhile; False where there was nothing."""
        try:
            data = self._child.read_nonblocking(65536, TURN)
        except pexpect.TIMEOUT:
            return False
        except pexpect.EOF:
            time.sleep(TURN)
            return False
        self.raw += data
        self._stream.feed(data)
        while self._screen.answers:
            self._child.send(self._screen.answers.pop(0).encode())
        return True


def home(folder: Path) -> dict[str, str]:
    """An environment in which whatever is kept for the user is kept in a folder."""
    return {
        "HOME": str(folder),
        "XDG_DATA_HOME": str(folder / "data"),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "PATH": os.environ["PATH"],
    }

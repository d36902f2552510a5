"""How much memory a process and those that it began hold."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path


def resident(pid: int | None = None) -> float:
    """Megabytes of a process that are in memory; 0 if it is gone. Linux only."""
    try:
        pages = int(Path(f"/proc/{pid or os.getpid()}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def tree(pid: int) -> Iterator[int]:
    """A process and all that it began."""
    yield pid
    try:
        found = [path.read_text().split() for path in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:
        return
    for child in {int(child) for each in found for child in each}:
        yield from tree(child)


class Peak:
    """Looks every tenth of a second how much memory this process and its workers hold."""

    def __init__(self) -> None:
        self.highest = 0.0
        self._over = threading.Event()
        self._watcher = threading.Thread(target=self._look)

    def __enter__(self) -> "Peak":
        self._watcher.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._over.set()
        self._watcher.join()

    def _look(self) -> None:
        while not self._over.wait(0.1):
            self.highest = max(self.highest, sum(resident(pid) for pid in tree(os.getpid())))

"""The progress display: on standard error, if somebody is looking."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from assistant.pool import Watch, unwatched

if TYPE_CHECKING:
    from rich.progress import Progress

_drawn: "list[Progress]" = []


@contextmanager
def watched(*, quiet: bool) -> Iterator[Watch]:
    """A watch that draws a bar a step on a terminal, and shows nothing in a pipe."""
    if quiet or not sys.stderr.isatty():
        yield unwatched
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        _drawn.append(progress)
        tasks: dict[str, TaskID] = {}

        def watch(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = progress.add_task(step)
            progress.update(tasks[step], completed=done, total=total)

        yield watch


def wipe() -> None:
    """Take the bars away, for a result that is written while the work goes on: both may be on one terminal."""
    while _drawn:
        _drawn.pop().stop()

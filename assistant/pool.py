"""The worker pool, passed to the steps as an argument so that none of them knows where it runs."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

Watch = Callable[[str, int, int], None]
"""Progress: the name of the step, how many items are done, how many there are."""


def unwatched(step: str, done: int, total: int) -> None:
    """Show nothing."""


class Pool(Protocol):
    """Runs a step over items and yields the results in the items' order."""

    def map(self, step: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """Results in order; the first error that a step raises is raised here."""


class Threads:
    """Up to `workers` items at once, each in a thread."""

    def __init__(self, workers: int) -> None:
        self._workers = workers

    def map(self, step: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """Results in order. An error or an interrupt drops what has not begun."""
        executor = ThreadPoolExecutor(self._workers)
        try:
            yield from executor.map(step, items)
        finally:
            executor.shutdown(wait=False, cancel_futures=True)


class Inline:
    """One item after another in the caller's own thread."""

    def map(self, step: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """Results in order."""
        return map(step, items)

"""The worker pool, passed to the steps as an argument so that none of them knows where it runs."""

import gc
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial
from itertools import islice
from typing import Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

LARGE = 5_000
"""Items of work, such as claims to compare, from which processes of their own pay: some five seconds of one core."""
CHUNKS = 16
"""Portions in which each worker gets its items: few enough to be cheap, many enough that all end together."""
AHEAD = 2
"""Portions that each process has waiting for it, so that none stands idle while what is done is put away."""
CALLS_AHEAD = 64
"""The same for a thread: an item is small, and one call that is tried again for a minute must not hold up the rest."""

MASKED = hasattr(signal, "pthread_sigmask")
"""Whether this system lets a signal wait; Windows does not."""
GARBAGE = 100_000
"""Objects made between two searches for garbage in a worker: its records hold no circles, and looking takes a tenth."""

TIDIED = "ignore::UserWarning:multiprocessing.resource_tracker"

Watch = Callable[[str, int, int], None]
"""Progress: the name of the step, how many items are done, how many there are."""


def unwatched(step: str, done: int, total: int) -> None:
    """Show nothing."""


class Pool(Protocol):
    """Runs a step over items and yields the results in the items' order."""

    def map(self, step: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """Results in order; the first error that a step raises is raised here.

        Items are taken as there is room for them, a bounded number before the result that is due: they may be a
        stream of more than memory holds.
        """

    def for_work(self, sizes: Sequence[int]) -> "Pool":
        """The pool for computation that shares nothing; `sizes` tells the work in each item, in claims."""


class Threads:
    """Up to `workers` items at once, each in a thread: for calls, which wait.

    With `spread` computation may take the other cores, in processes; see `Processes` for what that
    asks of a program.
    """

    def __init__(self, workers: int, *, spread: bool = False) -> None:
        self._workers = workers
        self._spread = spread

    def for_work(self, sizes: Sequence[int]) -> Pool:
        """Processes where they may be used and pay, else this thread."""
        return pool_for(sizes) if self._spread else Inline()

    def map(self, step: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """Results in order. An error or an interrupt drops what has not begun."""
        return _mapped(ThreadPoolExecutor(self._workers), step, ([item] for item in items), self._workers * CALLS_AHEAD)


class Processes:
    """Up to `workers` items at once, each in a process: for long computation that shares nothing.

    Step, items and results are pickled. Processes are spawned on every system, since a fork copies
    the locks of threads that it does not copy; a program that uses this pool begins its work under
    `if __name__ == "__main__"`, as `multiprocessing` asks of it.
    """

    def __init__(self, workers: int) -> None:
        self._workers = workers

    def map(self, step: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """Results in order. An error or an interrupt drops what has not begun."""
        import multiprocessing
        from concurrent.futures import ProcessPoolExecutor

        spawn = multiprocessing.get_context("spawn")
        _hush_tracker()
        executor = ProcessPoolExecutor(self._workers, spawn, _follow_parent)
        # Of a stream nobody knows how long it is: each of its items is a portion.
        size = len(items) // (self._workers * CHUNKS) if isinstance(items, Sized) else 1
        return _mapped(executor, step, _portions(items, max(1, size)), self._workers * AHEAD, _uninterrupted)

    def for_work(self, sizes: Sequence[int]) -> Pool:
        """These processes."""
        return self


class Inline:
    """One item after another in the caller's own thread."""

    def for_work(self, sizes: Sequence[int]) -> Pool:
        """This thread."""
        return self

    def map(self, step: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """Results in order."""
        return map(step, items)


def pool_for(sizes: Sequence[int], cores: int = 0) -> Pool:
    """Processes, one a core, for computation that is worth them; `sizes` tells the work in each item.

    Without a number of `cores` all are used that this process may use.
    """
    workers = min(cores or _cores(), len(sizes))
    return Processes(workers) if workers > 1 and sum(sizes) >= LARGE else Inline()


def _mapped(
    executor: Executor,
    step: Callable[[Item], Result],
    portions: Iterable[list[Item]],
    window: int,
    beginning: Callable[[], AbstractContextManager[None]] = nullcontext,
) -> Iterator[Result]:
    """Results of all items, up to a `window` of portions begun or waiting. Each is handed out within `beginning`."""
    coming = iter(portions)
    waiting: deque[Future[list[Result]]] = deque()
    try:
        while True:
            for portion in islice(coming, window - len(waiting)):
                with beginning():
                    waiting.append(executor.submit(partial(_each, step), portion))
            if not waiting:
                return
            yield from waiting.popleft().result()
    finally:
        executor.shutdown(wait=False, cancel_futures=True)


def _portions(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    coming = iter(items)
    while portion := list(islice(coming, size)):
        yield portion


def _each(step: Callable[[Item], Result], portion: Sequence[Item]) -> list[Result]:
    return [step(item) for item in portion]


def _hush_tracker() -> None:
    """Begin the process that tidies up behind this one without a word: after an interrupt there is always something."""
    from multiprocessing import resource_tracker

    sys.warnoptions.append(TIDIED)
    try:
        resource_tracker.ensure_running()
    finally:
        sys.warnoptions.remove(TIDIED)


def _cores() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hold an interrupt back, also from a worker that begins meanwhile: it has the mask until it can end quietly."""
    if not MASKED:
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT,))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _follow_parent() -> None:
    """Let a worker end at once, and without a traceback, with an interrupt or with the process that began it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if MASKED:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGINT,))
    gc.set_threshold(GARBAGE)
    threading.Thread(target=_leave, daemon=True).start()


def _leave() -> None:
    import multiprocessing

    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)

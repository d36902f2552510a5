"""Where the work of a run is done: on this machine, or on a cluster."""

from collections.abc import Iterator
from contextlib import contextmanager

from assistant.pool import Pool, Threads
from assistant.settings import Settings


@contextmanager
def running(settings: Settings) -> Iterator[Pool]:
    """The pool of a run. Raises UserError for a cluster that cannot be used."""
    if not settings.runner:
        yield Threads(settings.concurrency, spread=True)
        return
    from assistant.cluster import driver

    with driver(settings.runner, settings.concurrency) as pool:
        yield pool

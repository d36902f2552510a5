"""A transport that answers from the store, asks what is not there, and asks it once.

The same call made by several threads or processes at the same moment goes out once: the others
wait for its reply. Only a reply that ended by itself and is in the shape that was asked for is
kept; one that is cut, refused, filtered or out of shape is asked for again the next time.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from threading import Lock

from assistant.llm.call import Call, Reply, Transport
from assistant.llm.entry import Entry, from_text, read_now, to_text
from assistant.llm.store import Store
from assistant.private import FILE_MODE, FOLDER_MODE

POLL_SECONDS = 0.05
LOCKS = "locks"  # a folder beside the database


class Cached:
    """A transport around another; what the store answers never reaches the inner one.

    `patience` is how many seconds to wait for another process that makes the same call before
    making it all the same. A process that dies lets go of its calls at once.
    """

    def __init__(self, inner: Transport, store: Store, patience: float = 900.0) -> None:
        self._inner = inner
        self._store = store
        self._patience = patience
        self._guard = Lock()
        self._flights: dict[str, tuple[Lock, int]] = {}  # and how many threads want it

    def __call__(self, call: Call) -> Reply:
        """The reply kept for this call, else the inner transport's. Raises what that raises."""
        key = call.key
        held = self._held(key)
        if held:
            return held
        with self._alone_among_threads(key), self._alone_among_processes(key):
            held = self._held(key)
            if held:
                return held
            reply = self._inner(call)
            if usable(call, reply):
                at = datetime.now(UTC).isoformat(timespec="seconds")
                self._store.put(key, to_text(Entry(call, reply, at, read_now())))
            return reply

    def held(self, call: Call) -> Reply | None:
        """The reply kept for this call; nobody is asked."""
        return self._held(call.key)

    def _held(self, key: str) -> Reply | None:
        text = self._store.get(key)
        entry = from_text(text, key) if text else None
        return entry.reply if entry and usable(entry.call, entry.reply) else None

    @contextmanager
    def _alone_among_threads(self, key: str) -> Iterator[None]:
        with self._guard:
            lock, wanted = self._flights.get(key, (Lock(), 0))
            self._flights[key] = (lock, wanted + 1)
        try:
            with lock:
                yield
        finally:
            with self._guard:
                lock, wanted = self._flights.pop(key)
                if wanted > 1:
                    self._flights[key] = (lock, wanted - 1)

    @contextmanager
    def _alone_among_processes(self, key: str) -> Iterator[None]:
        from filelock import FileLock

        path = self._store.folder / LOCKS / f"{key}.lock"
        lock = FileLock(path, timeout=self._patience, mode=FILE_MODE)
        # A file system without locks costs a second call, a process that hangs costs patience.
        with suppress(OSError, NotImplementedError):
            path.parent.mkdir(FOLDER_MODE, exist_ok=True)
            lock.acquire(poll_interval=POLL_SECONDS)
        try:
            yield
        finally:
            if lock.is_locked:
                # Whoever waits for the file that is gone finds the reply in the store, or asks itself.
                with suppress(OSError):
                    path.unlink()
                lock.release()


def usable(call: Call, reply: Reply) -> bool:
    """Whether a reply is worth keeping: it ended by itself and is in the shape that was asked for."""
    from assistant.llm.ask import in_shape

    return reply.finish == "stop" and in_shape(call, reply)

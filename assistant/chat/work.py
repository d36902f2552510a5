"""Work that is waited for where an interrupt gets through: in a thread of its own, its news handed over.

The thread that shows things is the one that a Ctrl-C reaches, so it must not itself sit in a call to an
endpoint. What is left behind ends at its next word, or when its call does; its result is dropped, though
a reply that has been paid for is still kept by the transport.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import Generic, TypeVar

from assistant.chat.lines import Wait

News = TypeVar("News")
Made = TypeVar("Made")
TICK = 0.1
"""Seconds between two signs of life."""


class LeftError(Exception):
    """Nobody waits for this work any more."""


@dataclass(frozen=True, slots=True)
class _Told(Generic[News]):
    news: News


class Work(Generic[News, Made]):
    """A function that runs beside us and may tell news. `result` is there when `news` has ended."""

    result: Made

    def __init__(self, do: Callable[[Callable[[News], None]], Made]) -> None:
        self._do = do
        self._queue: SimpleQueue[_Told[News] | BaseException | None] = SimpleQueue()
        self._left = Event()
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()

    def news(self, what: str) -> Iterator[News | Wait]:
        """News as it comes, and signs of life between. Raises what the work raised."""
        while True:
            try:
                got = self._queue.get(timeout=TICK)
            except Empty:
                yield Wait(what)
                continue
            if got is None:
                return
            if isinstance(got, BaseException):
                raise got
            yield got.news

    def leave(self) -> None:
        """Wait for it no longer."""
        self._left.set()

    @property
    def running(self) -> bool:
        """Whether it is still under way."""
        return self._thread.is_alive()

    def _run(self) -> None:
        try:
            self.result = self._do(self._tell)
        except LeftError:
            return
        except BaseException as error:  # raised again where the result is waited for
            self._queue.put(error)
            return
        self._queue.put(None)

    def _tell(self, news: News) -> None:
        if self._left.is_set():
            raise LeftError
        self._queue.put(_Told(news))

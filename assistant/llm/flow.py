"""How many requests run at once: fewer when the endpoint is too busy, one by one more again.

The rule of TCP: halve at a sign of overload, add one after as many good answers as there are
slots. A call holds a slot while its request is under way, never while it waits to try again.
"""

import time
from dataclasses import dataclass
from threading import Condition
from typing import Literal

Sign = Literal["good", "busy", "other"]
"""What an attempt said of the endpoint's load."""


@dataclass(slots=True)
class Patience:
    """Until when one call may take, on the monotonic clock. Waiting for a slot does not count."""

    until: float

    @property
    def left(self) -> float:
        """The seconds that are left."""
        return self.until - time.monotonic()


class Flow:
    """Slots for requests, at most `most` of them; safe to use from threads."""

    def __init__(self, most: int) -> None:
        self._most = self._limit = max(1, most)
        self._running = self._good = self._halvings = 0
        self._opens = 0.0  # the endpoint asked that nothing be sent before
        self._change = Condition()

    @property
    def limit(self) -> int:
        """How many requests may run at once for now."""
        return self._limit

    def shut(self) -> float:
        """The seconds for which the endpoint still wants to be left alone."""
        return max(0.0, self._opens - time.monotonic())

    def enter(self, patience: Patience) -> int:
        """Wait for a slot and return its ticket; -1 where the endpoint asked for more time than is left."""
        with self._change:
            while True:
                now = time.monotonic()
                if self._opens > now:
                    if self._opens > patience.until:
                        self._change.notify()
                        return -1
                    self._change.wait(self._opens - now)
                elif self._running < self._limit:
                    self._running += 1
                    return self._halvings
                else:
                    self._change.wait()
                    patience.until += time.monotonic() - now

    def leave(self, ticket: int, sign: Sign, asked: float = 0.0) -> None:
        """Give a slot back with what was learned; `asked` seconds nobody sends anything."""
        with self._change:
            self._running -= 1
            if asked > 0:
                self._opens = max(self._opens, time.monotonic() + asked)
            # Requests that were under way together complain together: that is one sign, not many,
            # and those of them that did well say nothing of the new limit.
            if ticket == self._halvings:
                self._adjust(sign)
            self._change.notify()

    def _adjust(self, sign: Sign) -> None:
        if sign == "busy":
            self._limit = max(1, self._limit // 2)
            self._halvings += 1
            self._good = 0
        self._good += sign == "good"
        if self._good >= self._limit and self._limit < self._most:
            self._limit += 1
            self._good = 0
            self._change.notify()

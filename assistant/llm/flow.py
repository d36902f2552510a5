"""Who may send a request, and when: slots for as many as the width allows, and rests that the endpoint asks for.

A call holds a slot while its request is under way, never while it waits to try again.
"""

import time
from dataclasses import dataclass
from threading import Condition

from assistant.llm.width import Sign, Ticket, Width


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
        self._width = Width(most)
        self._opens = 0.0  # the endpoint asked that nothing be sent before
        self._change = Condition()

    @property
    def limit(self) -> int:
        """How many requests may run at once for now."""
        return self._width.limit

    def shut(self) -> float:
        """The seconds for which the endpoint still wants to be left alone."""
        return max(0.0, self._opens - time.monotonic())

    def enter(self, patience: Patience) -> Ticket | None:
        """Wait for a slot and return its ticket; None where the endpoint asked for more time than is left."""
        with self._change:
            while True:
                now = time.monotonic()
                if self._opens > now:
                    if self._opens > patience.until:
                        self._change.notify()
                        return None
                    self._change.wait(self._opens - now)
                elif self._width.open:
                    return self._width.send()
                else:
                    self._change.wait()
                    patience.until += time.monotonic() - now

    def leave(self, ticket: Ticket, sign: Sign, asked: float = 0.0) -> None:
        """Give a slot back with what was learned.

        `asked` are the seconds that the endpoint wants the call to wait; where it refuses many, nobody sends meanwhile.
        """
        with self._change:
            narrow = self._width.limit
            many = self._width.receive(ticket, sign)
            if many and asked > 0:
                self._opens = max(self._opens, time.monotonic() + asked)
            self._change.notify(1 + max(0, self._width.limit - narrow))

"""Listening to a reply while it arrives, beside the seam: a transport stays a function from call to reply.

Who wants to read along says so around the call; the endpoint, deep under cache, ceiling and
meter, looks whether somebody does. None of those in between has to know of it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from assistant.llm.call import Call, Reply, Transport

Listener = Callable[[str], None]
"""Given the whole text so far, each time it grew; a retry starts the text again."""

_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


@contextmanager
def heard(listener: Listener) -> Iterator[None]:
    """Have the replies to the calls that this thread makes meanwhile told as they arrive."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


def listening() -> Listener | None:
    """Who listens to the call that is being made; None where nobody does."""
    return _listener.get()


def told(transport: Transport, listener: Listener) -> Transport:
    """The transport with somebody listening.

    The listener is given the whole reply at the end in any case: one from a store or a cassette, or of an endpoint
    that cannot stream, arrives all at once. What was declined or withheld is no text to listen to.
    """

    def call(asked: Call) -> Reply:
        with heard(listener):
            reply = transport(asked)
        if reply.finish in ("stop", "length"):
            listener(reply.text)
        return reply

    return call

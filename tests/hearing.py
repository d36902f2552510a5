"""What this process tries to reach: every connection and every look-up of a name, as an audit hook hears them."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_heard: list[tuple[str, Any]] | None = None


def _listen(event: str, args: tuple[Any, ...]) -> None:
    if _heard is not None and event in ("socket.connect", "socket.getaddrinfo"):
        what = args[1][:2] if event == "socket.connect" else args[0]
        _heard.append((event.removeprefix("socket."), what))


sys.addaudithook(_listen)


@contextmanager
def hearing() -> Iterator[list[tuple[str, Any]]]:
    """Every connection and every look-up that this process tries."""
    global _heard
    heard: list[tuple[str, Any]] = []
    _heard = heard
    try:
        yield heard
    finally:
        _heard = None

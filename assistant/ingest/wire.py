"""One request over one connection, within one deadline and one number of bytes.

The address that is checked is the one that is connected to, so that a name cannot resolve to another between the
two. Nothing is taken from the environment: no proxy, no cookie, no password.
"""

import http.client
import io
import socket
import ssl
import time
import urllib.parse
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from assistant.ingest.addresses import special
from assistant.ingest.document import MAX_BYTES

HEADERS = {
    "User-Agent": "factcheck-assistant (reads single pages at a person's request)",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}
_BESIDE = 1_000_000  # bytes that the headers and chunk marks of an answer may take beside its body
_TICK = 0.01  # seconds: a wait that is cut at the deadline may end a little before it

Resolver = Callable[[str, int], list[str]]


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a fetch may take: seconds without a byte, seconds for all of it with its redirects, bytes, redirects."""

    wait: float = 20.0
    whole: float = 60.0
    size: int = MAX_BYTES
    redirects: int = 5


class Refused(OSError):
    """The host has no address on the public internet."""


class TooLong(OSError):
    """An answer has more bytes than are read."""


class TooSlow(OSError):
    """All of the time for a fetch is used up."""


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host, in the order to try. Raises OSError when it has none."""
    return [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


class Wire:
    """Asks for pages until its time is over. `private` is set once a page comes from a local network."""

    def __init__(self, allow_private: bool, bounds: Bounds, resolver: Resolver) -> None:
        self.private = False
        self.bounds = bounds
        self._allow_private = allow_private
        self._resolver = resolver
        self._until = time.monotonic() + bounds.whole

    def left(self) -> float:
        """Seconds that the next step may wait. Raises TooSlow when there are none."""
        if self.is_over():
            raise TooSlow
        return min(self.bounds.wait, self._until - time.monotonic())

    def is_over(self) -> bool:
        """Whether all of the time is used up, but for what a clock may err."""
        return self._until - time.monotonic() < _TICK

    def get(self, url: str) -> http.client.HTTPResponse:
        """The answer to a request, its body not yet read; the caller closes it.

        Raises OSError, http.client.HTTPException or ValueError for a host that cannot be asked or does not answer.
        """
        parts = urllib.parse.urlsplit(url)
        host = parts.hostname or ""
        if parts.scheme == "https":
            trusted = ssl.create_default_context()
            connection: http.client.HTTPConnection = http.client.HTTPSConnection(host, parts.port, context=trusted)
        else:
            connection = http.client.HTTPConnection(host, parts.port)
        try:
            connection.sock = self._dial(connection.host, connection.port)
            if parts.scheme == "https":
                connection.sock.settimeout(self.left())
                connection.sock = trusted.wrap_socket(connection.sock, server_hostname=connection.host)
            connection.sock.settimeout(self.left())
            connection.request("GET", urllib.parse.urlunsplit(("", "", parts.path, parts.query, "")), headers=HEADERS)
            return self._begun(connection.sock)
        finally:
            connection.close()

    def _begun(self, sock: socket.socket) -> http.client.HTTPResponse:
        source: Any = _Source(sock, self)
        response = http.client.HTTPResponse(source, method="GET")
        try:
            response.begin()
        except BaseException:
            response.close()
            raise
        return response

    def _dial(self, host: str, port: int) -> socket.socket:
        """A connection to the first address of a host that may be asked and answers."""
        found = [(address, special(address)) for address in self._resolver(host, port)]
        usable = [(address, what) for address, what in found if self._allow_private or not what]
        if not usable:
            address, what = found[0] if found else ("none", "an unknown host")
            raise Refused(f"{host} is {what}" + ("" if address == host else f" ({address})"))
        failed: OSError = OSError("no address")
        for address, what in usable:
            try:
                connected = _connected(address, port, self.left())
            except TooSlow:
                raise
            except OSError as error:
                failed = error
                continue
            self.private = bool(what)
            return connected
        raise failed


def _connected(address: str, port: int, seconds: float) -> socket.socket:
    # The address is a literal, so nothing is looked up a second time.
    ((family, kind, protocol, _, place),) = socket.getaddrinfo(
        address, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST
    )
    sock = socket.socket(family, kind, protocol)
    try:
        sock.settimeout(seconds)
        sock.connect(place)
    except BaseException:
        sock.close()
        raise
    return sock


class _Source:
    """What a response reads from: the socket, held to the deadline and to a number of bytes."""

    def __init__(self, sock: socket.socket, wire: Wire) -> None:
        self._sock = sock
        self._wire = wire

    def makefile(self, mode: str) -> io.BufferedReader:
        """The bytes that arrive, as http.client asks for them."""
        return io.BufferedReader(_Bounded(self._sock, self._wire))


class _Bounded(io.RawIOBase):
    def __init__(self, sock: socket.socket, wire: Wire) -> None:
        self._sock = sock
        self._raw = sock.makefile("rb", buffering=0)
        self._wire = wire
        self._rest = wire.bounds.size + _BESIDE

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._sock.settimeout(self._wire.left())
        count = self._raw.readinto(buffer) or 0
        self._rest -= count
        if self._rest < 0:
            raise TooLong
        return count

    def close(self) -> None:
        self._raw.close()
        super().close()

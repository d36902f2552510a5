"""One page over http or https, within bounds: addresses, redirects, bytes, seconds.

The address that is checked is the one that is connected to, so that a name cannot resolve to
another between the two. Nothing is taken from the environment: no proxy, no cookie, no password.
"""

import http.client
import ipaddress
import socket
import ssl
import time
import urllib.error
import urllib.parse
import urllib.request
import zlib
from dataclasses import dataclass
from email.message import Message
from typing import Any

from assistant.ingest.document import MAX_BYTES, one_line

TIMEOUT = 20.0
"""Seconds that a single answer of the server may take, and three times that for all of it."""
REDIRECTS = 5
_MOVED = frozenset({301, 302, 303, 307, 308})
_AGENT = "factcheck-assistant (reads single pages at a person's request)"
_ADVICE = {
    401: "it asks for a password: save the page in a browser and pass the file",
    402: "it asks for payment: save the page in a browser and pass the file",
    403: "the site refuses programs: save the page in a browser and pass the file",
    404: "check the address",
    410: "the page is gone: look for a copy",
    429: "too many requests: wait and try again",
    451: "save the page in a browser and pass the file",
}
_SAFE = "%/:=&?~#+!$,;'@()*[]"
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Page:
    """What a server sent. `kind` is its media type in lowercase, `url` where redirects ended."""

    url: str
    kind: str
    charset: str
    data: bytes


class _Private(OSError):
    """The host has no address on the public internet."""


NO_ADDRESS = "not an address that can be read; give http:// or https:// and a host"


def fetch(url: str, allow_private: bool = False) -> Page | str:
    """The page at an address, or in one line why there is none and what to do.

    Loopback and private addresses are refused unless `allow_private`, at every redirect anew.
    """
    for _ in range(REDIRECTS + 1):
        refused = _unusable(url)
        if refused:
            return refused
        try:
            found = _ask(_ascii(url), allow_private)
            if isinstance(found, Page | str):
                return found
            url = urllib.parse.urljoin(url, found[0])
        except ValueError:  # a host that no name can be, in the address or in a redirect
            return NO_ADDRESS
    return f"redirects more than {REDIRECTS} times; give the address it ends at"


def _unusable(url: str) -> str:
    try:
        parts = urllib.parse.urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        usable = False
    if not usable:
        return NO_ADDRESS
    return "" if parts.username is None else "holds a user name; save the page and pass the file"


def _ascii(url: str) -> str:
    parts = urllib.parse.urlsplit(url)
    host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode("ascii")
    path, query = (urllib.parse.quote(part, safe=_SAFE) for part in (parts.path, parts.query))
    return urllib.parse.urlunsplit((parts.scheme, host, path or "/", query, ""))


def _ask(url: str, allow_private: bool) -> Page | str | tuple[str]:
    """A page, a reason, or the place to look instead, alone in a tuple."""
    request = urllib.request.Request(url, headers={"User-Agent": _AGENT, "Accept-Encoding": "gzip"})
    try:
        with _opener(allow_private).open(request, timeout=TIMEOUT) as response:
            return _answer(url, response)
    except (OSError, http.client.HTTPException, ValueError, EOFError, zlib.error) as error:
        cause = error.reason if isinstance(error, urllib.error.URLError) else error
        return _failure(cause)


def _answer(url: str, response: Any) -> Page | str | tuple[str]:
    status, headers = int(response.status), response.headers
    if status in _MOVED and headers.get("Location"):
        return (str(headers["Location"]),)
    if status != 200:
        advice = _ADVICE.get(status, "try again later" if status >= 500 else "check the address")
        return f"HTTP {status} {response.reason}".strip() + f"; {advice}"
    data = _body(response)
    if data is None:
        limit = MAX_BYTES // 1_000_000
        return f"is over {limit} MB or takes over {3 * TIMEOUT:.0f} seconds; save it and pass the file"
    return Page(url, *_kind(headers), data)


def _kind(headers: Message) -> tuple[str, str]:
    declared = headers.get("Content-Type")
    return (headers.get_content_type() if declared else "", headers.get_content_charset() or "")


def _body(response: Any) -> bytes | None:
    """All bytes, unpacked; None when a bound is passed."""
    encoding = str(response.headers.get("Content-Encoding") or "identity").lower()
    if encoding not in ("identity", "gzip", "x-gzip"):
        raise http.client.HTTPException(f"unknown encoding {encoding}")
    deadline = time.monotonic() + 3 * TIMEOUT
    data = b""
    while chunk := response.read1(65536):
        data += chunk
        if len(data) > MAX_BYTES or time.monotonic() > deadline:
            return None
    if encoding == "identity":
        return data
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
    data = unpacker.decompress(data, MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        return None
    if not unpacker.eof:
        raise EOFError("the packed page is cut short")
    return data


def _failure(cause: object) -> str:
    if isinstance(cause, _Private):
        return f"{cause}; say --allow-private (allow_private=True) to read it all the same"
    if isinstance(cause, TimeoutError):
        return f"no answer within {TIMEOUT:.0f} seconds; try again later"
    if isinstance(cause, socket.gaierror):
        return "no such host; check the address and the connection"
    if isinstance(cause, ssl.SSLError):
        return f"its certificate is not accepted ({one_line(cause)}); save the page and pass the file"
    said = one_line(cause) if isinstance(cause, BaseException) else str(cause)
    return f"could not be fetched ({said}); try again later or save the page and pass the file"


def _dial(host: str, port: int, timeout: float, allow_private: bool) -> socket.socket:
    """A connection to the first usable address of a host. Raises OSError when there is none."""
    found = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    usable = [address for address in found if allow_private or is_public(address)]
    if not usable:
        raise _Private(f"{host} is a private or loopback address ({found[0]})")
    for address in usable[:-1]:
        try:
            return socket.create_connection((address, port), timeout)
        except OSError:
            continue
    return socket.create_connection((usable[-1], port), timeout)


def is_public(text: str) -> bool:
    """Whether an address is on the public internet, looking through the IPv6 forms of IPv4 ones."""
    address = ipaddress.ip_address(text.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        if address in _NAT64:
            return False
        address = address.ipv4_mapped or address.sixtofour or address
    return address.is_global and not address.is_multicast


class _Http(http.client.HTTPConnection):
    allow_private = False

    def connect(self) -> None:
        self.sock = _dial(self.host, self.port, TIMEOUT, self.allow_private)


class _Https(http.client.HTTPSConnection):
    allow_private = False

    def connect(self) -> None:
        plain = _dial(self.host, self.port, TIMEOUT, self.allow_private)
        self.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=self.host)


class _Handler(urllib.request.HTTPHandler, urllib.request.HTTPSHandler):
    """Opens both schemes with connections that look at the address first."""

    def __init__(self, allow_private: bool) -> None:
        urllib.request.HTTPSHandler.__init__(self)
        self._allow_private = allow_private

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(self._connection(_Http), req)

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(self._connection(_Https), req)

    def _connection(self, kind: type[_Http] | type[_Https]) -> Any:
        def connect(host: str, **options: Any) -> http.client.HTTPConnection:
            connection = kind(host, **options)
            connection.allow_private = self._allow_private
            return connection

        return connect


def _opener(allow_private: bool) -> urllib.request.OpenerDirector:
    # Not build_opener: it adds handlers for proxies, files, ftp and its own redirects.
    opener = urllib.request.OpenerDirector()
    opener.add_handler(_Handler(allow_private))
    return opener

"""One page over http or https, within bounds: addresses, redirects, bytes, seconds."""

import http.client
import re
import socket
import ssl
import urllib.parse
import zlib
from dataclasses import dataclass

from assistant.ingest.document import one_line
from assistant.ingest.wire import Bounds, Refused, Resolver, TooLong, TooSlow, Wire, resolve

BOUNDS = Bounds()
_LONGEST = 8_000
"""Characters of an address: servers take no more (RFC 9110, 4.1, asks for 8,000)."""
_PIECES = 100
"""Packed members that one body may consist of."""
_MOVED = frozenset({301, 302, 303, 307, 308})
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
_MEDIA = re.compile(r"[\w!#$&^.+-]{1,80}/[\w!#$&^.+-]{1,80}", re.ASCII)
_CHARSET = re.compile(r"[\w.:+-]{1,40}", re.ASCII)
NO_ADDRESS = "not an address that can be read; give http:// or https:// and a host"


@dataclass(frozen=True, slots=True)
class Page:
    """What a server sent. `kind` is its media type in lowercase, `url` where redirects ended.

    `private` says that it came from a loopback or private address.
    """

    url: str
    kind: str
    charset: str
    data: bytes
    private: bool = False


def fetch(url: str, allow_private: bool = False, bounds: Bounds = BOUNDS, resolver: Resolver = resolve) -> Page | str:
    """The page at an address, or in one line why there is none and what to do.

    Addresses that are not on the public internet are refused unless `allow_private`, at every redirect anew.
    `resolver` gives the addresses of a host; it is asked once for each redirect. How long it takes is up to it.
    """
    wire = Wire(allow_private, bounds, resolver)
    told = ""
    for _ in range(bounds.redirects + 1):
        found = _unusable(url) or _hop(url, wire)
        if not isinstance(found, _Elsewhere):
            return told + found if isinstance(found, str) else found
        told = f"redirects to {_shown(found.place)}: "
        url = _joined(url, found.place)
    return f"redirects more than {bounds.redirects} times; give the address it ends at"


@dataclass(frozen=True, slots=True)
class _Elsewhere:
    place: str


def _joined(url: str, place: str) -> str:
    try:
        return urllib.parse.urljoin(url, place)
    except ValueError:  # a host that no name can be
        return ""


def _shown(place: str) -> str:
    """A place as part of a line, without a password that may stand in it."""
    return printable(re.sub(r"(?<=//)[^/?#]*@", "", place))


def _unusable(url: str) -> str:
    if len(url) > _LONGEST:
        return f"the address is over {_LONGEST:,} characters; check it"
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


def _hop(url: str, wire: Wire) -> Page | str | _Elsewhere:
    """A page, a reason, or the place to look instead."""
    try:
        url = _ascii(url)
        with wire.get(url) as response:
            return _answer(url, response, wire)
    except (http.client.HTTPException, OSError, EOFError, zlib.error) as error:
        return _failure(TooSlow() if isinstance(error, TimeoutError) and wire.is_over() else error, wire.bounds)
    except ValueError:  # a host that no name can be
        return NO_ADDRESS


def _answer(url: str, response: http.client.HTTPResponse, wire: Wire) -> Page | str | _Elsewhere:
    place = response.headers.get("Location")
    if response.status in _MOVED and place:
        return _Elsewhere(place)
    if response.status != 200:
        advice = _ADVICE.get(response.status, "try again later" if response.status >= 500 else "check the address")
        return f"HTTP {response.status} {printable(response.reason)}".strip() + f"; {advice}"
    data = _body(response, wire.bounds.size)
    return Page(url, *_kind(response), data, wire.private)


def _kind(response: http.client.HTTPResponse) -> tuple[str, str]:
    """Media type and charset as declared; empty where they are not or are none."""
    declared = response.headers.get("Content-Type")
    kind = response.headers.get_content_type() if declared else ""
    charset = response.headers.get_content_charset() or ""
    return (kind if _MEDIA.fullmatch(kind) else "", charset if _CHARSET.fullmatch(charset) else "")


def _body(response: http.client.HTTPResponse, size: int) -> bytes:
    """All bytes, unpacked. Raises TooLong past `size` bytes, EOFError where they are cut short."""
    encoding = str(response.headers.get("Content-Encoding") or "identity").lower()
    if encoding not in ("identity", "gzip", "x-gzip"):
        raise http.client.HTTPException(f"unknown encoding {encoding}")
    if (response.length or 0) > size:
        raise TooLong
    data = bytearray()
    while chunk := response.read1(65536):
        data += chunk
        if len(data) > size:
            raise TooLong
    if response.length:
        raise EOFError("the page is cut short")
    return bytes(data) if encoding == "identity" else _unpacked(bytes(data), size)


def _unpacked(data: bytes, size: int) -> bytes:
    """All members of a gzip body; what stands after the last is no part of the page."""
    whole = b""
    for _ in range(_PIECES):
        unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
        whole += unpacker.decompress(data, size + 1 - len(whole))
        if len(whole) > size:
            raise TooLong
        if not unpacker.eof:
            raise EOFError("the packed page is cut short")
        data = unpacker.unused_data
        if not data.startswith(b"\x1f\x8b"):
            return whole
    raise http.client.HTTPException(f"packed in more than {_PIECES} pieces")


def _failure(cause: Exception, bounds: Bounds) -> str:
    if isinstance(cause, Refused):
        return f"{printable(str(cause))}; say --allow-private (allow_private=True) to read it all the same"
    if isinstance(cause, TooLong):
        return f"is over {bounds.size // 1_000_000} MB; save it and pass the file"
    if isinstance(cause, TooSlow):
        return f"takes over {bounds.whole:.0f} seconds; try again later or save it and pass the file"
    if isinstance(cause, TimeoutError):
        return f"no answer within {bounds.wait:.0f} seconds; try again later"
    if isinstance(cause, socket.gaierror):
        return "no such host; check the address and the connection"
    said = printable(one_line(cause))
    if isinstance(cause, ssl.SSLCertVerificationError):
        return f"its certificate is not accepted ({said}); save the page and pass the file"
    return f"could not be fetched ({said}); try again later or save the page and pass the file"


def printable(text: str) -> str:
    """What a server sent, as part of a line: its beginning, without anything that acts on a terminal."""
    short = text if len(text) <= 150 else text[:150] + "…"
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in short).strip()

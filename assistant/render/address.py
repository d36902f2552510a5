"""Which places of articles a reader may be sent to with a click."""

import re
from urllib.parse import quote, urlsplit

_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]+")
_KEPT = "!$&'()*+,;=:@/?-._~%"
_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_LONGEST = 2083
"""Characters of an address that Word and the browsers of its time follow."""


def web_address(place: str) -> str:
    """The place as a link's address (RFC 3986), empty where it is none of http or https.

    What no browser needs is no link either: a name and password before the host, which make one site look like
    another, and a host that is no name. Word takes a file with a malformed address for a damaged one, so that what an
    address may not hold is written with percent signs.
    """
    try:
        parts = urlsplit(place)
        port, host = parts.port, (parts.hostname or "").encode("idna").decode()
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or "@" in parts.netloc or not _HOST.fullmatch(host):
        return ""
    beyond = "".join(
        mark + quote(_PERCENT.sub("%25", part), safe=_KEPT)
        for mark, part in (("", parts.path), ("?", parts.query), ("#", parts.fragment))
        if part
    )
    address = f"{parts.scheme}://{host}{f':{port}' if port else ''}{beyond}"
    return address if len(address) <= _LONGEST else ""

"""The client of the OpenAI protocol: the one place that puts the key into it, and into no address."""

import base64
import gc
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote, urlsplit, urlunsplit

from assistant.errors import UserError
from assistant.llm.redact import hush_logs, redaction

if TYPE_CHECKING:
    import openai

    from assistant.settings import Settings


def open_client(
    settings: "Settings", timeout: "float | openai.Timeout", *, serving: str = "", retries: int = 0
) -> "openai.OpenAI":
    """A client of the endpoint that the settings name, or of the server of ours at `serving`.

    It follows no redirect, so that the key goes to no other host. A password and a query in the address are sent as
    such and are in no address that is told or logged. Raises UserError for a proxy that cannot be used.
    """
    import httpx2
    import openai

    known = redaction(settings)
    hush_logs(known)
    place, user, query = _parted(serving or settings.base_url)
    try:
        # What stays in this process must not go through a proxy.
        http = openai.DefaultHttpxClient(follow_redirects=False, trust_env=not serving)
    except (ValueError, ImportError, httpx2.InvalidURL) as error:
        reason = known.told(str(error).partition("\n")[0])
        raise UserError(f"the proxy of HTTPS_PROXY, HTTP_PROXY or ALL_PROXY cannot be used: {reason}") from None
    gc.freeze()  # what the library brought is here to stay; looked through, it would hold up a sentence that arrives
    return openai.OpenAI(
        api_key=settings.api_key.strip() or "none",
        base_url=place,
        max_retries=retries,
        timeout=timeout,
        default_headers={"Authorization": f"Basic {user}"} if user else None,
        default_query=query or None,
        http_client=http,
    )


def _parted(address: str) -> tuple[str, str, dict[str, object]]:
    """An address without user and query, the user as Basic has it (RFC 7617), and the query."""
    parts = urlsplit(address)
    user, _, host = parts.netloc.rpartition("@")
    name, _, password = user.partition(":")
    pair = f"{unquote(name)}:{unquote(password)}".encode()
    query: dict[str, object] = dict(parse_qsl(parts.query))
    return urlunsplit((parts.scheme, host, parts.path, "", "")), base64.b64encode(pair).decode() if user else "", query

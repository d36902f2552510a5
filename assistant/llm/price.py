"""What tokens cost: list prices that come with genai-prices, and nothing where it knows none.

Prices are looked up in the installed package only, never on the network. An endpoint that the
package knows has its own prices; any other remote one is taken to resell the model at its
maker's; one on this machine or a private network has none.
"""

import ipaddress
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from urllib.parse import urlsplit

from assistant.schema import Tokens


def cost(model: str, base_url: str, bills: Iterable[Tokens]) -> Decimal | None:
    """US dollars for calls that used these tokens, one entry a call; None where the price is not known.

    Calls are priced one by one, since some prices depend on how long a call is.
    """
    total = Decimal(0)
    for tokens in bills:
        one = _price(model, base_url, tokens)
        if one is None:
            return None
        total += one
    return total


def shown(dollars: Decimal | None) -> str:
    """Dollars as `0.0123`, with as many digits as a small sum needs; empty where not known."""
    if dollars is None:
        return ""
    digits = 4 if dollars == 0 or dollars >= Decimal("0.01") else 6
    return f"{dollars:.{digits}f}"


@cache
def _price(model: str, base_url: str, tokens: Tokens) -> Decimal | None:
    from genai_prices import Usage, calc_price

    usage = Usage(input_tokens=tokens.input, output_tokens=tokens.output)
    try:
        return calc_price(usage, model, provider_api_url=base_url).total_price
    except LookupError:
        if _is_near(urlsplit(base_url).hostname or ""):
            return None
    try:
        return calc_price(usage, model).total_price
    except LookupError:
        return None


def _is_near(host: str) -> bool:
    """Whether a host is this machine or one of a private network, where nobody pays by the token."""
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return "." not in host or host.endswith((".local", ".internal", ".lan"))

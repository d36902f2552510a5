"""Which addresses are on the public internet, and what the others are called.

The networks are those of IANA's registries of special-purpose addresses (RFC 6890), and the addresses at which
clouds hand credentials to whoever asks from inside.
"""

import ipaddress

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_METADATA = "the address of a cloud's metadata service"
_SPECIAL = tuple(
    (ipaddress.ip_network(network), name)
    for network, name in (
        ("169.254.169.254/32", _METADATA),
        ("169.254.170.2/32", _METADATA),
        ("168.63.129.16/32", _METADATA),
        ("100.100.100.200/32", _METADATA),
        ("192.0.0.192/32", _METADATA),
        ("fd00:ec2::254/128", _METADATA),
        ("fd20:ce::254/128", _METADATA),
        ("127.0.0.0/8", "a loopback address"),
        ("::1/128", "a loopback address"),
        ("0.0.0.0/8", "an address of this machine"),
        ("::/128", "an address of this machine"),
        ("10.0.0.0/8", "a private address"),
        ("172.16.0.0/12", "a private address"),
        ("192.168.0.0/16", "a private address"),
        ("fc00::/7", "a private address"),
        ("fec0::/10", "a private address"),
        ("169.254.0.0/16", "a link-local address"),
        ("fe80::/10", "a link-local address"),
        ("100.64.0.0/10", "a private address of a provider"),
        ("224.0.0.0/4", "a multicast address"),
        ("ff00::/8", "a multicast address"),
        ("192.88.99.0/24", "an address of a tunnel"),
        ("2001::/32", "an address of a tunnel"),
        ("3fff::/20", "a reserved address"),
        ("64:ff9b:1::/48", "a private address behind a translator"),
    )
)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_UNICAST = ipaddress.ip_network("2000::/3")
_OTHER = "a reserved address"


def special(text: str) -> str:
    """What an address is instead of public, in words; empty when it is on the public internet.

    An IPv4 address inside an IPv6 one (mapped, 6to4, the well-known prefix of NAT64) is judged as what it leads to.
    Raises ValueError for what is no address.
    """
    address: Address = ipaddress.ip_address(text.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        address = _inner(address) or address
    for network, name in _SPECIAL:
        if address in network:
            return name
    unicast = address.version == 4 or address in _UNICAST
    return "" if unicast and address.is_global else _OTHER


def _inner(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    translated = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF) if address in _NAT64 else None
    return address.ipv4_mapped or address.sixtofour or translated

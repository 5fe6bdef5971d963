"""Which addresses may be asked: public ones alone, so that no feed has the archive look about its own house."""

import socket
from collections.abc import Callable, Collection
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final

from articles.following.failures import Unobtainable, Unreachable

Address = IPv4Address | IPv6Address

# Of IPv6 only what IANA has given out as global unicast, less what it keeps for protocols, documents and tunnels.
_GLOBAL_IPV6: Final = IPv6Network("2000::/3")
_KEPT: Final = tuple(
    map(ip_network, ("192.0.0.0/24", "192.88.99.0/24", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"))
)
# IPv4 as networks without it write it (RFC 6052): the last four bytes are the address meant.
_NAT64: Final = IPv6Network("64:ff9b::/96")


def is_public(address: Address) -> bool:
    """Tell whether anybody on the Internet could ask that address: neither private, local, reserved nor multicast."""
    if isinstance(address, IPv6Address) and address in _NAT64:
        return is_public(IPv4Address(address.packed[-4:]))
    if any(address in network for network in _KEPT):
        return False
    if isinstance(address, IPv6Address):
        return address in _GLOBAL_IPV6 and address.is_global
    return address.is_global and not address.is_multicast


@dataclass(frozen=True, slots=True)
class Policy:
    """Which addresses and ports may be asked; `ports` None: any."""

    allows: Callable[[Address], bool]
    ports: Collection[int] | None


PUBLIC: Final = Policy(is_public, (80, 443, 8080, 8443))


def resolve_public(host: str, port: int, policy: Policy) -> list[Address]:
    """Return the addresses of a host, each of which the policy allows.

    Whoever asks the host must connect to one of these, and not look the name up again: the answer may change.
    Raises Unobtainable where a single one is not allowed, Unreachable where the name has none.
    """
    if policy.ports is not None and port not in policy.ports:
        raise Unobtainable(f"{host}: port {port} is not one that newspapers answer at")
    found = _looked_up(host, port)
    for address in found:
        if not policy.allows(address):
            raise Unobtainable(f"{host} is at {address}, which is not a public address")
    return found


def _looked_up(host: str, port: int) -> list[Address]:
    try:
        rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, ValueError) as error:
        raise Unreachable(f"{host} has no address: {error}") from error
    # An address of a link carries its interface ("fe80::1%eth0"), which is no part of it.
    return list(dict.fromkeys(ip_address(str(row[4][0]).partition("%")[0]) for row in rows))

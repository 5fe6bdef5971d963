"""Which IP addresses may be connected to: only public ones, to prevent SSRF (server-side request forgery)."""

import socket
from collections.abc import Callable, Collection
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final

from articles.following.failures import PermanentFailure, TemporaryFailure

Address = IPv4Address | IPv6Address

# The part of IPv6 that IANA assigns as global unicast.
_GLOBAL_IPV6: Final = IPv6Network("2000::/3")
# Networks that IANA reserves for protocols, documentation and tunnels.
_RESERVED: Final = tuple(
    map(ip_network, ("192.0.0.0/24", "192.88.99.0/24", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"))
)
# IPv4 addresses inside IPv6 (RFC 6052): the last four bytes are the IPv4 address.
_NAT64: Final = IPv6Network("64:ff9b::/96")


def is_public(address: Address) -> bool:
    """Tell whether an address is reachable on the Internet: not private, local, reserved or multicast."""
    if isinstance(address, IPv6Address) and address in _NAT64:
        return is_public(IPv4Address(address.packed[-4:]))
    if any(address in network for network in _RESERVED):
        return False
    if isinstance(address, IPv6Address):
        return address in _GLOBAL_IPV6 and address.is_global
    return address.is_global and not address.is_multicast


@dataclass(frozen=True, slots=True)
class AddressPolicy:
    """Which addresses and ports may be connected to; `ports` None means any port."""

    allows: Callable[[Address], bool]
    ports: Collection[int] | None


PUBLIC: Final = AddressPolicy(is_public, (80, 443, 8080, 8443))


def resolve_public(host: str, port: int, policy: AddressPolicy) -> list[Address]:
    """Return the addresses of a host, all of which the policy allows.

    Connect to one of these addresses and do not resolve the name again: a second lookup may give another address.
    Raises PermanentFailure where one of them is not allowed, TemporaryFailure where the name has no address.
    """
    if policy.ports is not None and port not in policy.ports:
        raise PermanentFailure(f"{host}: port {port} is not a port of a web server")
    addresses = _resolved(host, port)
    for address in addresses:
        if not policy.allows(address):
            raise PermanentFailure(f"{host} is at {address}, which is not a public address")
    return addresses


def _resolved(host: str, port: int) -> list[Address]:
    try:
        rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, ValueError) as error:
        raise TemporaryFailure(f"{host} has no address: {error}") from error
    # A link-local address may carry its interface ("fe80::1%eth0"), which `ip_address` does not need.
    return list(dict.fromkeys(ip_address(str(row[4][0]).partition("%")[0]) for row in rows))

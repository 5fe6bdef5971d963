"""Whose requests are whose: the network address of a client, with or without proxies before the archive."""

from ipaddress import IPv6Address, ip_address
from typing import Final

# Of an IPv6 address the last bits are a household's or a company's own.
_NETWORK_BITS: Final = 64


def client_address(address: str, forwarded: str, *, proxies: int) -> str:
    """Return the address of a client: an IPv4 address, or the network of an IPv6 address.

    `address` is the other end of the connection, `forwarded` the header X-Forwarded-For. Behind so many trusted
    proxies, the client is the one that the first of these has seen.
    """
    passed = [part.strip() for part in forwarded.split(",") if part.strip()]
    if proxies and passed:
        address = passed[-min(proxies, len(passed))]
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        found = found.ipv4_mapped or IPv6Address(int(found) >> _NETWORK_BITS << _NETWORK_BITS)
    return str(found)

"""Which network addresses a fetch may reach: the public Internet, and what the operator allows by name.

The lists are our own: `is_global` of the standard library (3.11) calls 64:ff9b::7f00:1 and 224.0.0.1 global.
"""

import socket
from collections.abc import Callable, Iterable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any

from monitor.errors import Permanent, Transient

Address = IPv4Address | IPv6Address
SocketAddress = tuple[socket.AddressFamily, tuple[str, int] | tuple[str, int, int, int]]

Resolver = Callable[..., Sequence[tuple[Any, ...]]]  # as socket.getaddrinfo

_CLOSED_4 = (  # IANA special-purpose registry, multicast and reserved
    "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 "
    "192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4"
)
_CLOSED_6 = (
    "::/96 100::/64 2001::/23 2001:db8::/32 3fff::/20 5f00::/16 64:ff9b:1::/48 fc00::/7 fe80::/10 fec0::/10 ff00::/8"
)
_CLOSED: tuple[IPv4Network | IPv6Network, ...] = tuple(map(ip_network, (*_CLOSED_4.split(), *_CLOSED_6.split())))
_NAT64 = IPv6Network("64:ff9b::/96")


class Guard:
    """Resolves names and lets through the addresses that may be reached."""

    def __init__(self, allowed: Sequence[str] = (), resolver: Resolver = socket.getaddrinfo) -> None:
        self._resolver = resolver
        self._allowed = tuple(ip_network(network, strict=False) for network in allowed)

    def refuses(self, address: str) -> bool:
        """Say whether this address (as a socket shows it) may not be reached."""
        try:
            ip = ip_address(address.partition("%")[0])
        except ValueError:
            return True
        forms = (ip, *_inside(ip))
        if any(form in network for form in forms for network in self._allowed):
            return False
        return any(form in network for form in forms for network in _CLOSED)

    def resolve(self, host: str, port: int) -> list[SocketAddress]:
        """Resolve a name and give the addresses to connect to, in the resolver's order.

        Raises Transient (kind "dns") when there is none, Permanent (kind "blocked-address") when none may be reached.
        """
        if _is_plain(host) and not self.refuses(host):
            return [(socket.AF_INET, (host, port))]
        try:
            found = self._resolver(host.strip("[]"), port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
        except (OSError, UnicodeError) as error:
            raise Transient(host, "dns", f"the name does not resolve: {error}") from error
        open_ones = list(self._open(found))
        if not open_ones:
            where = ", ".join(sorted({str(address[4][0]) for address in found}))
            raise Permanent(
                host,
                "blocked-address",
                f"{where} is not public (network.allow_addresses lets a network of yours through)",
            )
        return open_ones

    def _open(self, found: Iterable[tuple[Any, ...]]) -> Iterable[SocketAddress]:
        for family, _, _, _, address in found:
            if not self.refuses(str(address[0])):
                yield family, address


def _is_plain(host: str) -> bool:
    """Say whether this is an IPv4 address as everybody writes it, which needs no look-up; 127.1 and 0x7f000001 do."""
    try:
        return host[-1:].isdigit() and bool(socket.inet_pton(socket.AF_INET, host))
    except OSError:
        return False


def _inside(ip: Address) -> tuple[Address, ...]:
    """Give the IPv4 address that an IPv6 one stands for: mapped, NAT64 or 6to4."""
    if isinstance(ip, IPv4Address):
        return ()
    if ip.ipv4_mapped is not None:
        return (ip.ipv4_mapped,)
    if ip.sixtofour is not None:
        return (ip.sixtofour,)
    if ip in _NAT64:
        return (IPv4Address(int(ip) & 0xFFFFFFFF),)
    return ()

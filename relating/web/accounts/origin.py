"""From which address somebody asks, behind whatever proxies stand in front."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import TypeAlias

from django.conf import settings
from django.http import HttpRequest

Address: TypeAlias = IPv4Address | IPv6Address
NETWORK = {4: 32, 6: 64}
"""How much of an address tells one connection from another: of IPv6 each has a whole /64."""


def origin(request: HttpRequest) -> str:
    """What stands for the connection by which somebody asks."""
    return connection(peer(request))


def peer(request: HttpRequest) -> str:
    """The address that a trusted proxy saw; what is told further left counts for nothing.

    Anybody may write `X-Forwarded-For`; each proxy adds at its end whom it got the request from. So
    the last hop is true where the peer is a proxy of ours: loopback, or named in the settings.
    """
    seen = str(request.META.get("REMOTE_ADDR", ""))
    hops = [hop for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
    if hops and (is_loopback(seen) or is_ours(seen)):
        seen = hops.pop()
        while hops and is_ours(seen):
            seen = hops.pop()
    return seen


def told(request: HttpRequest) -> str:
    """The address for a guard to count: an address, whatever was sent in its place."""
    return str(parsed(peer(request)) or "127.0.0.1")


def connection(text: str) -> str:
    """What stands for a connection: its address, or the network of it that it has to itself."""
    found = parsed(text)
    if found is None:
        return text.strip()
    return str(ip_network((found, NETWORK[found.version]), strict=False))


def is_loopback(text: str) -> bool:
    """Whether this is our own machine; a server on a local socket names no address at all."""
    found = parsed(text)
    return text == "" or (found is not None and found.is_loopback)


def is_ours(text: str) -> bool:
    """Whether the practice named this proxy, by its address or network."""
    found = parsed(text)
    named = map(ip_network, settings.TRUSTED_PROXIES)
    return found is not None and any(found in network for network in named)


def parsed(text: str) -> Address | None:
    """An address, with or without a port; None for anything else."""
    bare = text.strip()
    if bare.startswith("["):
        bare = bare[1:].partition("]")[0]
    elif bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        found = ip_address(bare)
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found

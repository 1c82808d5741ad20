"""Connections: how many there may be at once, in all and for each client.

Each holds a file descriptor, and a thousand idle ones are a server that nobody reaches. How long one may take for what
it sends and reads is the business of `connection`.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_address
from time import monotonic
from typing import Any

from aiohttp import web

from server.web.connection import Connection
from server.web.connection_refusal import RefusingProtocol

REFUSALS = 64
"""Refusals that wait for their client's request at once, so that it reads a 503 and not a torn connection."""
SAID_EVERY_S = 60.0
"""Between two log lines about the same."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many connections there may be at once: in all, and of one address that isn't a trusted proxy's."""

    all: int
    per_address: int
    trusted: tuple[IPv4Network | IPv6Network, ...] = ()


class Connections:
    """The connections that are open. Called, it makes the protocol of the next one: a listener's factory."""

    def __init__(self, server: web.Server, bounds: Bounds) -> None:
        self._server = server
        self._bounds = bounds
        self._open: dict[Connection, tuple[asyncio.Transport, str]] = {}
        self._of: Counter[str] = Counter()
        self._refusals = 0
        self._said: dict[str, float] = {}

    def __call__(self) -> Connection:
        return Connection(self, self._server, loop=asyncio.get_running_loop())

    def __len__(self) -> int:
        return len(self._open)

    def enter(self, connection: Connection, transport: asyncio.Transport) -> bool:
        """Count a connection. False if that is one more than allowed: it was refused and isn't counted.

        Whoever comes with a request goes before who holds a place and asks nothing: the one that has been open the
        longest gives way. So no flood of empty connections, which any page can make, keeps a hiding from its streamer.
        """
        peer = address_key(transport.get_extra_info("peername"))
        is_full = len(self._open) >= self._bounds.all
        if is_full or (self._of[peer] >= self._bounds.per_address and not _within(peer, self._bounds.trusted)):
            idle = self._idle(None if is_full else peer)
            if idle is None:
                self.say("connections", f"{len(self._open)} connections are open: more are refused for now")
                self._refuse(transport)
                return False
            wire, _ = self._open[idle]
            self.leave(idle)
            wire.abort()
        self._open[connection] = transport, peer
        self._of[peer] += 1
        return True

    def leave(self, connection: Connection) -> None:
        """Count a connection no more."""
        found = self._open.pop(connection, None)
        if found is not None:
            self._of[found[1]] -= 1
            if not self._of[found[1]]:
                del self._of[found[1]]

    def close_on(self, addresses: Iterable[str]) -> int:
        """Close those that came in on these addresses of ours, open streams included; how many they were."""
        wanted = set(addresses)
        found = [transport for transport, _ in self._open.values() if _host(transport, "sockname") in wanted]
        for transport in found:
            transport.abort()
        return len(found)

    def say(self, about: str, line: str) -> None:
        """Log one quiet line, at most once a minute: a stranger must not fill the log."""
        now = monotonic()
        if now - self._said.get(about, -SAID_EVERY_S) >= SAID_EVERY_S:
            self._said[about] = now
            log.info("%s", line)

    def _idle(self, peer: str | None) -> Connection | None:
        """The connection that has been open the longest of those that ask nothing: of that client, or of any."""
        return next(
            (one for one, (_, whose) in self._open.items() if one.is_idle and (peer is None or whose == peer)), None
        )

    def _refuse(self, transport: asyncio.Transport) -> None:
        if self._refusals >= REFUSALS:
            transport.abort()
            return
        self._refusals += 1
        refusal = RefusingProtocol(transport, self._refused)
        transport.set_protocol(refusal)

    def _refused(self) -> None:
        self._refusals -= 1


def address_key(peer: Any) -> str:
    """What counts as one client: an IPv4 address, or the 64 bits of an IPv6 network that one household has."""
    address = str(peer[0]) if peer else ""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if found.version == 4:
        return address
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return address if found.is_loopback else str(IPv6Network((int(found) >> 64 << 64, 64)).network_address)


def _host(transport: asyncio.Transport, name: str) -> str:
    found = transport.get_extra_info(name)
    return str(found[0]) if found else ""


def _within(address: str, networks: tuple[IPv4Network | IPv6Network, ...]) -> bool:
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return any(found in network for network in networks)

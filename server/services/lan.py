"""LAN: whether devices on this network may come in, switched while the server runs.

The server listens on this machine alone unless the config says otherwise. Switched on, it listens on the network's
addresses as well, on the same port; nothing else changes: each page still needs its link. Never on an address of the
internet, nor on a VPN's or a bridge's while there is a network proper.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from server.services.binding import bind_one
from server.services.listeners import Listeners
from server.services.network_adapters import Address, in_a_container, own_addresses
from server.services.server_state import Remembered

LOOK_S = 15.0
"""Between two looks at the adapters while it is on: Wi-Fi comes back with another address."""

Reason = Literal["config", "container", "no-network", "not-served"]
"""Why it can't be switched: the config decides; a container's addresses can't be reached; there is no network."""

log = logging.getLogger(__name__)


class LanImpossible(Exception):
    """It can't be switched. `reason` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class LanState:
    """How it stands."""

    on: bool
    possible: bool
    reason: Reason | None
    addresses: tuple[Address, ...]
    """Where the server can be reached now, the recommended one first; while it is off, where it could be."""


class Lan:
    """The switch. `attach` it to what listens; until then it can't be turned."""

    def __init__(
        self,
        *,
        everywhere: bool,
        local: bool,
        look: Callable[[], tuple[Address, ...]] = own_addresses,
        container: bool | None = None,
    ) -> None:
        """`everywhere`: the config listens on every address. `local`: it listens on this machine alone."""
        self._everywhere = everywhere
        self._local = local
        self._look = look
        self._container = in_a_container() if container is None else container
        self._listeners: Listeners | None = None
        self._port = 0
        self._remembered: Remembered | None = None
        self._cut: Callable[[Iterable[str]], int] = lambda addresses: 0
        self._opened: set[str] = set()
        self._watch: asyncio.Task[None] | None = None
        self._lock = asyncio.Lock()

    async def attach(
        self, listeners: Listeners, port: int, remembered: Remembered, cut: Callable[[Iterable[str]], int]
    ) -> None:
        """Give it what listens; it is turned on if it was before. `cut` closes what came in on some addresses."""
        self._listeners, self._port, self._remembered, self._cut = listeners, port, remembered, cut
        if remembered.lan and self._reason() is None:
            await self._turn_on()

    async def close(self) -> None:
        """Look no more. The switch stays as it is."""
        if self._watch is not None:
            self._watch.cancel()
            await asyncio.wait({self._watch})
            self._watch = None

    async def state(self) -> LanState:
        """How it stands now."""
        found = await asyncio.to_thread(self._look)
        reason = self._reason() or (None if _wanted(found) else "no-network")
        on = self._watch is not None or not self._local
        if not self._local and not self._everywhere and self._listeners is not None:
            listened = {host for host, _ in self._listeners.addresses}
            found = tuple(one for one in found if one.address in listened)
        elif not self._everywhere:
            reachable = {one.address for one in _wanted(found)} | self._opened
            found = tuple(one for one in found if one.address in reachable)
        return LanState(on, reason is None, reason, () if self._container else found)

    async def turn(self, *, on: bool) -> None:
        """Turn it, and remember. Raises `LanImpossible`, `OSError` where no address can be listened on."""
        async with self._lock:
            reason = self._reason()
            if reason is not None:
                raise LanImpossible(reason)
            assert self._remembered is not None
            if on:
                if not _wanted(await asyncio.to_thread(self._look)):
                    raise LanImpossible("no-network")
                await self._turn_on()
            else:
                await self._turn_off()
            await asyncio.to_thread(self._remembered.keep, lan=on)

    def _reason(self) -> Reason | None:
        if self._container:
            return "container"
        if not self._local:
            return "config"
        return None if self._listeners is not None else "not-served"

    async def _turn_on(self) -> None:
        if self._watch is None:
            await self._follow()
            self._watch = asyncio.create_task(self._keep_following(), name="the network's addresses")

    async def _turn_off(self) -> None:
        await self.close()
        self._leave(set(self._opened))

    async def _keep_following(self) -> None:
        while True:
            await asyncio.sleep(LOOK_S)
            await self._follow()

    async def _follow(self) -> None:
        """Listen on what there is now, and no more on what is gone."""
        assert self._listeners is not None
        wanted = {one.address for one in _wanted(await asyncio.to_thread(self._look))}
        self._leave(self._opened - wanted)
        for address in wanted - self._opened:
            try:
                await self._listeners.open(bind_one(address, self._port))
            except OSError as error:
                log.warning("%s:%s can't be listened on: %s", address, self._port, error.strerror or error)
            else:
                self._opened.add(address)
                log.info("other devices may come in at %s:%s", address, self._port)

    def _leave(self, addresses: set[str]) -> None:
        assert self._listeners is not None
        for address in addresses:
            self._listeners.close((address, self._port))
        self._opened -= addresses
        self._cut(addresses)


def _wanted(found: tuple[Address, ...]) -> list[Address]:
    """Those to listen on: a network's at home; a VPN's or a bridge's where there is nothing better."""
    private = [one for one in found if one.private]
    return [one for one in private if one.kind not in ("vpn", "virtual")] or private

"""Listeners: the sockets that a running server listens on, opened and closed while it runs.

On Windows one client that leaves while it is being let in ends the listening for good, and the process stays
(https://github.com/python/cpython/issues/93821). The loop tells it to its exception handler alone: so we hear it there,
and listen anew.
"""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Callable
from typing import Any

from server.services.binding import bind_one

BACKLOG = 1_024
"""Connections that may wait to be accepted."""
AGAIN_S = 1.0
"""Until another try after a connection couldn't be accepted."""
ACCEPT_FAILED = "Accept failed on a socket"
"""asyncio's own words, in its Windows loop (`proactor_events.py`)."""

Address = tuple[str, int]

log = logging.getLogger(__name__)


class Listeners:
    """What is listened on. `factory` makes the protocol of each connection."""

    def __init__(self, factory: Callable[[], asyncio.Protocol]) -> None:
        self._factory = factory
        self._open: dict[Address, asyncio.Server] = {}
        self._mending: set[asyncio.Task[None]] = set()

    @property
    def addresses(self) -> tuple[Address, ...]:
        """Address and port of each."""
        return tuple(self._open)

    async def open(self, bound: socket.socket) -> None:
        """Listen on a socket that is bound."""
        bound.setblocking(False)
        host, port = bound.getsockname()[:2]
        server = await asyncio.get_running_loop().create_server(self._factory, sock=bound, backlog=BACKLOG)
        self._open[host, port] = server

    def close(self, address: Address) -> None:
        """Listen there no more. What is connected stays so."""
        server = self._open.pop(address, None)
        if server is not None:
            server.close()

    async def close_all(self) -> None:
        """Listen nowhere any more."""
        for address in self.addresses:
            self.close(address)
        for task in tuple(self._mending):
            task.cancel()
        if self._mending:
            await asyncio.wait(self._mending)

    def watch(self, loop: asyncio.AbstractEventLoop) -> None:
        """Hear of accepts that fail; everything else goes to the handler that was there."""
        before = loop.get_exception_handler()

        def heard(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
            if context.get("message") == ACCEPT_FAILED and self._failed(context):
                return
            if before is not None:
                before(loop, context)
            else:
                loop.default_exception_handler(context)

        loop.set_exception_handler(heard)

    def _failed(self, context: dict[str, Any]) -> bool:
        try:
            address: Address = context["socket"].getsockname()[:2]
        except (KeyError, OSError):
            return False
        if address not in self._open:
            return False
        log.warning("listening on %s:%s failed (%s): listening anew", *address, context.get("exception"))
        task = asyncio.get_running_loop().create_task(self._again(address), name=f"listen anew on {address[0]}")
        self._mending.add(task)
        task.add_done_callback(self._mending.discard)
        return True

    async def _again(self, address: Address) -> None:
        self._open[address].close()
        while address in self._open:
            try:
                await self.open(bind_one(*address))
            except OSError as error:
                log.warning("%s:%s can't be listened on yet: %s", *address, error.strerror or error)
                await asyncio.sleep(AGAIN_S)
            else:
                return

"""Connections as bytes: for clients that no HTTP library would be."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from tests.support.server import Server
from tests.support.stream import PATIENCE_S

HOST = b"Host: 127.0.0.1\r\n"


async def connect(server: Server) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A connection to it."""
    return await asyncio.open_connection("127.0.0.1", int(server.url.rpartition(":")[2]))


async def until_closed(reader: asyncio.StreamReader) -> bytes:
    """What the server still says. Fails if it never closes."""
    try:
        return await asyncio.wait_for(reader.read(), PATIENCE_S)
    except ConnectionResetError:
        return b""


async def until(holds: Callable[[], bool]) -> None:
    """Wait, patiently and not for ever, until it holds."""
    async with asyncio.timeout(PATIENCE_S):
        while not holds():  # noqa: ASYNC110 - what it looks at tells nobody when it changes
            await asyncio.sleep(0.02)

"""Listening that never ends by itself."""

from __future__ import annotations

import asyncio

import pytest

from server.services.binding import bind_one
from server.services.listeners import ACCEPT_FAILED, Listeners
from tests.support.stream import PATIENCE_S


class Greeter(asyncio.Protocol):
    def connection_made(self, transport):
        transport.write(b"hello")
        transport.close()


async def greeted(port):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    said = await asyncio.wait_for(reader.read(), PATIENCE_S)
    writer.close()
    return said


async def greeted_in_the_end(port):
    async with asyncio.timeout(PATIENCE_S):
        while True:
            try:
                return await greeted(port)
            except ConnectionRefusedError:
                await asyncio.sleep(0.02)


@pytest.fixture
async def listeners():
    found = Listeners(Greeter)
    await found.open(bind_one("127.0.0.1", 0))
    yield found
    await found.close_all()


async def test_a_failed_accept_is_listened_through(listeners):
    """What asyncio does on Windows: it tells the loop's handler, closes the socket and never accepts again."""
    loop = asyncio.get_running_loop()
    listeners.watch(loop)
    ((host, port),) = listeners.addresses
    server = listeners._open[host, port]
    (bound,) = server.sockets
    loop.call_exception_handler({"message": ACCEPT_FAILED, "exception": OSError("[WinError 64] gone"), "socket": bound})
    server.close()
    assert await greeted_in_the_end(port) == b"hello"
    loop.set_exception_handler(None)


async def test_what_else_goes_wrong_goes_where_it_went(listeners):
    """The handler that was there hears of it."""
    heard = []
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: heard.append(context["message"]))
    listeners.watch(loop)
    loop.call_exception_handler({"message": "something else"})
    loop.call_exception_handler({"message": ACCEPT_FAILED})
    assert heard == ["something else", ACCEPT_FAILED]
    loop.set_exception_handler(None)


async def test_a_closed_listener_answers_no_more(listeners):
    """And the others go on."""
    await listeners.open(bind_one("127.0.0.2", 0))
    first, second = listeners.addresses
    listeners.close(second)
    with pytest.raises(ConnectionRefusedError):
        await asyncio.open_connection(*second)
    assert await greeted(first[1]) == b"hello"

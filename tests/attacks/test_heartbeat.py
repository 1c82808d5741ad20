"""No page that leaves, however it leaves, stops the heartbeat, a call, or what the other pages get."""

from __future__ import annotations

import asyncio
import socket
import struct

import pytest

from server.live.event import Comment, Event
from server.live.hub import Hub
from server.web.app_keys import SERVICES
from tests.support.watcher import Page


class Dead(Page):
    """A watcher whose transport is gone: uvloop raises at each write."""

    def deliver(self, event: Event | Comment) -> bool:
        raise RuntimeError("unable to perform operation on <TCPTransport closed=True>; the handler is closed")

    def end(self, last: Event | None = None) -> None:
        raise RuntimeError("the handler is closed")


class Alive(Page):
    """A watcher that remembers, its end included."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[Event | Comment] = []

    def deliver(self, event: Event | Comment) -> bool:
        self.seen.append(event)
        return True

    def end(self, last: Event | None = None) -> None:
        self.seen.append(last)


def test_one_dead_subscriber_costs_the_others_nothing():
    """Whoever joined before or after it; it is dropped at the first try."""
    hub, before, after = Hub("e", replay_s=120, replay_events=500), Alive(), Alive()
    for subscriber in (before, Dead(), after):
        hub.subscribe(subscriber, None, 0.0)
    hub.publish(None, {"id": "a"}, 0.0)
    assert len(before.seen) == len(after.seen) == 1
    assert len(hub) == 2
    hub.subscribe(Dead(), None, 0.0)
    hub.end(Event("gone", {"reason": "renewed"}))
    assert len(before.seen) == len(after.seen) == 2


async def test_the_heartbeat_outlives_a_dying_subscriber(start):
    """A page that is gone without a word is beaten for, and the next beat comes all the same."""
    server = await start(stream={"heartbeat_s": 0.05})
    stream = await server.stream(token=server.token("overlay"))
    await stream.next("status")
    (room,) = server.app[SERVICES].rooms.of("main")
    for _ in range(3):
        room.hub.subscribe(Dead(), None, 0.0)
        while len(room.hub) > 1:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    line = b""
    while line != b":\n":
        line = await asyncio.wait_for(stream.answer.content.readline(), 60)


@pytest.mark.parametrize("act", ["clear", "panic", "show", "pause", "start"])
async def test_no_leaving_page_fails_a_call(start, act):
    """Connect, and reset the connection in the same breath, again and again: each call is answered 200."""
    server = await start(stream={"heartbeat_s": 0.05})
    port, token = int(server.url.rpartition(":")[2]), server.token("overlay")
    stays = await server.stream(token=token)
    await stays.next("status")
    for number in range(25):
        with socket.create_connection(("127.0.0.1", port)) as page:
            if number % 2:
                page.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            page.sendall(f"GET /api/chat-stream?token={token} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        async with server.client.post(f"{server.url}/api/channel/{act}", headers=server.bearer("panel")) as answer:
            assert answer.status == 200
    (room,) = server.app[SERVICES].rooms.of("main")
    while len(room.hub) > 1:  # noqa: ASYNC110
        await asyncio.sleep(0.01)

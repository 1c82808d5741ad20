"""No crowd of dead or foreign streams keeps a source of OBS from its chat."""

from __future__ import annotations

import asyncio

from server.web.app_keys import SERVICES


async def opened(server, **query):
    """A stream and the name of its first event."""
    stream = await server.stream(token=server.token("overlay"), **query)
    name, data = await stream.next(None)
    return stream, data.get("reason", name)


async def test_streams_that_nobody_owns_give_way_to_a_page(start):
    """A dozen connections that were opened and left lying: the page in OBS gets in, the oldest of them goes."""
    server = await start(limits={"streams_per_link": 3})
    lying = [await opened(server) for _ in range(3)]
    for number in range(3):
        assert (await opened(server, page=f"p{number}"))[1] == "settings"
        assert await lying[number][0].rest() is not None
    (room,) = server.app[SERVICES].rooms.of("main")
    assert {watcher.page for watcher in room.hub} == {"p0", "p1", "p2"}


async def test_pages_that_work_are_left_alone(start):
    """With every place held by a living page of ours, the next one is told so, and none of them notices."""
    server = await start(limits={"streams_per_link": 2})
    held = [await opened(server, page=f"p{number}") for number in range(2)]
    assert (await opened(server, page="late"))[1] == "too-many"
    for stream, _ in held:
        await stream.next()


async def test_a_page_that_comes_back_takes_its_own_place(start):
    """Its old connection may lie there for long: by the page's id it is the same."""
    server = await start(limits={"streams_per_link": 1})
    first, _ = await opened(server, page="me")
    again, said = await opened(server, page="me")
    assert said == "settings"
    await first.rest()
    await again.next()
    (room,) = server.app[SERVICES].rooms.of("main")
    assert len(room) == 1


async def test_readers_take_no_place_of_an_overlay(start):
    """A phone and OBS share the link; each kind has places of its own."""
    server = await start(limits={"streams_per_link": 1})
    assert (await opened(server, page="phone", **{"as": "reader"}))[1] == "settings"
    assert (await opened(server, page="obs"))[1] == "settings"
    assert (await opened(server, page="other", **{"as": "reader"}))[1] == "too-many"


async def test_a_page_that_reads_nothing_any_more_gives_way(start):
    """What was sent to it piles up: it is dead, whatever it says it is."""
    server = await start(limits={"streams_per_link": 1}, stream={"buffer_bytes": 50_000_000})
    port = int(server.url.rpartition(":")[2])
    _, writer = await asyncio.open_connection("127.0.0.1", port, limit=1_024)
    writer.transport.pause_reading()
    head = f"GET /api/chat-stream?page=dead&token={server.token('overlay')} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    writer.write(head.encode())
    rooms = server.app[SERVICES].rooms
    while not len(rooms):  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    (room,) = rooms.of("main")
    (dead,) = room.hub
    while not dead.transport.get_write_buffer_size():
        room.hub.publish("settings", {"padding": "x" * 100_000}, room._now())
        await asyncio.sleep(0)
    assert (await opened(server, page="obs"))[1] == "settings"
    writer.close()

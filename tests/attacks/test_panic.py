"""Hiding the chat is never refused and never waits: not for a limit, a foreign page, the disk or another change."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import contextmanager

import pytest

from server.model.channel import MAIN
from server.store.store import FILE, StoreError
from server.web.app_keys import SERVICES
from tests.support.stream import PATIENCE_S

ACTS = ("panic", "show", "pause", "start", "clear")


async def call(server, method, path, *, scope="panel", headers=None, **more):
    sent = (server.bearer(scope) if scope else {}) | (headers or {})
    async with server.client.request(method, server.url + path, headers=sent, **more) as answer:
        return answer.status, (await answer.json() if answer.content_type.endswith("json") else None)


async def scene(server, number):
    status, _ = await call(server, "POST", "/api/obs", scope="overlay", json={"scene": f"Scene {number}"})
    return status


async def slide(server, number):
    status, _ = await call(server, "PATCH", "/api/channel", json={"crowd": 1 + number})
    return status


async def read(server, number):
    status, _ = await call(server, "GET", "/api/channel")
    return status


async def embed(server, number):
    """An image in a page of another site, as a browser asks for it."""
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "image", "Sec-Fetch-Mode": "no-cors"}
    status, _ = await call(server, "GET", f"/api/{number}", scope=None, headers=headers)
    return status


async def guess(server, number):
    status, _ = await call(server, "POST", f"/api/nothing/{number}", scope=None)
    return status


async def knock(server, number):
    status, _ = await call(server, "POST", "/api/channel/clear", scope=None)
    return status


@pytest.mark.parametrize("flood", [scene, slide, read, embed, guess, knock])
async def test_no_flood_uses_up_the_way_out(start, flood):
    """Sixty of anything, whoever sends them: every act and its trigger pass all the same, again and again."""
    server = await start(limits={"calls_per_minute": 10})
    for number in range(60):
        await flood(server, number)
    for _ in range(3):
        for act in ACTS:
            assert (await call(server, "POST", f"/api/channel/{act}"))[0] == 200
            query = {"token": server.token("trigger"), "format": "json"}
            assert (await call(server, "GET", f"/api/trigger/{act}", scope=None, params=query))[0] == 200
    await call(server, "POST", "/api/channel/panic")
    assert server.app[SERVICES].channels.get(MAIN).visibility == "panic"


async def test_each_link_has_calls_of_its_own(start):
    """What a stranger without a credential sends, or one link, costs another link nothing; reads cost nobody any."""
    server = await start(limits={"calls_per_minute": 5})
    for number in range(6):
        last = await slide(server, number)
        await knock(server, number)
    assert last == 429
    await server.sign_in()
    assert (await call(server, "PATCH", "/api/channel", scope=None, json={"crowd": 9}))[0] == 200
    assert await read(server, 0) == 200
    assert await scene(server, 0) == 204


async def test_a_foreign_page_reads_nothing(server):
    """Its requests are refused before anything is looked at, reads too, whatever cookie they come with."""
    await server.sign_in()
    for headers in (
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "http://evil.example"},
    ):
        for path in ("/api/channel", "/api/emotes", "/api/chat-stream", "/api/nothing"):
            assert (await call(server, "GET", path, scope=None, headers=headers))[0] == 403


@contextmanager
def locked(data):
    """Another process holds the database and doesn't let go."""
    other = sqlite3.connect(data / FILE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield other
    finally:
        other.close()


async def test_a_locked_database_keeps_nobody_from_hiding(server, data):
    """Hidden at once, and the answer says that it isn't on disk yet; once it can be, it is."""
    stream = await server.stream(token=server.token("overlay"))
    await stream.next("status")
    with locked(data):
        status, said = await call(server, "POST", "/api/channel/panic")
        assert (status, said["hidden"], said["saved"], said["visibility"]) == (200, True, False, "panic")
        await stream.next("clear")
        assert (await stream.next("settings"))["visibility"] == "panic"
    assert await server.app[SERVICES].channels.is_saved(MAIN, within_s=PATIENCE_S)
    kept = await server.app[SERVICES].store.channel(MAIN)
    assert kept.visibility == "panic"
    assert (await call(server, "POST", "/api/channel/panic"))[1]["saved"] is True


async def test_a_change_that_waits_for_the_disk_undoes_no_act(server, data):
    """Hidden while a slider's value is on its way: both are there in the end, in memory and on disk."""
    channels = server.app[SERVICES].channels
    with locked(data):
        slid = asyncio.ensure_future(call(server, "PATCH", "/api/channel", json={"crowd": 77}))
        while MAIN not in channels._meanwhile:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        assert (await call(server, "POST", "/api/channel/panic"))[1]["hidden"] is True
        assert (await call(server, "POST", "/api/channel/pause"))[1]["playing"] is False
        assert channels.get(MAIN).crowd != 77, "saved first, shown second"
    assert (await slid)[0] == 200
    assert await channels.is_saved(MAIN, within_s=PATIENCE_S)
    for channel in (channels.get(MAIN), await server.app[SERVICES].store.channel(MAIN)):
        assert (channel.crowd, channel.visibility, channel.playing) == (77, "panic", False)


async def test_the_last_act_wins_on_a_disk_that_fails(start, monkeypatch):
    """It is tried again until it is saved; who restarts meanwhile finds what was done last."""
    server = await start()
    store, save, fails = server.app[SERVICES].store, server.app[SERVICES].store.save, [True] * 2

    async def sometimes(channel):
        if fails:
            fails.pop()
            raise StoreError("the disk is full")
        await save(channel)

    monkeypatch.setattr(store, "save", sometimes)
    for act in ("panic", "show", "panic"):
        await call(server, "POST", f"/api/channel/{act}")
    assert server.app[SERVICES].channels.get(MAIN).visibility == "panic"
    assert await server.app[SERVICES].channels.is_saved(MAIN, within_s=PATIENCE_S)
    assert (await store.channel(MAIN)).visibility == "panic"


async def test_a_change_is_finished_though_its_caller_left(server, data, monkeypatch):
    """Memory and disk stay one: what reached the disk is shown."""
    store, begun, goes_on = server.app[SERVICES].store, asyncio.Event(), asyncio.Event()
    save = store.save

    async def slow(channel):
        begun.set()
        await goes_on.wait()
        return await save(channel)

    monkeypatch.setattr(store, "save", slow)
    caller = asyncio.ensure_future(call(server, "PATCH", "/api/channel", json={"crowd": 42}))
    await asyncio.wait_for(begun.wait(), PATIENCE_S)
    caller.cancel()
    await asyncio.wait({caller})
    goes_on.set()
    channels = server.app[SERVICES].channels
    while channels.get(MAIN).crowd != 42:  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    assert (await store.channel(MAIN)).crowd == 42

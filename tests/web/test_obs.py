"""What OBS says through an overlay, and what the server makes of it."""

from __future__ import annotations

import pytest

from server.model.channel import MAIN
from server.store.store import StoreError
from server.web.app_keys import SERVICES


async def patch(server, **body):
    async with server.client.patch(f"{server.url}/api/channel", json=body, headers=server.bearer("panel")) as answer:
        assert answer.status == 200, await answer.text()
        return await answer.json()


async def report(server, **body):
    async with server.client.post(f"{server.url}/api/obs", json=body, headers=server.bearer("overlay")) as answer:
        assert answer.status == 204


async def test_the_panic_key_empties_every_overlay_at_once(server):
    """Cleared and hidden; nothing comes until it is raised, a moment neither, and no page shows what was."""
    await patch(server, pace="frantic")
    stream = await server.stream(token=server.token("overlay"))
    await stream.next()
    async with server.client.post(f"{server.url}/api/channel/panic", headers=server.bearer("panel")) as answer:
        assert (await answer.json())["visibility"] == "panic"
    await stream.next("clear")
    assert (await stream.next("settings"))["visibility"] == "panic"
    async with server.client.post(
        f"{server.url}/api/chat-wave", json={"type": "laugh"}, headers=server.bearer("panel")
    ) as answer:
        assert answer.status == 409
    late = await server.stream(token=server.token("overlay"))
    assert [await late.next(None) for _ in range(2)][1][0] == "status", "no history while hidden"
    await patch(server, visibility="up")
    await late.next()


async def test_the_guard_hides_when_a_stream_starts(server):
    """Once for all pages; raised by hand it stays up, and the next stream hides again."""
    await patch(server, goLive="hide")
    stream = await server.stream(token=server.token("overlay"))
    await report(server, streaming=True)
    await report(server, streaming=True)
    await stream.until("settings", lambda said: said["visibility"] == "live")
    assert (await patch(server, visibility="up"))["visibility"] == "up"
    await report(server, streaming=True)
    assert (await patch(server))["visibility"] == "up"
    await report(server, streaming=False)
    await report(server, streaming=True)
    assert (await patch(server))["visibility"] == "live"


async def test_a_scene_picks_the_game_and_the_next_one_mutes(server):
    """The first rule that fits decides; a scene without a rule changes nothing."""
    await patch(server, game="viajes", mode="chatting")
    await patch(server, game="Minecraft", mode="game")
    await patch(server, game=None)
    await patch(
        server,
        rules=[
            {"contains": "mine", "do": "game", "value": "minecraft"},
            {"contains": "talk", "do": "chatting", "value": "viajes"},
            {"contains": "brb", "do": "mute"},
        ],
    )
    await report(server, scene="Minecraft cam")
    assert (await patch(server))["game"] == "Minecraft"
    await report(server, scene="Just Talking")
    said = await patch(server)
    assert (said["game"], said["mode"]) == ("viajes", "chatting")
    await report(server, scene="BRB")
    assert (await patch(server))["visibility"] == "scene"
    await report(server, scene="Credits")
    said = await patch(server)
    assert (said["visibility"], said["game"], said["scene"]) == ("up", "viajes", "Credits")


async def test_a_scene_never_fails_for_want_of_a_slot(start):
    """The show goes on with what is on."""
    server = await start(limits={"games": 1})
    await patch(server, game="Minecraft")
    await patch(server, rules=[{"contains": "mine", "do": "game", "value": "minecraft"}])
    async with server.client.delete(f"{server.url}/api/games/Minecraft", headers=server.bearer("panel")) as answer:
        assert answer.status == 200
    await patch(server, game="Elden Ring")
    await report(server, scene="mine")
    assert (await patch(server))["game"] == "Elden Ring"


@pytest.mark.parametrize(
    "rule",
    [
        {"do": "game", "value": ""},
        {"do": "game", "value": "Tetris"},
        {"do": "game", "value": "viajes"},
        {"do": "chatting", "value": "Minecraft"},
        {"do": "look", "value": ""},
        {"do": "look", "value": "big"},
        {"do": "look", "value": "a\ud800"},
    ],
)
async def test_a_rule_names_what_there_is(server, rule):
    """A scene that came with another game, topic or look, or with none, would take the one that is on away."""
    await patch(server, game="viajes", mode="chatting")
    await patch(server, game="Minecraft", mode="game")
    body = {"rules": [{"contains": "x", **rule}]}
    async with server.client.patch(f"{server.url}/api/channel", json=body, headers=server.bearer("panel")) as answer:
        assert answer.status == 400
    assert (await patch(server))["rules"] == []


async def test_a_rule_outlives_what_it_names(server):
    """The panel sends all rules whenever one changes: an old one must not stand in the way."""
    await patch(server, game="Minecraft")
    rules = (await patch(server, rules=[{"contains": "x", "do": "game", "value": " MINECRAFT"}]))["rules"]
    assert rules == [{"contains": "x", "do": "game", "value": "Minecraft"}]
    async with server.client.delete(f"{server.url}/api/games/Minecraft", headers=server.bearer("panel")) as answer:
        assert answer.status == 200
    more = [*rules, {"contains": "y", "do": "look", "value": "main"}, {"contains": "z", "do": "chatting", "value": ""}]
    assert (await patch(server, rules=more))["rules"] == more


async def test_only_an_overlay_reports(server):
    """A panel can't pretend to be OBS."""
    async with server.client.post(
        f"{server.url}/api/obs", json={"streaming": True}, headers=server.bearer("panel")
    ) as answer:
        assert answer.status == 403


async def status(events, **wanted):
    """The first status that says so."""
    return await events.until("status", lambda said: all(said[name] == value for name, value in wanted.items()))


async def visibility(server):
    return (await patch(server))["visibility"]


async def test_two_obs_and_only_one_streams(server):
    """The chat stays hidden while the first streams, whatever the second says; it is shown when the first stops."""
    await patch(server, goLive="hide")
    await report(server, page="first", streaming=True)
    for _ in range(2):
        await report(server, page="second", obs="aux", streaming=False, recording=True, scene="Talk")
        assert await visibility(server) == "live"
    await report(server, page="first", streaming=False)
    assert await visibility(server) == "up"


async def test_a_page_that_vanishes_on_air_shows_nothing(server):
    """The status says that its stream is lost; the streamer ends it, or a page of the same OBS that came after."""
    await patch(server, goLive="hide")
    panel = await server.stream(token=server.token("panel"), **{"as": "panel"})
    page = await server.stream(token=server.token("overlay"), page="a1")
    await report(server, page="a1", obs="one", streaming=True)
    await status(panel, stream="live", state="hidden")
    page.close()
    await status(panel, stream="lost")
    await report(server, page="z9", obs="two", streaming=False)
    assert await visibility(server) == "live"
    await report(server, page="a2", obs="one", streaming=False)
    assert await visibility(server) == "up"
    await report(server, page="a1", obs="one", streaming=True)
    async with server.client.post(f"{server.url}/api/channel/off-air", headers=server.bearer("panel")) as answer:
        said = await answer.json()
    assert (said["onAir"], said["visibility"], said["hidden"]) == (False, "up", False)


async def test_a_stream_survives_a_restart_of_the_server(start):
    """On air and hidden as before; its own OBS says when it is over, another one can't."""
    server = await start()
    await patch(server, goLive="hide")
    await report(server, page="a1", obs="one", streaming=True)
    assert await server.app[SERVICES].channels.is_saved(MAIN, within_s=60)
    again = await start()
    await report(again, page="b1", obs="two", streaming=False)
    assert await visibility(again) == "live"
    await report(again, page="a2", obs="one", streaming=False)
    assert await visibility(again) == "up"


async def test_obs_is_unknown_until_somebody_speaks_for_it(server):
    """Not connected isn't the same as not streaming."""
    panel = await server.stream(token=server.token("panel"), **{"as": "panel"})
    await status(panel, stream="unknown")
    page = await server.stream(token=server.token("overlay"), page="a1")
    await page.next("status")
    await report(server, page="a1", obs="one", streaming=False)
    await status(panel, stream="idle")


async def test_a_page_cannot_speak_for_the_connection(server):
    """The names of what is no page are none that a page may have."""
    for page in ("obs-websocket", "trigger-link", "x" * 41, "a b"):
        async with server.client.post(
            f"{server.url}/api/obs", json={"page": page, "streaming": False}, headers=server.bearer("overlay")
        ) as answer:
            assert answer.status == 400


async def test_what_obs_says_acts_before_the_disk(server, monkeypatch):
    """A chat that must not be on a stream is hidden though nothing can be written."""
    await patch(server, goLive="hide")

    async def full(channel):
        raise StoreError("the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(server.app[SERVICES].store, "save", full)
        await report(server, page="a1", streaming=True)
        assert server.app[SERVICES].channels.get(MAIN).visibility == "live"
    assert await server.app[SERVICES].channels.is_saved(MAIN, within_s=60)

"""What OBS says through an overlay, and what the server makes of it."""

from __future__ import annotations


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
        assert (await answer.json())["curtain"] == "panic"
    await stream.next("clear")
    assert (await stream.next("settings"))["curtain"] == "panic"
    async with server.client.post(
        f"{server.url}/api/chat-wave", json={"type": "laugh"}, headers=server.bearer("panel")
    ) as answer:
        assert answer.status == 409
    late = await server.stream(token=server.token("overlay"))
    assert [await late.next(None) for _ in range(2)][1][0] == "status", "no history behind the curtain"
    await patch(server, curtain="up")
    await late.next()


async def test_the_guard_hides_when_a_stream_starts(server):
    """Once for all pages; raised by hand it stays up, and the next stream hides again."""
    await patch(server, goLive="hide")
    stream = await server.stream(token=server.token("overlay"))
    await report(server, streaming=True)
    await report(server, streaming=True)
    while (await stream.next("settings"))["curtain"] != "live":
        pass
    assert (await patch(server, curtain="up"))["curtain"] == "up"
    await report(server, streaming=True)
    assert (await patch(server))["curtain"] == "up"
    await report(server, streaming=False)
    await report(server, streaming=True)
    assert (await patch(server))["curtain"] == "live"


async def test_a_scene_picks_the_game_and_the_next_one_mutes(server):
    """The first rule that fits decides; a scene without a rule changes nothing."""
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
    assert (await patch(server))["curtain"] == "scene"
    await report(server, scene="Credits")
    said = await patch(server)
    assert (said["curtain"], said["game"], said["scene"]) == ("up", "viajes", "Credits")


async def test_a_scene_never_fails_for_want_of_a_slot(start):
    """The show goes on with what is on."""
    server = await start(limits={"games": 1})
    await patch(server, game="Elden Ring", rules=[{"contains": "mine", "do": "game", "value": "minecraft"}])
    await report(server, scene="mine")
    assert (await patch(server))["game"] == "Elden Ring"


async def test_only_an_overlay_reports(server):
    """A panel can't pretend to be OBS."""
    async with server.client.post(
        f"{server.url}/api/obs", json={"streaming": True}, headers=server.bearer("panel")
    ) as answer:
        assert answer.status == 403

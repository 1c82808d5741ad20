"""Presets, and a whole channel as one file."""

from __future__ import annotations

import json


async def call(server, method, path, scope="panel", **body):
    async with server.client.request(
        method, server.url + path, json=body or None, headers=server.bearer(scope) if scope != "owner" else None
    ) as answer:
        return answer.status, await answer.json()


async def test_a_preset_brings_everything_back(server):
    """Game, pace, crowd, what it may make up, and look, under a name."""
    kept = {"pace": "lively", "crowd": 80, "imagination": "full", "theme": "kick", "size": 24}
    await call(server, "PATCH", "/api/channel", game="Minecraft", **kept)
    assert (await call(server, "PUT", "/api/presets/Friday"))[1]["presets"] == ["Friday"]
    changed = {"pace": "calm", "crowd": 3, "imagination": "off", "theme": "outline", "size": 20}
    await call(server, "PATCH", "/api/channel", game=None, **changed)
    await call(server, "DELETE", "/api/games/Minecraft")
    status, now = await call(server, "POST", "/api/presets/Friday/recall")
    assert status == 200
    assert now["game"] == "Minecraft"
    assert {name: now[name] for name in kept} == kept
    assert [game["name"] for game in now["games"]] == ["Minecraft"]


async def test_a_preset_is_overwritten_and_deleted(server):
    """By its name."""
    await call(server, "PUT", "/api/presets/one")
    await call(server, "PATCH", "/api/channel", pace="calm")
    assert (await call(server, "PUT", "/api/presets/one"))[1]["presets"] == ["one"]
    await call(server, "PATCH", "/api/channel", pace="frantic")
    assert (await call(server, "POST", "/api/presets/one/recall"))[1]["pace"] == "calm"
    assert (await call(server, "DELETE", "/api/presets/one"))[1]["presets"] == []
    assert (await call(server, "POST", "/api/presets/one/recall"))[0] == 404
    assert (await call(server, "PUT", "/api/presets/%3Cb%3E"))[0] == 400


async def test_a_channel_moves_as_one_file(server, start):
    """What was exported here is the same there; without a secret, and without what OBS said."""
    await server.sign_in()
    await call(server, "PATCH", "/api/channel", game="Minecraft", goLive="fade", streamer={"name": "Ana"})
    await call(server, "PUT", "/api/presets/one")
    status, whole = await call(server, "GET", "/api/export", "owner")
    assert status == 200
    assert "eyJ" not in json.dumps(whole)
    await call(server, "PATCH", "/api/channel", game=None, goLive="keep", streamer={"name": ""})
    await call(server, "DELETE", "/api/presets/one")
    status, now = await call(server, "POST", "/api/import", "owner", **whole)
    assert status == 200
    assert (now["game"], now["goLive"], now["streamer"]["name"]) == ("Minecraft", "fade", "Ana")
    assert now["presets"] == ["one"]
    again = (await call(server, "GET", "/api/export", "owner"))[1]
    assert again["channel"] == whole["channel"]


async def test_a_file_that_is_none_of_ours_changes_nothing(server):
    """Named; a newer one too, and one with a bad value."""
    await server.sign_in()
    whole = (await call(server, "GET", "/api/export", "owner"))[1]
    for broken, code in (
        ({"hello": 1}, "NOT_OURS"),
        (whole | {"seatfiller": 99}, "TOO_NEW"),
        (whole | {"channel": whole["channel"] | {"pace": "warp"}}, "BAD_REQUEST"),
    ):
        status, said = await call(server, "POST", "/api/import", "owner", **broken)
        assert (status, said["code"]) == (400, code)
    assert (await call(server, "GET", "/api/export", "owner"))[1]["channel"] == whole["channel"]


async def test_moving_a_channel_is_the_owners(server):
    """A panel link in a dock can't."""
    assert (await call(server, "GET", "/api/export"))[0] == 403
    assert (await call(server, "POST", "/api/import", a=1))[0] == 403

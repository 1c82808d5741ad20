"""A rehearsal: a script that plays on a real server."""

from __future__ import annotations

from time import monotonic, sleep

import pytest

from server.services import rehearsal

SCRIPT = """
title = "Test"
[[cue]]
minute = 0
viewers = 80
[[cue]]
minute = 0.005
moment = "laugh"
[[cue]]
minute = 0.01
silence = 5
"""


@pytest.fixture(autouse=True)
def quick(monkeypatch, data):
    """A script of the streamer's own, and a clock that ticks often."""
    monkeypatch.setattr(rehearsal, "TICK_S", 0.02)
    (data / "scripts").mkdir()
    (data / "scripts" / "mine.toml").write_text(SCRIPT, encoding="utf-8")


async def call(server, method, path):
    async with server.client.request(method, server.url + path, headers=server.bearer("panel")) as answer:
        return answer.status, await answer.json()


async def test_a_script_plays_to_its_end(server):
    """More viewers, a moment, then nobody writes; whoever watches is told."""
    stream = await server.stream(token=server.token("overlay"))
    await stream.next("status")
    status, said = await call(server, "POST", "/api/scripts/mine/play")
    assert status == 200
    assert said["on"]["playing"] is True
    assert (await stream.next("settings"))["crowd"] == 80
    assert (await stream.next("moment"))["type"] == "laugh"


async def test_it_is_paused_resumed_and_stopped(server):
    """It goes on where it was."""
    stream = await server.stream(token=server.token("overlay"))
    await stream.next("status")
    await call(server, "POST", "/api/scripts/first-stream/play")
    await stream.until("script", lambda said: said["next"] >= 60)
    held = (await call(server, "POST", "/api/script/pause"))[1]["on"]
    assert held["playing"] is False
    assert (await call(server, "GET", "/api/scripts"))[1]["on"] == held
    assert (await call(server, "POST", "/api/script/resume"))[1]["on"]["second"] >= held["second"]
    assert (await call(server, "POST", "/api/script/stop"))[1]["on"] is None
    assert (await call(server, "POST", "/api/script/stop"))[0] == 404


async def test_a_script_goes_on_where_it_was_after_a_sleep(server, monkeypatch):
    """While the computer sleeps, or the process stands still, no minute of the script passes."""
    monkeypatch.setattr(rehearsal, "STOOD_STILL_S", 0.1)
    stream = await server.stream(token=server.token("overlay"))
    await stream.next("status")
    since = monotonic()
    await call(server, "POST", "/api/scripts/first-stream/play")
    sleep(1)  # noqa: ASYNC251 - the whole process stands still
    held = (await call(server, "POST", "/api/script/pause"))[1]["on"]
    assert held["second"] <= monotonic() - since - 0.8


async def test_a_script_that_nobody_watches_pauses_by_itself(server, monkeypatch):
    """No timer runs for nobody."""
    monkeypatch.setattr(rehearsal, "PATIENCE_S", 0.1)
    panel = await server.stream(token=server.token("panel"), **{"as": "panel"})
    await call(server, "POST", "/api/scripts/first-stream/play")
    await panel.until("script", lambda said: not said["playing"])
    assert (await call(server, "GET", "/api/scripts"))[1]["on"]["playing"] is False


async def test_a_script_that_there_is_not(server):
    """404."""
    assert (await call(server, "POST", "/api/scripts/nothing/play"))[0] == 404


async def test_a_moment_breaks_a_silence(server):
    """And the silence leaves nothing behind that would come all at once."""
    async with server.client.patch(
        f"{server.url}/api/channel", json={"pace": "frantic"}, headers=server.bearer("panel")
    ) as answer:
        assert answer.status == 200
    stream = await server.stream(token=server.token("overlay"))
    await stream.next()
    await call(server, "POST", "/api/scripts/mine/play")
    await stream.until("script", lambda said: said.get("second", 1) >= 0.6)
    async with server.client.post(
        f"{server.url}/api/chat-wave", json={"type": "hype"}, headers=server.bearer("panel")
    ) as answer:
        assert answer.status == 200
    await stream.next("moment")
    await stream.next()


async def channel_of(server):
    return (await call(server, "GET", "/api/channel"))[1]


async def until_crowd(stream, wanted):
    await stream.until("settings", lambda said: said["crowd"] == wanted)


async def test_the_pace_of_before_comes_back_when_it_stops(server):
    """Stopped by hand, the viewers are as many as before the script, and the state says what would have come next."""
    stream = await server.stream(token=server.token("overlay"))
    await stream.next("status")
    before = (await channel_of(server))["crowd"]
    await call(server, "POST", "/api/scripts/mine/play")
    await until_crowd(stream, 80)
    held = (await call(server, "POST", "/api/script/pause"))[1]["on"]
    assert held["then"] is None or set(held["then"]) <= {"moment", "silence", "pace", "viewers"}
    await call(server, "POST", "/api/script/stop")
    assert (await channel_of(server))["crowd"] == before


async def test_what_the_streamer_set_meanwhile_stays(server):
    """Only what the script set is undone."""
    stream = await server.stream(token=server.token("overlay"))
    await stream.next("status")
    await call(server, "POST", "/api/scripts/mine/play")
    await until_crowd(stream, 80)
    headers = server.bearer("panel")
    async with server.client.patch(f"{server.url}/api/channel", json={"crowd": 400}, headers=headers) as answer:
        assert answer.status == 200
    await call(server, "POST", "/api/script/stop")
    assert (await channel_of(server))["crowd"] == 400


async def test_what_comes_next_is_told(server):
    """Before the first cue: what it sets."""
    await call(server, "POST", "/api/scripts/first-stream/play")
    held = (await call(server, "POST", "/api/script/pause"))[1]["on"]
    assert held["then"]
    assert held["next"] >= 0

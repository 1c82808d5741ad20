"""Whether the streamer talks: from OBS's levels to the crowd and the owner's panel, and to nobody else."""

from __future__ import annotations

import asyncio
import logging
import os

import pytest

from server.services import level_sense
from server.web.app_keys import SERVICES
from tests.support.obs_double import until
from tests.support.stream import PATIENCE_S

MIC = "Zyzzyva 3000"
PASSWORD = "open sesame"


@pytest.fixture
async def obs(obs):
    """An OBS that runs, with a microphone."""
    obs.obs.put_mic(MIC)
    return obs


@pytest.fixture
async def server(start, obs):
    """A server whose owner is signed in, and whose OBS is connected."""
    server = await start(obs={"url": obs.url})
    await server.sign_in()
    await call(server, "PUT", "/api/obs/connection", json={"password": PASSWORD})
    await until(lambda: server.app[SERVICES].obs.connection.status.state == "connected")
    return server


@pytest.fixture
def clock(monkeypatch, server):
    """The clock of the level sense, which a test moves by hand."""

    class Clock:
        now = 1_000.0

    monkeypatch.setattr(level_sense, "_now", lambda: Clock.now)
    return Clock


async def call(server, method, path, status=200, **how):
    async with server.client.request(method, server.url + path, **how) as answer:
        assert answer.status == status, await answer.text()
        return await answer.json() if answer.content_type.endswith("json") else None


async def listening(server, obs):
    """Somebody watches, the sense is on, and OBS measures."""
    watching = await server.stream(token=server.token("overlay"))
    await watching.next("settings")
    await call(server, "PATCH", "/api/senses", json={"levels": True})
    await until(lambda: obs.is_metered and server.app[SERVICES].levels._state == "listening")
    return watching


async def panel_of(server, page="p1"):
    panel = await server.stream(page=page, **{"as": "panel"})
    await panel.next("settings")
    return panel


async def hear(server, obs, clock, seconds, magnitude):
    """So many seconds of that level, in as many messages as OBS would send, each heard when it comes."""
    levels = server.app[SERVICES].levels
    for _ in range(round(seconds / 0.05)):
        clock.now += 0.05
        await obs.level(**{MIC: magnitude})
        async with asyncio.timeout(PATIENCE_S):
            while not levels._voice._levels or levels._voice._levels[-1][0] != clock.now:  # noqa: ASYNC110
                await asyncio.sleep(0.001)


async def test_it_is_off_until_the_owner_switches_it_on(server, obs):
    """Though OBS is connected and somebody watches, nothing is measured."""
    watching = await server.stream(token=server.token("overlay"))
    await watching.next()
    assert (await call(server, "GET", "/api/senses"))["levels"]["state"] == "off"
    assert not obs.is_metered
    await call(server, "PATCH", "/api/senses", json={"levels": True})
    await until(lambda: obs.is_metered)
    await call(server, "PATCH", "/api/senses", json={"levels": False})
    await until(lambda: not obs.is_metered)


async def test_while_nobody_watches_it_costs_nothing(server, obs):
    """OBS isn't asked to measure before the first page that shows the chat, and no longer after the last one."""
    panel = await panel_of(server)
    await call(server, "PATCH", "/api/senses", json={"levels": True})
    assert (await panel.next("senses"))["levels"]["state"] == "asleep"
    assert not obs.is_metered
    watching = await server.stream(token=server.token("overlay"))
    await until(lambda: obs.is_metered)
    watching.close()
    await until(lambda: not obs.is_metered)
    assert (await call(server, "GET", "/api/senses"))["levels"]["state"] == "asleep"


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [("PATCH", "/api/senses", {"levels": True}), ("POST", "/api/senses/meter", {"page": "p1"})],
)
async def test_a_panel_link_cannot_switch_it(server, method, path, body):
    """Nor look at the meter; it sees whether the light is on."""
    server.client.cookie_jar.clear()
    await call(server, method, path, status=403, json=body, headers=server.bearer("panel"))
    told = await call(server, "GET", "/api/senses", headers=server.bearer("panel"))
    assert told["levels"] == {"on": False, "works": False}
    assert all(set(sense) == {"on", "works"} for sense in told.values())


async def test_talking_and_silence_reach_the_crowd_and_the_panel(server, obs, clock):
    """The director hears the voice; the panel says for how long there has been none."""
    await listening(server, obs)
    panel = await panel_of(server)
    director = next(server.app[SERVICES].rooms.of("main"))._show.director
    await hear(server, obs, clock, 3, 0.0005)
    await hear(server, obs, clock, 1, 0.1)
    told = await panel.until("senses", lambda told: told["levels"]["talks"])
    assert (told["levels"]["mic"], told["levels"]["works"]) == (MIC, True)
    await until(lambda: director._voice.talks is True)
    await hear(server, obs, clock, 2, 0.0005)
    told = await panel.until("senses", lambda told: told["levels"]["talks"] is False)
    assert told["levels"]["quietS"] >= 0.6
    await until(lambda: director._voice.talks is False)


async def test_when_obs_goes_nobody_knows_anything(server, obs, clock):
    """The crowd is as without the sense, and the panel says why."""
    await listening(server, obs)
    director = next(server.app[SERVICES].rooms.of("main"))._show.director
    await hear(server, obs, clock, 1, 0.0005)
    await until(lambda: director._voice.talks is False)
    await obs.stop()
    await until(lambda: director._voice.talks is None)
    told = await call(server, "GET", "/api/senses")
    assert (told["levels"]["state"], told["levels"]["works"]) == ("no-obs", False)


async def test_a_muted_microphone_is_said(server, obs, clock):
    """Its light stays on: it is listened to as soon as it is open again."""
    await listening(server, obs)
    await obs.set_muted(MIC, muted=True)
    await until(lambda: server.app[SERVICES].levels._state == "muted")
    told = (await call(server, "GET", "/api/senses"))["levels"]
    assert (told["works"], told["mic"]) == (True, MIC)


async def test_without_a_microphone_there_is_no_silence(server, obs, clock):
    """The chat is as without the sense, and a microphone that OBS gets later can be chosen."""
    await listening(server, obs)
    sense = server.app[SERVICES].levels
    await call(server, "PATCH", "/api/senses", json={"mic": "Gone"})
    await until(lambda: sense._state == "no-mic")
    director = next(server.app[SERVICES].rooms.of("main"))._show.director
    await until(lambda: director._voice.talks is None)
    for _ in range(20):
        clock.now += 1
        await obs.level(**{MIC: 0.2})
    obs.obs.put_mic("New")
    await obs.rename(MIC, "Old")  # comes after the levels; any change of OBS's inputs is looked at
    await until(lambda: "New" in sense.describe("main")["mics"])
    assert director._voice.talks is None


async def test_the_owner_chooses_the_microphone_and_the_line(server, obs, clock):
    """Of those that OBS has; its new name is kept, and a voice below the line is none."""
    obs.obs.put_mic("Other", scene="Game")
    await listening(server, obs)
    told = await call(server, "PATCH", "/api/senses", json={"mic": "Other", "lineDb": -30})
    assert (told["levels"]["choice"], told["levels"]["lineDb"]) == ("Other", -30)
    await until(lambda: server.app[SERVICES].levels.describe("main")["mic"] == "Other")
    assert (await call(server, "GET", "/api/senses"))["levels"]["mics"] == [MIC, "Other"]
    await obs.rename("Other", "Another")
    await until(lambda: server.app[SERVICES].channels.get("main").senses.mic == "Another")
    await until(lambda: server.app[SERVICES].levels.describe("main")["mic"] == "Another")
    assert server.app[SERVICES].levels._voice.opens_db == -30
    await call(server, "PATCH", "/api/senses", status=400, json={"lineDb": 5})


async def test_the_meter_is_sent_to_who_opened_it_ten_times_a_second_at_most(server, obs, clock):
    """To no other page, and not a second longer than it asks for."""
    await listening(server, obs)
    meter, other = await panel_of(server, "p1"), await panel_of(server, "p2")
    await call(server, "POST", "/api/senses/meter", status=204, json={"page": "p1"})
    await hear(server, obs, clock, 2, 0.01)
    server.app[SERVICES].rooms.publish_settings()
    seen = []
    while (event := await meter.next(None))[0] != "settings":
        seen.append(event)
    levels = [data for name, data in seen if name == "level"]
    assert 10 <= len(levels) <= 20
    assert levels[0]["db"] == -40
    assert set(levels[0]) == {"db", "opensDb", "floorDb"}
    while (event := await other.next(None))[0] != "settings":
        assert event[0] != "level"
    clock.now += level_sense.METER_LASTS_S
    await hear(server, obs, clock, 1, 0.01)
    server.app[SERVICES].rooms.publish_settings()
    while (event := await meter.next(None))[0] != "settings":
        assert event[0] != "level"


async def test_an_evening_leaves_nothing_of_it(server, obs, clock, caplog, data):
    """No level, no microphone's name and no cue: not in the logs, not in the metrics, not in an export; nor in the data
    folder, but for the name if the owner chose it."""
    with caplog.at_level(logging.DEBUG):
        await listening(server, obs)
        panel = await panel_of(server)
        await call(server, "POST", "/api/senses/meter", status=204, json={"page": "p1"})
        for _ in range(3):
            await hear(server, obs, clock, 3, 0.0005)
            await hear(server, obs, clock, 2, 0.0777)
            await panel.until("senses", lambda told: told["levels"]["talks"])
        await obs.set_muted(MIC, muted=True)
        await until(lambda: server.app[SERVICES].levels._state == "muted")
        await obs.set_muted(MIC, muted=False)
        obs.cut()
        await until(lambda: server.app[SERVICES].levels._state == "no-obs")
        await until(lambda: server.app[SERVICES].levels._state == "listening")
        async with server.client.get(f"{server.url}/api/export") as answer:
            export = await answer.text()
        async with server.client.get(f"{server.url}/metrics") as answer:
            metrics = await answer.text()
    await asyncio.sleep(0)
    files = b"".join(path.read_bytes() for path in data.rglob("*") if path.is_file() and os.access(path, os.R_OK))
    for text in (caplog.text, export, metrics, files.decode(errors="replace")):
        assert "Zyzzyva" not in text
        assert "-22.2" not in text
        assert "0.0777" not in text

"""What hides the chat hides its sources in OBS too, without anybody waiting for OBS."""

from __future__ import annotations

import pytest

from server.obs import client, hiding
from server.web.app_keys import SERVICES
from tests.support.obs_double import until

PASSWORD = "open sesame"


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Rests that a test can wait for."""
    monkeypatch.setattr(hiding, "AGAIN_S", 0.05)


async def call(server, method, path, status=200, **how):
    async with server.client.request(method, server.url + path, **how) as answer:
        assert answer.status == status
        return await answer.json() if status == 200 else None


@pytest.fixture
async def server(start, obs):
    """A server that is connected to an OBS which has its chat."""
    server = await start(obs={"url": obs.url})
    await server.sign_in()
    await call(server, "PUT", "/api/obs/connection", json={"password": PASSWORD})
    await call(server, "POST", "/api/obs/source")
    return server


def is_shown(obs):
    return obs.obs.items("Game")["Seatfiller"].enabled


def visibility(server):
    return server.app[SERVICES].channels.get("main").visibility


async def report(server, **said):
    await call(server, "POST", "/api/obs", 204, json=said, headers=server.bearer("overlay"))


async def test_hide_and_show_reach_obs_and_the_panel_is_told(server, obs):
    """The eye closes and opens; panels hear of both."""
    panel = await server.stream(**{"as": "panel"})
    assert (await call(server, "POST", "/api/channel/panic"))["hidden"]
    assert (await panel.next("obs"))["hidden"]
    assert not is_shown(obs)
    assert (await call(server, "GET", "/api/obs/connection"))["hidden"]
    await call(server, "POST", "/api/channel/show")
    assert not (await panel.next("obs"))["hidden"]
    assert is_shown(obs)


async def test_a_trigger_link_hides_it_too(server, obs):
    """By whatever way the chat was hidden."""
    headers = server.bearer("trigger")
    async with server.client.post(f"{server.url}/api/trigger/hide", headers=headers) as answer:
        assert answer.status == 200
    await until(lambda: not is_shown(obs))


async def test_the_go_live_guard_hides_it_while_obs_streams(server, obs):
    """And the end of the stream shows it again."""
    await call(server, "PATCH", "/api/channel", json={"goLive": "hide"})
    await obs.stream(on=True)
    await until(lambda: not is_shown(obs))
    await obs.stream(on=False)
    await until(lambda: is_shown(obs) and visibility(server) == "up")


async def test_a_scene_that_mutes_leaves_the_sources_alone(server, obs):
    """Scenes come and go; the pages hide by themselves."""
    await call(server, "PATCH", "/api/channel", json={"rules": [{"contains": "talk", "do": "mute"}]})
    await obs.switch_to("Talk")
    await until(lambda: visibility(server) == "scene")
    await call(server, "GET", "/api/obs/scenes")
    assert is_shown(obs)
    assert "SetPersistentData" not in obs.log


async def test_hiding_does_not_wait_for_an_obs_that_hangs(server, obs, monkeypatch):
    """The chat is hidden and the answer there; OBS follows when it is back."""
    monkeypatch.setattr(client, "ANSWER_S", 600)
    obs.mute.add("GetInputList")
    said = await call(server, "POST", "/api/channel/panic")
    assert said["hidden"]
    assert said["saved"]
    await until(lambda: obs.asked[-1] == "GetInputList")
    assert is_shown(obs)
    obs.mute.clear()
    obs.cut()
    await until(lambda: not is_shown(obs))


async def test_a_restart_while_it_is_hidden_shows_it_in_the_end(server, start, obs):
    """The server that hid it is gone; the next one knows what was hidden."""
    await call(server, "POST", "/api/channel/panic")
    await until(lambda: not is_shown(obs))
    again = await start(obs={"url": obs.url})
    await until(lambda: again.app[SERVICES].obs.connection.status.hidden)
    await again.sign_in()
    await call(again, "POST", "/api/channel/show")
    await until(lambda: is_shown(obs))


async def test_a_page_that_obs_shut_down_with_its_source_can_come_back_and_end_the_guard(server, obs):
    """It said that a stream runs, and only a page of its OBS can take that back; so once OBS streams no more its source
    is shown, while the page itself stays hidden until it has spoken."""
    await call(server, "PATCH", "/api/channel", json={"goLive": "hide"})
    page = await server.stream(page="first", token=server.token("overlay"))
    await page.next("settings")
    await report(server, page="first", obs="one", streaming=True)
    await until(lambda: not is_shown(obs))
    await obs.stream(on=True)
    await until(lambda: len(server.app[SERVICES].channels.get("main").on_air.live) == 2)
    page.answer.close()
    await until(lambda: "first" not in server.app[SERVICES].obs.reporters.here("main"))
    assert not is_shown(obs)
    await obs.stream(on=False)
    await until(lambda: is_shown(obs))
    assert visibility(server) == "live"
    await report(server, page="second", obs="one", streaming=False)
    assert visibility(server) == "up"


async def test_a_stream_of_a_plugin_keeps_it_hidden(server, obs):
    """OBS itself knows nothing of it, and doesn't stream."""
    await call(server, "PATCH", "/api/channel", json={"goLive": "hide"})
    headers = server.bearer("trigger")
    async with server.client.post(f"{server.url}/api/trigger/live", headers=headers) as answer:
        assert answer.status == 200
    await until(lambda: not is_shown(obs))
    await obs.switch_to("Talk")
    await until(lambda: server.app[SERVICES].channels.get("main").on_air.scene == "Talk")
    assert server.app[SERVICES].obs.connection.status.hidden
    assert not is_shown(obs)

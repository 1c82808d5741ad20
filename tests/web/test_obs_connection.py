"""The connection to OBS through the API: the owner's alone, remembered, told to the panel, and never shown again."""

from __future__ import annotations

import sqlite3

import pytest
from yarl import URL

from server.obs import connection as obs_connection
from server.store.store import FILE
from server.web.app_keys import SERVICES
from tests.support.obs_double import until

PASSWORD = "open sesame"


@pytest.fixture
async def server(start, obs):
    """A server whose owner is signed in, and whose OBS is there."""
    server = await start(obs={"url": obs.url})
    await server.sign_in()
    return server


async def call(server, method, path, status=200, **how):
    async with server.client.request(method, server.url + path, **how) as answer:
        said = await answer.json()
        assert answer.status == status, said
        return said


async def connect(server):
    await call(server, "PUT", "/api/obs/connection", json={"password": PASSWORD})
    await until(lambda: server.app[SERVICES].obs.connection.status.state == "connected")


def url_of(obs, name="Seatfiller"):
    return URL(obs.obs.inputs[name].settings["url"])


async def test_it_is_set_up_and_forgotten(server, obs):
    """Off, connected, off again."""
    said = await call(server, "GET", "/api/obs/connection")
    assert said == {"state": "off", "version": None, "hidden": False, "enabled": True, "url": obs.url}
    await connect(server)
    assert (await call(server, "GET", "/api/obs/connection"))["version"] == "30.2.3"
    assert (await call(server, "DELETE", "/api/obs/connection"))["state"] == "off"
    assert obs.identified == 1


async def test_the_panel_hears_of_every_change(server):
    """By its stream; pages that only watch hear nothing of it."""
    panel = await server.stream(**{"as": "panel"})
    await panel.next("status")
    await connect(server)
    states = [(await panel.next("obs"))["state"] for _ in range(2)]
    assert states == ["connecting", "connected"]


@pytest.mark.parametrize(
    ("method", "path"),
    [("PUT", "/api/obs/connection"), ("DELETE", "/api/obs/connection"), ("POST", "/api/obs/source")],
)
async def test_a_panel_link_cannot(server, method, path):
    """It may look; what can hurt is the owner's."""
    await call(server, method, path, 403, json={}, headers=server.bearer("panel"))
    await call(server, "GET", "/api/obs/connection", headers=server.bearer("panel"))
    await call(server, "GET", "/api/obs/connection", 403, headers=server.bearer("overlay"))


async def test_the_config_can_forbid_it(start):
    """A server for many has no business with the OBS on its own machine."""
    server = await start(obs={"enabled": False})
    await server.sign_in()
    said = await call(server, "PUT", "/api/obs/connection", 403, json={"password": "x"})
    assert said["code"] == "OBS_DISABLED"


async def test_the_password_is_sealed_and_never_told(server, data, obs):
    """Not in the database, not in an answer, not in an error, not in the export."""
    await connect(server)
    said = [await call(server, "GET", "/api/obs/connection"), await call(server, "GET", "/api/export")]
    said.append(await call(server, "PUT", "/api/obs/connection", 400, json={"password": PASSWORD * 30}))
    assert PASSWORD not in str(said)
    for file in data.glob(f"{FILE}*"):
        assert PASSWORD.encode() not in file.read_bytes()


async def test_it_is_remembered_over_a_restart(start, data, obs):
    """And used for the address that it was typed for, for no other."""
    server = await start(obs={"url": obs.url})
    await server.sign_in()
    await connect(server)
    again = await start(obs={"url": obs.url})
    await until(lambda: again.app[SERVICES].obs.connection.status.state == "connected")
    elsewhere = await start(obs={"url": obs.url.replace("127.0.0.1", "localhost")})
    assert elsewhere.app[SERVICES].obs.connection.status.state == "off"


async def test_a_sealed_password_that_cannot_be_opened_is_asked_for_again(start, data, obs):
    """The key file was lost: the server starts all the same."""
    server = await start(obs={"url": obs.url})
    await server.sign_in()
    await connect(server)
    channels = server.app[SERVICES].channels
    await until(lambda: channels.get("main").on_air.scene)
    assert await channels.is_saved("main", within_s=30), "nothing is on its way to the disk"
    with sqlite3.connect(data / FILE) as database:
        database.execute("UPDATE secrets SET sealed = 'nonsense'")
    database.close()
    again = await start(obs={"url": obs.url})
    assert again.app[SERVICES].obs.connection.status.state == "off"


async def test_add_to_obs_makes_a_source_that_works(server, obs):
    """With a link that opens the overlay, at the address that the owner called."""
    await connect(server)
    said = await call(server, "POST", "/api/obs/source")
    assert said == {"result": "created", "name": "Seatfiller", "scene": "Game"}
    assert str(url_of(obs)).startswith(f"{server.url}/overlay?token=")
    stream = await server.stream(token=url_of(obs).query["token"])
    assert await stream.next("settings")
    assert (await call(server, "POST", "/api/obs/source"))["result"] == "repaired"
    assert list(obs.obs.inputs) == ["Seatfiller"]


async def test_an_obs_on_another_machine_gets_an_address_that_it_can_reach(start, obs, monkeypatch):
    """127.0.0.1 would be itself."""
    server = await start(obs={"url": "ws://192.0.2.77:4455"}, host="192.0.2.10")
    await server.sign_in()
    seen = []

    async def add(link):
        seen.append(link)
        return obs_connection.Added("created", "Seatfiller", "Game")

    monkeypatch.setattr(server.app[SERVICES].obs.connection, "add", add)
    await call(server, "POST", "/api/obs/source")
    assert seen[0].host == "192.0.2.10"


async def test_each_trouble_has_its_code(server, obs):
    """Never a bare 500."""
    assert (await call(server, "POST", "/api/obs/source", 502))["code"] == "OBS_OFF"
    await call(server, "PUT", "/api/obs/connection", json={"password": "guess"})
    await until(lambda: server.app[SERVICES].obs.connection.status.state == "wrong-password")
    assert (await call(server, "POST", "/api/obs/source", 502))["code"] == "OBS_WRONG_PASSWORD"
    await connect(server)
    obs.obs.kinds.discard("browser_source")
    assert (await call(server, "POST", "/api/obs/source", 502))["code"] == "OBS_NO_BROWSER"
    obs.not_ready = 0
    obs.obs.scene = "gone"
    obs.obs.kinds.add("browser_source")
    said = await call(server, "POST", "/api/obs/source", 502)
    assert (said["code"], said["comment"]) == ("OBS_REFUSED", "No source was found by that name.")
    await obs.stop()
    assert (await call(server, "POST", "/api/obs/source", 502))["code"] == "OBS_ABSENT"


async def test_a_renewed_link_is_in_obs_at_once(server, obs):
    """With the look that the source had; the highlight's page gets it too, and a stranger's page doesn't."""
    await connect(server)
    await call(server, "POST", "/api/obs/source")
    link = url_of(obs)
    obs.obs.inputs["Seatfiller"].settings["url"] = str(link.update_query(look="night"))
    obs.obs.put("big", {"url": str(link.with_path("/highlight", keep_query=True))}, scene="Game")
    obs.obs.put("alerts", {"url": "https://alerts.example/overlay?token=1"}, scene="Game")
    said = await call(server, "POST", "/api/links/overlay/rotate")
    assert said["inObs"] == 2
    assert url_of(obs).query["look"] == "night"
    for name in ("Seatfiller", "big"):
        async with server.client.get(
            f"{server.url}/api/channel", params={"token": url_of(obs, name).query["token"]}
        ) as a:
            assert a.status == 403, "an overlay's token, alive"
    assert url_of(obs, "alerts").query["token"] == "1"


async def test_what_obs_says_decides_without_an_overlay(server, obs):
    """Its scenes pick the game, its stream hides the chat."""
    for game in ("minecraft", None):
        await call(server, "PATCH", "/api/channel", json={"game": game})
    await call(
        server,
        "PATCH",
        "/api/channel",
        json={"goLive": "hide", "rules": [{"contains": "mine", "do": "game", "value": "minecraft"}]},
    )
    await connect(server)
    await obs.switch_to("Minecraft cam")
    await obs.stream(on=True)
    channels = server.app[SERVICES].channels
    await until(lambda: channels.get("main").visibility == "live")
    assert channels.get("main").game == "Minecraft"
    await obs.stream(on=False)
    await until(lambda: channels.get("main").visibility == "up")

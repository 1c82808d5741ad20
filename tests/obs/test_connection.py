"""The connection: it is made when it is told to, says how that stands, comes back, and minds the sources."""

from __future__ import annotations

import asyncio
import logging

import pytest
from yarl import URL

from server.obs import client
from server.obs import connection as obs_connection
from server.obs.errors import NoBrowser, NotSetUp, ObsUnreachable, TooOld, WrongPassword
from tests.support.obs_double import until

PASSWORD = "open sesame"


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Rests that a test can wait for."""
    monkeypatch.setattr(obs_connection, "RESTS_S", (0.02, 0.05))
    monkeypatch.setattr(client, "HELLO_S", 0.5)


async def connect(kept, obs, password=PASSWORD):
    before = len(obs.log)
    await kept.obs_connection.set_up(password)
    await until(lambda: "GetRecordStatus" in obs.log[before:])


async def test_nothing_connects_before_it_is_set_up(kept, obs, links):
    """OBS is asked nothing, and who asks for a source is told why there is none."""
    with pytest.raises(NotSetUp):
        await kept.obs_connection.add(links.url)
    assert kept.obs_connection.status.state == "off"
    assert obs.identified == 0


async def test_it_connects_and_tells_how_obs_is(kept, obs):
    """State, version, scene, stream."""
    obs.obs.streaming = True
    await connect(kept, obs)
    await until(lambda: kept.heard)
    assert (kept.obs_connection.status.state, kept.obs_connection.status.version) == ("connected", "30.2.3")
    assert kept.states == ["connecting", "connected"]
    assert kept.heard == [{"streaming": True, "recording": False, "scene": "Game"}]


async def test_it_tells_what_happens(kept, obs):
    """A scene, a stream that starts and stops: each once, when it is done."""
    await connect(kept, obs)
    await until(lambda: kept.heard)
    await obs.switch_to("Talk")
    await obs.stream(on=True)
    await obs.stream(on=False)
    await until(lambda: len(kept.heard) == 4)
    assert kept.heard[1:] == [{"scene": "Talk"}, {"streaming": True}, {"streaming": False}]


async def test_an_obs_without_a_password_needs_none(kept, obs):
    """Whatever was typed."""
    obs.wants_password = False
    await connect(kept, obs, password="")
    assert kept.obs_connection.status.state == "connected"


async def test_a_wrong_password_is_said_and_the_right_one_helps(kept, obs, links):
    """OBS isn't bothered again soon; who asks for a source has it tried once more at once."""
    await kept.obs_connection.set_up("guess")
    await until(lambda: kept.obs_connection.status.state == "wrong-password")
    with pytest.raises(WrongPassword):
        await kept.obs_connection.add(links.url)
    assert obs.refused == 2
    await connect(kept, obs)
    assert kept.states == ["connecting", "wrong-password", "connecting", "connected"]


async def test_an_empty_password_is_not_even_tried(kept, obs):
    """Nothing for OBS's log."""
    await kept.obs_connection.set_up("")
    await until(lambda: kept.obs_connection.status.state == "wrong-password")
    assert obs.refused == 0


async def test_an_absent_obs_is_found_when_it_comes(kept, obs, links):
    """One quiet word, then retries."""
    await obs.stop()
    await kept.obs_connection.set_up(PASSWORD)
    await until(lambda: kept.obs_connection.status.state == "absent")
    with pytest.raises(ObsUnreachable):
        await kept.obs_connection.add(links.url)
    await obs.start()
    await until(lambda: kept.obs_connection.status.state == "connected")
    assert kept.states == ["connecting", "absent", "connected"]


async def test_obs_websocket_4_is_too_old(kept, obs, links):
    """It waits to be asked, and answers in its own words."""
    obs.speaks = "4"
    await kept.obs_connection.set_up(PASSWORD)
    await until(lambda: kept.obs_connection.status.state == "old")
    with pytest.raises(TooOld):
        await kept.obs_connection.add(links.url)


async def test_what_says_nothing_is_no_obs(kept, obs):
    """Something else sits on the port."""
    obs.speaks = "nothing"
    await kept.obs_connection.set_up(PASSWORD)
    await until(lambda: kept.obs_connection.status.state == "absent")


@pytest.mark.parametrize("how", ["closed", "cut", "nonsense", "kicked"])
async def test_a_connection_that_ends_comes_back(kept, obs, how):
    """OBS closed it, the cable broke, it said nonsense, its user threw us out of the list."""
    await connect(kept, obs)
    if how == "closed":
        await obs.stop()
        await until(lambda: kept.obs_connection.status.state == "absent")
        await obs.start()
    elif how == "cut":
        obs.cut()
    elif how == "nonsense":
        await obs.say("<html>")
    else:
        await obs.hang_up(4011)
    await until(lambda: obs.identified == 2 and kept.obs_connection.status.state == "connected")


async def test_our_sources_are_loaded_anew_when_we_connect(kept, obs, links):
    """An OBS that started first shows a blank source until somebody does; coming and going doesn't make it flicker."""
    obs.obs.put("chat", {"url": str(links.url)}, scene="Game")
    await connect(kept, obs)
    assert obs.obs.inputs["chat"].loads == 2
    obs.cut()
    await until(lambda: obs.log.count("GetRecordStatus") == 2)
    assert obs.obs.inputs["chat"].loads == 2


async def test_it_names_the_scenes_there_are(kept, obs):
    """In OBS's own order, for a rule to choose from; none without OBS."""
    assert await kept.obs_connection.scenes() == []
    await connect(kept, obs)
    assert await kept.obs_connection.scenes() == ["Game", "Talk"]


async def test_a_renewed_link_reaches_the_sources(kept, obs, links):
    """At once where OBS is there, on connecting where it wasn't, and in another scene collection when that opens."""
    obs.obs.put("chat", {"url": f"{links.url}&look=night"}, scene="Game")
    assert await kept.obs_connection.update_links() == 0
    links.newest = "tomorrow"
    await connect(kept, obs)
    assert URL(obs.obs.inputs["chat"].settings["url"]).query == {"token": "tomorrow", "look": "night"}
    links.newest = "next week"
    assert await kept.obs_connection.update_links() == 1
    assert URL(obs.obs.inputs["chat"].settings["url"]).query["token"] == "next week"
    obs.obs.put("other", {"url": "http://127.0.0.1:4321/overlay?token=today"}, scene="Talk")
    await obs.switch_collection()
    await until(lambda: URL(obs.obs.inputs["other"].settings["url"]).query["token"] == "next week")


async def test_a_source_is_added(kept, obs, links):
    """Over the real wire."""
    await connect(kept, obs)
    assert (await kept.obs_connection.add(links.url)).how == "created"
    assert obs.obs.inputs["Seatfiller"].settings["url"] == str(links.url)


async def test_adding_finds_an_obs_that_has_just_come(kept, obs, links, monkeypatch):
    """Nobody has to wait for the next attempt."""
    monkeypatch.setattr(obs_connection, "RESTS_S", (600,))
    await obs.stop()
    await kept.obs_connection.set_up(PASSWORD)
    await until(lambda: kept.obs_connection.status.state == "absent")
    await obs.start()
    assert (await kept.obs_connection.add(links.url)).how == "created"


async def test_a_connection_that_never_holds_is_tried_less_and_less(kept, obs, links, monkeypatch):
    """One that OBS drops at once is no better than none."""
    monkeypatch.setattr(obs_connection, "RESTS_S", (0.02, 600))
    await connect(kept, obs)
    obs.cut()
    await until(lambda: obs.log.count("GetRecordStatus") == 2)
    obs.cut()
    await until(lambda: kept.obs_connection.status.state == "absent")
    await asyncio.sleep(0.2)
    assert obs.identified == 2
    assert (await kept.obs_connection.add(links.url)).how == "created"


async def test_an_obs_without_browser_sources_stays_connected(kept, obs, links):
    """What it can't do is said; the rest goes on."""
    obs.obs.kinds.discard("browser_source")
    await connect(kept, obs)
    with pytest.raises(NoBrowser):
        await kept.obs_connection.add(links.url)
    assert kept.obs_connection.status.state == "connected"


async def test_an_obs_that_still_loads_is_waited_for(kept, obs, monkeypatch):
    """Code 207."""
    monkeypatch.setattr(client, "NOT_READY_S", 0.01)
    obs.not_ready = 3
    await connect(kept, obs)
    assert obs.log[:4] == ["GetVersion"] * 4


async def test_an_obs_that_hangs_is_not_waited_for(kept, obs, links, monkeypatch):
    """A request without an answer ends."""
    monkeypatch.setattr(client, "ANSWER_S", 0.2)
    await connect(kept, obs)
    obs.mute.add("CreateInput")
    with pytest.raises(ObsUnreachable):
        await kept.obs_connection.add(links.url)


async def test_adding_under_way_learns_that_obs_is_gone(kept, obs, links):
    """It doesn't wait for its time-out."""
    await connect(kept, obs)
    obs.mute.add("GetInputList")
    adding = asyncio.ensure_future(kept.obs_connection.add(links.url))
    await until(lambda: obs.log[-1] == "GetCurrentProgramScene")
    obs.cut()
    with pytest.raises(ObsUnreachable):
        await adding


async def test_forgetting_hangs_up(kept, obs, links):
    """And nothing comes back."""
    await connect(kept, obs)
    await kept.obs_connection.forget()
    assert kept.obs_connection.status.state == "off"
    with pytest.raises(NotSetUp):
        await kept.obs_connection.add(links.url)
    assert obs.identified == 1


async def test_a_listener_that_fails_ends_nothing(obs, links, caplog):
    """A full disk is an error of the channel, not of OBS."""
    told = []

    async def fail(changes):
        told.append(changes)
        raise OSError("disk full")

    async with obs_connection.ObsConnection(obs.url, links, heard=fail, changed=lambda status: None) as kept:
        await kept.set_up(PASSWORD)
        await until(lambda: told)
        await obs.switch_to("Talk")
        await until(lambda: len(told) == 2)
        assert kept.status.state == "connected"
    assert "disk full" in caplog.text


async def test_the_password_is_never_logged(kept, obs, caplog):
    """At no level, whether it is right or wrong."""
    caplog.set_level(logging.DEBUG)
    await kept.obs_connection.set_up("hunter2-wrong")
    await until(lambda: kept.obs_connection.status.state == "wrong-password")
    await connect(kept, obs)
    assert "hunter2" not in caplog.text
    assert PASSWORD not in caplog.text
    assert "hunter2" not in repr(vars(kept.obs_connection))

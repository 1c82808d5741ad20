"""Hiding in OBS: our sources are hidden while the chat is, wherever they are; and only what we hid is shown again."""

from __future__ import annotations

import pytest

from server.obs import client, hiding
from server.obs import connection as obs_connection
from server.obs.connection import ObsConnection
from server.obs.hidden_places import MOST, REALM, SLOT
from tests.obs.conftest import Kept
from tests.support.obs_double import until

PASSWORD = "open sesame"


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Rests that a test can wait for."""
    monkeypatch.setattr(obs_connection, "RESTS_S", (0.02, 0.05))
    monkeypatch.setattr(hiding, "AGAIN_S", 0.05)


@pytest.fixture
def chat(obs, links):
    """An OBS with the chat in two scenes and in a group, once more with its eye closed, and with other sources."""
    little = obs.obs
    little.put("chat", {"url": str(links.url)}, scene="Game")
    little.put("grouped", {"url": f"{links.url}&look=night"}, scene="Talk")
    little.group("Corner", scene="Talk", of="grouped")
    little.put("closed", {"url": str(links.url)}, scene="Talk")
    little.items("Talk")["closed"].enabled = False
    little.put("loader", {"is_local_file": True, "local_file": "C:/Users/a/seatfiller.html"}, scene="Talk")
    little.put("alerts", {"url": "https://example.com/alerts"}, scene="Game")
    little._CreateSceneItem("Talk", "chat")
    return little


SHOWN = {
    "Game/chat": True,
    "Game/alerts": True,
    "Talk/chat": True,
    "Talk/Corner": True,
    "Talk/closed": False,
    "Talk/loader": True,
    "Corner/grouped": True,
}
HIDDEN = SHOWN | dict.fromkeys(("Game/chat", "Talk/chat", "Talk/loader", "Corner/grouped"), False)


async def connect(kept, obs):
    before = len(obs.log)
    await kept.obs_connection.set_up(PASSWORD)
    await until(lambda: "GetRecordStatus" in obs.log[before:])


async def hide(kept, chat):
    kept.obs_connection.hide(hidden=True)
    await until(lambda: kept.obs_connection.status.hidden and chat.enabled() == HIDDEN)


async def show(kept, chat):
    kept.obs_connection.hide(hidden=False)
    await until(lambda: not kept.obs_connection.status.hidden and chat.enabled() == SHOWN)


async def test_all_our_sources_are_hidden_and_shown_again(kept, obs, chat):
    """In all scenes and groups; what the streamer had hidden stays so, and other sources aren't touched."""
    await connect(kept, obs)
    await hide(kept, chat)
    await show(kept, chat)
    assert [status.hidden for status in kept.statuses[-2:]] == [True, False]


async def test_what_is_hidden_is_written_down_first(kept, obs, chat):
    """A crash between the two can't leave a source hidden that nobody remembers."""
    await connect(kept, obs)
    await hide(kept, chat)
    assert obs.log.index("SetPersistentData") < obs.log.index("SetSceneItemEnabled")
    kept.obs_connection.hide(hidden=False)
    await until(lambda: obs.log.count("SetPersistentData") == 2)
    assert obs.log[-1] == "SetPersistentData"


async def test_an_obs_that_comes_later_hides_them_too(kept, obs, chat):
    """Hiding waits for a connection."""
    kept.obs_connection.hide(hidden=True)
    await connect(kept, obs)
    await until(lambda: chat.enabled() == HIDDEN)


async def test_another_run_of_ours_shows_what_this_one_hid(kept, obs, chat, links):
    """We crashed while it was hidden, and it is shown when we are back: OBS remembers what we hid."""
    await connect(kept, obs)
    await hide(kept, chat)

    async def hear(changes):
        pass

    async with ObsConnection(obs.url, links, heard=hear, changed=lambda status: None) as again:
        await again.set_up(PASSWORD)
        await until(lambda: chat.enabled() == SHOWN)


async def test_an_obs_that_crashed_is_hidden_again(kept, obs, chat):
    """It comes back with its scenes as they were before; still what we hid is shown in the end, and no more."""
    await connect(kept, obs)
    await hide(kept, chat)
    await obs.stop()
    await until(lambda: not kept.obs_connection.status.hidden)
    chat.items("Game")["chat"].enabled = True
    await obs.start()
    await until(lambda: kept.obs_connection.status.hidden and chat.enabled() == HIDDEN)
    await show(kept, chat)


async def test_many_in_a_row_end_in_the_last(kept, obs, chat):
    """However fast somebody presses."""
    await connect(kept, obs)
    for _ in range(20):
        kept.obs_connection.hide(hidden=True)
        kept.obs_connection.hide(hidden=False)
    await hide(kept, chat)
    for _ in range(20):
        kept.obs_connection.hide(hidden=False)
        kept.obs_connection.hide(hidden=True)
    await show(kept, chat)


async def test_what_was_removed_meanwhile_is_no_error(kept, obs, chat):
    """An item, a source and a whole scene: the others are shown again."""
    await connect(kept, obs)
    await hide(kept, chat)
    chat.scenes["Game"].remove(chat.items("Game")["chat"])
    del chat.inputs["loader"]
    chat.scenes["Talk"].remove(chat.items("Talk")["loader"])
    del chat.groups["Corner"]
    kept.obs_connection.hide(hidden=False)
    await until(lambda: chat.enabled().get("Talk/chat"))
    await until(lambda: chat.persistent[f"{REALM}/{SLOT}"] == "[]")
    assert kept.obs_connection.status.state == "connected"


async def test_another_scene_collection_is_hidden_when_it_opens(kept, obs, chat, links):
    """And the first one is shown once it opens again."""
    await connect(kept, obs)
    await hide(kept, chat)
    first, chat.scenes, chat.groups, chat.collection = (chat.scenes, chat.groups), {"Game": []}, {}, "Weekend"
    chat._CreateSceneItem("Game", "chat")
    await obs.switch_collection()
    await until(lambda: chat.enabled() == {"Game/chat": False})
    kept.obs_connection.hide(hidden=False)
    await until(lambda: chat.enabled() == {"Game/chat": True})
    (chat.scenes, chat.groups), chat.collection = first, "Evenings"
    assert chat.enabled() == HIDDEN
    await obs.switch_collection()
    await until(lambda: chat.enabled() == SHOWN)


async def test_a_source_added_while_it_is_hidden_is_hidden_too(kept, obs, links):
    """ "Add to OBS" opens eyes; they close until the chat is shown."""
    await connect(kept, obs)
    kept.obs_connection.hide(hidden=True)
    await kept.obs_connection.add(links.url)
    await until(lambda: obs.obs.enabled() == {"Game/Seatfiller": False})
    kept.obs_connection.hide(hidden=False)
    await until(lambda: obs.obs.enabled() == {"Game/Seatfiller": True})


@pytest.mark.parametrize("request_type", ["GetSceneItemList", "SetPersistentData", "SetSceneItemEnabled"])
async def test_an_obs_that_hangs_hides_when_it_is_back(kept, obs, chat, monkeypatch, request_type):
    """Whatever it didn't answer; the connection stays, and so does what else is heard over it."""
    monkeypatch.setattr(client, "ANSWER_S", 0.1)
    await connect(kept, obs)
    obs.mute.add(request_type)
    kept.obs_connection.hide(hidden=True)
    await until(lambda: obs.asked.count(request_type) > 1)
    await obs.switch_to("Talk")
    await until(lambda: {"scene": "Talk"} in kept.heard)
    assert not kept.obs_connection.status.hidden
    obs.mute.clear()
    await until(lambda: kept.obs_connection.status.hidden and chat.enabled() == HIDDEN)


@pytest.mark.parametrize("kept_by_obs", ["nonsense", 7, "[1]", '{"a": 1}', '[["a", "b", "c", "d"]]', ["x"], "null"])
async def test_what_we_did_not_write_is_nothing(kept, obs, chat, kept_by_obs):
    """Somebody else's words in our place hide nothing, show nothing and stop nothing."""
    chat.persistent[f"{REALM}/{SLOT}"] = kept_by_obs
    await connect(kept, obs)
    await hide(kept, chat)
    await show(kept, chat)


async def test_what_is_remembered_is_bounded(kept, obs, chat):
    """An OBS that is never shown the same scene collection again doesn't make the list grow for ever."""
    chat.scenes["Game"] = []
    for _ in range(MOST + 20):
        chat._CreateSceneItem("Game", "chat")
    kept.obs_connection.hide(hidden=True)
    await connect(kept, obs)
    await until(lambda: kept.obs_connection.status.hidden)
    assert chat.persistent[f"{REALM}/{SLOT}"].count("Evenings") == MOST


async def test_who_disconnects_gets_their_sources_back(kept, obs, chat):
    """Nobody else would show them; the pages themselves stay hidden. Connected again, OBS hides them again."""
    await connect(kept, obs)
    await hide(kept, chat)
    await kept.obs_connection.forget()
    assert chat.enabled() == SHOWN
    assert not kept.obs_connection.status.hidden
    await connect(kept, obs)
    await until(lambda: chat.enabled() == HIDDEN)


async def test_without_a_source_of_ours_nothing_is_said_to_be_hidden(kept: Kept, obs):
    """An honest word: OBS was asked, and there was nothing to hide."""
    obs.obs.put("alerts", {"url": "https://example.com/alerts"}, scene="Game")
    await connect(kept, obs)
    kept.obs_connection.hide(hidden=True)
    await until(lambda: obs.log.count("GetInputList") == 2)
    assert obs.obs.enabled() == {"Game/alerts": True}
    assert not kept.obs_connection.status.hidden

"""Against OBS itself, where there is one. Debian's has no browser source; its colours take any setting, a URL too."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress

import pytest
from aiohttp import ClientSession
from yarl import URL

from server.obs import hidden_places, sources
from server.obs.client import Client, connected
from server.obs.errors import NoBrowser, RequestRefusedError
from tests.obs import real_obs
from tests.obs.conftest import Kept, Links
from tests.obs.real_obs import PASSWORD, RealOBS
from tests.support.obs_double import until

pytestmark = pytest.mark.skipif(real_obs.missing() is not None, reason=str(real_obs.missing()))

PATIENCE_S = 60


@pytest.fixture(scope="module")
def obs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealOBS]:
    """OBS, running."""
    with real_obs.running(tmp_path_factory.mktemp("obs")) as obs:
        yield obs


@pytest.fixture
async def by_hand(obs: RealOBS) -> AsyncIterator[Client]:
    """What the streamer does in OBS."""
    async with ClientSession() as session, connected(session, obs.url, PASSWORD) as client:
        yield client
        for scene in (await client.ask("GetSceneList"))["scenes"]:
            if scene["sceneName"] != "Scene":
                await client.ask("RemoveScene", sceneName=scene["sceneName"])
        # OBS lets a removed source go when it next draws the scene that held it.
        async with asyncio.timeout(PATIENCE_S):
            while left := (await client.ask("GetInputList"))["inputs"]:
                for source in left:
                    with suppress(RequestRefusedError):
                        await client.ask("RemoveInput", inputName=source["inputName"])
                await asyncio.sleep(0.05)


@pytest.fixture
def colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kind of source that this OBS has."""
    monkeypatch.setattr(sources, "KIND", "color_source_v3")


async def connect(kept: Kept) -> None:
    await kept.obs_connection.set_up(PASSWORD)
    await until(lambda: kept.heard, PATIENCE_S)


async def settings_of(client: Client, name: str) -> dict[str, object]:
    return dict((await client.ask("GetInputSettings", inputName=name))["inputSettings"])


async def test_it_connects(kept: Kept) -> None:
    """Version, scene, nothing on air."""
    await connect(kept)
    assert kept.obs_connection.status.state == "connected"
    assert int(str(kept.obs_connection.status.version).partition(".")[0]) >= 28
    assert kept.heard == [{"streaming": False, "recording": False, "scene": "Scene"}]


async def test_it_refuses_a_wrong_password(kept: Kept) -> None:
    """With the close code that we take it by."""
    await kept.obs_connection.set_up("guess")
    await until(lambda: kept.obs_connection.status.state == "wrong-password", PATIENCE_S)


async def test_its_scene_and_its_recording_are_heard(kept: Kept, by_hand: Client) -> None:
    """As they happen."""
    await connect(kept)
    await by_hand.ask("CreateScene", sceneName="Boss night")
    await by_hand.ask("SetCurrentProgramScene", sceneName="Boss night")
    await until(lambda: {"scene": "Boss night"} in kept.heard, PATIENCE_S)
    await by_hand.ask("StartRecord")
    await until(lambda: {"recording": True} in kept.heard, PATIENCE_S)
    await by_hand.ask("StopRecord")
    await until(lambda: {"recording": False} in kept.heard, PATIENCE_S)


async def test_without_a_browser_source_it_says_so(kept: Kept, by_hand: Client, links: Links) -> None:
    """605, and the connection stays."""
    if "browser_source" in (await by_hand.ask("GetInputKindList"))["inputKinds"]:
        pytest.skip("this OBS has browser sources")
    await connect(kept)
    with pytest.raises(NoBrowser):
        await kept.obs_connection.add(links.url)
    assert kept.obs_connection.status.state == "connected"


@pytest.mark.usefixtures("colours")
async def test_a_source_is_made_found_and_shown(kept: Kept, by_hand: Client, links: Links) -> None:
    """Made once; its eye closed, it is opened; in another scene, it is shown there too."""
    await connect(kept)
    assert (await kept.obs_connection.add(links.url)).how == "created"
    item = (await by_hand.ask("GetSceneItemId", sceneName="Scene", sourceName="Seatfiller"))["sceneItemId"]
    placed = await by_hand.ask("GetSceneItemTransform", sceneName="Scene", sceneItemId=item)
    assert placed["sceneItemTransform"]["positionY"] == 120
    await by_hand.ask("SetSceneItemEnabled", sceneName="Scene", sceneItemId=item, sceneItemEnabled=False)
    assert (await kept.obs_connection.add(links.url)).how == "repaired"
    enabled = await by_hand.ask("GetSceneItemEnabled", sceneName="Scene", sceneItemId=item)
    assert enabled["sceneItemEnabled"]
    await by_hand.ask("CreateScene", sceneName="Two")
    await by_hand.ask("SetCurrentProgramScene", sceneName="Two")
    async with asyncio.timeout(PATIENCE_S):  # until the transition has left the first scene
        while (await by_hand.ask("GetSourceActive", sourceName="Seatfiller"))["videoActive"]:  # noqa: ASYNC110
            await asyncio.sleep(0.05)
    assert (await kept.obs_connection.add(links.url)).scene == "Two"
    items = [len((await by_hand.ask("GetSceneItemList", sceneName=name))["sceneItems"]) for name in ("Scene", "Two")]
    assert items == [1, 1]
    assert len((await by_hand.ask("GetInputList"))["inputs"]) == 1


@pytest.mark.usefixtures("colours")
async def test_a_renewed_link_arrives(kept: Kept, by_hand: Client, links: Links) -> None:
    """With the options that the source had, and beside the settings of the streamer."""
    await by_hand.ask(
        "CreateInput",
        sceneName="Scene",
        inputName="My chat",
        inputKind="color_source_v3",
        inputSettings={"url": f"{links.url}&look=night", "css": "x"},
    )
    await connect(kept)
    links.newest = "tomorrow"
    assert await kept.obs_connection.update_links() == 1
    settings = await settings_of(by_hand, "My chat")
    assert URL(str(settings["url"])).query == {"token": "tomorrow", "look": "night"}
    assert settings["css"] == "x"


@pytest.mark.usefixtures("colours")
async def test_our_sources_are_hidden_and_shown_again(kept: Kept, by_hand: Client, links: Links) -> None:
    """In every scene, but for the one that the streamer had hidden; OBS keeps what we hid for another run of ours."""
    await by_hand.ask("CreateScene", sceneName="Two")
    await connect(kept)
    await kept.obs_connection.add(links.url)
    await by_hand.ask("CreateSceneItem", sceneName="Two", sourceName="Seatfiller")
    closed = (await by_hand.ask("CreateSceneItem", sceneName="Two", sourceName="Seatfiller"))["sceneItemId"]
    await by_hand.ask("SetSceneItemEnabled", sceneName="Two", sceneItemId=closed, sceneItemEnabled=False)

    async def enabled() -> list[bool]:
        lists = [(await by_hand.ask("GetSceneItemList", sceneName=name))["sceneItems"] for name in ("Scene", "Two")]
        return [item["sceneItemEnabled"] for items in lists for item in items]

    before = await enabled()
    assert sorted(before) == [False, True, True]
    kept.obs_connection.hide(hidden=True)
    await until(lambda: kept.obs_connection.status.hidden, PATIENCE_S)
    assert await enabled() == [False] * 3
    assert len(await hidden_places.hidden(by_hand.ask)) == 2
    kept.obs_connection.hide(hidden=False)
    await until(lambda: not kept.obs_connection.status.hidden, PATIENCE_S)
    assert await enabled() == before
    assert await hidden_places.hidden(by_hand.ask) == []


async def test_it_lists_what_is_in_a_group(by_hand: Client) -> None:
    """Without any, an empty list; asked for one that isn't there, a refusal that we take for "removed"."""
    assert (await by_hand.ask("GetGroupList"))["groups"] == []
    with pytest.raises(RequestRefusedError):
        await by_hand.ask("GetGroupSceneItemList", sceneName="Corner")


async def test_it_is_missed_when_it_is_closed(kept: Kept, obs: RealOBS) -> None:
    """The last test: OBS is gone after it."""
    await connect(kept)
    obs.close()
    await until(lambda: kept.obs_connection.status.state == "absent", PATIENCE_S)

"""Sources: made, found again, mended; and nothing of the streamer's is touched that isn't ours."""

from __future__ import annotations

import pytest
from yarl import URL

from server.obs import sources
from server.obs.errors import NoBrowser, RequestRefusedError
from server.obs.sources import Added
from tests.obs.little_obs import LittleOBS, Refusal

OLD = "http://127.0.0.1:4321/overlay?token=yesterday"


@pytest.fixture
def little() -> LittleOBS:
    """An OBS without a connection before it."""
    return LittleOBS()


@pytest.fixture
def ask(little):
    """Requests that go straight to it."""

    async def ask(type, /, **data):
        try:
            return little.request(type, data) or {}
        except Refusal as refusal:
            raise (NoBrowser if refusal.code == 605 else RequestRefusedError)(refusal.code, refusal.comment) from None

    return ask


async def test_a_new_source_has_the_link_the_size_and_its_corner(little, ask, links):
    """In the scene on air, level 1, not shut down when hidden, OBS's own CSS, in the lower left."""
    assert await sources.add(ask, links.url, links) == Added("created", "Seatfiller", "Game")
    settings = little.inputs["Seatfiller"].settings
    assert settings["url"] == "http://127.0.0.1:4321/overlay?token=today"
    assert (settings["width"], settings["height"]) == (400, 600)
    assert (settings["webpage_control_level"], settings["shutdown"]) == (1, False)
    assert "css" not in settings
    assert little.items("Game")["Seatfiller"].transform == {"positionX": 0.0, "positionY": 480}
    assert little.scenes["Talk"] == []


async def test_a_canvas_lower_than_the_source_has_it_at_the_top(little, ask, links):
    """Never above the canvas."""
    little.video = (640, 360)
    await sources.add(ask, links.url, links)
    assert little.items("Game")["Seatfiller"].transform["positionY"] == 0


async def test_a_second_press_makes_no_second_source(little, ask, links):
    """It is found again, and on air already."""
    await sources.add(ask, links.url, links)
    assert (await sources.add(ask, links.url, links)).how == "repaired"
    assert list(little.inputs) == ["Seatfiller"]
    assert len(little.scenes["Game"]) == 1


async def test_an_old_source_gets_the_link_and_keeps_what_the_streamer_set(little, ask, links):
    """Found by its address whatever its name; its look, its size and its CSS stay."""
    little.put("My chat", {"url": f"{OLD}&look=night", "width": 500, "css": "x"}, scene="Game")
    assert (await sources.add(ask, links.url, links)).name == "My chat"
    settings = little.inputs["My chat"].settings
    assert URL(settings["url"]).query == {"token": "today", "look": "night"}
    assert (settings["width"], settings["css"]) == (500, "x")
    assert list(little.inputs) == ["My chat"]


@pytest.mark.parametrize(
    "settings",
    [
        {"url": "http://127.0.0.1:4999/overlay?token=x"},
        {"url": "http://["},
        {"is_local_file": True, "local_file": "C:\\Users\\me\\Desktop\\loader.html"},
        {},
    ],
)
async def test_a_source_of_our_name_is_repaired_whatever_it_shows(little, ask, links, settings):
    """Another port, an address that is none, a loader, nothing yet."""
    little.put("Seatfiller", settings, scene="Game")
    assert (await sources.add(ask, links.url, links)).how == "repaired"
    assert little.inputs["Seatfiller"].settings["url"] == str(links.url)
    assert not little.inputs["Seatfiller"].settings["is_local_file"]


async def test_a_source_of_another_scene_is_shown_here_too(little, ask, links):
    """The same source, so that OBS runs one page."""
    little.put("Seatfiller", {"url": OLD}, scene="Talk")
    assert (await sources.add(ask, links.url, links)).scene == "Game"
    assert "Seatfiller" in little.items("Game")
    assert list(little.inputs) == ["Seatfiller"]


async def test_a_hidden_source_is_shown_again(little, ask, links):
    """Its eye in the list was closed."""
    little.put("Seatfiller", {"url": OLD}, scene="Game")
    little.items("Game")["Seatfiller"].enabled = False
    await sources.add(ask, links.url, links)
    assert little.items("Game")["Seatfiller"].enabled
    assert len(little.scenes["Game"]) == 1


async def test_one_that_is_on_air_is_enough(little, ask, links):
    """Two looks for two scenes: neither is put into the other's scene."""
    little.put("A", {"url": f"{OLD}&look=a"}, scene="Talk")
    little.put("B", {"url": f"{OLD}&look=b"}, scene="Game")
    await sources.add(ask, links.url, links)
    assert list(little.items("Game")) == ["B"]
    assert {URL(little.inputs[name].settings["url"]).query["token"] for name in "AB"} == {"today"}


async def test_a_name_that_is_taken_gets_a_number(little, ask, links):
    """An image of that name stays what it is."""
    little.put("Seatfiller", {"file": "seats.png"}, kind="image_source", scene="Game")
    assert (await sources.add(ask, links.url, links)).name == "Seatfiller 2"
    assert little.inputs["Seatfiller"].settings == {"file": "seats.png"}


async def test_a_source_that_cannot_be_mended_keeps_none_of_the_others(little, ask, links):
    """It was removed while we looked at it."""
    little.put("gone", {"url": OLD}, scene="Game")
    little.put("dead", {"url": OLD}, scene="Game")

    async def removing(type, /, **data):
        if type == "SetInputSettings":
            little.inputs.pop("gone", None)
        return await ask(type, **data)

    assert await sources.update_sources(removing, links, refresh=True) == 1
    assert URL(little.inputs["dead"].settings["url"]).query["token"] == "today"


async def test_a_loader_is_found_and_given_the_link(little, ask, links):
    """By its file's name, whatever the source's: no second source, and no stale link in a file."""
    little.put("chat", {"is_local_file": True, "local_file": "C:/Users/me/seatfiller (2).HTML"}, scene="Game")
    assert await sources.add(ask, links.url, links) == Added("repaired", "chat", "Game")
    assert little.inputs["chat"].settings["url"] == str(links.url)


async def test_an_obs_without_browser_sources_says_so(little, ask, links):
    """Code 605, as Debian's answers."""
    little.kinds.discard("browser_source")
    with pytest.raises(NoBrowser):
        await sources.add(ask, links.url, links)


async def test_mending_renews_dead_links_and_loads_the_rest_anew(little, ask, links):
    """Each once; a loader waits by itself; what isn't ours is left alone, one of our name too: nobody asked."""
    little.put("dead", {"url": f"{OLD}&look=a"}, scene="Talk")
    little.put("alive", {"url": f"{links.url}&look=b"}, scene="Game")
    little.put("loader", {"is_local_file": True, "local_file": "/home/me/seatfiller (1).html"}, scene="Game")
    little.put("alerts", {"url": "https://alerts.example/overlay?token=1"}, scene="Game")
    little.put("Seatfiller", {"url": "http://127.0.0.1:4999/overlay?token=1"}, scene="Game")
    assert await sources.update_sources(ask, links, refresh=True) == 1
    assert URL(little.inputs["dead"].settings["url"]).query == {"token": "today", "look": "a"}
    loads = {name: source.loads for name, source in little.inputs.items()}
    assert loads == {"dead": 2, "alive": 2, "loader": 1, "alerts": 1, "Seatfiller": 1}
    assert await sources.update_sources(ask, links, refresh=False) == 0
    assert little.inputs["alive"].loads == 2

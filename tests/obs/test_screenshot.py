"""Which of OBS's sources is the game, and what comes back of its picture."""

from __future__ import annotations

import pytest

from server.obs.errors import RequestRefusedError
from server.obs.screenshot import find_source, take_picture
from tests.obs.little_obs import LittleOBS, Refusal


@pytest.fixture
def obs():
    """An OBS with a chat, a camera in the corner and a game."""
    obs = LittleOBS()
    obs.put("Chat", {}, scene="Game")
    obs.items("Game")["Chat"].transform.update(width=1920, height=1080)
    obs.put_game("Camera", scene="Game", width=400, height=300, kind="dshow_input")
    obs.put_game("Elden Ring", scene="Game", width=1600, height=900)
    return obs


@pytest.fixture
def ask(obs):
    """Requests to it."""

    async def ask(type, /, **data):
        try:
            return obs.request(type, data) or {}
        except Refusal as refusal:
            raise RequestRefusedError(refusal.code, refusal.comment) from None

    return ask


async def test_the_largest_source_of_a_fitting_kind_is_the_game(ask):
    """Never a browser source, however large: it may be our own chat."""
    found = await find_source(ask, None)
    assert (found.name, found.is_scene) == ("Elden Ring", False)
    assert found.all == ("Camera", "Elden Ring")


async def test_what_is_not_shown_is_not_the_game(obs, ask):
    """Its switch in the scene is off."""
    obs.items("Game")["Elden Ring"].enabled = False
    assert (await find_source(ask, None)).name == "Camera"


async def test_it_is_found_in_a_group_too(obs, ask):
    """And in a scene within the scene."""
    obs.group("Gameplay", scene="Game", of="Elden Ring")
    assert (await find_source(ask, None)).name == "Elden Ring"


async def test_without_any_the_scene_itself_is_read(obs, ask):
    """Which is said, since our chat may be in it."""
    obs.scene = "Talk"
    found = await find_source(ask, None)
    assert (found.name, found.is_scene) == ("Talk", True)


async def test_the_owners_choice_comes_first(obs, ask):
    """On air or not; what isn't in OBS is no choice."""
    assert (await find_source(ask, "Camera")).name == "Camera"
    obs.put_game("Console", scene="Talk")
    assert (await find_source(ask, "Console")).name == "Console"
    assert (await find_source(ask, "Gone")).name == "Elden Ring"


async def test_a_picture_is_what_obs_drew(obs, ask):
    """As a JPEG of one width; the height follows."""
    obs.pictures["Elden Ring"] = b"\xff\xd8 a picture"
    assert await take_picture(ask, "Elden Ring") == b"\xff\xd8 a picture"


@pytest.mark.parametrize("source", ["Camera", "Gone"])
async def test_without_a_picture_there_is_none(ask, source):
    """It renders nothing yet, or was removed."""
    assert await take_picture(ask, source) is None


@pytest.mark.parametrize("data", ["", "data:image/png;base64,AAAA", "data:image/jpeg;base64,AA?", None])
async def test_no_nonsense_is_a_picture(data):
    """Another format, or no base64."""

    async def ask(type, /, **how):
        return {"imageData": data}

    assert await take_picture(ask, "Elden Ring") is None

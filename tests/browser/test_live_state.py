"""The panel's live state: what the show does is told where one looks, in whatever state it is."""

from __future__ import annotations

import json
import urllib.request

import pytest

from tests.browser.test_overlay import steer
from tests.support.browser import until, until_there

pytestmark = pytest.mark.browser

STATE = "document.getElementById('state').textContent"
MORE = "document.getElementById('state-more').textContent"
OBS = "document.getElementById('fact-obs').textContent"


@pytest.fixture
def panel(server, browser, open_page):
    """The panel of its owner, before any game was chosen, with the preview watching."""
    page = open_page(browser, server.sign_in_link, width=1280, height=900)
    page.click("form button")
    until(page, "location.pathname === '/panel'")
    until(page, f"{STATE} === 'On now'")
    return page


@pytest.fixture
def tell(server, overlay_link):
    """What OBS says through the overlay in it."""

    def tell(**said):
        request = urllib.request.Request(
            f"{server.url}/api/obs?token={overlay_link.partition('token=')[2]}",
            method="POST",
            data=json.dumps(said).encode(),
            headers={"Content-Type": "application/json"},
        )
        urllib.request.urlopen(request).close()

    return tell


@pytest.mark.parametrize("game", [None, "Minecraft"])
def test_a_fade_is_told_with_its_minutes(server, panel, tell, game):
    """From the moment at which the stream begins, with a game on and without; it is over when the stream is."""
    steer(server, game=game, goLive="fade", fadeMinutes=30)
    tell(streaming=True)
    until(panel, f"{STATE} === 'Fading out'")
    until(panel, f"/^(30|29) minutes left/.test({MORE})")
    tell(streaming=False)
    until(panel, f"{STATE} === 'On now' && !{MORE}.includes('left')")


@pytest.mark.parametrize("game", [None, "Minecraft"])
def test_a_script_is_told_by_its_title(server, panel, game):
    """Wherever its own section is, folded or off the screen; gone when it stops."""
    steer(server, game=game)
    panel.click("#rehearsal-h")
    until_there(panel, "#scripts .pick")
    panel.click("#scripts .pick >> nth=0")
    until(panel, f"{MORE}.startsWith('Rehearsing “')")
    panel.click("#script-stop")
    until(panel, f"!{MORE}.includes('Rehearsing')")


def test_an_obs_that_nobody_heard_of_is_not_called_silent(panel, tell):
    """Not connected is something else than connected and not streaming."""
    panel.click("#facts-h")
    until(panel, f"{OBS} === 'not connected'")
    tell(streaming=False)
    until(panel, f"{OBS} === 'not streaming'")
    tell(streaming=True)
    until(panel, f"{OBS} === 'on air'")

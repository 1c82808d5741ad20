"""The panel's switch for reading the game's screen: what it reads, with the very picture, and a light while it does."""

from __future__ import annotations

import asyncio
import threading

import pytest

from server.senses.text_reader import is_installed
from tests.senses.game_over import Screen, picture_of
from tests.support.browser import until, until_there
from tests.support.obs_double import StandIn

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not is_installed(), reason="the extra `eyes` isn't installed"),
]

GAME = "Elden Ring capture"
QUIET = picture_of(Screen("", "dejavu/DejaVuSans-Bold.ttf", 1.0), seed=1)
DIED = picture_of(Screen("YOU DIED", "dejavu/DejaVuSerif.ttf", 1.0), seed=1)


class Studio:
    """An OBS in a loop of its own, since Playwright has this thread's."""

    def __init__(self) -> None:
        self.obs = StandIn()
        self.obs.obs.put_game(GAME, scene="Game")
        self.obs.obs.pictures[GAME] = QUIET
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def do(self, call):
        return asyncio.run_coroutine_threadsafe(call, self._loop).result(60)

    def stop(self):
        self.do(self.obs.stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(60)
        self._loop.close()


@pytest.fixture
def studio(monkeypatch):
    """An OBS that shows a game, and a server that will know where it is."""
    studio = Studio()
    studio.do(studio.obs.start())
    monkeypatch.setenv("SEATFILLER_OBS__URL", studio.obs.url)
    yield studio
    studio.stop()


@pytest.fixture
def panel(studio, server, browser, open_page):
    """The owner's panel at a dock's size, with the section open; OBS isn't connected yet, and nobody watches."""
    page = open_page(browser, server.sign_in_link, width=460, height=900)
    until_there(page, "form button")
    page.click("form button")
    until(page, "location.pathname === '/panel'")
    until_there(page, "#starters .chip")
    page.click("#senses-h")
    return page


def put(page, path, method, body):
    page.evaluate(
        "([path, method, body]) => fetch(path, {method, headers: {'Content-Type': 'application/json'}, body})",
        [path, method, body],
    )


def state(page, text):
    until(page, "(text) => document.getElementById('screen-state').textContent === text", text)


def test_from_the_switch_to_what_is_read(studio, server, panel, browser, open_page):
    """It says what is missing, then that it reads, what it read and what that means; the picture only when asked."""
    assert not panel.is_checked("#screen-on")
    assert "nothing leaves this computer" in panel.inner_text("#screen")
    put(panel, "/api/channel", "PATCH", '{"game": "Elden Ring"}')
    panel.locator("#screen-on").check(force=True)
    state(panel, "Waiting")
    open_page(browser, server.link("overlay"))
    state(panel, "Reads nothing: OBS isn't connected")
    assert not panel.is_visible("#screen-light")
    put(panel, "/api/obs/connection", "PUT", '{"password": "open sesame"}')
    state(panel, "Reading")
    assert panel.is_visible("#screen-light")
    assert panel.locator("#screen-source option").all_inner_texts() == [f"Automatic: {GAME}", GAME]
    studio.obs.obs.pictures[GAME] = DIED
    until(panel, "document.getElementById('screen-seen').textContent === '“YOU DIED”: You died'")
    assert not panel.is_visible("#screen-picture")
    panel.click("#screen-look")
    until(panel, "document.getElementById('screen-picture').naturalWidth === 640")
    assert "YOU DIED" in panel.inner_text("#screen-lines")
    panel.locator("#screen-on").uncheck(force=True)
    until(panel, "document.getElementById('screen-now').hidden")
    until(panel, "document.getElementById('screen-light').hidden")
    assert panel.get_attribute("#screen-picture", "src") is None


def test_nobody_but_the_owner_switches_it(studio, server, browser, open_page):
    """A panel link shows the switch, out of reach, and nothing that was read."""
    page = open_page(browser, server.link("panel"), width=460, height=900)
    until_there(page, "#starters .chip")
    page.click("#senses-h")
    assert page.is_disabled("#screen-on")
    assert not page.is_visible("#screen-now")

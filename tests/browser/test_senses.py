"""The panel's section of the senses: off until it is switched on, and then it says in words what it hears."""

from __future__ import annotations

import asyncio
import threading

import pytest

from tests.support.browser import until, until_there
from tests.support.obs_double import StandIn

pytestmark = pytest.mark.browser

MIC = "Mic/Aux"
VOICE, NOISE = 0.1, 0.0005


class Studio:
    """An OBS in a loop of its own, since Playwright has this thread's; its microphone hears `magnitude` all the time."""

    def __init__(self) -> None:
        self.obs = StandIn()
        self.obs.obs.put_mic(MIC)
        self.obs.obs.put_mic("Headset", scene="Game")
        self.magnitude = NOISE
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._hearing = None

    def do(self, call):
        return asyncio.run_coroutine_threadsafe(call, self._loop).result(60)

    def start(self):
        self.do(self.obs.start())
        self._hearing = asyncio.run_coroutine_threadsafe(self._hear(), self._loop)

    def stop(self):
        if self._hearing is not None:
            self._hearing.cancel()
        self.do(self.obs.stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(60)
        self._loop.close()

    async def _hear(self):
        while True:
            await self.obs.level(**{MIC: self.magnitude})
            await asyncio.sleep(0.05)


@pytest.fixture
def studio(monkeypatch):
    """An OBS that runs, and a server that will know where it is."""
    studio = Studio()
    studio.start()
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


def switch_on(panel):
    panel.locator("#levels-on").check(force=True)
    until(panel, "!document.getElementById('levels-now').hidden")


def connect(panel):
    """To OBS, with its password."""
    panel.evaluate(
        "fetch('/api/obs/connection', {method: 'PUT', headers: {'Content-Type': 'application/json'},"
        " body: JSON.stringify({password: 'open sesame'})})"
    )


def state(panel, text):
    until(panel, "(text) => document.getElementById('levels-state').textContent === text", text)


def lit(panel):
    return panel.is_visible("#levels-light")


def test_from_the_switch_to_the_voice(studio, server, panel, browser, open_page):
    """It says what is missing, one thing after the other, then what it hears; its light is on while it works."""
    assert not panel.is_checked("#levels-on")
    assert "nothing leaves this computer" in panel.inner_text("#levels")
    switch_on(panel)
    state(panel, "Waiting")
    open_page(browser, server.link("overlay"))
    state(panel, "Hears nothing: OBS isn't connected")
    assert not lit(panel)
    panel.click("#levels-to-obs")
    until(panel, "document.activeElement.id === 'obs-password'")
    connect(panel)
    state(panel, "You're quiet")
    assert lit(panel)
    until(panel, "parseInt(document.getElementById('levels-for').textContent.replace(/\\D/g, '')) >= 1")
    studio.magnitude = VOICE
    state(panel, "You're talking")
    until(panel, "getComputedStyle(document.getElementById('levels-meter')).getPropertyValue('--level') > .7")
    studio.do(studio.obs.set_muted(MIC, muted=True))
    studio.do(studio.obs.set_muted("Headset", muted=True))
    state(panel, "Microphone muted")
    panel.locator("#levels-on").uncheck(force=True)
    until(panel, "document.getElementById('levels-now').hidden")
    until(panel, "document.getElementById('levels-light').hidden")


def test_the_line_is_dragged_and_the_microphone_chosen(studio, server, panel, browser, open_page):
    """A voice below the line is none; the keys move it too; by itself it lies where the noise says."""
    studio.magnitude = VOICE
    open_page(browser, server.link("overlay"))
    connect(panel)
    switch_on(panel)
    until(panel, "document.querySelectorAll('#levels-mic option').length === 3")
    box = panel.locator("#levels-line").bounding_box()
    assert box is not None
    panel.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    panel.mouse.down()
    panel.mouse.move(box["x"] + box["width"] * 0.4, box["y"] + box["height"] / 2, steps=4)
    panel.mouse.up()
    state(panel, "You're talking")
    until(panel, "document.getElementById('levels-line-is').textContent.endsWith('dB')")
    panel.focus("#levels-line")
    panel.keyboard.press("End")
    state(panel, "You're quiet")
    panel.click("#levels-reset")
    until(panel, "document.getElementById('levels-line-is').textContent === 'automatic'")
    panel.select_option("#levels-mic", "Headset")
    panel.evaluate("document.activeElement.blur()")
    until(panel, "document.getElementById('levels-mic').value === 'Headset'")
    panel.reload()
    until(panel, "document.getElementById('levels-mic').value === 'Headset'")


def test_a_folded_section_asks_for_no_levels(studio, server, panel, browser, open_page):
    """Nothing is sent for a meter that nobody sees."""
    open_page(browser, server.link("overlay"))
    connect(panel)
    switch_on(panel)
    state(panel, "You're quiet")
    asked = []
    panel.on("request", lambda request: asked.append(request.url) if request.url.endswith("/meter") else None)
    panel.click("#senses-h")
    panel.click("#senses-h")
    until(panel, "true")
    panel.wait_for_function("document.getElementById('levels-for').textContent")
    assert len(asked) == 1


def test_who_has_a_panel_link_sees_a_light_and_cannot_switch(studio, server, panel, browser, open_page):
    """And learns no microphone's name."""
    open_page(browser, server.link("overlay"))
    connect(panel)
    switch_on(panel)
    state(panel, "You're quiet")
    other = open_page(browser, server.link("panel"), width=460, height=900)
    until(other, "!document.getElementById('levels-light').hidden")
    other.click("#levels-light")
    until(other, "document.getElementById('levels-on').checked")
    assert other.is_disabled("#levels-on")
    assert other.is_hidden("#levels-now")
    assert "Only the channel's owner" in other.inner_text("#senses")
    assert MIC not in other.content()
    panel.click("#language")
    state(panel, "Estás en silencio")

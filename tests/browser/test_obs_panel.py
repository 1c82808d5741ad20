"""The panel's section about OBS, from the password to the source, with a stand-in for OBS."""

from __future__ import annotations

import asyncio
import threading

import pytest

from tests.support.browser import until, until_there, wait_until
from tests.support.obs_double import StandIn

pytestmark = pytest.mark.browser


@pytest.fixture
def loop():
    """A loop in a thread of its own: Playwright has this one's."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    yield lambda call: asyncio.run_coroutine_threadsafe(call, loop).result(30)
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


@pytest.fixture
def obs(loop, monkeypatch):
    """An OBS, and a server that will know where it is."""
    obs = StandIn()
    loop(obs.start())
    monkeypatch.setenv("SEATFILLER_OBS__URL", obs.url)
    yield obs
    loop(obs.stop())


@pytest.fixture
def panel(obs, server, browser, open_page):
    """The panel of somebody who just signed in, at a dock's size, with the section open."""
    page = open_page(browser, server.sign_in_link, width=460, height=900)
    until_there(page, "form button")
    page.click("form button")
    until(page, "location.pathname === '/panel'")
    until_there(page, "#starters .chip")
    page.click("#obs-h")
    return page


def state(page, text):
    until(page, "(text) => document.getElementById('obs-state').textContent === text", text)


def type_password(page, password):
    page.fill("#obs-password", password)
    page.keyboard.press("Enter")


def said(page, text):
    until(page, "(text) => document.getElementById('toast-text').textContent.includes(text)", text)


def test_from_the_password_to_the_source(obs, loop, panel, open_page):
    """Wrong first, then right; one press and the chat is in the scene; closed and opened, OBS is found again."""
    state(panel, "Not connected")
    type_password(panel, "guess")
    state(panel, "OBS doesn't take that password")
    type_password(panel, "open sesame")
    state(panel, "Connected, OBS 30.2.3")
    assert panel.input_value("#obs-password") == ""
    assert panel.is_hidden("#obs-form")
    panel.click("#obs-add")
    said(panel, "in the scene “Game”")
    assert "/overlay?token=" in obs.obs.inputs["Seatfiller"].settings["url"]
    loop(obs.stop())
    state(panel, "OBS isn't answering")
    panel.click("#obs-add")
    said(panel, "OBS isn't answering")
    loop(obs.start())
    state(panel, "Connected, OBS 30.2.3")
    panel.click("#obs-forget")
    state(panel, "Not connected")
    assert panel.is_visible("#obs-form")
    open_page.errors.clear()  # the browser reports the 502 itself


def test_it_speaks_spanish_in_place(panel):
    """The switch changes the section's words too."""
    state(panel, "Not connected")
    panel.click("#language")
    state(panel, "Sin conectar")
    assert panel.text_content("#obs-more").startswith("Una vez conectado")


def test_many_pages_are_warned_about(server, panel, browser, open_page):
    """From the fifth on, and no longer when one is closed."""
    link = server.link("overlay")
    pages = [open_page(browser, link) for _ in range(5)]
    until(panel, "!document.getElementById('obs-many').hidden")
    assert panel.text_content("#obs-many-title") == "5 pages show the chat"
    pages[0].close()
    until(panel, "document.getElementById('obs-many').hidden")


def test_the_loader_is_downloaded(panel):
    """By the link in the section, under its name."""
    with panel.expect_download() as download:
        panel.click("#obs-loader a")
    assert download.value.suggested_filename == "seatfiller.html"


def test_a_dock_says_why_it_has_none(server, browser, open_page):
    """OBS's docks can't download."""
    page = open_page(browser, "about:blank", width=300)
    page.add_init_script("window.obsstudio = {}")
    page.goto(server.link("panel"))
    until_there(page, "#obs-h")
    page.click("#obs-h")
    assert page.is_visible("#obs-no-loader")
    assert page.is_hidden("#obs-loader")
    assert page.is_hidden("#obs-form")


def test_hidden_in_obs_is_said_and_an_answer_that_got_lost_too(obs, panel, open_page):
    """Beside the state; and where the server's answer didn't come, the card says what OBS has done."""
    type_password(panel, "open sesame")
    state(panel, "Connected, OBS 30.2.3")
    panel.click("#obs-add")
    said(panel, "in the scene “Game”")
    panel.click("#panic")
    until(panel, "document.getElementById('state-more').textContent.includes('in OBS are hidden too')")
    assert not obs.obs.items("Game")["Seatfiller"].enabled
    panel.click("#panic")
    until(panel, "!document.getElementById('state-more').textContent.includes('in OBS')")
    wait_until(panel, lambda: obs.obs.items("Game")["Seatfiller"].enabled)
    # Something that the server is slow with is on its way, and the answer to "hide" is lost.
    held = []
    panel.route("**/api/channel/pause", lambda route: held.append(route))
    panel.route("**/api/channel/panic", lambda route: (route.fetch(), route.abort()))
    panel.click("#play")
    panel.keyboard.press("p")
    until(panel, "!document.getElementById('not-hidden').hidden")
    until(panel, "document.getElementById('not-hidden-title').textContent === 'Hidden in OBS'")
    assert held
    open_page.errors.clear()

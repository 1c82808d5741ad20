"""The overlay, in the engines that OBS is made of."""

from __future__ import annotations

import json
import struct
import urllib.request
import zlib
from time import monotonic

import pytest

from tests.browser.conftest import PATIENCE_MS
from tests.support.browser import until, until_there

pytestmark = pytest.mark.browser


def steer(server, method="PATCH", path="/api/channel", **body):
    """What the panel does."""
    token = server.link("panel").partition("token=")[2]
    request = urllib.request.Request(
        server.url + path,
        method=method,
        data=json.dumps(body).encode(),
        headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def corner_alpha(png: bytes) -> int:
    """The alpha of the first pixel of an RGBA PNG."""
    assert png[24:26] == b"\x08\x06", "eight bits, with alpha"
    data, place = b"", 8
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        if png[place + 4 : place + 8] == b"IDAT":
            data += png[place + 8 : place + 8 + length]
        place += length + 12
    return zlib.decompress(data)[4]  # a filter byte, then R G B A: in the first pixel every filter adds nothing


def test_it_is_transparent_from_the_first_paint(server, overlay_link, obs_browser, open_page):
    """A corner pixel has alpha 0 before and after the first message."""
    page = open_page(obs_browser, overlay_link)
    assert corner_alpha(page.screenshot(omit_background=True)) == 0
    until_there(page, ".sf-message")
    assert corner_alpha(page.screenshot(omit_background=True)) == 0
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")


def test_a_game_is_switched_live(server, overlay_link, obs_browser, open_page):
    """The panel's change shows in the open page, without a reload."""
    page = open_page(obs_browser, overlay_link)
    until_there(page, ".sf-message")
    page.evaluate("window.sameDocument = true")
    steer(server, game="Minecraft", theme="bubbles", language="es", pace="frantic", direction="down", tag=False)
    until(page, "document.querySelector('.sf-chat').dataset.theme === 'bubbles'")
    until(page, "document.querySelector('.sf-tag').hidden")
    assert page.evaluate("document.querySelector('.sf-chat').dataset.direction") == "down"
    assert page.evaluate("document.documentElement.lang") == "es"
    assert page.evaluate("window.sameDocument")


def test_it_comes_back_after_a_kill(server, overlay_link, obs_browser, open_page):
    """The server is killed and started again under the open page: the chat stays, and goes on, with no double."""
    page = open_page(obs_browser, overlay_link)
    steer(server, pace="frantic")
    until_there(page, ".sf-message", 2)
    before = page.evaluate("document.querySelectorAll('.sf-message').length")
    server.kill()
    assert page.evaluate("document.querySelectorAll('.sf-message').length") >= before
    server.start()
    until_there(page, ".sf-message", before + 3)
    assert page.evaluate("document.querySelector('.sf-card')") is None
    assert steer(server)["pace"] == "frantic"


def test_markup_is_text(server, overlay_link, obs_browser, open_page):
    """A hostile game name, in a phrase, is letters on the screen and nothing else."""
    steer(server, game="<img src=x onerror=alert(1)>", pace="frantic")
    page = open_page(obs_browser, overlay_link)
    page.evaluate(
        """async () => {
            const { messageNode } = await import(document.querySelector('script[type=module]').src.replace('main.js', 'message.js'));
            const node = messageNode({ username: '<b>x</b>', content: '<img src=x onerror=alert(1)>', color: 'red;}' }, () => false);
            document.querySelector('.sf-messages').prepend(node);
        }"""
    )
    assert page.evaluate("document.querySelectorAll('.sf-messages img, .sf-messages b').length") == 0
    texts = page.evaluate("[...document.querySelectorAll('.sf-text')].map(each => each.textContent)")
    assert any("<img src=x onerror=alert(1)>" in text for text in texts)


def test_a_dead_link_draws_a_card(server, obs_browser, open_page):
    """Readable, instead of a blank page."""
    page = open_page(obs_browser, f"{server.url}/overlay?token=dead")
    until_there(page, ".sf-card")
    assert page.evaluate("document.querySelector('.sf-card b').textContent") == "This link no longer works"


def test_nodes_are_capped(server, overlay_link, obs_browser, open_page):
    """Never more than `max`, the URL's word going before the channel's."""
    steer(server, pace="frantic", max=30)
    page = open_page(obs_browser, overlay_link + "&max=3")
    until_there(page, ".sf-message", 3)
    newest = page.evaluate("document.querySelector('.sf-message').textContent")
    until(page, "(old) => document.querySelector('.sf-message').textContent !== old", newest)
    assert page.evaluate("document.querySelectorAll('.sf-message').length") == 3


def test_messages_fade(server, overlay_link, obs_browser, open_page):
    """After `fade` seconds a message leaves, and the page is empty again."""
    page = open_page(obs_browser, overlay_link + "&fade=1")
    until_there(page, ".sf-message")
    steer(server, "POST", "/api/channel/pause")
    until(page, "document.querySelectorAll('.sf-message').length === 0")


def test_a_streamers_css_wins(server, overlay_link, obs_browser, open_page):
    """OBS appends a <style> without a layer: one class beats ours without !important."""
    page = open_page(obs_browser, overlay_link)
    until_there(page, ".sf-message")
    page.add_style_tag(content=".sf-name { color: rgb(1, 2, 3) }")
    assert page.evaluate("getComputedStyle(document.querySelector('.sf-name')).color") == "rgb(1, 2, 3)"


def test_a_hidden_source_does_nothing(server, overlay_link, obs_browser, open_page):
    """OBS says that the source is hidden: no node is made; on return it jumps to the newest."""
    steer(server, pace="frantic")
    page = open_page(obs_browser, overlay_link)
    until_there(page, ".sf-message")
    page.evaluate(
        """() => {
            window.changes = 0;
            dispatchEvent(new CustomEvent('obsSourceVisibleChanged', { detail: { visible: false } }));
            new MutationObserver(() => { window.changes += 1 }).observe(document.querySelector('.sf-messages'), { childList: true });
            window.heard = 0;
            new EventSource('/api/chat-stream' + location.search).onmessage = () => { window.heard += 1 };
        }"""
    )
    until(page, "window.heard >= 4")
    assert page.evaluate("window.changes") == 0
    page.evaluate("dispatchEvent(new CustomEvent('obsSourceVisibleChanged', { detail: { visible: true } }))")
    until(page, "window.changes > 0")


def test_it_loads_nothing_from_elsewhere(server, overlay_link, obs_browser, open_page):
    """Every request goes to our own server."""
    page = open_page(obs_browser, "about:blank")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(overlay_link)
    until_there(page, ".sf-message")
    assert asked
    assert all(url.startswith((server.url, "data:")) for url in asked)


def test_the_reader_scrolls_and_stays_at_the_newest(server, overlay_link, obs_browser, open_page):
    """`/chat` is opaque, dark or light as the system is, and never steers: its buttons are for its own text's size."""
    page = open_page(obs_browser, overlay_link.replace("/overlay", "/chat"), width=280, height=300)
    until_there(page, ".sf-message")
    for scheme, color in (("dark", "rgb(15, 21, 19)"), ("light", "rgb(241, 244, 240)")):
        page.emulate_media(color_scheme=scheme)
        assert ground(page) == color
    shown = page.evaluate("[...document.querySelectorAll('button:not([hidden])')].map(({ id }) => id)")
    assert shown == ["smaller", "larger"]
    size = "getComputedStyle(document.querySelector('.sf-messages')).fontSize"
    before = page.evaluate(size)
    page.evaluate("document.getElementById('larger').click()")
    larger = page.evaluate(size)
    assert float(larger[:-2]) > float(before[:-2])
    address, page = page.url, page.context.new_page()
    page.goto(address)
    until_there(page, ".sf-message")
    assert page.evaluate(size) == larger


def ground(page) -> str:
    """The ground that the reader stands on."""
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def test_the_page_is_light(server, overlay_link, browser, open_page):
    """Under 30 KB compressed, the default theme's font included."""
    page = open_page(browser, "about:blank")
    sizes = {}
    page.on("response", lambda answer: sizes.update({answer.url: answer}) if "/api/" not in answer.url else None)
    page.goto(overlay_link)
    until_there(page, ".sf-message")
    weight = sum(
        len(zlib.compress(answer.body(), 6)) for answer in list(sizes.values()) if not answer.url.startswith("data:")
    )
    assert weight < 30 * 1024


def test_nine_pages_of_one_obs_all_work(obs_browser, server, overlay_link):
    """Eight overlays and the panel share a browser's six connections: streams for a few, sockets for the others."""
    context = obs_browser.new_context()
    context.set_default_timeout(PATIENCE_MS)
    panel = context.new_page()
    panel.goto(server.link("panel"))
    pages = [context.new_page() for _ in range(8)]
    for page in pages:
        page.goto(overlay_link)
        until_there(page, ".sf-message")
    until(panel, "document.getElementById('fact-overlays').textContent === '8'")
    panel.evaluate("document.querySelector('.m-laugh').click()")
    until_there(panel, ".m-laugh[aria-busy=true]")
    newest = pages[0].evaluate("document.querySelector('.sf-message').textContent")
    for page in pages:
        until(page, f"document.querySelector('.sf-messages').textContent.includes({json.dumps(newest)})")
    context.close()


FAKE_OBS = """
window.obsstudio = {
  pluginVersion: '2.24.3',
  getStatus: (then) => setTimeout(() => then({ recording: false, streaming: false, recordingPaused: false, replaybuffer: false, virtualcam: false })),
};
window.obs = (name, detail) => window.dispatchEvent(new CustomEvent(name, { detail }));
"""


def test_going_live_hides_and_showing_brings_back(server, overlay_link, obs_browser, open_page):
    """OBS begins to stream: the chat hides as the streamer chose; raised, it is back; panic empties it."""
    steer(server, goLive="hide", pace="frantic")
    context = obs_browser.new_context(viewport={"width": 400, "height": 600})
    page = context.new_page()
    page.add_init_script(FAKE_OBS)
    page.goto(overlay_link)
    until_there(page, ".sf-message")
    page.evaluate("obs('obsStreamingStarted')")
    until(page, "document.querySelector('.sf-chat').hidden && !document.querySelector('.sf-message')")
    assert corner_alpha(page.screenshot(omit_background=True)) == 0
    steer(server, visibility="up")
    until_there(page, ".sf-message")
    steer(server, method="POST", path="/api/channel/panic")
    until(page, "document.querySelector('.sf-chat').hidden && !document.querySelector('.sf-message')")
    context.close()


def test_a_scene_picks_the_game(server, overlay_link, obs_browser):
    """Reported by every page, decided once by the server."""
    steer(server, "POST", "/api/generate-phrases", gameName="Minecraft")
    steer(server, rules=[{"contains": "mine", "do": "game", "value": "minecraft"}])
    context = obs_browser.new_context()
    pages = [context.new_page() for _ in range(2)]
    for page in pages:
        page.add_init_script(FAKE_OBS)
        page.goto(overlay_link)
        until_there(page, ".sf-message")
    for page in pages:
        page.evaluate("obs('obsSceneChanged', { name: 'Minecraft cam', width: 1920, height: 1080 })")
    deadline = monotonic() + PATIENCE_MS / 1000
    while steer(server)["game"] != "Minecraft":
        assert monotonic() < deadline
        pages[0].wait_for_timeout(500)
    context.close()


def test_a_follow_is_drawn_as_simulated(server, overlay_link, obs_browser, open_page):
    """Its own kind of line, in the language of the chat, with the seat that says so even where the tag is off."""
    steer(server, language="es", tag=False)
    page = open_page(obs_browser, overlay_link)
    until_there(page, ".sf-message")
    steer(server, method="POST", path="/api/chat-wave", type="follow")
    until_there(page, ".sf-event .sf-sim")
    until(page, "document.querySelector('.sf-event .sf-text').textContent === 'ahora te sigue'")

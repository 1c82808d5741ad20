"""The page and its stream: it comes back, whatever stands between it and the server."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Server
from tests.browser.test_overlay import steer
from tests.support.browser import until, until_there, wait_until
from tests.support.proxy import Keeps, Proxy, proxy

pytestmark = pytest.mark.browser

SKEW = "const now = Date.now; Date.now = () => now.call(Date) + {ms};"


@pytest.fixture
def quick(tmp_path, monkeypatch):
    """A server whose signs of life come twice a second."""
    monkeypatch.setenv("SEATFILLER_STREAM__HEARTBEAT_S", "0.5")
    server = Server(tmp_path / "data")
    server.start()
    yield server
    server.stop()


@pytest.fixture
def between(server):
    """What stands between the page and the server."""
    with proxy(server.port) as found:
        yield found


def through(between: Proxy, link: str, server: Server) -> str:
    """The link, by way of the proxy."""
    return link.replace(f":{server.port}/", f":{between.port}/")


@pytest.mark.parametrize("keeps", ["head", "body", "socket"])
def test_what_keeps_a_stream_back_is_gone_round(server, between, overlay_link, obs_browser, open_page, keeps: Keeps):
    """A head without a body, not even a head, no WebSocket: the chat comes by the way that is left."""
    steer(server, pace="frantic")
    between.keeps = keeps
    page = open_page(obs_browser, through(between, overlay_link, server))
    until_there(page, ".sf-message", 2)
    assert any("/api/chat-socket" in asked for asked in between.asked) == (keeps != "socket")


def test_a_page_remembers_which_way_works(server, between, overlay_link, browser, open_page):
    """Once the socket was needed it is the first to be tried, after an outage too."""
    steer(server, pace="frantic")
    between.keeps = "body"
    page = open_page(browser, through(between, overlay_link, server))
    until_there(page, ".sf-message", 2)
    server.kill()
    until(page, "new Promise((done) => fetch('/healthz').then(() => done(false), () => done(true)))")
    between.asked.clear()
    server.start()
    newest = page.evaluate("document.querySelector('.sf-message').textContent")
    until(page, "(old) => document.querySelector('.sf-message').textContent !== old", newest)
    assert not any("/api/chat-stream" in asked for asked in between.asked)


@pytest.mark.parametrize("way", ["stream", "socket"])
def test_a_connection_that_died_without_a_word_is_replaced(quick, obs_browser, open_page, way):
    """Nothing is heard for two and a half heartbeats: the page opens another connection, and shows nothing twice."""
    with proxy(quick.port) as between:
        between.keeps = "nothing" if way == "stream" else "body"
        page = open_page(obs_browser, through(between, quick.link("overlay"), quick))
        until_there(page, ".sf-message")
        between.is_silent = True
        opened = len(between.asked)
        wait_until(page, lambda: len(between.asked) > opened)
        steer(quick, pace="frantic")
        between.is_silent = False
        count = page.evaluate("document.querySelectorAll('.sf-message').length")
        until_there(page, ".sf-message", count + 3)
        ids = page.evaluate("[...document.querySelectorAll('.sf-message')].map((node) => node.dataset.id)")
        assert len(ids) == len(set(ids))
        assert page.evaluate("document.querySelector('.sf-card')") is None


def test_a_quiet_room_is_not_a_dead_one(quick, browser, open_page):
    """Paused, nobody says a word; heartbeats are enough, and the page stays on the connection that it has."""
    steer(quick, "POST", "/api/channel/pause")
    with proxy(quick.port) as between:
        page = open_page(browser, through(between, quick.link("overlay"), quick))
        until(page, "document.querySelector('.sf-chat').dataset.badges !== undefined")
        page.wait_for_timeout(4_000)  # three times as long as the page would wait for a sign of life
        assert sum("/api/chat-s" in asked for asked in between.asked) == 1


@pytest.mark.parametrize("skew_s", [90, -90, 86_400 * 400])
def test_whose_clock_is_wrong_does_not_matter(server, overlay_link, obs_browser, skew_s):
    """A page whose clock runs before or behind the server's shows what is said, and lets it fade in its time."""
    steer(server, pace="frantic")
    context = obs_browser.new_context(viewport={"width": 400, "height": 600})
    page = context.new_page()
    page.add_init_script(SKEW.replace("{ms}", str(skew_s * 1000)))
    page.goto(overlay_link + "&fade=2")
    until_there(page, ".sf-message")
    steer(server, "POST", "/api/channel/pause")
    until(page, "document.querySelectorAll('.sf-message').length === 0")
    context.close()


def test_a_page_that_worked_is_never_covered_because_others_are_many(server, overlay_link, browser, open_page):
    """No place left when it comes back: the lines stay, no card stands over the game, and it tries again."""
    page = open_page(browser, "about:blank")
    page.add_init_script("Object.defineProperty(navigator, 'locks', { value: undefined })")
    sockets = []

    def answer(socket):
        sockets.append(socket)
        if len(sockets) == 1:
            socket.connect_to_server()
        else:
            socket.send('{"id": null, "event": "gone", "data": {"reason": "too-many"}}')

    page.route_web_socket("**/api/chat-socket*", answer)
    page.goto(overlay_link)
    until_there(page, ".sf-message")
    sockets[0].close()
    wait_until(page, lambda: len(sockets) > 1)
    page.wait_for_timeout(500)
    assert page.evaluate("document.querySelector('.sf-card')") is None
    assert page.evaluate("document.querySelectorAll('.sf-message').length") > 0


def test_a_page_that_never_worked_says_why(server, overlay_link, browser, open_page):
    """The card, and no tag that floats above it."""
    page = open_page(browser, f"{server.url}/overlay?token=dead")
    until_there(page, ".sf-card")
    assert page.evaluate("document.querySelector('.sf-tag').hidden")

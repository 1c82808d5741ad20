"""What the pages in OBS report: each for itself, until it is taken, and the preview never."""

from __future__ import annotations

from time import monotonic

import pytest

from tests.browser.conftest import PATIENCE_MS
from tests.browser.test_overlay import FAKE_OBS, steer
from tests.support.browser import until_there

pytestmark = pytest.mark.browser


def wait_for(server, page, **wanted):
    """Until the channel says so."""
    deadline = monotonic() + PATIENCE_MS / 1000
    while any(steer(server)[name] != value for name, value in wanted.items()):
        assert monotonic() < deadline
        page.wait_for_timeout(200)


@pytest.fixture
def open_obs(browser, overlay_link):
    """A page in an OBS of its own, on air or not."""
    contexts = []

    def open_obs(*, streaming, url=overlay_link):
        contexts.append(browser.new_context())
        page = contexts[-1].new_page()
        page.add_init_script(FAKE_OBS.replace("streaming: false", f"streaming: {str(streaming).lower()}"))
        page.goto(url)
        return page

    yield open_obs
    for context in contexts:
        context.close()


def test_a_second_obs_does_not_show_the_chat(server, open_obs):
    """The first streams and the second doesn't; only when the first stops is the chat there again."""
    steer(server, goLive="hide", pace="frantic")
    first = open_obs(streaming=True)
    wait_for(server, first, visibility="live")
    second = open_obs(streaming=False)
    with second.expect_response(lambda answer: "/api/obs" in answer.url):
        second.evaluate("obs('obsRecordingStarted')")
    assert steer(server)["visibility"] == "live"
    first.evaluate("obs('obsStreamingStopped')")
    wait_for(server, first, visibility="up", onAir=False)


def test_a_reload_on_air_takes_nothing_back(server, open_obs):
    """The page that comes after is of the same OBS: what it says counts for the one before."""
    steer(server, goLive="hide")
    page = open_obs(streaming=True)
    wait_for(server, page, visibility="live")
    page.reload()
    until_there(page, ".sf-chat[hidden]")
    page.evaluate("obs('obsStreamingStopped')")
    wait_for(server, page, visibility="up", onAir=False)


def test_a_report_is_sent_until_it_is_taken(server, open_obs):
    """The server was away, or refused for a while: the latest word arrives all the same."""
    steer(server, goLive="hide")
    page = open_obs(streaming=False)
    until_there(page, ".sf-message")
    tries = []

    def fail_twice(route):
        tries.append(route.request.post_data_json)
        route.fulfill(status=429, json={}) if len(tries) < 3 else route.continue_()

    page.route("**/api/obs?*", fail_twice)
    page.evaluate("obs('obsStreamingStarted')")
    wait_for(server, page, visibility="live")
    assert [report["streaming"] for report in tries] == [True] * 3


def test_the_preview_reports_nothing(server, open_obs):
    """The panel may be a dock of OBS; its preview is no source, whatever OBS tells it."""
    page = open_obs(streaming=True, url=server.sign_in_link)
    page.locator("form button").click()
    page.wait_for_url("**/panel")
    sent = []
    page.on("request", lambda request: sent.append(request.url) if "/api/obs?" in request.url else None)
    frame = page.frame_locator("iframe").first
    frame.locator(".sf-message").first.wait_for(timeout=PATIENCE_MS)
    inner = next(inner for inner in page.frames if "/overlay" in inner.url)
    inner.evaluate("dispatchEvent(new CustomEvent('obsStreamingStarted'))")
    page.wait_for_timeout(1_000)
    assert not sent
    assert steer(server)["onAir"] is False

"""The loader file in OBS's engines: OBS is there before the server."""

from __future__ import annotations

from urllib.request import Request, urlopen

import pytest

from tests.support.browser import until, until_there

pytestmark = pytest.mark.browser


@pytest.fixture
def loader(server, tmp_path):
    """The file, as the panel downloads it."""
    token = server.link("panel").partition("token=")[2]
    request = Request(f"{server.url}/api/loader", headers={"Authorization": f"Bearer {token}"})
    file = tmp_path / "seatfiller (1).html"
    with urlopen(request) as answer:
        file.write_bytes(answer.read())
    return file


def test_it_waits_for_the_server_and_shows_the_chat(server, loader, obs_browser, open_page):
    """Nothing to see and nothing in the console while it waits; then the overlay as if it had been typed in."""
    server.kill()
    page = open_page(obs_browser, loader.as_uri())
    page.wait_for_timeout(2_500)  # two knocks at least
    assert page.url == loader.as_uri()
    assert page.evaluate("document.body.innerText.trim()") == ""
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgba(0, 0, 0, 0)"
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    server.start()
    until(page, "location.pathname === '/overlay'")
    until_there(page, ".sf-message")


def test_it_goes_straight_in_where_the_server_is_up(server, loader, obs_browser, open_page):
    """The usual evening."""
    page = open_page(obs_browser, loader.as_uri())
    until(page, "location.pathname === '/overlay'")
    until_there(page, ".sf-message")

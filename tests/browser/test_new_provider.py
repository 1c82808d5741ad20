"""A provider that was added by its file and a line in the registry is in the panel like the others."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.conftest import Server
from tests.providers.new_provider import with_new_provider
from tests.support.browser import until, until_there

pytestmark = pytest.mark.browser


@pytest.fixture
def server(tmp_path, monkeypatch) -> Iterator[Server]:
    """A server that knows one provider more, with a key from the environment."""
    monkeypatch.setenv("FABLE_API_KEY", "fable_abcdefghijklmnopqrst4242")
    (tmp_path / "program").mkdir()
    server = Server(tmp_path / "data", root=with_new_provider(tmp_path / "program"))
    server.start()
    yield server
    server.stop()


def test_the_panel_and_the_api_have_it(server, browser, open_page):
    """By its title, its model, its key's last characters; what it costs, in its place in the order."""
    page = open_page(browser, server.sign_in_link, width=1100, height=900)
    page.click("form button")
    until(page, "location.pathname === '/panel'")
    until_there(page, "#starters .chip")
    page.click("#writing-h")
    until_there(page, "#providers .provider", 4)
    row = page.text_content("#providers .provider:nth-child(3)")
    assert row is not None
    for part in ("Fable", "tale-2", "key …4242", "not tried yet", "Turn off"):
        assert part in row
    told = page.evaluate("fetch('/api/providers').then((answer) => answer.json())")["providers"][2]
    assert (told["name"], told["title"], told["source"], told["state"]) == ("fable", "Fable", "config", "untried")
    assert (told["keysAt"], told["cost"], told["asOf"]) == ("https://fable.example/keys", "free", "2026-10")
    assert told["limits"]["tokensPerDay"] == 1_234_567
    page.locator("#providers .provider:nth-child(1)").get_by_role("button", name="New key").or_(
        page.locator("#providers .provider:nth-child(1)").get_by_role("button", name="Add")
    ).first.click()
    until_there(page, "#providers form .hint")
    words = " ".join(page.locator("#providers form .hint").all_text_contents())
    assert "Get a key from Groq" in words
    assert "Free as of November 2026" in words
    assert "200,000 tokens a day" in words

"""Signing out in the panel, and the whole channel as one file."""

from __future__ import annotations

import json

import pytest

from tests.support.browser import until, until_there

pytestmark = pytest.mark.browser


@pytest.fixture
def panel(server, browser, open_page):
    """The panel of somebody who just signed in, with a game."""
    page = open_page(browser, server.sign_in_link, width=400, height=900)
    page.click("form button")
    until_there(page, "#starters .chip")
    patch(page, {"game": "Celeste", "streamer": {"name": "Marta", "address": "ella"}})
    until_there(page, ".entry.on")
    return page


def patch(page, changes):
    page.evaluate(
        """(body) => fetch('/api/channel', {method: 'PATCH', headers: {'Content-Type': 'application/json'},
        body: JSON.stringify(body)})""",
        changes,
    )


@pytest.mark.parametrize("button", ["#sign-out", "#sign-out-everywhere"])
def test_signed_out_the_panel_is_closed(panel, open_page, button):
    """It shows what a stranger gets, with the way back in, and nothing of the channel."""
    panel.click("#session-h")
    panel.click(button)
    until_there(panel, "#closed")
    open_page.errors.clear()  # the browser reports the 401 of the page itself
    assert panel.is_visible("#closed a[href='/sign-in']")
    assert "Celeste" not in panel.content()


def test_a_file_is_imported_and_taken_back(panel, tmp_path):
    """The channel is as the file says; Undo brings back all that was there before."""
    exported = panel.evaluate("fetch('/api/export').then((answer) => answer.text())")
    file = tmp_path / "channel.json"
    file.write_text(exported, "utf-8")
    patch(panel, {"game": "Hades II", "streamer": {"name": "Ana"}})
    until(panel, "document.getElementById('now-h').textContent === 'Hades II'")
    panel.click("#presets-h")
    panel.set_input_files("#import-file", file)
    until(panel, "document.getElementById('now-h').textContent === 'Celeste'")
    assert panel.input_value("#name") == "Marta"
    panel.click("#toast-do")
    until(panel, "document.getElementById('now-h').textContent === 'Hades II'")
    until(panel, "document.getElementById('name').value === 'Ana'")


@pytest.mark.parametrize("content", ["", "no json at all", json.dumps({"some": "thing"})])
def test_a_file_of_something_else_changes_nothing(panel, tmp_path, open_page, content):
    """It is said in a sentence, and the channel stays as it was."""
    file = tmp_path / "notes.json"
    file.write_text(content, "utf-8")
    panel.click("#presets-h")
    panel.set_input_files("#import-file", file)
    until(
        panel, "document.getElementById('toast-text').textContent === \"That file isn't one that Seatfiller exported.\""
    )
    assert panel.text_content("#now-h") == "Celeste"
    open_page.errors.clear()  # the browser reports the 400 itself


def test_a_preset_is_deleted(panel):
    """By its ×, which says whose it is; the others stay."""
    panel.click("#presets-h")
    for name in ("Friday", "Sunday"):
        panel.fill("#preset-name", name)
        panel.press("#preset-name", "Enter")
        until(panel, f"document.getElementById('preset-list').textContent.includes('{name}')")
    panel.click("[aria-label='Delete Friday']")
    until(panel, "document.getElementById('preset-list').textContent === 'Sunday'")

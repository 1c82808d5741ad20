"""The link for OBS in the panel: a slip of the finger kills no link that is on air."""

from __future__ import annotations

import pytest

from tests.support.browser import until, until_there, wait_until

pytestmark = pytest.mark.browser

HELD = """
window.held = new Map();
let last = 0;
function hold(act) {
  last -= 1;
  window.held.set(last, act);
  return last;
}
const [later, never] = [window.setTimeout, window.clearTimeout];
window.setTimeout = (act, ms, ...rest) => (ms === 8000 ? hold(act) : later(act, ms, ...rest));
window.clearTimeout = (timer) => window.held.delete(timer) || never(timer);
"""
"""Timers of eight seconds don't run down; they end when the test says so."""
END = "for (const [timer, act] of [...window.held]) { window.held.delete(timer); act(); }"


@pytest.fixture
def panel(server, browser, open_page):
    """The panel of somebody who just signed in; its eight seconds are the test's. `rotated` has the calls that renewed a link."""
    page = open_page(browser, server.sign_in_link, width=1280, height=900)
    page.add_init_script(HELD)
    page.click("form button")
    until_there(page, "#starters .chip")
    until(page, "document.getElementById('drag') !== null")
    page.rotated = []
    page.on("request", lambda request: page.rotated.append(request) if "/rotate" in request.url else None)
    return page


def test_a_link_is_renewed_when_nobody_said_undo(panel, overlay_link, browser, open_page):
    """Eight seconds later: the overlay that had the old one says so, and the panel copies the new one."""
    overlay = open_page(browser, overlay_link)
    until_there(overlay, ".sf-tag:not([hidden])")
    panel.click("#renew")
    until(panel, "!document.getElementById('toast-do').hidden")
    panel.evaluate(END)
    wait_until(panel, lambda: len(panel.rotated) == 1)
    until_there(overlay, ".sf-card")
    assert "This link no longer works" in overlay.text_content(".sf-card")
    panel.click("#show")
    until(panel, "document.getElementById('shown').textContent.includes('token=')")
    assert panel.text_content("#shown") != overlay_link
    overlay.goto(panel.text_content("#shown"))
    until_there(overlay, ".sf-tag:not([hidden])")
    assert not overlay.query_selector(".sf-card")


def test_undo_keeps_the_link(panel, overlay_link, browser, open_page):
    """And nothing was asked of the server: what is on air goes on."""
    panel.click("#renew")
    until(panel, "!document.getElementById('toast-do').hidden")
    panel.click("#toast-do")
    until(panel, "document.getElementById('toast').hidden")
    panel.evaluate(END)
    assert panel.rotated == []
    overlay = open_page(browser, overlay_link)
    until_there(overlay, ".sf-tag:not([hidden])")

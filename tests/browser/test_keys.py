"""The panel's keys: one hand on them, eyes on the game; not while somebody types, and they can be turned off."""

from __future__ import annotations

import pytest

from tests.support.browser import until, until_there

pytestmark = pytest.mark.browser

STATE = "document.getElementById('state').textContent"
HELP = "document.getElementById('help').open"


@pytest.fixture
def panel(server, browser, open_page):
    """The panel of somebody who just signed in, with its preview watching."""
    page = open_page(browser, server.sign_in_link, width=1280, height=900)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.click("form button")
    until_there(page, "#starters .chip")
    until(page, f"{STATE} === 'On now'")
    page.evaluate("document.activeElement.blur()")
    return page


def test_a_question_mark_tells_the_keys(panel):
    """Over the page, until it is closed; meanwhile no key does anything behind it."""
    panel.keyboard.press("?")
    until(panel, HELP)
    panel.keyboard.press("p")
    panel.keyboard.press("Escape")
    until(panel, f"!{HELP}")
    assert panel.evaluate(STATE) == "On now"
    panel.click("#help-open")
    until(panel, HELP)
    panel.click("#help-close")
    until(panel, f"!{HELP}")


def test_who_types_presses_no_key(panel):
    """A name with a P in it hides nothing; with Ctrl a letter is the browser's."""
    panel.fill("#name", "")
    panel.type("#name", "Pepa 123 c")
    panel.evaluate("document.activeElement.blur()")
    panel.keyboard.press("Control+p")
    assert panel.input_value("#name") == "Pepa 123 c"
    assert panel.evaluate(STATE) == "On now"
    assert not panel.query_selector_all("[aria-busy=true]")


def test_turned_off_they_do_nothing_and_it_is_remembered(panel):
    """But for the question mark, which is the way to turn them on again."""
    panel.keyboard.press("?")
    panel.uncheck("#keys-on")
    panel.click("#help-close")
    for key in ("p", "c", " ", "1", "/"):
        panel.keyboard.press(key)
    assert panel.evaluate(STATE) == "On now"
    assert panel.evaluate("document.activeElement.id") != "q"
    panel.reload()
    until(panel, f"{STATE} === 'On now'")
    panel.keyboard.press("p")
    panel.keyboard.press("?")
    until(panel, HELP)
    assert panel.evaluate(STATE) == "On now"
    panel.check("#keys-on")
    panel.click("#help-close")
    panel.keyboard.press("p")
    until(panel, f"{STATE} === 'Hidden'")


def test_the_link_is_copied_by_a_key(panel):
    """Into the clipboard, and nowhere on the page."""
    panel.keyboard.press("l")
    until(panel, "document.getElementById('toast-text').textContent !== ''")
    assert "/overlay?token=" in panel.evaluate("navigator.clipboard.readText()")
    assert "token=" not in panel.content()

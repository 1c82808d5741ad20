"""The page of all lines: found by a word, a source and a category; a line is thrown out and taken back."""

from __future__ import annotations

import pytest

from tests.support.browser import until, until_there

pytestmark = pytest.mark.browser

TEXTS = "[...document.querySelectorAll('#lines .text')].map((text) => text.firstChild.textContent)"


@pytest.fixture
def phrases(server, browser, open_page):
    """The page for Minecraft, in English."""
    page = open_page(browser, server.sign_in_link, width=1000, height=800)
    page.click("form button")
    until_there(page, "#starters .chip")
    page.goto(f"{server.url}/panel/phrases?game=Minecraft&language=en")
    until_there(page, "#lines .line", 100)
    return page


def press(page, group, name):
    page.click(f"#{group} .chip:text-is('{name}')")
    until(
        page,
        "([group, name]) => document.querySelector(`#${group} [aria-pressed=true]`).textContent === name",
        [group, name],
    )


def test_chips_and_a_word_narrow_the_list_together(phrases):
    """Only what fits all three is left, with its number; "All" and an empty field give the rest back."""
    everything = phrases.text_content("#lines .count")
    press(phrases, "sources", "Pack")
    own = phrases.text_content("#lines .count")
    assert own != everything
    press(phrases, "categories", "Questions")
    assert phrases.text_content("#lines .count") not in (own, everything)
    phrases.fill("#find", "DIAMOND")
    until(phrases, f"{TEXTS}.length < 100 && {TEXTS}.length > 0")
    assert set(
        phrases.evaluate(
            "[...document.querySelectorAll('#lines .from')].map((from) => from.textContent.split(' · ')[0])"
        )
    ) == {"Pack"}
    phrases.fill("#find", "no line says this")
    until(phrases, f"{TEXTS}.length === 0")
    assert phrases.text_content("#lines .count") == "Nothing here."
    phrases.fill("#find", "")
    press(phrases, "categories", "All")
    press(phrases, "sources", "All")
    assert phrases.text_content("#lines .count") == everything


def test_a_line_of_a_pack_is_banned_and_unbanned(phrases):
    """It stays where it stands, marked; over a reload too."""
    (first, *_) = phrases.evaluate(TEXTS)
    line = phrases.locator("#lines .line").first
    line.locator("button").click()
    until(phrases, "document.querySelector('#lines .line button').textContent === 'Take back'")
    phrases.reload()
    until_there(phrases, "#lines .line", 100)
    phrases.fill("#find", first)
    until(phrases, "document.querySelector('#lines .line button').textContent === 'Take back'")
    phrases.click("#lines .line button")
    until(phrases, "document.querySelector('#lines .line button').textContent === 'Throw out'")


def test_a_server_that_is_away_is_said(server, phrases, open_page):
    """A press that didn't arrive changes nothing on the page."""
    phrases.route("**/api/phrases/**", lambda route: route.abort())
    phrases.click("#lines .line >> nth=0 >> button")
    until(phrases, "document.getElementById('of').textContent === 'The server isn’t answering. Reload the page.'")
    assert phrases.text_content("#lines .line button") == "Throw out"
    open_page.errors.clear()  # the browser reports the call itself

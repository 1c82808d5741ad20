"""The first evening with the panel: the three steps, the search, what a game that nobody knows gets."""

from __future__ import annotations

import pytest

from tests.support.browser import until, until_there

pytestmark = pytest.mark.browser


@pytest.fixture
def panel(server, browser, open_page):
    """The panel of somebody who just signed in."""
    page = open_page(browser, server.sign_in_link, width=1280, height=900)
    page.click("form button")
    until(page, "location.pathname === '/panel'")
    until_there(page, "#starters .chip")
    return page


def title(page, text):
    until(page, "(text) => document.getElementById('now-h').textContent === text", text)


def type_into_search(page, text):
    """With the packs at hand, as after a moment's thought."""
    page.focus("#q")
    until(page, "document.querySelectorAll('#sugg li').length > 10 || document.getElementById('q').value !== ''")
    page.fill("#q", text)


def suggestions(page):
    return page.evaluate("[...document.querySelectorAll('#sugg li')].map((option) => option.firstChild.textContent)")


def done(page):
    return page.evaluate("[...document.querySelectorAll('.step.done')].map((step) => step.id)")


def test_the_first_steps_tick_themselves_off(panel, browser, open_page, overlay_link):
    """By what the server sees: a game, a name, an overlay that isn't the preview. Then they are gone for good."""
    until(panel, "!document.getElementById('steps').hidden")
    until_there(panel, "#preview-frame iframe")
    assert done(panel) == []
    panel.click("#step-game")
    assert panel.evaluate("document.activeElement.id") == "q"
    panel.click("#sugg li:has-text('Minecraft')")
    until_there(panel, "#step-game.done")
    panel.click("#step-name")
    panel.keyboard.type("Marta")
    panel.keyboard.press("Enter")
    until_there(panel, "#step-name.done")
    assert done(panel) == ["step-game", "step-name"]
    overlay = open_page(browser, overlay_link)
    until_there(overlay, ".sf-message")
    until_there(panel, "#step-obs.done")
    assert "OBS shows your chat" in panel.text_content("#steps-h")
    panel.click("#steps-test")
    until_there(panel, ".m-laugh[aria-busy=true]")
    assert panel.is_hidden("#steps")
    panel.reload()
    title(panel, "Minecraft")
    until(panel, "document.getElementById('fact-overlays').textContent === '1'")
    assert panel.is_hidden("#steps")


def test_the_first_steps_can_be_sent_away(panel):
    """In one press, remembered."""
    until(panel, "!document.getElementById('steps').hidden")
    panel.click("#steps-close")
    assert panel.is_hidden("#steps")
    panel.reload()
    until(panel, "document.getElementById('fact-stock').textContent !== ''")
    assert panel.is_hidden("#steps")


def test_the_search_shows_all_that_it_knows(panel):
    """On entering it: every game with a pack, then the topics; nothing is chosen yet."""
    panel.focus("#q")
    until(panel, "document.querySelectorAll('#sugg li').length > 10")
    shown = suggestions(panel)
    assert "Minecraft" in shown
    assert shown.index("Valorant") < shown.index("Music")
    assert panel.evaluate("document.querySelectorAll('#sugg [aria-selected=true]').length") == 0


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Elden Rng", "Elden Ring"),
        ("minecarft", "Minecraft"),
        ("mincraf", "Minecraft"),
        ("valornat", "Valorant"),
        ("stardw valey", "Stardew Valley"),
        ("rdr2", "Red Dead Redemption 2"),
    ],
)
def test_a_slip_is_found_and_what_stands_first_is_what_happens(panel, typed, meant):
    """The first suggestion is what was meant, and Enter takes it."""
    type_into_search(panel, typed)
    assert suggestions(panel)[0] == meant
    panel.keyboard.press("Enter")
    title(panel, meant)


def test_a_sequel_is_no_slip(panel):
    """It may be played as it was typed."""
    type_into_search(panel, "Red Dead Redemption 1")
    assert "Play “Red Dead Redemption 1”" in suggestions(panel)


@pytest.mark.parametrize("typed", ["Celeste", "asdfghjkl qwerty"])
def test_an_unknown_game_says_what_it_gets_and_the_two_ways_on(panel, typed):
    """Nonsense too. Each way leads there, and *fine as it is* is remembered."""
    type_into_search(panel, typed)
    panel.keyboard.press("Enter")
    title(panel, typed)
    until(panel, "!document.getElementById('unknown').hidden")
    assert typed in panel.text_content("#unknown-title")
    panel.click("#unknown-model")
    until(panel, "document.querySelector('#writing.open') !== null")
    panel.click("#unknown-own")
    until(panel, "document.activeElement.id === 'mine-lines'")
    panel.click("#unknown-fine")
    assert panel.is_hidden("#unknown")
    panel.reload()
    title(panel, typed)
    until(panel, "document.getElementById('fact-stock').textContent !== ''")
    assert panel.is_hidden("#unknown")


def test_a_known_game_needs_no_such_word(panel):
    """It has a pack."""
    panel.click("#starters .chip >> nth=0")
    title(panel, "Minecraft")
    until(panel, "document.getElementById('fact-stock').textContent.includes('Minecraft')")
    assert panel.is_hidden("#unknown")


def test_the_counts_of_lines_agree(panel, server):
    """The ticket's is the pack's own part of what the facts count, and the page of all lines counts the same."""
    panel.click("#starters .chip >> nth=0")
    title(panel, "Minecraft")
    until(panel, "document.getElementById('fact-stock').textContent.includes('Minecraft')")
    own = panel.text_content("#game-list .entry.on small").partition(" ")[0]
    assert panel.text_content("#fact-stock").startswith(f"{own} about Minecraft")
    every = panel.text_content("#fact-unsaid").rpartition(" ")[2]
    panel.goto(f"{server.url}/panel/phrases")
    until_there(panel, ".line", 20)
    assert panel.text_content("#lines .count").startswith(f"{every} lines")
    panel.fill("#find", "diamond")
    until(panel, "document.querySelectorAll('.line').length > 0 && document.querySelectorAll('.line').length < 300")

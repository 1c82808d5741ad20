"""Who is there, in the panel: the chips, those of a raid, and what kind of game it is."""

from __future__ import annotations

import pytest

from tests.browser.test_overlay import steer
from tests.support.browser import until, until_there

pytestmark = pytest.mark.browser


def test_a_new_channel_has_its_chip(server, browser, open_page):
    """The number of viewers that a channel begins with is one of those to press, with its word."""
    page = open_page(browser, server.link("panel"), width=1100, height=760)
    until(page, "document.querySelector('input[name=crowd]:checked')?.value === '110'")
    assert page.text_content("#crowd-more") == "a good night"


def test_who_came_with_a_raid_is_told_apart(server, overlay_link, browser, open_page):
    """The live state adds them to the others."""
    steer(server, game="Minecraft")
    page = open_page(browser, server.link("panel"), width=1100, height=760)
    open_page(browser, overlay_link)
    until(page, "document.getElementById('state').textContent === 'On now'")
    steer(server, "POST", "/api/chat-wave", type="raid", intensity=3)
    until(page, r"/\d+ watching \+ \d+ from the raid/.test(document.getElementById('state-more').textContent)")


def test_a_game_without_a_pack_is_asked_about_once(server, browser, open_page):
    """A chip tells what kind it is, Undo takes that back, and who doesn't want to be asked isn't any more."""
    steer(server, game="Zorbulon Seven")
    page = open_page(browser, server.link("panel"), width=1100, height=760)
    until(page, "!document.getElementById('genre').hidden")
    page.click("#genre-chips .chip >> text=Sport")
    until(page, "!document.getElementById('toast').hidden")
    told = page.evaluate("fetch('/api/channel').then((answer) => answer.json()).then(({ games }) => games[0].genre)")
    page.click("#toast-do")
    assert told == "sport"
    until(page, "!document.getElementById('genre').hidden")
    page.click("#genre-skip")
    assert page.is_hidden("#genre")
    page.reload()
    until_there(page, ".entry.on")
    assert page.is_hidden("#genre")
    steer(server, game="Minecraft")
    until(page, "document.getElementById('now-h').textContent === 'Minecraft'")
    assert page.is_hidden("#genre")


def test_the_last_messages_show_their_emotes(server, browser, open_page):
    """A word that is an emote is a picture in the list too, with the word for who can't see it."""
    page = open_page(browser, "about:blank", width=1100, height=760)
    page.add_init_script(
        """window.sources = [];
        window.EventSource = class extends window.EventSource {
            constructor(...all) { super(...all); window.sources.push(this); }
        };"""
    )
    page.goto(server.link("panel"))
    until(page, "document.getElementById('state').textContent !== ''")
    page.evaluate(
        """() => {
            const message = { id: 'x', username: 'Mota', content: 'that was KEKW', timestamp: Date.now(), category: 'gameplay', color: '#fff', badges: [] };
            window.sources.at(-1).dispatchEvent(new MessageEvent('message', { data: JSON.stringify(message), lastEventId: '' }));
        }"""
    )
    # The show goes on meanwhile: others may stand above it.
    line = "[...document.querySelectorAll('#said li')].find((li) => li.textContent.includes('Mota'))"
    picture = f"{line}?.querySelector('img')"
    until(page, f"{picture}?.complete && {picture}.naturalWidth > 0")
    assert page.evaluate(f"[{picture}.alt, {line}.offsetHeight]") == ["KEKW", 32]

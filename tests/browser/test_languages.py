"""A chat in a language of the streamer's own: the panel offers it, and the pages beside it go on in theirs."""

from __future__ import annotations

import json
import tomllib

import pytest

from tests.browser.conftest import ROOT
from tests.support.browser import until, until_there
from tests.support.portuguese import GENERAL, bring

pytestmark = pytest.mark.browser

EN = json.loads((ROOT / "overlay/locales/en.json").read_text("utf-8"))
LINES = [line.casefold() for lines in tomllib.loads(GENERAL)["phrases"].values() for line in lines]


@pytest.fixture
def server(tmp_path, server):
    """A server whose data folder has the files of a language."""
    server.stop()
    bring(tmp_path / "data")
    server.start()
    return server


@pytest.fixture
def panel(server, browser, open_page):
    """The panel of somebody who just signed in, in English."""
    page = open_page(browser, server.sign_in_link, width=400, height=900)
    page.click("form button")
    until_there(page, "#starters .chip")
    return page


HAS_ITS_MOMENT = (
    "[...document.querySelectorAll('#more-moments .word')].some(({ textContent }) => textContent === 'Golaço')"
)


def test_the_panel_offers_it_and_the_chat_speaks_it(panel, server, browser, open_page):
    """By the name that its speakers give it; what it says comes at once, and its own moment has a button."""
    offered = "[...document.querySelectorAll('[name=chat-language] + span')].map(({ textContent }) => textContent)"
    assert panel.evaluate(offered) == ["Español", "English", "Português"]
    assert not panel.evaluate(HAS_ITS_MOMENT)
    panel.check("[name=chat-language][value=pt]")
    until(panel, HAS_ITS_MOMENT)
    assert panel.get_attribute("html", "lang") == "en"
    assert panel.text_content("#games-h span") == EN["panel.games"]
    overlay = open_page(browser, server.link("overlay"))
    said = "(lines) => [...document.querySelectorAll('.sf-text')].some((text) => lines.includes(text.textContent.toLowerCase()))"
    until(overlay, said, LINES)
    panel.reload()
    until(panel, "document.querySelector('[name=chat-language]:checked')?.value === 'pt'")


def test_a_game_that_it_has_no_pack_of_says_so(panel):
    """There are packs of it in other languages, which this chat won't say."""
    panel.check("[name=chat-language][value=pt]")
    until(panel, "document.querySelector('[name=chat-language]:checked').value === 'pt'")
    panel.fill("#q", "minecraft")
    until(panel, "document.querySelector('#sugg small')?.textContent === 'lines for any game'")
    panel.press("#q", "Enter")
    until(panel, "document.getElementById('now-h').textContent === 'Minecraft'")
    until(panel, "!document.getElementById('unknown').hidden")


@pytest.mark.parametrize(("locale", "tag"), [("es-MX", "Chat simulado"), ("pt-BR", "Simulated chat")])
def test_the_words_beside_the_chat_stay_the_pages(panel, server, browser, open_page, locale, tag):
    """The tag is in the page's language; the chat itself is marked as what it is in."""
    panel.check("[name=chat-language][value=pt]")
    until(panel, "document.querySelector('[name=chat-language]:checked').value === 'pt'")
    overlay = open_page(browser, server.link("overlay"), locale=locale)
    until(overlay, "(tag) => document.querySelector('.sf-tag-text').textContent === tag", tag)
    assert overlay.get_attribute("html", "lang") == "pt"

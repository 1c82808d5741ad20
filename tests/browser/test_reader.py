"""The reader on a second screen: it says why the chat is silent, speaks of screens, and leads its owner back."""

from __future__ import annotations

import pytest

from tests.browser.test_overlay import steer
from tests.support.browser import until, until_there

pytestmark = pytest.mark.browser

STATE = "document.getElementById('state').textContent"


@pytest.fixture
def reader(overlay_link, browser, open_page):
    """The page of a phone that has been given the chat's link, with something said."""
    page = open_page(browser, overlay_link.replace("/overlay", "/chat"), width=360, height=640)
    until_there(page, ".sf-message")
    return page


def test_it_says_that_the_chat_is_hidden_or_paused(server, reader):
    """Nobody wonders at a black page, and what it said goes once the chat is back."""
    steer(server, "POST", "/api/channel/panic")
    until(reader, f"{STATE}.startsWith('The chat is hidden.')")
    assert reader.evaluate("document.querySelectorAll('.sf-message').length") == 0
    steer(server, "POST", "/api/channel/show")
    until(reader, f"{STATE} === ''")
    steer(server, "POST", "/api/channel/pause")
    until(reader, f"{STATE} === 'The chat is paused.'")
    steer(server, "POST", "/api/channel/start")
    until(reader, f"{STATE} === ''")


@pytest.mark.parametrize(
    ("locale", "title", "text"),
    [
        ("en-GB", "The link is missing", "Open the panel and take the link for the second screen, all of it."),
        ("es-ES", "Falta el enlace", "Abre el panel y copia entero el enlace de la segunda pantalla."),
    ],
)
def test_without_a_link_it_says_where_to_get_one(server, browser, open_page, locale, title, text):
    """In a reader's words: there is no source here to paste anything into, and nothing that still waits for a message."""
    page = open_page(browser, f"{server.url}/chat", locale=locale)
    until_there(page, ".sf-card")
    assert page.text_content(".sf-card") == title + text
    assert page.get_attribute(".sf-messages", "data-empty") == ""


def test_it_leads_its_owner_to_the_panel_and_nobody_else(server, reader, browser, open_page):
    """Who came by the chat's link can't steer, and is offered nothing that would say no."""
    assert reader.query_selector(".bar-link") is None
    owner = open_page(browser, server.sign_in_link)
    owner.click("form button")
    until(owner, "location.pathname === '/panel'")
    owner.goto(f"{server.url}/chat")
    owner.click(".bar-link")
    until(owner, "location.pathname === '/panel'")


def test_an_old_phone_shows_the_chat_or_says_why_not(overlay_link, browser, open_page):
    """Safari before 16.4 makes no style sheet by script; before 15.4 it knows no layers, without which nothing is drawn right."""
    address = overlay_link.replace("/overlay", "/chat")
    page = open_page(browser, "about:blank", width=360, height=640)
    page.add_init_script(
        "delete Document.prototype.adoptedStyleSheets; window.CSSStyleSheet = class { constructor() { throw new TypeError('Illegal constructor'); } };"
    )
    page.goto(address)
    until_there(page, ".sf-message")
    assert page.is_hidden("#old")
    page.add_init_script("delete window.CSSLayerBlockRule;")
    page.reload()
    until(page, "!document.getElementById('old').hidden")
    assert "too old" in page.text_content("#old")


def test_its_text_has_the_size_that_its_reader_chose(reader):
    """From the smallest to the largest, remembered by the browser; at either end its button is off."""
    size = "getComputedStyle(document.querySelector('.sf-text')).fontSize"
    usual = reader.evaluate(size)
    reader.click("#larger")
    until(reader, f"(usual) => {size} !== usual", usual)
    larger = reader.evaluate(size)
    assert float(larger[:-2]) > float(usual[:-2])
    reader.reload()
    until_there(reader, ".sf-text")
    until(reader, f"(larger) => {size} === larger", larger)
    for button in ("smaller", "larger"):
        for _ in range(20):
            if reader.is_enabled(f"#{button}"):
                reader.click(f"#{button}")
        assert reader.is_disabled(f"#{button}")
        assert reader.is_enabled(f"#{'smaller' if button == 'larger' else 'larger'}")
    # Who keeps something else in its place gets the usual size.
    reader.evaluate("localStorage.setItem('seatfiller_reader_size', 'huge')")
    reader.reload()
    until_there(reader, ".sf-text")
    until(reader, f"(usual) => {size} === usual", usual)

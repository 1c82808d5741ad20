"""The panel, as a streamer uses it: by keyboard, in both languages, through every outage."""

from __future__ import annotations

import pytest

from tests.browser.waiting import until, until_there

pytestmark = pytest.mark.browser


@pytest.fixture
def panel(server, browser, open_page):
    """The panel of somebody who just signed in."""
    page = open_page(browser, server.sign_in_link, width=1100, height=760)
    until(page, "document.activeElement.matches('form button')")
    page.keyboard.press("Enter")
    until(page, "location.pathname === '/panel'")
    until_there(page, "#starters .chip")
    return page


def title(page, text):
    until(page, "(text) => document.getElementById('now-h').textContent === text", text)


def search(page, text):
    page.keyboard.press("/")
    page.keyboard.type(text)
    until_there(page, "#sugg li[aria-selected=true]")
    page.keyboard.press("Enter")


def test_the_whole_flow_by_keyboard(panel):
    """Sign in, search, choose, pause, resume, a moment: no mouse."""
    panel.keyboard.press("/")
    panel.keyboard.type("rdr2")
    until(panel, "document.querySelector('#sugg li')?.textContent.includes('Red Dead Redemption 2')")
    panel.keyboard.press("Enter")
    title(panel, "Red Dead Redemption 2")
    until_there(panel, ".ticket.on")
    panel.evaluate("document.activeElement.blur()")
    panel.keyboard.press("Space")
    until(panel, "document.getElementById('state').textContent === 'Paused'")
    panel.keyboard.press("Space")
    until(panel, "document.getElementById('state').textContent === 'On now'")
    panel.keyboard.press("1")
    until_there(panel, ".m-laugh[aria-busy=true]")


def test_it_speaks_both_languages(panel):
    """The switch changes every word without a reload, and is remembered."""
    panel.evaluate("window.sameDocument = true")
    panel.click("#language")
    until(panel, "document.getElementById('now-h').textContent === '¿A qué juegas hoy?'")
    assert panel.evaluate("window.sameDocument")
    assert panel.get_attribute("#q", "placeholder") == "Busca un juego o un tema"
    panel.reload()
    until(panel, "document.getElementById('now-h').textContent === '¿A qué juegas hoy?'")


def test_a_fifth_game_says_what_to_do(panel, open_page):
    """Four seats; the fifth game is told to free one, in place."""
    for place, name in enumerate(("Celeste", "Hades II", "Portal 2", "Tunic"), 1):
        search(panel, name)
        until_there(panel, ".ticket:not(.free)", place)
    search(panel, "Braid Game")
    until(panel, "!document.getElementById('game-error').hidden")
    assert panel.text_content("#game-error-title") == "No free seats"
    open_page.errors.clear()  # the browser reports the 429 itself


def test_a_torn_ticket_can_be_undone(panel):
    """Undo instead of a question."""
    search(panel, "Minecraft")
    until_there(panel, ".ticket.on")
    panel.click(".ticket .tear")
    until(panel, "document.querySelectorAll('.ticket').length === 0")
    panel.click("#toast-do")
    until_there(panel, ".ticket.on")
    title(panel, "Minecraft")


def test_the_link_is_never_shown_unasked(panel):
    """Streamers share their screens: no token in the page until Show, and again none after Hide."""
    until(panel, "document.getElementById('drag') !== null")
    assert "token=" not in panel.content()
    panel.click("#show")
    until(panel, "document.getElementById('shown').textContent.includes('/overlay?token=')")
    panel.click("#show")
    assert "token=" not in panel.content()


def test_the_drag_lands_named_and_sized(panel):
    """The drop carries text/uri-list with OBS's layer items."""
    panel.click("#show")
    until(panel, "document.getElementById('shown').textContent !== ''")
    dragged = panel.evaluate(
        """() => {
            const data = new DataTransfer();
            document.getElementById('drag').dispatchEvent(new DragEvent('dragstart', { dataTransfer: data, bubbles: true, cancelable: true }));
            return data.getData('text/uri-list');
        }"""
    )
    assert dragged.startswith("http://127.0.0.1:")
    assert "&layer-name=Seatfiller&layer-width=400&layer-height=600" in dragged


def test_an_outage_is_said_and_mended_by_itself(server, panel):
    """The server dies: what happened, what goes on; it comes back: so does the panel."""
    server.kill()
    until(panel, "!document.getElementById('gone').hidden")
    assert panel.is_disabled("#play")
    server.start()
    until(panel, "document.getElementById('gone').hidden")
    until(panel, "!document.getElementById('play').disabled")


def test_two_panels_stay_in_step(server, panel, browser, open_page):
    """What one changes the other shows; the panel link leaves the address bar."""
    dock = open_page(browser, server.link("panel"), width=280, height=700)
    until_there(dock, "#starters .chip")
    assert "token" not in dock.url
    panel.check("input[name=pace][value=frantic]")
    until(dock, "document.querySelector('input[name=pace][value=frantic]').checked")
    assert dock.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert dock.is_hidden("#renew")


def test_an_overlay_link_opens_no_panel(server, browser, open_page, overlay_link):
    """It gets the page that says how to get in."""
    page = open_page(browser, "about:blank")
    answer = page.goto(overlay_link.replace("/overlay?", "/panel?"))
    assert answer.status == 401
    assert page.text_content("#closed h1") == "This link no longer works"
    open_page.errors.clear()  # the browser reports the 401 itself


def test_a_used_code_says_how_to_get_another(server, browser, open_page):
    """One use; the page names the command."""
    first = open_page(browser, server.sign_in_link)
    first.click("button")
    until(first, "location.pathname === '/panel'")
    second = open_page(browser, server.sign_in_link)
    second.click("button")
    until(second, "document.querySelector('code')?.textContent === 'seatfiller sign-in'")
    open_page.errors.clear()  # the browser reports the 403 itself


def test_the_landing_chats_by_itself(server, browser, open_page):
    """A demo that runs in the page, in the visitor's language."""
    page = open_page(browser, server.url + "/", locale="es-ES")
    until_there(page, "#demo li", 2)
    assert page.text_content("h1") == "Un público de ensayo para tu directo"

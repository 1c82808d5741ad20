"""The panel, as a streamer uses it: by keyboard, in both languages, through every outage."""

from __future__ import annotations

import json
import urllib.request

import pytest

from tests.support.browser import until, until_there

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


def report(server, overlay_link, **said):
    """What OBS says through an overlay."""
    request = urllib.request.Request(
        f"{server.url}/api/obs?token={overlay_link.partition('token=')[2]}",
        method="POST",
        data=json.dumps(said).encode(),
        headers={"Content-Type": "application/json"},
    )
    urllib.request.urlopen(request).close()


def title(page, text):
    until(page, "(text) => document.getElementById('now-h').textContent === text", text)


def search(page, text):
    page.evaluate("document.activeElement.blur()")
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
    until_there(panel, ".entry.on")
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
    """Four seats; the fifth game is offered the place of each, and takes it where it stood."""
    for place, name in enumerate(("Celeste", "Hades II", "Portal 2", "Tunic"), 1):
        search(panel, name)
        until_there(panel, "#game-list .entry:not(.free)", place)
        title(panel, name)
    search(panel, "Braid Game")
    until(panel, "!document.getElementById('game-error').hidden")
    assert panel.text_content("#game-error-title") == "No free seats"
    panel.click("text=Replace Portal 2")
    title(panel, "Braid Game")
    assert names(panel) == ["Celeste", "Hades II", "Braid Game", "Tunic"]
    open_page.errors.clear()  # the browser reports the 429 itself


def names(page):
    return page.evaluate("[...document.querySelectorAll('#game-list .entry b')].map((name) => name.textContent)")


def test_a_removed_game_can_be_brought_back(panel):
    """Undo instead of a question: it is on again, and stands where it stood."""
    for name in ("Minecraft", "Elden Ring"):
        search(panel, name)
        title(panel, name)
    panel.click("#game-list .entry >> nth=0 >> .pick")
    title(panel, "Minecraft")
    panel.click("#game-list .entry .remove >> nth=0")
    until(panel, "document.querySelectorAll('#game-list .entry:not(.free)').length === 1")
    panel.click("#toast-do")
    title(panel, "Minecraft")
    assert names(panel) == ["Minecraft", "Elden Ring"]


def test_the_link_is_never_shown_unasked(panel):
    """Streamers share their screens: no token in the page until Show, and again none after Hide."""
    until(panel, "document.getElementById('drag') !== null")
    assert "token=" not in panel.content()
    panel.click("#show")
    until(panel, "document.getElementById('shown').textContent.includes('/overlay?token=')")
    assert panel.text_content("#show") == "Hide"
    panel.click("#show")
    assert panel.text_content("#show") == "Show"
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
    """The server dies: what happened, what goes on, what one can do; it comes back: so does the panel."""
    server.kill()
    until(panel, "!document.getElementById('gone').hidden")
    advice = "Is Seatfiller still open? If not, start it again: this page comes back by itself."
    until(panel, "(advice) => document.getElementById('gone-text').textContent.endsWith(advice)", advice)
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
    first.click("form button")
    until(first, "location.pathname === '/panel'")
    second = open_page(browser, server.sign_in_link)
    second.click("form button")
    until(second, "document.querySelector('code')?.textContent.includes('-m server sign-in')")
    open_page.errors.clear()  # the browser reports the 403 itself


def test_the_landing_chats_by_itself(server, browser, open_page):
    """A demo that runs in the page, in the visitor's language."""
    page = open_page(browser, server.url + "/", locale="es-ES")
    until_there(page, "#demo li", 2)
    assert page.text_content("h1") == "Un público de ensayo para tu directo"


def says(page, word):
    until(page, "(word) => document.querySelector('#panic span').textContent === word", word)


def test_the_hide_button_shows_what_it_hid(panel):
    """P hides; the state says why nobody sees anything, the button itself is the way back, and nothing else moves."""
    until(panel, "document.getElementById('state').textContent === 'On now'")
    assert panel.get_attribute("#panic", "title") == "Hide the chat everywhere, at once (P)"
    place = panel.evaluate("document.getElementById('panic').getBoundingClientRect().y")
    panel.keyboard.press("p")
    says(panel, "Show")
    until(panel, "document.getElementById('state').textContent === 'Hidden'")
    assert panel.text_content("#state-more") == "You hid it. It stays hidden until you show it."
    assert panel.evaluate("document.getElementById('panic').getBoundingClientRect().y") == place
    assert not panel.query_selector_all(".seats .in:not(.dark .in)")
    panel.click("#panic")
    says(panel, "Hide")
    until(panel, "document.getElementById('state').textContent !== 'Hidden'")


def test_hiding_is_said_when_it_is_true(panel, open_page):
    """Held up: "Hiding…" and no more. Failed: a card that it is NOT hidden, and what to do; it goes once it is."""
    held = []
    panel.route("**/api/channel/panic", lambda route: held.append(route))
    panel.keyboard.press("p")
    says(panel, "Hiding…")
    assert panel.text_content("#state") != "Hidden"
    until(panel, "!document.getElementById('not-hidden').hidden")
    says(panel, "Hide")
    assert "NOT hidden" in panel.text_content("#not-hidden")
    held[0].abort()
    panel.unroute("**/api/channel/panic")
    panel.click("#not-hidden-again")
    says(panel, "Show")
    until(panel, "document.getElementById('not-hidden').hidden")
    open_page.errors.clear()


def test_a_server_that_is_away_hides_nothing_and_the_panel_says_so(server, panel, open_page):
    """The button stays in reach when everything else is locked."""
    server.kill()
    until(panel, "!document.getElementById('gone').hidden")
    panel.keyboard.press("p")
    until(panel, "!document.getElementById('not-hidden').hidden")
    server.start()
    until(panel, "document.getElementById('gone').hidden")
    open_page.errors.clear()


def test_a_slider_sends_the_first_value_and_the_last(panel, server):
    """Sixty values in a breath are two calls or a few, and what came last is what is kept."""
    sent = []
    panel.on("request", lambda request: sent.append(request.post_data_json) if request.method == "PATCH" else None)
    panel.evaluate(
        """async () => {
            const { change } = await import(document.querySelector('script[type=module]').src.replace('main.js', 'channel.js'));
            await Promise.all(Array.from({ length: 60 }, (_, number) => change({ crowd: 100 + number })));
        }"""
    )
    assert sent[0] == {"crowd": 100}
    assert sent[-1] == {"crowd": 159}
    assert len(sent) < 10


def test_the_guard_is_asked_for_when_a_stream_starts(panel, server, overlay_link):
    """OBS streams and nobody chose: the panel asks, the answer is kept."""
    report(server, overlay_link, streaming=True)
    until(panel, "!document.getElementById('on-air-ask').hidden")
    panel.click("#on-air-ask [data-go-live=hide]")
    until(panel, "document.getElementById('on-air-ask').hidden")
    says(panel, "Show")
    until(panel, "document.getElementById('state-more').textContent.startsWith('OBS is streaming')")
    report(server, overlay_link, streaming=False)
    says(panel, "Hide")
    assert panel.is_checked("input[name=go-live][value=hide]")


def test_a_scene_rule_is_added_and_its_deletion_undone(panel):
    """In the table by scene."""
    panel.click("#on-air-h")
    panel.fill("#rule-contains", "BRB")
    panel.select_option("#rule-do", "mute")
    panel.click("#rule-form button")
    until(panel, "document.querySelector('#rules li')?.textContent.includes('BRB')")
    panel.click("#rules li button")
    until(panel, "!document.querySelector('#rules li')")
    panel.click("#toast-do")
    until_there(panel, "#rules li")


def test_a_script_is_played_held_and_stopped(panel):
    """With the preview watching."""
    panel.click("#rehearsal-h")
    panel.click("#scripts .pick >> nth=0")
    until(panel, "!document.getElementById('script-on').hidden")
    panel.click("#script-hold")
    until(panel, "document.getElementById('script-hold').textContent.includes('Resume')")
    panel.click("#script-stop")
    until(panel, "document.getElementById('script-on').hidden")


def test_a_preset_is_kept_and_recalled(panel):
    """The game of then is on again."""
    search(panel, "minecraft")
    title(panel, "Minecraft")
    panel.click("#presets-h")
    panel.fill("#preset-name", "Friday")
    panel.click("#preset-form button")
    until_there(panel, "#preset-list .entry")
    search(panel, "elden ring")
    title(panel, "Elden Ring")
    panel.click("#preset-list .pick")
    title(panel, "Minecraft")


def test_a_games_own_moments_have_buttons_while_it_is_on(panel):
    """And the strength is sent along."""
    search(panel, "minecraft")
    title(panel, "Minecraft")
    until(panel, "[...document.querySelectorAll('#more-moments .word')].some((word) => word.textContent === 'Creeper')")
    panel.evaluate("document.activeElement.blur()")
    panel.evaluate("document.querySelector('input[name=force][value=\"3\"]').click()")
    with panel.expect_request("**/api/chat-wave") as sent:
        panel.click("#more-moments .chip >> nth=0")
    assert sent.value.post_data_json["intensity"] == 3


def test_a_trigger_link_is_copied_unseen(panel):
    """The link is in the clipboard and nowhere on the page."""
    panel.context.grant_permissions(["clipboard-read", "clipboard-write"])
    panel.click("#buttons-h")
    panel.click("#triggers li:nth-child(2) button")
    until(panel, "!document.getElementById('toast').hidden")
    copied = panel.evaluate("navigator.clipboard.readText()")
    assert "/api/trigger/laugh?token=" in copied
    assert copied.partition("token=")[2] not in panel.content()

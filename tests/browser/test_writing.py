"""Language models in the panel: what is no game, who writes, keys, the page of phrases."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator

import pytest

from tests.browser.conftest import Server
from tests.faults.test_writer import refuses
from tests.support.browser import until, until_there
from tests.support.fault_server import FaultServer, fault_server, healthy
from tests.support.faults import FAULTS
from tests.support.passing_time import PATIENT

pytestmark = pytest.mark.browser


@pytest.fixture
def service() -> Iterator[FaultServer]:
    """A service that writes, on a loop of its own: Playwright's is taken."""
    ready, loop = threading.Event(), asyncio.new_event_loop()
    found: list[FaultServer] = []
    stopped = asyncio.Event()

    async def run() -> None:
        async with fault_server() as service:
            service.loop = loop  # type: ignore[attr-defined]
            found.append(service)
            ready.set()
            await stopped.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(run(),), daemon=True)
    thread.start()
    ready.wait()
    yield found[0]
    loop.call_soon_threadsafe(stopped.set)
    thread.join()
    loop.close()


@pytest.fixture
def server(tmp_path, service, monkeypatch) -> Iterator[Server]:
    """A server that knows where the service is, but has no key yet."""
    monkeypatch.setenv("SEATFILLER_PROVIDERS__GROQ__BASE_URL", service.url)
    for name, seconds in PATIENT.items():
        monkeypatch.setenv(f"SEATFILLER_PROVIDERS__LOCAL_DEADLINES__{name.upper()}", str(seconds))
    server = Server(tmp_path / "data")
    server.start()
    yield server
    server.stop()


@pytest.fixture
def panel(server, browser, open_page):
    """The panel of the owner."""
    page = open_page(browser, server.sign_in_link, width=1100, height=900)
    page.click("form button")
    until(page, "location.pathname === '/panel'")
    until_there(page, "#starters .chip")
    page.click("#writing-h")
    return page


def give_key(panel):
    """Type a key into the first provider."""
    until_there(panel, "#providers .text-btn")
    panel.click("#providers .provider:first-child .text-btn")
    panel.fill("#providers input[name=key]", "gsk_abcdefghijklmnopqrstuvwx4242")
    panel.keyboard.press("Enter")


def test_a_key_is_typed_tried_and_then_never_seen(panel):
    """A word says that it works; its last four characters are all that is left of it."""
    give_key(panel)
    until(panel, "document.getElementById('toast-text').textContent === 'It works.'")
    until(panel, "document.getElementById('providers').textContent.includes('key …4242')")
    assert "gsk_" not in panel.content()


def test_a_key_that_is_refused_says_so(panel, service):
    """Under its field, for as long as it stands there: a mistake costs nothing but the mending of it."""
    service.otherwise = FAULTS["key_refused"]
    give_key(panel)
    until(panel, "document.querySelector('#providers .hint.bad')?.textContent.startsWith('The key was refused')")
    assert panel.input_value("#providers input[name=key]").endswith("4242")
    assert "gsk_" not in panel.content()


def test_an_address_that_is_refused_stays_to_be_put_right(panel, open_page):
    """With the model and the key that were typed beside it, and the reason in the page's language."""
    until_there(panel, "#providers .provider", 3)
    panel.click("#providers .provider:last-child .text-btn")
    typed = {"baseUrl": "my computer", "model": "llama3", "key": "secret"}
    for name, value in typed.items():
        panel.fill(f"#providers input[name={name}]", value)
    panel.keyboard.press("Enter")
    until_there(panel, "#providers .hint.bad")
    english = panel.text_content("#providers .hint.bad")
    assert {name: panel.input_value(f"#providers input[name={name}]") for name in typed} == typed
    panel.click("#language")
    until(panel, "(words) => document.querySelector('#providers .hint.bad').textContent !== words", english)
    assert {name: panel.input_value(f"#providers input[name={name}]") for name in typed} == typed
    open_page.errors.clear()  # the browser reports the 400 itself


def test_what_is_no_game_offers_what_was_meant_and_the_last_word(panel, service, open_page):
    """The reason in place; insisting puts the game on."""
    give_key(panel)
    until(panel, "document.getElementById('toast-text').textContent === 'It works.'")
    service.script.append(refuses)
    panel.fill("#q", "Rayn Wurld")
    panel.keyboard.press("Enter")
    until_there(panel, "#game-error-do button", 2)
    assert panel.text_content("#game-error-title") == "“Rayn Wurld” doesn’t look like a game"
    assert panel.text_content("#game-error-do button:first-child") == "Use Rain World"
    panel.click("#game-error-do button:last-child")
    until(panel, "document.getElementById('now-h').textContent === 'Rayn Wurld'")
    assert panel.is_hidden("#game-error")
    open_page.errors.clear()  # the browser reports the 422 itself


def test_the_lines_show_as_they_are_written_and_the_page_of_phrases_has_them(
    panel, server, overlay_link, browser, open_page
):
    """Who writes, how many there are; a line is thrown out and taken back."""
    give_key(panel)
    until(panel, "document.getElementById('toast-text').textContent === 'It works.'")
    open_page(browser, overlay_link)
    panel.fill("#q", "Rain World")
    panel.keyboard.press("Enter")
    until_there(panel, "#writing-lines li", 3)
    until(panel, "/written for this game/.test(document.getElementById('writing-who').textContent)")
    panel.goto(f"{server.url}/panel/phrases")
    until_there(panel, ".line", 20)
    panel.click(".line >> nth=0 >> text=Throw out")
    until_there(panel, ".line.banned")
    panel.click(".line.banned >> text=Take back")
    until(panel, "!document.querySelector('.line.banned')")


def test_a_channel_that_has_spent_its_allowance_says_until_when_and_where_it_is_set(
    tmp_path, service, monkeypatch, browser, open_page
):
    """In the notice and under *AI lines*, in both languages; nobody is told to give a key that is there."""
    monkeypatch.setenv("SEATFILLER_PROVIDERS__GROQ__BASE_URL", service.url)
    monkeypatch.setenv("SEATFILLER_PROVIDERS__WRITING__CHANNEL_REQUESTS_PER_DAY", "1")
    monkeypatch.setenv("GROQ_API_KEY", "gsk_abcdefghijklmnopqrstuvwx4242")
    for name, seconds in PATIENT.items():
        monkeypatch.setenv(f"SEATFILLER_PROVIDERS__LOCAL_DEADLINES__{name.upper()}", str(seconds))
    server = Server(tmp_path / "spent")
    server.start()
    try:
        panel = open_page(browser, server.sign_in_link, width=1280, height=900)
        panel.click("form button")
        until(panel, "location.pathname === '/panel'")
        until_there(panel, "#starters .chip")
        open_page(browser, server.link("overlay"))
        panel.click("#writing-h")
        panel.fill("#q", "Rain World")
        panel.keyboard.press("Enter")
        until(
            panel, "/^No new AI lines until \\d\\d:\\d\\d$/.test(document.getElementById('resting-title').textContent)"
        )
        assert "channel_tokens_per_day in config.toml" in panel.text_content("#resting-text")
        assert "allowance for AI lines is used up" in panel.text_content("#writing-who")
        assert panel.is_visible("#resting")
    finally:
        server.stop()


FOLDED = "document.getElementById('writing-val').textContent"
"""What the folded section says."""


def choose(panel, game):
    """Have lines asked for: a game that no pack knows, and somebody who watches."""
    panel.fill("#q", game)
    panel.keyboard.press("Enter")


RESTING = [
    ("key_refused", "key refused", "It refused the key. Asked again at ", "bad"),
    ("unpaid", "no credit left", "Its account has nothing left. Asked again at ", "bad"),
    ("model_gone", "model gone", "It no longer has the model. Asked again at ", "bad"),
    ("used_up", "limit used up until ", "It reached its limit. Asked again at ", "warn"),
    ("unavailable", "service down", "It isn’t well right now. Asked again at ", "warn"),
]


async def used_up(answer):
    """The day's limit of every model: it renews in ten minutes."""
    return await answer.status(429, **{"retry-after": "600"})


@pytest.mark.parametrize(("name", "folded", "why", "dot"), RESTING, ids=[row[0] for row in RESTING])
def test_the_section_says_the_worst_that_somebody_can_mend(
    name, folded, why, dot, panel, service, overlay_link, browser, open_page
):
    """Folded as in the list of services, with when it is asked again; a refused key can be changed on the spot."""
    give_key(panel)
    until(panel, "document.getElementById('toast-text').textContent === 'It works.'")
    service.otherwise = used_up if name == "used_up" else FAULTS[name]
    open_page(browser, overlay_link)
    choose(panel, "Rain World")
    until(panel, f"(words) => {FOLDED}.startsWith(words)", folded)
    until(panel, "(words) => document.getElementById('providers').textContent.includes(words)", why)
    assert panel.is_visible(f"#providers .provider:first-child .dot.{dot}")
    change = panel.locator("#providers .provider:first-child .text-btn:has-text('New key')")
    assert change.count() == (name == "key_refused")
    if change.count():
        change.click()
        service.otherwise = healthy
        panel.fill("#providers input[name=key]", "gsk_zyxwvutsrqponmlkjihgfedc9876")
        panel.keyboard.press("Enter")
        until(panel, "document.getElementById('providers').textContent.includes('key …9876')")
        until(panel, f"(words) => !{FOLDED}.startsWith(words)", folded)


def test_while_a_key_is_tried_both_say_so(panel, service):
    """In the list and on the folded section, until there is an answer."""
    give_key(panel)
    until(panel, "document.getElementById('toast-text').textContent === 'It works.'")
    service.otherwise = FAULTS["hangs_before_headers"]
    panel.click("#providers .provider:first-child .text-btn:has-text('Try')")
    until(panel, f"{FOLDED} === 'Trying…'")
    assert "Trying…" in panel.text_content("#providers .provider:first-child .provider-facts")
    assert panel.is_disabled("#providers .provider:first-child .text-btn:has-text('Try')")
    service.loop.call_soon_threadsafe(service.released.set)
    until(panel, f"{FOLDED} !== 'Trying…'")


def test_a_server_of_ones_own_that_is_away_asks_whether_it_runs(panel, overlay_link, browser, open_page):
    """An address where nothing listens is kept, and said to be out of reach."""
    until_there(panel, "#providers .provider", 3)
    panel.click("#providers .provider:last-child .text-btn")
    panel.fill("#providers input[name=baseUrl]", "http://127.0.0.1:9/v1")
    panel.fill("#providers input[name=model]", "llama3")
    panel.keyboard.press("Enter")
    until(panel, "document.getElementById('toast-text').textContent.startsWith('Kept. It can’t be reached')")
    open_page(browser, overlay_link)
    choose(panel, "Rain World")
    until(panel, f"{FOLDED} === 'not reachable'")
    until(panel, "document.getElementById('providers').textContent.includes('It can’t be reached: is it running?')")


def test_a_kept_key_that_a_try_finds_refused_is_said_to_be(panel, service):
    """Not only for a moment: the service is marked, and another key can be typed on the spot."""
    give_key(panel)
    until(panel, "document.getElementById('toast-text').textContent === 'It works.'")
    service.otherwise = FAULTS["key_refused"]
    panel.click("#providers .provider:first-child .text-btn:has-text('Try')")
    until(panel, "document.getElementById('toast-text').textContent === 'It refused the key.'")
    until_there(panel, "#providers .provider:first-child .dot.bad")
    until(panel, f"{FOLDED}.startsWith('key refused')")
    assert panel.is_visible("#providers .provider:first-child .text-btn:has-text('New key')")

"""The remote on a phone: let in as the panel is, big enough for a thumb, and never lying about what is on screen."""

from __future__ import annotations

import pytest

from tests.browser.test_overlay import steer
from tests.support.browser import until, until_there, wait_until

pytestmark = pytest.mark.browser

SMALL = """() => [...document.querySelectorAll('button')]
    .filter((button) => button.offsetParent !== null)
    .map((button) => [button.id || button.textContent, button.offsetWidth, button.offsetHeight])
    .filter(([, width, height]) => width < 56 || height < 56)"""
STATE = "document.getElementById('state').textContent"


@pytest.fixture
def phone(server, overlay_link, browser, open_page):
    """The remote on a phone held upright, opened by the panel's link, while somebody watches a game's chat."""
    steer(server, game="Minecraft")
    open_page(browser, overlay_link)
    page = open_page(browser, server.link("panel").replace("/panel", "/remote"), width=360, height=740)
    until(page, f"{STATE} === 'On now'")
    return page


def test_the_link_leaves_the_address_bar_and_lets_the_browser_in(server, phone):
    """It has become a cookie: the bare address opens it again, and the panel too."""
    assert phone.url == f"{server.url}/remote"
    phone.reload()
    until(phone, f"{STATE} === 'On now'")
    phone.goto(f"{server.url}/panel")
    until_there(phone, "#panel")


def test_every_button_is_large_enough_for_a_thumb(phone):
    """At least 56 px each way, nothing scrolls sideways, on a phone either way round and on a tablet, in both languages."""
    for width, height in ((320, 568), (360, 740), (740, 360), (768, 1024)):
        phone.set_viewport_size({"width": width, "height": height})
        for _ in range(2):
            phone.click("#language")
            phone.evaluate("() => new Promise((then) => requestAnimationFrame(() => requestAnimationFrame(then)))")
            assert phone.evaluate(SMALL) == [], width
            assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
            outside = "[...document.querySelectorAll('.acts button')].filter((one) => one.getBoundingClientRect().bottom > innerHeight)"
            assert phone.evaluate(f"{outside}.length") == 0, width


def test_a_moment_runs_where_it_was_pressed(server, phone):
    """The game's own too; the state says what runs; a tap that bounces begins one wave and not two."""
    own = steer(server)["moments"][0]
    button = f".m-{own['type']}"
    phone.evaluate(
        "(button) => { document.querySelector(button).click(); document.querySelector(button).click(); }", button
    )
    until_there(phone, f"{button}.runs")
    until(phone, "(label) => document.getElementById('more').textContent === `Running: ${label}`", own["label"])


def test_hide_says_what_the_server_confirmed_and_a_double_tap_shows_nothing_again(server, phone):
    """Hidden, then shown by a press of its own; what another hand did is told as well."""
    phone.dblclick("#panic")
    until(phone, f"{STATE} === 'Hidden'")
    until(phone, "document.getElementById('panic').getAttribute('aria-busy') === 'false'")
    wait_until(phone, lambda: steer(server)["visibility"] == "panic")
    until(phone, "document.querySelector('#panic span').textContent === 'Show'")
    phone.wait_for_timeout(750)  # a thumb's bounce is over
    phone.click("#panic")
    until(phone, f"{STATE} === 'On now'")
    steer(server, "POST", "/api/channel/pause")
    until(phone, f"{STATE} === 'Paused'")
    until(phone, "document.querySelector('#play span').textContent === 'Resume'")
    phone.click("#play")
    until(phone, f"{STATE} === 'On now'")


def test_without_a_server_nothing_but_hiding_can_be_pressed_and_its_failure_is_loud(server, phone):
    """What can't be hidden is said in red; when the server is back, so is the page."""
    server.kill()
    until(phone, f"{STATE} === 'Not connected' || document.body.className === 'is-gone'")
    assert phone.is_disabled("#play")
    assert phone.is_disabled(".m-laugh")
    phone.click("#panic")
    until(phone, "!document.getElementById('not-hidden').hidden")
    server.start()
    until(phone, "document.body.className !== 'is-gone'")
    phone.click("#not-hidden-again")
    until(phone, f"{STATE} === 'Hidden'")
    assert phone.is_hidden("#not-hidden")


def test_without_a_link_it_says_where_to_get_one(server, browser, open_page):
    """No button that does nothing."""
    page = open_page(browser, f"{server.url}/remote", width=360, height=740)
    until_there(page, "#closed")
    assert page.evaluate("document.querySelectorAll('button').length") == 0
    open_page.errors.clear()  # the browser reports the 401 itself


def test_the_screen_stays_on_while_somebody_looks(server, browser, open_page):
    """Where the browser can do that; asked for again after the page was left, since the lock is lost then."""
    page = open_page(browser, "about:blank", width=390, height=780)
    page.add_init_script(
        """window.locks = [];
        Object.defineProperty(navigator, 'wakeLock', {value: {request: async (what) => { window.locks.push(what); }}});"""
    )
    page.goto(server.link("panel").replace("/panel", "/remote"))
    until(page, "window.locks.length === 1")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    until(page, "window.locks.join() === 'screen,screen'")
    page.evaluate("Object.defineProperty(document, 'hidden', {value: true, configurable: true})")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert page.evaluate("window.locks.length") == 2

"""The landing page: a demo that is the real overlay's code, and touches nobody's channel."""

from __future__ import annotations

import pytest

from tests.support.browser import until, until_there

pytestmark = pytest.mark.browser

SHOWN = "document.querySelectorAll('#demo li').length"


def test_the_demo_runs_in_the_page_alone(server, obs_browser, open_page):
    """In every Chromium: messages come, a moment makes a wave, and nothing but the page's own files is asked for."""
    page = open_page(obs_browser, "about:blank", width=1100, height=800)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(server.url)))
    page.goto(f"{server.url}/")
    until_there(page, "#demo li", 5)
    before = page.evaluate(SHOWN)
    page.evaluate("document.querySelector('[data-moment=hype]').click()")
    until_there(page, "[data-moment=hype][aria-busy=true]")
    until_there(page, "#demo li", before + 6)
    until(page, "!document.querySelector('[data-moment=hype][aria-busy]')")
    assert all(path == "/" or path.startswith(("/assets/", "data:")) for path in asked), asked


def test_a_visitor_switches_game_look_and_language(server, browser, open_page):
    """Each with its own lines; the look is the overlay's theme file; the language is remembered."""
    page = open_page(browser, f"{server.url}/", width=1100, height=800)
    until_there(page, "#demo li", 4)
    first = page.text_content("#demo")
    page.check("[value=haunted]", force=True)
    until(page, "document.getElementById('demo-frame').dataset.game === 'haunted'")
    assert first not in page.text_content("#demo")
    page.check("[value=retro]", force=True)
    until(page, "document.querySelector('.sf-chat').dataset.theme === 'retro'")
    page.click("#language")
    until(page, "document.documentElement.lang === 'es'")
    page.reload()
    assert "sala vacía" in page.text_content("main")


def test_a_paused_demo_says_nothing(server, browser, open_page):
    """Paused from the start for who wants no motion; a moment still answers; a press lets it run."""
    page = open_page(browser, "about:blank", width=1100, height=800)
    page.emulate_media(reduced_motion="reduce")
    page.clock.install()
    page.goto(f"{server.url}/")
    until_there(page, "#pause[aria-pressed=true]")
    page.clock.run_for(60_000)
    assert page.evaluate(SHOWN) == 4
    page.click("[data-moment=laugh]")
    page.clock.run_for(4_000)
    laughed = page.evaluate(SHOWN)
    assert 10 <= laughed <= 13
    page.click("#pause")
    page.clock.run_for(30_000)
    assert page.evaluate(SHOWN) > laughed


@pytest.mark.parametrize(("width", "height"), [(280, 600), (400, 600), (1100, 800), (1920, 1080)])
def test_nothing_runs_off_the_side(server, browser, open_page, width, height):
    """From a dock to a full screen."""
    page = open_page(browser, f"{server.url}/", width=width, height=height, locale="es-ES")
    until_there(page, "#demo li", 4)
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_it_leads_to_the_panel(server, browser, open_page):
    """To the sign-in at first; straight to the panel for somebody who is in; the panel tells a stranger how."""
    page = open_page(browser, f"{server.url}/panel")
    assert "link" in page.text_content("#closed h1")
    open_page.errors.clear()  # the browser reports the 401 itself
    page.goto(f"{server.url}/")
    assert page.get_attribute(".btn.primary", "href") == "/sign-in"
    page.goto(server.sign_in_link)
    page.click("form button")
    until(page, "location.pathname === '/panel'")
    page.goto(f"{server.url}/")
    assert page.get_attribute(".btn.primary", "href") == "/panel"

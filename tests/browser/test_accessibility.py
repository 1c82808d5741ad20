"""Every page in a screen reader's eyes: axe-core finds nothing, in both languages and in both color schemes."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.support.browser import until, until_there

pytestmark = pytest.mark.browser

AXE = Axe()
LOCALES = ("es-ES", "en-GB")


def assert_accessible(page: Page) -> None:
    """No violation of any rule that axe-core knows; each is shown with its node."""
    found: list[dict[str, Any]] = AXE.run(page).response["violations"]
    assert not [
        f"{rule['id']} ({rule['help']}): {node['html'][:160]}\n{node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]


def color_scheme(page: Page, scheme: str) -> None:
    """The color scheme that the visitor chose: stored, so that the next load begins with them."""
    page.evaluate("(scheme) => localStorage.setItem('seatfiller_scheme', scheme)", scheme)
    page.reload()
    until(page, "(scheme) => document.documentElement.dataset.scheme === scheme", scheme)


@pytest.fixture(params=LOCALES)
def locale(request):
    """The browser's language."""
    return request.param


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_the_landing_page(server, browser, open_page, locale, scheme):
    """The demo chat included, on a phone's width too."""
    page = open_page(browser, f"{server.url}/", width=1100, height=800, locale=locale)
    color_scheme(page, scheme)
    until_there(page, "#demo li", 3)
    assert_accessible(page)
    page.set_viewport_size({"width": 280, "height": 600})
    assert_accessible(page)


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_the_sign_in(server, browser, open_page, locale, scheme):
    """The button, the field for a code, and the refusal of a wrong one."""
    page = open_page(browser, server.sign_in_link, locale=locale)
    color_scheme(page, scheme)
    assert_accessible(page)
    page.goto(f"{server.url}/sign-in")
    assert_accessible(page)
    page.fill("#code", "wrong")
    page.keyboard.press("Enter")
    until_there(page, "form .btn.plain")
    assert_accessible(page)
    told = [error for error in open_page.errors if "status of 403" not in error]  # which the browser reports itself
    open_page.errors[:] = told


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_the_panel(server, browser, open_page, locale, scheme):
    """The owner's panel: empty, with a game chosen and all of it unfolded; then as a narrow dock."""
    page = open_page(browser, server.sign_in_link, width=1100, height=900, locale=locale)
    page.click("form button")
    until(page, "location.pathname === '/panel'")
    color_scheme(page, scheme)
    until_there(page, "#starters .chip")
    assert_accessible(page)
    page.keyboard.press("/")
    page.keyboard.type("minecraft")
    until_there(page, "#sugg li[aria-selected=true]")
    assert_accessible(page)
    page.keyboard.press("Enter")
    until_there(page, ".entry.on")
    page.evaluate("for (const fold of document.querySelectorAll('[aria-expanded=false][id$=-h]')) fold.click()")
    assert_accessible(page)
    page.set_viewport_size({"width": 280, "height": 700})
    assert_accessible(page)


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_the_panel_without_a_link(server, browser, open_page, locale, scheme):
    """What somebody sees who has no key to it."""
    page = open_page(browser, f"{server.url}/panel", locale=locale)
    color_scheme(page, scheme)
    until_there(page, "#closed")
    assert_accessible(page)
    open_page.errors.clear()  # the browser reports the 401 itself


def test_the_reader(server, overlay_link, browser, open_page, locale):
    """With messages in it, and without a link."""
    page = open_page(browser, overlay_link.replace("/overlay", "/chat"), locale=locale)
    until_there(page, ".sf-message", 2)
    assert_accessible(page)
    page.goto(f"{server.url}/chat")
    until_there(page, ".sf-card")
    assert_accessible(page)


def test_the_remote(server, overlay_link, browser, open_page, locale):
    """On a phone and a tablet: with a wave running, hidden, and without a link."""
    open_page(browser, overlay_link)
    page = open_page(browser, server.link("panel").replace("/panel", "/remote"), width=360, height=740, locale=locale)
    until(page, "document.body.className === 'is-playing'")
    page.click(".m-laugh")
    until_there(page, ".m-laugh.runs")
    assert_accessible(page)
    page.set_viewport_size({"width": 768, "height": 1024})
    page.click("#panic")
    until(page, "document.body.className === 'is-hidden'")
    assert_accessible(page)
    page.context.clear_cookies()
    page.reload()
    until_there(page, "#closed")
    assert_accessible(page)
    open_page.errors.clear()  # the browser reports the 401 itself

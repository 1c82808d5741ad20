"""Looks, in the engines that OBS is made of: pushed to open pages, one for each scene, tried out in the panel."""

from __future__ import annotations

import pytest

from tests.browser.test_overlay import steer
from tests.support.browser import until, until_there

pytestmark = pytest.mark.browser

VARIABLE = "(name) => getComputedStyle(document.querySelector('.sf-chat')).getPropertyValue(name).trim()"


def is_variable(page, name, value):
    until(page, f"([name, value]) => ({VARIABLE})(name) === value", [name, value])


def test_every_option_reaches_the_open_page(server, overlay_link, obs_browser, open_page):
    """The URL unchanged, no reload: variables and attributes are what the panel chose."""
    page = open_page(obs_browser, overlay_link)
    until_there(page, ".sf-message")
    page.evaluate("window.sameDocument = true")
    steer(
        server,
        font="nunito",
        size=33,
        outline=3.5,
        lineHeight=1.6,
        gap=12,
        width=300,
        plate=0.5,
        emoteSize=2,
        nameColor="#123456",
        direction="down",
        order="newest-last",
        times=True,
        badges=False,
        animation="slide",
        tagPosition="bottom",
    )
    is_variable(page, "--sf-font-size", "33px")
    for name, value in {
        "--sf-outline-width": "3.5px",
        "--sf-line-height": "1.6",
        "--sf-gap": "12px",
        "--sf-width": "300px",
        "--sf-plate-opacity": "0.5",
        "--sf-emote-size": "2em",
        "--sf-one-color": "#123456",
    }.items():
        is_variable(page, name, value)
    assert page.evaluate("getComputedStyle(document.querySelector('.sf-name')).color") == "rgb(18, 52, 86)"
    assert "Nunito" in page.evaluate("getComputedStyle(document.querySelector('.sf-message')).fontFamily")
    data = page.evaluate("({ ...document.querySelector('.sf-chat').dataset })")
    assert data["newest"] == "bottom"
    assert (data["direction"], data["badges"], data["animation"], data["tag"]) == ("down", "off", "slide", "bottom")
    assert page.evaluate("document.querySelector('.sf-chat').getBoundingClientRect().width") == 300
    steer(server, size=None, nameColor=None)
    is_variable(page, "--sf-font-size", "20px")
    is_variable(page, "--sf-one-color", "")
    assert page.evaluate("window.sameDocument")


def test_two_scenes_show_two_looks_of_one_chat(server, overlay_link, obs_browser, open_page):
    """`&look=name`: each keeps its own while the panel changes the other; a look that is gone gives way to the active one."""
    steer(server, "PUT", "/api/looks/Boss", theme="retro", size=40)
    steer(server, look=None, theme="kick")
    plain, boss = open_page(obs_browser, overlay_link), open_page(obs_browser, overlay_link + "&look=boss")
    until(plain, "document.querySelector('.sf-chat').dataset.theme === 'kick'")
    until(boss, "document.querySelector('.sf-chat').dataset.theme === 'retro'")
    is_variable(boss, "--sf-font-size", "40px")
    steer(server, theme="bubbles")
    until(plain, "document.querySelector('.sf-chat').dataset.theme === 'bubbles'")
    assert boss.evaluate("document.querySelector('.sf-chat').dataset.theme") == "retro"
    steer(server, "DELETE", "/api/looks/Boss")
    until(boss, "document.querySelector('.sf-chat').dataset.theme === 'bubbles'")


def test_a_streamers_variable_goes_over_the_panels(server, overlay_link, obs_browser, open_page):
    """The CSS typed in OBS wins: variables too."""
    steer(server, size=33)
    page = open_page(obs_browser, overlay_link)
    is_variable(page, "--sf-font-size", "33px")
    page.add_style_tag(content=".sf-chat { --sf-font-size: 44px }")
    is_variable(page, "--sf-font-size", "44px")


@pytest.mark.parametrize("leave", ["close", "fade", "cut"])
def test_a_message_that_fades_gives_its_place_away(server, overlay_link, obs_browser, open_page, leave):
    """Where the oldest stands beneath the others, they fall into its place; nothing stays behind."""
    steer(server, fade=1, leave=leave, order="newest-first")
    page = open_page(obs_browser, overlay_link)
    until_there(page, ".sf-message")
    steer(server, "POST", "/api/channel/pause")
    until(page, "document.querySelectorAll('.sf-message').length === 0")


def test_the_panel_tries_a_look_out_before_it_keeps_it(server, browser, open_page):
    """A slider on its way changes the preview alone; letting go keeps it."""
    page = open_page(browser, server.link("panel"), width=1100, height=760)
    until_there(page, "#look-settings .slide")
    until(page, "document.querySelector('#preview-frame iframe')?.contentDocument?.querySelector('.sf-message')")
    drag = "(type) => { const size = document.getElementById('look-size'); size.value = 50; size.dispatchEvent(new Event(type)) }"
    page.evaluate(drag, "input")
    shown = "getComputedStyle(document.querySelector('#preview-frame iframe').contentDocument.querySelector('.sf-chat')).getPropertyValue('--sf-font-size') === '50px'"
    until(page, shown)
    assert steer(server)["size"] is None
    page.evaluate(drag, "change")
    until(page, "document.querySelector('#look-val').textContent.includes('50 px')")
    # The panel sends the last value of a slider once it rests.
    until(page, "fetch('/api/channel').then((answer) => answer.json()).then(({ size }) => size === 50)")


def test_the_panel_saves_renames_and_deletes_looks(server, browser, open_page):
    """In place, with undo instead of a question."""
    page = open_page(browser, server.link("panel"), width=1100, height=760)
    until_there(page, "#looks .chip")
    page.click("#looks .row .btn")
    page.keyboard.type("Boss night")
    page.keyboard.press("Enter")
    until(page, "document.querySelector('#looks [aria-pressed=true]').textContent === 'Boss night'")
    page.check("input[name=theme][value=retro]")
    page.click("#looks .row .btn >> nth=1")
    page.keyboard.type("Finale")
    page.keyboard.press("Enter")
    until(page, "document.querySelector('#looks [aria-pressed=true]').textContent === 'Finale'")
    page.click("#looks .row .btn >> nth=3")
    until(page, "document.querySelectorAll('#looks .chip').length === 1")
    page.click("#toast-do")
    until(page, "document.querySelector('#looks [aria-pressed=true]').textContent === 'Finale'")
    assert steer(server)["theme"] == "retro"

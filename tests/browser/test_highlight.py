"""The highlight's page: empty, then one message, then empty again."""

from __future__ import annotations

import json

import pytest

from tests.browser.test_overlay import steer
from tests.support.browser import until, until_there

pytestmark = pytest.mark.browser


def test_a_click_in_the_preview_shows_a_message_large(server, overlay_link, obs_browser, browser, open_page):
    """From the panel's preview to a source of its own, with the tag; it leaves by itself."""
    page = open_page(obs_browser, overlay_link.replace("/overlay", "/highlight"))
    panel = open_page(browser, server.link("panel"), width=1100, height=760)
    frame = "document.querySelector('#preview-frame iframe').contentDocument.querySelector('.sf-message')"
    until(panel, f"document.querySelector('#preview-frame iframe') && {frame}")
    assert page.evaluate("document.querySelectorAll('.sf-message').length") == 0
    text = panel.evaluate(
        f"(() => {{ const node = {frame}; node.click(); return node.querySelector('.sf-text').textContent }})()"
    )
    until_there(page, ".sf-highlight")
    assert page.evaluate("document.querySelector('.sf-text').textContent") == text
    assert page.evaluate("!document.querySelector('.sf-tag').hidden")
    until(panel, "!document.getElementById('said-off').disabled")
    panel.click("#said-off")
    until(page, "document.querySelectorAll('.sf-message').length === 0")


def test_a_highlight_leaves_by_itself(server, overlay_link, obs_browser, open_page):
    """After its seconds the page is empty, the tag gone too."""
    page = open_page(obs_browser, overlay_link.replace("/overlay", "/highlight"))
    chat = open_page(obs_browser, overlay_link)
    until_there(chat, ".sf-message")
    said = chat.evaluate("document.querySelector('.sf-message').dataset.id")
    steer(server, "POST", "/api/highlight", id=said, seconds=1)
    until_there(page, ".sf-highlight")
    until(page, "document.querySelectorAll('.sf-message').length === 0 && document.querySelector('.sf-tag').hidden")


def test_the_list_is_for_those_without_a_mouse(server, overlay_link, browser, open_page):
    """Tab to a message, Enter: it is lit here and shown there."""
    chat = open_page(browser, overlay_link)
    page = open_page(browser, overlay_link.replace("/overlay", "/highlight"))
    panel = open_page(browser, server.link("panel"), width=1100, height=760)
    until_there(panel, "#said button")
    until_there(chat, ".sf-message")
    panel.focus("#said button")
    panel.keyboard.press("Enter")
    until_there(page, ".sf-highlight")
    until_there(panel, "#said [aria-pressed=true]")


def test_nothing_moves_under_the_pointer(server, browser, open_page):
    """While the list is pointed at it keeps its rows, however many messages come; then it catches up."""
    panel = open_page(browser, server.link("panel"), width=1100, height=760)
    steer(server, pace={"min": 0.5, "max": 0.6})
    ids = "[...document.querySelectorAll('#said button')].map((row) => row.dataset.id)"
    until(panel, f"{ids}.length >= 2")
    panel.hover("#said button")
    before = panel.evaluate(ids)
    frame = "document.querySelector('#preview-frame iframe').contentDocument"
    newer = f"[...{frame}.querySelectorAll('.sf-message')].filter(({{ dataset }}) => !{json.dumps(before)}.includes(dataset.id))"
    until(panel, f"{newer}.length >= 3")
    assert panel.evaluate(ids) == before
    panel.mouse.move(0, 0)
    until(panel, f"{ids}[0] !== {json.dumps(before[0])}")


def test_the_preview_keeps_still_under_the_pointer_and_the_keys_go_on(server, browser, open_page):
    """What one aims at there stays where it is; after a click the panel's keys work, the panic key above all."""
    panel = open_page(browser, server.link("panel"), width=1100, height=760)
    steer(server, pace={"min": 0.5, "max": 0.6})
    shown = "[...document.querySelector('#preview-frame iframe').contentDocument.querySelectorAll('.sf-message')].map(({ dataset }) => dataset.id)"
    until(panel, f"document.querySelector('#preview-frame iframe')?.contentDocument && {shown}.length >= 3")
    panel.hover("#preview-frame iframe")
    before = panel.evaluate(shown)
    rows = "[...document.querySelectorAll('#said button')].map((row) => row.dataset.id)"
    until(panel, f"{rows}.filter((id) => !{json.dumps(before)}.includes(id)).length >= 3")
    assert panel.evaluate(shown) == before
    panel.click("#preview-frame iframe")
    panel.keyboard.press("p")
    until(panel, "document.getElementById('state').textContent === 'Hidden'")


@pytest.mark.parametrize("theme", ["outline", "bubbles"])  # the lowest and the highest surround of a line
def test_a_long_message_is_drawn_smaller_and_never_cut(server, overlay_link, browser, open_page, theme):
    """In a source of 800 × 200 all of it is there: whom it answers, the name, the lines and the tag."""
    page = open_page(browser, "about:blank", width=800, height=200)
    said = {"id": "1", "username": "tin_whistle_the_second", "content": "hear me out, " * 9, "badges": ["vip"]}
    said |= {"color": "#47c7f8", "replyTo": {"id": "0", "username": "mossgate", "content": "what now"}}
    settings = steer(server, theme=theme)
    page.add_init_script("Object.defineProperty(navigator, 'locks', { value: undefined })")

    def answer(socket):
        socket.send(json.dumps({"id": None, "event": "settings", "data": settings}))
        socket.send(json.dumps({"id": None, "event": "highlight", "data": {"message": said, "lastsMs": 60_000}}))

    page.route_web_socket("**/api/chat-socket*", answer)
    page.goto(overlay_link.replace("/overlay", "/highlight"))
    until_there(page, ".sf-highlight")
    box = "((selector) => document.querySelector(selector).getBoundingClientRect())"
    until(page, f"document.querySelector('.sf-chat').dataset.theme === '{theme}'")
    page.evaluate("dispatchEvent(new Event('resize'))")
    assert page.evaluate(f"{box}('.sf-highlight').top") >= 0
    assert page.evaluate(f"{box}('.sf-tag').bottom") <= 200

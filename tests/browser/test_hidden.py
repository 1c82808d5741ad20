"""A source that is hidden costs nothing; shown again it is at the newest, in one step."""

from __future__ import annotations

import pytest

from tests.browser.test_overlay import FAKE_OBS, steer
from tests.support.browser import until, until_there

pytestmark = pytest.mark.browser

VISIBLE = """
// As obs-browser does it: WasHidden() of the browser, then the event.
window.obsVisible = (visible) => {
  Object.defineProperty(document, 'hidden', { configurable: true, get: () => !visible });
  document.dispatchEvent(new Event('visibilitychange'));
  obs('obsSourceVisibleChanged', { visible });
};
"""
WATCH = """() => {
    window.made = 0;
    for (const name of ['createElement', 'createElementNS']) {
        const original = document[name];
        document[name] = function (...all) { window.made += 1; return original.apply(this, all); };
    }
    window.steps = [];
    new MutationObserver((records) => window.steps.push(records.reduce((sum, record) => sum + record.addedNodes.length, 0)))
        .observe(document.querySelector('.sf-messages'), { childList: true });
    window.heard = [];
    new EventSource('/api/chat-stream' + location.search + '&as=reader').onmessage = ({ data }) => window.heard.push(JSON.parse(data).id);
}"""


@pytest.fixture
def overlay(obs_browser, overlay_link):
    """The overlay in OBS: the page of a source that can be hidden."""
    context = obs_browser.new_context(viewport={"width": 400, "height": 600})
    page = context.new_page()
    page.add_init_script(FAKE_OBS + VISIBLE)

    def overlay(query=""):
        page.goto(overlay_link + query)
        until_there(page, ".sf-message")
        return page

    yield overlay
    context.close()


def test_hidden_makes_no_node_and_returns_in_one_step(server, overlay):
    """However much was said: one change of the page on return, at most the visible number, the newest last said."""
    steer(server, pace="frantic")
    page = overlay("&max=5")
    page.evaluate("obsVisible(false)")
    page.evaluate(WATCH)
    until(page, "heard.length >= 8")
    assert page.evaluate("[made, steps.length]") == [0, 0]
    steer(server, "POST", "/api/channel/pause")
    page.wait_for_timeout(500)
    page.evaluate("obsVisible(true)")
    until(page, "steps.length > 0")
    assert page.evaluate("steps.length") == 1
    assert page.evaluate("steps[0]") <= 5
    shown = page.evaluate("[...document.querySelectorAll('.sf-message')].map((node) => node.dataset.id)")
    assert shown == page.evaluate("heard.slice(-5).reverse()")
    assert page.evaluate(
        "[...document.querySelectorAll('.sf-message')].every((node) => getComputedStyle(node).animationName === 'none')"
    )


def test_what_faded_while_hidden_is_not_shown(server, overlay):
    """Hidden, not even the clock of fading runs; on return what is too old isn't there."""
    page = overlay("&fade=2")
    steer(server, "POST", "/api/channel/pause")
    page.evaluate("obsVisible(false)")
    page.evaluate(WATCH)
    page.wait_for_timeout(3_000)
    assert page.evaluate("steps.length") == 0
    page.evaluate("obsVisible(true)")
    until(page, "document.querySelectorAll('.sf-message').length === 0")


def test_an_answer_shows_whom_it_answers(server, overlay):
    """`replyTo` is a line above; an @name that chats here is marked, another one is just text."""
    page = overlay()
    steer(server, "POST", "/api/channel/pause")
    page.evaluate(
        """async () => {
            const { messageNode } = await import(document.querySelector('script[type=module]').src.replace('main.js', 'message.js'));
            const message = { id: 'a', username: 'Mota', content: '@Nube, ask @home', color: '#47c7f8', replyTo: { id: 'b', username: 'Nube', content: 'where <b>is</b> it' } };
            document.querySelector('.sf-messages').prepend(messageNode(message, (name) => name === 'Nube'));
        }"""
    )
    assert page.evaluate("document.querySelector('.sf-reply').textContent") == "Nube: where <b>is</b> it"
    assert page.evaluate(
        "[...document.querySelector('.sf-text').querySelectorAll('.sf-mention')].map((node) => node.textContent)"
    ) == ["@Nube,"]

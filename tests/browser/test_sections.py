"""The panel's sections, connected and disconnected: what one stops leaves nothing behind, and it starts again as it was."""

from __future__ import annotations

import pytest

from tests.support.browser import until, until_there

pytestmark = pytest.mark.browser

WATCHED = """
(() => {
    const sections = () => new Error().stack.includes('/panel/section');
    // A call's own patience is the call's.
    const sectionsThemselves = () => new Error().stack.split('\\n')[3].includes('/panel/section');
    const listeners = new Map(), timers = new Set(), observers = new Set();
    let last = 0;
    window.alive = () => ({
        listeners: [...listeners.values()].filter(({ signal }) => !signal?.aborted).map(({ type }) => type).sort(),
        timers: timers.size,
        observers: observers.size,
    });
    window.calls = [];

    const { addEventListener, removeEventListener } = EventTarget.prototype;
    EventTarget.prototype.addEventListener = function (type, act, how) {
        if (type !== 'abort' && sections()) listeners.set(last++, { target: this, type, act, signal: how?.signal });
        return addEventListener.call(this, type, act, how);
    };
    EventTarget.prototype.removeEventListener = function (type, act, how) {
        for (const [key, one] of listeners) if (one.target === this && one.type === type && one.act === act) listeners.delete(key);
        return removeEventListener.call(this, type, act, how);
    };
    for (const [start, isOnce] of [['setTimeout', true], ['setInterval', false]]) {
        const begin = window[start];
        window[start] = (act, ...rest) => {
            const isOurs = sectionsThemselves();
            const timer = begin(() => {
                if (isOnce) timers.delete(timer);
                act();
            }, ...rest);
            if (isOurs) timers.add(timer);
            return timer;
        };
    }
    for (const stop of ['clearTimeout', 'clearInterval']) {
        const end = window[stop];
        window[stop] = (timer) => {
            timers.delete(timer);
            end(timer);
        };
    }
    const { observe, disconnect } = ResizeObserver.prototype;
    ResizeObserver.prototype.observe = function (...all) {
        if (sections()) observers.add(this);
        return observe.apply(this, all);
    };
    ResizeObserver.prototype.disconnect = function () {
        observers.delete(this);
        return disconnect.call(this);
    };
    const send = window.fetch;
    window.fetch = (path, how) => {
        if (how?.method !== 'GET') window.calls.push(`${how?.method} ${path}`);
        return send(path, how);
    };
})();
"""
"""Counts the listeners, timers and observers that the sections' modules begin and that nobody has ended."""

LEAVE = "dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))"
COME_BACK = "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))"


@pytest.fixture
def panel(server, browser, open_page):
    """The panel with a game on, whose listeners are counted."""
    page = open_page(browser, "about:blank", width=1280, height=900)
    page.add_init_script(WATCHED)
    page.goto(server.link("panel"))
    until_there(page, "#starters .chip")
    page.click("#starters .chip")
    until_there(page, ".entry.on")
    return page


def test_a_panel_that_is_left_has_nothing_that_works_on(panel):
    """Without its sections connected the page neither listens, nor waits, nor watches; a press does nothing."""
    before = panel.evaluate("alive()")
    assert len(before["listeners"]) > 50
    assert before["observers"]

    panel.evaluate(LEAVE)

    assert panel.evaluate("alive()") == {"listeners": [], "timers": 0, "observers": 0}
    panel.evaluate("calls.length = 0")
    for pressed in ("#clear", "#play", "#panic", ".moment", ".entry .remove", "input[name=theme]", "#lan-pc"):
        panel.evaluate("(pressed) => document.querySelector(pressed).click()", pressed)
    panel.keyboard.press("p")
    assert panel.evaluate("calls") == []


def test_a_panel_that_is_shown_again_is_as_it_was(panel):
    """A page out of the browser's memory listens as often as before, not twice, and steers."""
    before = panel.evaluate("alive()")
    panel.evaluate(LEAVE)
    panel.evaluate(COME_BACK)

    after = panel.evaluate("alive()")
    assert after["listeners"] == before["listeners"]
    assert after["observers"] == before["observers"]
    assert panel.evaluate("document.querySelectorAll('#moments .moment').length") == 4
    assert panel.evaluate("document.querySelectorAll('#name').length") == 1
    until(panel, "!document.querySelector('#clear').disabled")
    panel.evaluate("calls.length = 0")
    panel.click("#play")
    until(panel, "document.getElementById('state').textContent === 'Paused'")
    assert panel.evaluate("calls") == ["POST /api/channel/pause"]

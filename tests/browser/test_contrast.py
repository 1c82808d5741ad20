"""Names and text can be read in every theme, over a dark, a bright and a busy game: measured on the picture."""

from __future__ import annotations

import base64
import re
import urllib.parse
from pathlib import Path

import pytest

from docs.screenshots.backdrops import backdrop
from docs.screenshots.chat import LINES, answer, frames
from server.model.themes import THEMES
from tests.browser.test_overlay import steer
from tests.support.browser import until_there

pytestmark = pytest.mark.browser

MEASURE = (Path(__file__).parent / "contrast.js").read_text("utf-8")
LEAST, LEAST_LARGE = 5.5, 3.0
"""Of all together, and of the worst name or line by itself. WCAG's AA asks for 4.5, and for 3 where the letters are as
large as these; video compression takes its share."""
BOXES = """(selector) => [...document.querySelectorAll(selector)].flatMap((node) =>
    [...node.getClientRects()].map(({ x, y, width, height }) => ({ x, y, width, height, color: getComputedStyle(node).color }))
).filter(({ x, y, width, height }) => x >= 0 && y >= 0 && x + width <= innerWidth && y + height <= innerHeight)"""


@pytest.fixture
def overlay(server, overlay_link, browser, open_page):
    """The overlay over a backdrop, with the chat of the documentation's pictures."""
    settings = steer(server)

    def overlay(theme, behind, css=""):
        page = open_page(browser, "about:blank")
        answer(page, re.compile("/api/chat-socket"), frames(settings | {"theme": theme}, "en"))
        page.goto(overlay_link)
        picture = urllib.parse.quote(backdrop(behind))
        page.add_style_tag(content=f'html{{background:url("data:image/svg+xml,{picture}") center/cover}}{css}')
        until_there(page, f".sf-chat[data-theme={theme}] .sf-message", len(LINES["en"]))
        page.evaluate("document.fonts.ready.then(() => true)")
        page.evaluate("Promise.all(document.getAnimations().map((one) => one.finished)).then(() => true)")
        return page

    return overlay


def measured(page, selector):
    """The contrast of what `selector` finds with what is next to it."""

    def shot(color=None):
        style = page.add_style_tag(content=f"{selector}{{color:{color}!important}}") if color else None
        data = base64.b64encode(page.screenshot()).decode()
        if style is not None:
            style.evaluate("(node) => node.remove()")
        return f"data:image/png;base64,{data}"

    page.add_style_tag(content=".sf-badge,.sf-emote{visibility:hidden}")  # pictures beside a letter aren't its ground
    boxes = page.evaluate(BOXES, selector)
    shots = {"real": shot(), "pink": shot("#f0f"), "green": shot("#0f0"), "boxes": boxes}
    bench = page.context.new_page()  # the overlay's policy lets its page fetch nothing like that
    found = bench.evaluate(MEASURE, shots)
    bench.close()
    assert found["boxes"] > 4
    return found


@pytest.mark.parametrize("behind", ["dark", "bright", "busy"])
@pytest.mark.parametrize("theme", THEMES)
def test_names_and_text_are_readable(overlay, theme, behind):
    """All of them together, and the worst by itself."""
    page = overlay(theme, behind)
    for selector in (".sf-name", ".sf-text"):
        found = measured(page, selector)
        assert found["all"] >= LEAST, selector
        assert found["worst"] >= LEAST_LARGE, selector


def test_the_measure_can_fail(overlay):
    """Without its outline the default theme can't be read over snow."""
    page = overlay("outline", "bright", ".sf-chat{--sf-outline:none}")
    assert measured(page, ".sf-text")["all"] < 2

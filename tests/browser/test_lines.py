"""How a line is set: by geometry, in every theme and every engine that OBS is made of."""

from __future__ import annotations

import re

import pytest

from server.model.themes import THEMES
from tests.browser.test_overlay import steer
from tests.emotes.images import png
from tests.support.browser import until

pytestmark = pytest.mark.browser

NAMES = (
    "tin_whistle_the",
    "ferret_business_",
    "tin_whistle_second",
    "sargento_mate_amargo",
    "capybara_in_trench_coat99",
)
BADGES = ("mod", "vip")
TEXT = "congratulations everybody, another fence KEKW"
SAY = """async ([username, content, badges]) => {
    const base = document.querySelector('script[type=module]').src;
    const { messageNode } = await import(base.replace('main.js', 'message.js'));
    const node = messageNode({ id: username, username, content, badges, color: '#fcaa2b' }, () => false);
    node.classList.add('sf-past');
    document.querySelector('.sf-messages').prepend(node);
}"""
LINES = """() => {
    const node = document.querySelector('.sf-message');
    const rects = (one) => [...one.getClientRects()].filter(({ width }) => width > 0);
    const badge = node.querySelector('.sf-badge').getBoundingClientRect();
    const name = node.querySelector('.sf-name').getBoundingClientRect();
    const style = getComputedStyle(node);
    const room = node.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    const split = [];
    const walker = document.createTreeWalker(node.querySelector('.sf-text'), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        for (const { index, 0: word } of walker.currentNode.data.matchAll(/\\S+/g)) {
            const range = document.createRange();
            range.setStart(walker.currentNode, index);
            range.setEnd(walker.currentNode, index + word.length);
            const parts = rects(range);
            const width = parts.reduce((sum, part) => sum + part.width, 0);
            if (width <= room && new Set(parts.map(({ top }) => Math.round(top))).size > 1) split.push(word);
        }
    }
    const emote = node.querySelector('.sf-emote')?.getBoundingClientRect();
    const before = node.querySelector('.sf-keep');
    return {
        beside: badge.right <= name.left + 1 && badge.top < name.bottom && badge.bottom > name.top,
        first: name.top <= badge.bottom && badge.top <= name.top + parseFloat(style.fontSize) * 1.6,
        split,
        inside: node.scrollWidth <= node.clientWidth,
        alone: Boolean(emote && before) && rects(before).length > 1,
    };
}"""


EACH = f"""async ([names, content, badges]) => {{
    const found = {{}};
    for (const name of names) {{
        for (const badge of badges) {{
            await ({SAY})([name, content, [badge]]);
            found[`${{name}}, ${{badge}}`] = ({LINES})();
        }}
    }}
    return found;
}}"""
"""All at once: a call into the page for each would cost more than what it looks at."""


def still(page, server):
    """The page, with nobody who writes."""
    until(page, "document.querySelector('.sf-chat').dataset.badges !== undefined")
    page.evaluate("document.querySelector('.sf-messages').textContent = ''")


@pytest.mark.parametrize("theme", THEMES)
def test_lines_break_as_words_do(server, overlay_link, obs_browser, open_page, theme):
    """Badge and name stand side by side, whole words stay whole, nothing sticks out, the last emote has company."""
    steer(server, "POST", "/api/channel/pause")
    for width, size in ((300, 20), (300, 30), (400, 36), (280, 17)):
        page = open_page(obs_browser, f"{overlay_link}&theme={theme}&size={size}", width=width, height=900)
        still(page, server)
        until(page, f"document.querySelector('.sf-chat').dataset.theme === '{theme}'")
        found = page.evaluate(EACH, [NAMES, TEXT, BADGES])
        assert len(found) == len(NAMES) * len(BADGES)
        right = {"beside": True, "first": True, "split": [], "inside": True, "alone": False}
        wrong = {line: set_as for line, set_as in found.items() if set_as != right}
        assert not wrong, f"at {width} px, size {size}"


@pytest.mark.parametrize("theme", ["twitch", "youtube", "retro"])
def test_a_slab_covers_no_game(server, overlay_link, obs_browser, open_page, theme):
    """On a source as large as the game it is a column; with a width of the streamer's own it is that."""
    steer(server, "POST", "/api/channel/pause")
    page = open_page(obs_browser, f"{overlay_link}&theme={theme}", width=1920, height=1080)
    still(page, server)
    until(page, f"document.querySelector('.sf-chat').dataset.theme === '{theme}'")
    width = "document.querySelector('.sf-chat').offsetWidth"
    until(page, f"{width} < 600")
    assert page.evaluate(width) >= 400
    page.evaluate(SAY, ["ana", "hi", ["mod"]])
    if theme == "retro":
        assert page.evaluate("document.querySelector('.sf-chat').offsetHeight") < 300
    steer(server, width=3840)
    until(page, f"{width} === 1920")
    page.set_viewport_size({"width": 320, "height": 400})
    until(page, f"{width} === 320")


def test_emotes_keep_their_shape(server, overlay_link, obs_browser, open_page, tmp_path):
    """As high as is set and as wide as they are, up to four times that; their place is there before they are."""
    folder = tmp_path / "data" / "emotes"
    folder.mkdir(exist_ok=True)
    for name, size in {"wideBoi": (384, 96), "tallBoi": (64, 192), "endless": (960, 96)}.items():
        (folder / f"{name}.png").write_bytes(png(*size))
    steer(server, "POST", "/api/channel/pause")
    page = open_page(obs_browser, "about:blank")
    page.route(re.compile(r"/emotes/\w+\?v="), lambda route: None)  # on its way for ever
    page.goto(overlay_link)
    still(page, server)
    sizes = "[...document.querySelectorAll('img.sf-emote')].map((image) => [image.alt, image.offsetWidth, image.offsetHeight])"
    until(
        page,
        f"async () => {{ await ({SAY})(['ana', 'wideBoi tallBoi endless', ['mod']]); return {sizes}.length >= 3 }}",
    )
    assert page.evaluate(sizes)[:3] == [["wideBoi", 120, 30], ["tallBoi", 10, 30], ["endless", 120, 30]]


def test_the_history_has_pictures(server, overlay_link, obs_browser, open_page, tmp_path):
    """A page that opens draws what was said before as everybody else sees it: no word is left where an emote stood."""
    folder = tmp_path / "data" / "emotes"
    folder.mkdir(exist_ok=True)
    (folder / "wideBoi.png").write_bytes(png(384, 96))
    steer(server, "PUT", "/api/mine", share=1, lines=[f"wideBoi number {count}" for count in range(60)])
    steer(server, pace="frantic")
    page = open_page(obs_browser, overlay_link)
    words = "[...document.querySelectorAll('.sf-text')].some((node) => node.textContent.includes('wideBoi'))"
    pictures = "document.querySelectorAll('img[alt=wideBoi]').length"
    until(page, f"{pictures} > 0")
    for _ in range(2):
        page = open_page(obs_browser, overlay_link)
        until(page, f"{pictures} > 0")
        assert not page.evaluate(words)


def test_an_emote_that_lies_on_another_shares_its_place(server, overlay_link, browser, open_page):
    """A zero-width emote covers the one before it; alone, or after a word, it stands by itself."""
    steer(server, "POST", "/api/channel/pause")
    page = open_page(browser, "about:blank")
    page.route(
        "**/api/emotes*",
        lambda route: route.fulfill(
            json={"emotes": [{"code": "RainTime", "url": "/emotes/x", "width": 32, "height": 32, "zeroWidth": True}]}
        ),
    )
    page.route("**/emotes/x", lambda route: route.fulfill(body=png(32, 32), content_type="image/png"))
    page.goto(overlay_link)
    still(page, server)
    page.evaluate(
        """async () => {
            const base = document.querySelector('script[type=module]').src;
            const { loadEmotes } = await import(base.replace('chat/main.js', 'emotes/emotes.js'));
            await loadEmotes('other', {}, { redraw() {} });
        }"""
    )
    page.evaluate(SAY, ["ana", "KEKW RainTime then RainTime", ["mod"]])
    stacks = "[...document.querySelectorAll('.sf-emotes')].map((node) => [...node.children].map(({ alt }) => alt))"
    assert page.evaluate(stacks) == [["KEKW", "RainTime"], ["RainTime"]]
    lefts = page.evaluate("[...document.querySelectorAll('.sf-emotes')[0].children].map((image) => image.offsetLeft)")
    assert lefts[0] == lefts[1]


def test_the_stack_slides_as_one_and_then_rests(server, overlay_link, obs_browser, open_page):
    """A new line moves the others by one transform, of the list; afterwards nothing moves any more."""
    steer(server, pace="frantic")
    page = open_page(obs_browser, overlay_link)
    page.evaluate(
        """() => {
            window.slides = [];
            const original = Element.prototype.animate;
            Element.prototype.animate = function (frames, how) {
                window.slides.push([this.className, Object.keys(frames), how.duration > 0]);
                return original.call(this, frames, how);
            };
        }"""
    )
    until(page, "window.slides.length > 1")
    assert page.evaluate("window.slides[0]") == ["sf-messages", ["transform"], True]
    steer(server, "POST", "/api/channel/pause")
    until(page, "document.getAnimations().every(({ playState }) => playState === 'finished')")

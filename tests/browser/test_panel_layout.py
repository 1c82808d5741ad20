"""The panel at every width: no sideways scroll, nothing over anything else, and nothing moves because somebody chats."""

from __future__ import annotations

import pytest

from tests.support.browser import until, until_there, wait_until

pytestmark = pytest.mark.browser

WIDTHS = (280, 320, 360, 400, 460, 600, 760, 900, 960, 1000, 1100, 1280, 1366, 1440, 1680, 1920, 2560)
LONG = {
    "a line of two hundred characters": "and then " * 22 + "ok",
    "a word that can't be broken": "a" * 200,
}
NAME = "the_longest_name_there_is"

BOXES = """() => [...document.querySelectorAll('main section')]
    .filter((section) => section.offsetParent !== null)
    .map((section) => {
        const { left, top, right, bottom } = section.getBoundingClientRect();
        return [section.id || section.className, left, top + scrollY, right, bottom + scrollY];
    })"""
SIDEWAYS = """() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const out = [...document.querySelectorAll('body *')].filter(
        (node) => node.getBoundingClientRect().right > clientWidth + 1 && !node.closest('.preview-frame, .said button, .sr, .sprite, .more-chips') && node.closest('[hidden]') === null,
    );
    return [Math.max(0, scrollWidth - clientWidth), out.map((node) => node.id || node.className).slice(0, 5)];
}"""


CUT = """() => {
    const ruler = document.createElement('canvas').getContext('2d');
    const cut = [];
    for (const node of document.querySelectorAll('main label, main label > span, main h2, main h3, main button, main .theme span, main b, main small')) {
        if (node.offsetParent && !node.closest('.sr, .said, .entry, .preview-frame') && node.clientWidth > 1 && node.scrollWidth > node.clientWidth + 1 && getComputedStyle(node).overflowX !== 'visible') cut.push(node.textContent.trim());
    }
    for (const field of document.querySelectorAll('main input:not([type=range], [type=checkbox], [type=radio], [type=color], [type=file]), main select')) {
        if (!field.offsetParent || field.closest('.sr')) continue;
        const style = getComputedStyle(field);
        ruler.font = style.font;
        const words = field.matches('select') ? [...field.options].filter((option) => field.id !== 'rule-value' || !option.value).map((option) => option.textContent) : [field.placeholder];
        const room = field.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
        cut.push(...words.filter((word) => ruler.measureText(word).width > room + 1));
    }
    return cut;
}"""


def at_rest(panel):
    """The sections' boxes once half a second changes nothing: a status that was on its way has arrived."""
    boxes = [None, panel.evaluate(BOXES)]

    def is_at_rest():
        panel.wait_for_timeout(500)
        boxes[:] = boxes[1], panel.evaluate(BOXES)
        return boxes[0] == boxes[1]

    wait_until(panel, is_at_rest)
    return boxes[1]


def overlapping(boxes):
    """Pairs of sections whose boxes share more than a hair."""
    return [
        (one[0], other[0])
        for place, one in enumerate(boxes)
        for other in boxes[place + 1 :]
        if one[1] < other[3] - 1 and other[1] < one[3] - 1 and one[2] < other[4] - 1 and other[2] < one[4] - 1
    ]


@pytest.fixture(params=["en-GB", "es-ES"])
def panel(request, server, browser, open_page):
    """The panel with a game on, every section unfolded once, and its stream in the test's hands."""
    page = open_page(browser, "about:blank", width=1280, height=900, locale=request.param)
    page.add_init_script(
        """window.sources = [];
        window.EventSource = class extends window.EventSource {
            constructor(...all) { super(...all); window.sources.push(this); }
            addEventListener(name, then) {
                super.addEventListener(name, (event) => window.isHeld && event.isTrusted || then(event));
            }
        };"""
    )
    page.goto(server.sign_in_link)
    page.click("form button")
    until(page, "location.pathname === '/panel'")
    until_there(page, "#starters .chip")
    page.click("#starters .chip >> nth=1")
    until_there(page, ".entry.on")
    page.evaluate("fetch('/api/channel/pause', { method: 'POST' })")
    until(page, "document.body.classList.contains('paused')")
    return page


def chat(page, text):
    """Twenty messages, as the stream brings them."""
    said = page.evaluate(
        """async ([name, text]) => {
            const source = window.sources.at(-1);
            for (let number = 0; number < 20; number += 1) {
                const message = { id: `x${number}${text.length}`, username: name, content: text, timestamp: Date.now(), category: 'gameplay', color: '#fff', badges: [] };
                source.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(message), lastEventId: '' }));
            }
            await new Promise(requestAnimationFrame);
            return document.querySelectorAll('#said li').length;
        }""",
        [NAME, text],
    )
    assert said == 8


@pytest.mark.parametrize("unfolded", [False, True], ids=["folded", "unfolded"])
def test_no_width_scrolls_sideways_or_lets_a_section_lie_on_another(panel, unfolded):
    """From a dock to the widest window, with the longest lines in it, and each section where it was before they came."""
    for width in WIDTHS:
        panel.set_viewport_size({"width": width, "height": 900})
        panel.evaluate("() => new Promise((then) => requestAnimationFrame(() => requestAnimationFrame(then)))")
        if unfolded:
            panel.evaluate(
                "for (const fold of document.querySelectorAll('.fold > h2 > [aria-expanded=false]')) fold.click()"
            )
        at_rest(panel)
        # From here on nothing but the lines comes in: a status of the server's own may change what a section says.
        panel.evaluate("window.isHeld = true")
        before = panel.evaluate(BOXES)
        assert overlapping(before) == [], width
        assert panel.evaluate(SIDEWAYS) == [0, []], width
        for text in LONG.values():
            chat(panel, text)
            assert panel.evaluate(BOXES) == before, width
            assert panel.evaluate(SIDEWAYS) == [0, []], width
        panel.evaluate("window.isHeld = false")


def test_no_word_of_the_panels_own_is_cut(panel):
    """Labels, buttons, choices and what a field asks for stand whole, each section unfolded; what people typed may be cut."""
    for width in WIDTHS:
        panel.set_viewport_size({"width": width, "height": 900})
        panel.evaluate("() => new Promise((then) => requestAnimationFrame(() => requestAnimationFrame(then)))")
        panel.evaluate(
            "for (const fold of document.querySelectorAll('main [aria-expanded=false]:not(#q, .more-chips *)')) fold.click()"
        )
        assert panel.evaluate(CUT) == [], width


def test_a_row_of_choices_is_one_row(panel):
    """Pace, viewers, language and the like never break into a second one, in either language."""
    broken = """() => [...document.querySelectorAll('.seg')].filter((seg) => seg.offsetParent)
        .filter((seg) => new Set([...seg.querySelectorAll('label:not([hidden])')].map((one) => one.offsetTop)).size > 1)
        .map((seg) => seg.textContent)"""
    for _ in range(2):
        panel.click("#language")
        for width in (*WIDTHS, *range(400, 500, 10)):
            panel.set_viewport_size({"width": width, "height": 900})
            assert panel.evaluate(broken) == [], width


def test_the_header_stands_on_the_contents_grid(panel):
    """Its first and its last pixel are those of the sections, however wide the window is."""
    for width in WIDTHS:
        panel.set_viewport_size({"width": width, "height": 900})
        edges = panel.evaluate(
            """() => {
                const boxes = [...document.querySelectorAll('main section')].filter((one) => one.offsetParent).map((one) => one.getBoundingClientRect());
                const head = document.querySelector('.head').getBoundingClientRect();
                const panel = document.querySelector('.panel').getBoundingClientRect();
                return [Math.min(...boxes.map(({ left }) => left)) - document.querySelector('.brand').getBoundingClientRect().left, head.left - panel.left, head.right - panel.right, panel.width];
            }"""
        )
        assert [abs(edge) < 1 for edge in edges[:3]] == [True, True, True], (width, edges)
        assert edges[3] >= min(width, 2240) - 16, (width, edges)


def test_every_slider_is_one_of_ours(panel):
    """None has the browser's own track, which glares on a dark panel and fades on a light one."""
    bare = """[...document.querySelectorAll('input[type=range]')].map((input) => [input.id, getComputedStyle(input).appearance])
        .filter(([, appearance]) => appearance !== 'none')"""
    assert panel.evaluate("document.querySelectorAll('input[type=range]').length") > 3
    assert panel.evaluate(bare) == []


def test_the_preview_keeps_its_scale(panel):
    """It fills its stage at every width, and a long line changes nothing."""
    scale = "getComputedStyle(document.getElementById('preview-frame')).getPropertyValue('--z')"
    for width in (760, 1100, 1280, 1680, 2560):
        panel.set_viewport_size({"width": width, "height": 900})
        panel.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        until(
            panel,
            f"Math.abs(document.getElementById('preview-frame').clientWidth / 400 - Number({scale})) < .01",
        )
        before = panel.evaluate(scale)
        chat(panel, LONG["a word that can't be broken"])
        assert panel.evaluate(scale) == before


def test_a_dock_offers_every_moment(panel):
    """One row of chips, More shows the rest where it stands, Less folds them again, and what doesn't show has no focus."""
    panel.set_viewport_size({"width": 280, "height": 700})
    until(panel, "document.querySelectorAll('#more-moments .chip[hidden]').length > 0")
    toggle = "document.getElementById('moments-toggle').getBoundingClientRect().top"
    place = panel.evaluate(toggle)
    panel.click("#moments-toggle")
    assert panel.evaluate("document.querySelectorAll('#more-moments .chip[hidden]').length") == 0
    assert panel.evaluate(toggle) == place
    assert panel.get_attribute("#moments-toggle", "aria-expanded") == "true"
    assert panel.text_content("#moments-toggle") in ("Less", "Menos")
    panel.click("#moments-toggle")
    assert panel.evaluate("document.querySelectorAll('#more-moments .chip[hidden]').length") > 0


def test_a_chips_key_is_the_one_that_presses_it(panel):
    """The number on a chip presses that chip, the game's own moments included, and the chip shows its wave."""
    panel.evaluate("fetch('/api/channel/start', { method: 'POST' })")
    until(panel, "document.getElementById('state').textContent.match(/On now|En marcha/)")
    chips = panel.evaluate(
        "[...document.querySelectorAll('#more-moments .chip')].map((chip) => [chip.querySelector('kbd')?.textContent, chip.querySelector('.word').textContent])"
    )
    assert [key for key, _ in chips[:6]] == ["5", "6", "7", "8", "9", None]
    panel.evaluate("document.activeElement.blur()")
    panel.keyboard.press("5")
    until_there(panel, "#more-moments .chip[aria-busy=true]")
    assert panel.text_content("#more-moments .chip[aria-busy=true] .word") == chips[0][1]

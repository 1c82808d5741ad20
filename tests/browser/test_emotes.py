"""Emotes in the page: words become images, in the engines that OBS is made of."""

from __future__ import annotations

import pytest

from tests.browser.test_overlay import steer
from tests.browser.waiting import until, until_there
from tests.emotes.images import SVG

pytestmark = pytest.mark.browser

SAY = """async (content) => {
    const { messageNode } = await import(document.querySelector('script[type=module]').src.replace('main.js', 'message.js'));
    document.querySelector('.sf-messages').prepend(messageNode({ id: 'x', username: 'x', content, color: '#fcaa2b' }, () => false));
}"""


def test_words_become_faces(server, overlay_link, obs_browser, open_page):
    """Where a word stands alone, and by its code; within another word it stays letters. Each image is there."""
    steer(server, "POST", "/api/channel/pause")
    page = open_page(obs_browser, overlay_link)
    until(page, "document.querySelector('.sf-chat').dataset.badges !== undefined")
    page.evaluate(SAY, "KEKW that was xKEKWx :popcorn: monkaS")
    images = "[...document.querySelectorAll('.sf-text img')]"
    until(page, f"{images}.length === 3 && {images}.every((image) => image.complete && image.naturalWidth > 0)")
    assert page.evaluate(f"{images}.map((image) => image.alt)") == ["KEKW", ":popcorn:", "monkaS"]
    assert page.evaluate("document.querySelector('.sf-text').textContent") == " that was xKEKWx  "


def test_an_emote_put_into_the_folder_is_drawn_without_a_reload(server, overlay_link, obs_browser, open_page, tmp_path):
    """The file's name is the code; it goes before the house's of that name."""
    page = open_page(obs_browser, overlay_link)
    until_there(page, ".sf-message")
    page.evaluate("window.sameDocument = true")
    (tmp_path / "data" / "emotes").mkdir(exist_ok=True)
    (tmp_path / "data" / "emotes" / "KEKW.svg").write_bytes(SVG)
    shown = "[...document.querySelectorAll('.sf-text img')].some((image) => image.src.includes('/emotes/KEKW?v=') && image.complete)"
    until(page, f"async () => {{ await ({SAY})('KEKW'); return {shown} }}")
    assert page.evaluate("window.sameDocument")


def test_the_panel_says_what_it_took_and_what_not(server, browser, open_page, tmp_path):
    """A picture for each, a sentence for what was refused."""
    (tmp_path / "data" / "emotes").mkdir(exist_ok=True)
    (tmp_path / "data" / "emotes" / "dot.svg").write_bytes(SVG)
    (tmp_path / "data" / "emotes" / "page.svg").write_bytes(b"<html></html>")
    page = open_page(browser, server.link("panel"), width=1100, height=760)
    until(page, "document.querySelector('#emotes-own img')?.alt === 'dot'")
    assert page.text_content("#emotes-more li") == "page.svg: that is no png, jpg, gif, webp, avif or svg."

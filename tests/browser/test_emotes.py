"""Emotes in the page: words become images, in the engines that OBS is made of."""

from __future__ import annotations

import pytest

from tests.browser.test_overlay import steer
from tests.emotes.images import SVG
from tests.support.browser import until, until_there

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
    until(page, "document.querySelector('#emotes-own span')?.textContent === 'dot'")
    assert page.text_content("#emotes-more li") == "page.svg: that is no png, jpg, gif, webp, avif or svg."


def test_images_become_emotes_by_drop_and_by_the_button(server, browser, open_page, tmp_path):
    """Each with its name beneath it, each refused one with its reason; what is deleted comes back by Undo."""
    page = open_page(browser, server.sign_in_link, width=1100, height=760)
    page.click("form button")
    until(page, "location.pathname === '/panel' && document.getElementById('emotes-folder-is')?.textContent")
    page.click("#emotes-h")
    for name in ("dot.svg", "two words.svg"):
        (tmp_path / name).write_bytes(SVG)
    page.set_input_files("#emotes-file", [tmp_path / "dot.svg", tmp_path / "two words.svg"])
    until(page, "document.querySelector('#emotes-own span')?.textContent === 'dot'")
    until(page, "document.querySelector('#emotes-more li')?.textContent.startsWith('two words.svg: ')")
    page.evaluate(
        """(svg) => {
            const files = new DataTransfer();
            files.items.add(new File([svg], 'dropped.svg', { type: 'image/svg+xml' }));
            document.getElementById('emotes-drop').dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: files }));
        }""",
        SVG.decode(),
    )
    names = "[...document.querySelectorAll('#emotes-own span')].map((name) => name.textContent).join()"
    until(page, f"{names} === 'dot,dropped'")
    page.click("#emotes-own li:first-child button")
    until(page, f"{names} === 'dropped'")
    page.click("#toast-do")
    until(page, f"{names} === 'dot,dropped'")
    assert str(tmp_path / "data" / "emotes") in page.text_content("#emotes-folder-is")
    open_page.errors.clear()  # the browser reports the 400 itself

"""Emotes in the page: words become images, in the engines that OBS is made of."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.browser.conftest import Server
from tests.browser.test_overlay import steer
from tests.emotes.images import SVG
from tests.emotes.provider_sets import IMAGES, LISTS
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
    """The file's name is the code; it goes before the built-in one of that name."""
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


class Sets(BaseHTTPRequestHandler):
    """The three services, on this machine."""

    def do_GET(self):
        if self.path in LISTS:
            body, type = json.dumps(LISTS[self.path]).encode(), "application/json"
        else:
            body, type = IMAGES.get(self.path.partition("/emote/")[2].partition("/")[0]), "image/webp"
        self.send_response(404 if body is None else 200)
        self.send_header("Content-Type", type)
        self.send_header("Content-Length", str(len(body or b"")))
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *_):
        """Nothing."""


@pytest.fixture
def sets():
    """Where the stand-in for the services answers."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Sets)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def server_of_sets(sets, tmp_path, monkeypatch):
    """A server that asks the stand-in."""
    monkeypatch.setenv("SEATFILLER_EMOTES__BASE_URL", sets)
    server = Server(tmp_path / "data")
    server.start()
    yield server
    server.stop()


NAMES = "[...document.querySelectorAll('#emotes-own span')].map((name) => name.textContent)"


def test_the_services_emotes_come_and_go_by_their_switches(server_of_sets, browser, open_page):
    """7TV, BTTV and FrankerFaceZ each by its own; drawn in the open overlay without a reload, before the built-in one of that
    name, which is back once they are off; remembered."""
    steer(server_of_sets, "POST", "/api/channel/pause")
    overlay = open_page(browser, server_of_sets.link("overlay"))
    until(overlay, "document.querySelector('.sf-chat').dataset.badges !== undefined")
    page = open_page(browser, server_of_sets.sign_in_link, width=1100, height=760)
    page.click("form button")
    until(page, "location.pathname === '/panel' && document.getElementById('emotes-folder-is')?.textContent")
    page.click("#emotes-h")
    for name, code in (("seventv", "catJAM"), ("bttv", "monkaS")):
        page.check(f"#set-{name}", force=True)
        until(page, f"(code) => {NAMES}.includes(code)", code)
    newest = "document.querySelector('.sf-messages .sf-text img')"
    theirs = f"{newest}.src.includes('/emotes/catJAM?v=') && {newest}.naturalWidth > 0"
    until(overlay, f"async () => {{ await ({SAY})('catJAM'); return {theirs} }}")
    page.fill("#set-id", "42")
    page.press("#set-id", "Enter")
    page.check("#set-ffz", force=True)
    until(page, f"{NAMES}.includes('Room')")
    told = page.eval_on_selector_all("#emotes-more li", "(all) => all.map((one) => one.textContent.split(':')[0])")
    assert {line.split()[0].rstrip(",.:") for line in told} >= {"7TV", "BTTV", "FrankerFaceZ"}
    page.reload()
    until(page, f"document.getElementById('set-id').value === '42' && {NAMES}.includes('Room')")
    assert [page.is_checked(f"#set-{name}") for name in ("seventv", "bttv", "ffz")] == [True, True, True]
    page.click("#emotes-h")
    page.uncheck("#set-seventv", force=True)
    until(page, f"!{NAMES}.includes('catJAM') && {NAMES}.includes('Room')")
    builtin = f"{newest}.src.includes('/builtin/')"
    until(overlay, f"async () => {{ await ({SAY})('catJAM'); return {builtin} }}")

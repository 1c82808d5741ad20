"""The streamer's own, in the panel; the crowd's mood; and how many are watching, on the overlay."""

from __future__ import annotations

import pytest

from tests.browser.test_overlay import steer
from tests.support.browser import until, until_there

pytestmark = pytest.mark.browser


def test_lines_and_people_are_kept_from_the_panel(server, browser, open_page):
    """Typed, kept, and there again after a reload."""
    page = open_page(browser, server.sign_in_link, width=1100, height=760)
    until(page, "document.activeElement.matches('form button')")
    page.keyboard.press("Enter")
    until(page, "location.pathname === '/panel'")
    until(page, "document.getElementById('mine-share').value === '25'")
    page.click("#mine-h")
    page.click("#mood-h")
    page.fill("#mine-lines", "hola a todos\nesto es mío")
    page.click("#mine-person")
    page.fill(".mine-row [data-part=name]", "primo_beto")
    page.fill(".mine-row [data-part=character]", "loud funny")
    page.click("#mine-save")
    until(page, "document.getElementById('mine-val').textContent.startsWith('2')")
    page.check("input[name=mood][value=rough]", force=True)
    until(page, "fetch('/api/channel').then((answer) => answer.json()).then(({ mood }) => mood === 'rough')")
    page.reload()
    until(page, "document.getElementById('mine-lines').value === 'hola a todos\\nesto es mío'")
    until(page, "document.querySelector('.mine-row [data-part=name]').value === 'primo_beto'")
    until(page, "document.querySelector('input[name=mood][value=rough]').checked")


def test_the_overlay_says_how_many_watch(server, overlay_link, obs_browser, open_page):
    """Beside the tag, when the look asks for it; gone when it doesn't."""
    page = open_page(obs_browser, overlay_link)
    until_there(page, ".sf-message")
    assert page.evaluate("document.querySelector('.sf-viewers')") is None
    steer(server, viewers=True, crowd=80)
    until(page, "/\\d/.test(document.querySelector('.sf-tag .sf-viewers')?.textContent ?? '')")
    steer(server, viewers=False)
    until(page, "document.querySelector('.sf-viewers') === null")


def test_a_file_of_excels_is_read_and_what_is_not_kept_is_listed(server, browser, open_page, tmp_path):
    """In the page's language, with its line; what was typed and can't be kept stays to be mended."""
    page = open_page(browser, server.link("panel"), width=1100, height=760)
    until(page, "document.getElementById('mine-share').value === '25'")
    page.click("#mine-h")
    path = tmp_path / "frases.csv"
    path.write_bytes(("frase;nombre\r\n¿qué tal, mañana?;pepe\r\n" + "x" * 300 + ";ana\r\n").encode("cp1252"))
    page.set_input_files("#mine-file", path)
    until(page, "document.getElementById('mine-lines').value === '¿qué tal, mañana?'")
    until(page, "document.getElementById('mine-names').value === 'pepe\\nana'")
    assert "3" in page.text_content("#mine-error")
    assert page.text_content("#mine-sum") == "From frases.csv: 1 line, 2 names, 1 skipped."
    page.fill("#mine-lines", "hola\n" + "y" * 300)
    page.click("#mine-save")
    until(page, "document.getElementById('mine-error').textContent.includes('yyy')")
    assert page.input_value("#mine-lines") == "hola\n" + "y" * 300


DROP = """([name, text]) => {
    const files = new DataTransfer();
    files.items.add(new File([text], name));
    const drop = (type) => new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: files });
    const box = document.getElementById('mine-text');
    box.dispatchEvent(drop('dragover'));
    const lit = box.classList.contains('over');
    box.dispatchEvent(drop('drop'));
    return [lit, box.classList.contains('over')];
}"""


def test_a_file_dropped_on_the_section_joins_what_is_typed_there(server, browser, open_page):
    """The section lights up while it hangs over it; what was typed and not saved is saved first, and lost by neither."""
    page = open_page(browser, server.link("panel"), width=1100, height=760)
    until(page, "document.getElementById('mine-share').value === '25'")
    page.click("#mine-h")
    page.fill("#mine-lines", "hola a todos")
    assert page.evaluate(DROP, ["frases.txt", "vamos, dale\n# a remark\nhola a todos\n"]) == [True, False]
    until(page, "document.getElementById('mine-lines').value === 'hola a todos\\nvamos, dale'")
    assert page.text_content("#mine-sum") == "From frases.txt: 1 line, 1 was there already."
    kept = "fetch('/api/mine').then((answer) => answer.json()).then(({ lines }) => lines.join())"
    assert page.evaluate(kept) == "hola a todos,vamos, dale"


def test_a_file_dropped_beside_the_section_does_not_take_the_page_away(server, browser, open_page):
    """A browser would open it in the panel's place."""
    page = open_page(browser, server.link("panel"), width=1100, height=760)
    until(page, "document.getElementById('mine-share').value === '25'")
    stopped = """() => {
        const files = new DataTransfer();
        files.items.add(new File(['x'], 'x.txt'));
        const drop = new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: files });
        document.querySelector('h1, header').dispatchEvent(drop);
        return drop.defaultPrevented;
    }"""
    assert page.evaluate(stopped)
    assert page.input_value("#mine-lines") == ""

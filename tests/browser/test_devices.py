"""Other devices, from the panel: the switch that lets them in, the code to scan, and a phone that comes by it."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Server
from tests.browser.test_overlay import steer
from tests.support.browser import until
from tests.support.networked import CABLE, WIFI

pytestmark = pytest.mark.browser

ON_ITS_WAY = "document.getElementById('lan-on').disabled === false"


@pytest.fixture
def server(tmp_path):
    """A server on a machine with Wi-Fi and a cable."""
    server = Server(tmp_path / "data", module="tests.support.networked")
    server.start()
    yield server
    server.stop()


@pytest.fixture
def panel(server, browser, open_page):
    """The owner's panel, its section of links unfolded."""
    page = open_page(browser, server.sign_in_link, width=1280, height=900)
    page.click("form button")
    until(page, f"location.pathname === '/panel' && {ON_ITS_WAY}")
    if page.get_attribute("#link-h", "aria-expanded") != "true":
        page.click("#link-h")
    return page


def switch(page: Page, *, on: bool) -> None:
    page.set_checked("#lan-on", on, force=True)
    until(page, f"(on) => {ON_ITS_WAY} && document.getElementById('devices-in').hidden !== on", on)


def scanned(page: Page, which: str) -> str:
    """The link in the code that the button shows."""
    with page.expect_response(lambda answer: f"/api/lan/links/{which}" in answer.url) as told:
        page.click(f"[data-device={which}]")
    until(page, "document.getElementById('qr').naturalWidth > 0")
    answer = told.value.json()
    assert page.get_attribute("#qr", "src") == answer["qr"]
    return str(answer["url"])


def test_it_is_off_and_shows_neither_code_nor_link(panel):
    """One sentence says what it does; nothing to scan is offered, and no word of containers."""
    assert not panel.is_checked("#lan-on")
    assert panel.text_content("#lan-why").startswith("Off: only this computer gets in.")
    assert panel.is_hidden("#devices-in")
    assert panel.is_hidden("#qr-box")
    assert "Docker" not in panel.inner_text("#link")


def test_a_phone_comes_in_by_the_chosen_network_and_steers_until_it_is_switched_off(server, panel, browser, open_page):
    """On at once and without a restart; the code by the chosen address, only when asked; off cuts it off."""
    switch(panel, on=True)
    choices = panel.eval_on_selector_all("#lan-address option", "(all) => all.map((one) => [one.value, one.text])")
    assert choices == [[CABLE, f"{CABLE}, eth0 (most likely)"], [WIFI, f"{WIFI}, wlan0"]]
    assert panel.is_hidden("#qr-box")
    assert panel.get_attribute("#qr", "src") is None
    assert urlsplit(scanned(panel, "remote")).netloc == f"{CABLE}:{server.port}"
    panel.select_option("#lan-address", WIFI)
    assert panel.is_hidden("#qr-box"), "another network's code stays"
    link = scanned(panel, "remote")
    assert urlsplit(link).netloc == f"{WIFI}:{server.port}"
    assert "token=" not in panel.inner_text("body")

    phone = open_page(browser, link, width=360, height=740)
    until(phone, "!document.getElementById('panic').disabled && location.search === ''")
    phone.click("#panic")
    until(phone, "document.getElementById('state').textContent === 'Hidden'")
    assert steer(server)["visibility"] == "panic"

    switch(panel, on=False)
    assert panel.is_hidden("#qr-box")
    assert panel.get_attribute("#qr", "src") is None
    until(
        phone,
        "document.getElementById('state').textContent === 'Not connected' || document.body.className === 'is-gone'",
    )
    until(phone, "fetch('/healthz').then(() => false, () => true)")
    assert steer(server)["visibility"] == "panic", "this computer still gets in"


def test_the_code_leaves_the_screen_when_asked_or_when_the_tab_is_left(panel):
    """The same button takes it away: a code is a link, and links are secrets."""
    switch(panel, on=True)
    for which in ("reader", "panel"):
        scanned(panel, which)
        assert panel.get_attribute(f"[data-device={which}]", "aria-pressed") == "true"
        panel.click(f"[data-device={which}]")
        until(panel, "document.getElementById('qr-box').hidden")
        assert panel.get_attribute("#qr", "src") is None


def test_the_link_for_obs_on_another_pc_carries_the_chosen_address(server, panel):
    """Copied, not shown."""
    panel.context.grant_permissions(["clipboard-read", "clipboard-write"])
    switch(panel, on=True)
    panel.select_option("#lan-address", WIFI)
    panel.click("#lan-pc")
    until(panel, "navigator.clipboard.readText().then((text) => text.includes('/overlay?token='))")
    assert urlsplit(panel.evaluate("navigator.clipboard.readText()")).netloc == f"{WIFI}:{server.port}"


def test_it_stays_on_over_a_restart(server, panel):
    """As it was left: the phone's link goes on too."""
    switch(panel, on=True)
    server.kill()
    server.start()
    panel.reload()
    until(panel, f"{ON_ITS_WAY} && document.getElementById('lan-on').checked")
    until(panel, "!document.getElementById('devices-in').hidden")

"""The panel's senses in the pictures: each switch as it looks while it works, with what OBS and the game would give."""

from __future__ import annotations

import re
import subprocess
import sys
import urllib.parse
from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Browser, Page, Route

from benchmarks.process import ROOT
from docs.screenshots.backdrops import backdrop
from docs.screenshots.obs import WORDS, Language

SAYS: dict[Language, tuple[str, str]] = {"en": ("YOU DIED", "You died"), "es": ("HAS MUERTO", "Has muerto")}
"""What the game shows, and what it means."""
MARGIN = 14
WAIT_MS = 1_500


def senses(url: str, data: str, browser: Browser, language: Language) -> Iterator[tuple[str, bytes]]:
    """Each switch's picture by its name."""
    text, meaning = SAYS[language]
    states = {"levels": _levels(), "screen": _screen(text, meaning, WORDS[language]["game"])}
    game = _game(browser, text)
    page = browser.new_context(
        viewport={"width": 420, "height": 1_200}, locale=language, color_scheme="dark", device_scale_factor=2
    ).new_page()
    page.set_default_timeout(180_000)
    page.route(re.compile(r"/api/senses$"), lambda route: route.fulfill(json=states))
    page.route("**/api/senses/meter", lambda route: route.fulfill(status=204))

    def picture(route: Route) -> None:
        route.fulfill(body=game, content_type="image/jpeg")

    page.route("**/api/senses/picture*", picture)
    _sign_in(page, url, data)
    page.click("#senses-h")
    page.wait_for_selector("#levels-now:not([hidden])")
    page.click("#screen-look")
    page.evaluate("document.getElementById('levels-meter').style.setProperty('--level', '.62')")
    page.wait_for_timeout(WAIT_MS)
    for name in states:
        page.locator(f"#{name}").scroll_into_view_if_needed()
        box = page.locator(f"#{name}").bounding_box()
        assert box is not None
        around = {"x": box["x"] - MARGIN, "y": box["y"] - MARGIN / 2}
        size = {"width": box["width"] + 2 * MARGIN, "height": box["height"] + MARGIN}
        yield name, page.screenshot(clip={**around, **size})  # type: ignore[typeddict-item]
    page.context.close()


def _levels() -> dict[str, Any]:
    return {
        **{"on": True, "works": True, "state": "listening", "mic": "Mic/Aux", "mics": ["Mic/Aux"], "choice": None},
        **{"lineDb": -40, "talks": True, "quietS": 0},
    }


def _screen(text: str, meaning: str, source: str) -> dict[str, Any]:
    return {
        **{"on": True, "works": True, "state": "reading", "source": source, "isScene": False, "sources": [source]},
        **{"choice": None, "share": 5.6, "mostShare": 10, "lines": [text], "install": None},
        "seen": {"text": text, "meaning": meaning},
    }


def _game(browser: Browser, text: str) -> bytes:
    """A game that says that it is over."""
    page = browser.new_page(viewport={"width": 640, "height": 360})
    behind = urllib.parse.quote(backdrop("dark"))
    page.set_content(
        f'<style>body{{margin:0;height:360px;display:grid;place-items:center;background:url("data:image/svg+xml,{behind}")'
        " center/cover;font:64px serif;letter-spacing:.08em;color:#b3261e}</style>" + text
    )
    shot = page.screenshot(type="jpeg", quality=80)
    page.close()
    return shot


def _sign_in(page: Page, url: str, data: str) -> None:
    """As the owner: whoever else steers sees no more than a light."""
    command = [sys.executable, "-m", "server", "sign-in", "--data", data]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    found = re.search(r"https?://\S+", printed)
    assert found is not None, printed
    address = urllib.parse.urlsplit(found[0])
    page.goto(f"{url}{address.path}?{address.query}")
    page.click("form button")
    page.wait_for_url("**/panel")

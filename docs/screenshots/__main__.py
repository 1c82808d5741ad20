"""`make screenshots`: the pictures in docs/, PNG of the real pages and drawings of OBS."""

from __future__ import annotations

import json
import re
import shutil
import urllib.parse
import urllib.request
from base64 import b64encode
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.process import scratch, seatfiller, token
from docs.screenshots.backdrops import backdrop
from docs.screenshots.chat import answer, frames
from docs.screenshots.obs import WORDS, Language, pictures
from docs.screenshots.senses import senses
from server.model.themes import THEMES

DOCS = Path(__file__).parent.parent
LOCALES: Mapping[Language, str] = {"en": "en-GB", "es": "es-MX"}
WAIT_MS = 1_500
"""For fonts, and for the last line's entrance."""
PATIENCE_MS = 180_000
"""How long a busy machine may take to show a page."""


class Studio:
    """A server with a channel set up, and a browser to photograph its pages with."""

    def __init__(self, url: str, data: str, browser: Browser) -> None:
        self._url, self._browser = url, browser
        self._overlay, self._panel = token(data, "overlay"), token(data, "panel")

    def channel(self, **patch: Any) -> dict[str, Any]:
        """Change the channel; what it is now."""
        request = urllib.request.Request(
            f"{self._url}/api/channel",
            method="PATCH",
            data=json.dumps(patch).encode(),
            headers={"Authorization": f"Bearer {self._panel}", "Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request) as answer:
            found: dict[str, Any] = json.load(answer)
            return found

    def overlay(
        self, width: int, height: int, look: Mapping[str, Any], *, behind: str, language: str = "en", css: str = ""
    ) -> bytes:
        """The overlay as PNG, over a backdrop. `css` is what a streamer would type in OBS."""
        page = self._page(width, height)
        self._send(page, self.channel() | {"language": language, **look}, language)
        page.goto(f"{self._url}/overlay?token={self._overlay}")
        picture = urllib.parse.quote(backdrop(behind))
        page.add_style_tag(content=f'html{{background:url("data:image/svg+xml,{picture}") center/cover}}{css}')
        return self._shot(page)

    def panel(self, width: int, height: int, language: Language = "en") -> bytes:
        """The panel as PNG, with the chat in its preview."""
        page = self._page(width, height, language)
        settings = self.channel(language=language)
        answer(page, re.compile(r"/api/chat-socket\?as=preview"), frames(settings, language))
        watching = self._page(400, 600)
        watching.goto(f"{self._url}/overlay?token={self._overlay}")
        page.goto(f"{self._url}/panel?token={self._panel}")
        page.frame_locator("#preview-frame iframe").locator(".sf-message").first.wait_for()
        page.wait_for_timeout(8_000)  # the show speaks: the counts are no zeros
        shot = self._shot(page)
        watching.context.close()
        return shot

    def _page(self, width: int, height: int, language: Language = "en") -> Page:
        context = self._browser.new_context(
            viewport={"width": width, "height": height}, locale=LOCALES[language], color_scheme="dark"
        )
        context.set_default_timeout(PATIENCE_MS)
        return context.new_page()

    def _send(self, page: Page, settings: dict[str, Any], language: str) -> None:
        answer(page, re.compile("/api/chat-socket"), frames(settings, language))

    def _shot(self, page: Page) -> bytes:
        page.wait_for_timeout(WAIT_MS)
        shot = page.screenshot()
        page.context.close()
        return shot


def themes(studio: Studio, browser: Browser) -> bytes:
    """Every theme over every backdrop, on one sheet."""
    rows = []
    for behind, language in (("dark", "es"), ("bright", "en"), ("busy", "es")):
        shots = [studio.overlay(400, 600, {"theme": theme}, behind=behind, language=language) for theme in THEMES]
        rows.append(shots)
    page = browser.new_page(viewport={"width": 1_640, "height": 1_248})
    page.set_content(
        "<style>body{margin:0;padding:10px;background:#0f1513;display:grid;grid-template-columns:repeat(6,1fr);gap:10px;"
        "font:700 15px system-ui;color:#ffc857}img{display:block;width:100%}</style>"
        + "".join(f"<b>{theme}</b>" for theme in THEMES)
        + "".join(f'<img src="{_data(shot)}">' for shots in rows for shot in shots)
    )
    page.wait_for_timeout(WAIT_MS)
    sheet = page.screenshot(full_page=True)
    page.close()
    return sheet


def _data(png: bytes) -> str:
    return f"data:image/png;base64,{b64encode(png).decode()}"


def draw_obs() -> None:
    """Draw OBS for each README."""
    for language in WORDS:
        folder = DOCS / "pictures" / language
        folder.mkdir(parents=True, exist_ok=True)
        for name, drawn in pictures(language).items():
            (folder / f"{name}.svg").write_text(drawn, "utf-8")


def main() -> None:
    """Take every picture."""
    draw_obs()
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with scratch() as data, seatfiller(data) as process, sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu", "--no-proxy-server", "--disable-quic"]
        )
        studio = Studio(process.url, data, browser)
        for game in ("Elden Ring", "Stardew Valley", "Minecraft"):
            studio.channel(game=game, language="en", pace="lively", crowd=80)
        taken = {"themes": themes(studio, browser)}
        for language in WORDS:
            place = ".sf-chat{right:auto;width:430px;top:150px;bottom:24px;left:16px}"
            shot = studio.overlay(1_280, 720, {}, behind="world", language=language, css=place)
            taken[f"pictures/{language}/overlay"] = shot
            taken[f"pictures/{language}/panel"] = studio.panel(1_100, 760, language)
            for name, shot in senses(process.url, data, browser, language):
                taken[f"pictures/{language}/senses-{name}"] = shot
        for name, picture in taken.items():
            (DOCS / f"{name}.png").write_bytes(picture)
            print(f"docs/{name}.png  {len(picture) / 1024:.0f} KB")
        browser.close()


if __name__ == "__main__":
    main()

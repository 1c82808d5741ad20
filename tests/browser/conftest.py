"""Fixtures of the browser tests: the real server as a process, and every Chromium that matters."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from server.model.channel import MAIN
from server.services.link_tokens import Link, Scope, load_signer
from server.store.store import FILE as STORE_FILE
from tests.support.program import Forked, Program, Spawned

ROOT = Path(__file__).parent.parent.parent
ENGINES = Path(os.environ.get("OBS_ENGINES", ROOT / ".engines"))
TODAY = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The shell is the same engine without a window, as OBS's builds here and Playwright's own are: half the work."""
PATIENCE_MS = 90_000
"""How long a page may take to show what it must. Never a measure of speed."""


def _engines() -> dict[str, str | None]:
    """OBS's own Chromium builds where they are at hand, and today's (None: Playwright's own)."""
    found = {version: str(ENGINES / version / "chromium") for version in ("103", "127")}
    found = {version: path for version, path in found.items() if Path(path).is_file()}
    return {**found, "today": next(filter(None, map(shutil.which, TODAY)), None)}


@pytest.fixture(scope="session")
def playwright_driver() -> Iterator[Playwright]:
    """Playwright itself."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session", params=list(_engines()))
def obs_browser(request: pytest.FixtureRequest, playwright_driver: Playwright) -> Iterator[Browser]:
    """Each Chromium that OBS may be made of, one after the other."""
    yield from _launch(playwright_driver, _engines()[request.param])


@pytest.fixture(scope="session")
def browser(playwright_driver: Playwright) -> Iterator[Browser]:
    """Today's Chromium."""
    yield from _launch(playwright_driver, _engines()["today"])


def _launch(driver: Playwright, path: str | None) -> Iterator[Browser]:
    browser = driver.chromium.launch(
        executable_path=path, args=["--no-sandbox", "--disable-gpu", "--no-proxy-server", "--disable-quic"]
    )
    yield browser
    browser.close()


class Server:
    """`python -m server` as a process of its own, which can die and come back on the same port."""

    def __init__(self, data: Path, *, root: Path = ROOT, module: str = "server") -> None:
        self._data = data
        self._root = root
        self._module = module
        self._program: Program | None = None
        self.url = ""
        self.sign_in_link = ""
        self.port = 0

    def start(self) -> None:
        options = ("serve", "--no-browser", "--port", str(self.port), "--data", str(self._data))
        if self._root == ROOT:
            self._program = Forked(self._module, *options)
        else:
            self._program = Spawned(self._root, self._module, *options)
        self.url = self._program.output.readline().strip().rpartition(" ")[2].rstrip("/")
        self.sign_in_link = self._program.output.readline().strip().rpartition(" ")[2]
        self.port = int(self.url.rpartition(":")[2])

    def kill(self) -> None:
        """As a power cut would."""
        assert self._program is not None
        self._program.kill()

    def stop(self) -> None:
        assert self._program is not None
        self._program.stop()

    def link(self, scope: Scope) -> str:
        """What `seatfiller link` prints, without a process of its own for each."""
        with closing(sqlite3.connect(self._data / STORE_FILE)) as store:
            asked = "SELECT generation FROM generations WHERE channel = ? AND scope = ?"
            row = store.execute(asked, (MAIN, scope)).fetchone()
        token = load_signer(self._data).sign(Link(MAIN, scope, row[0] if row else 1))
        return f"{self.url}/{scope}?token={token}"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A server with an empty data folder."""
    server = Server(tmp_path / "data")
    server.start()
    yield server
    server.stop()


@pytest.fixture
def overlay_link(server: Server) -> str:
    """The link for OBS."""
    return server.link("overlay")


@pytest.fixture
def open_page() -> Iterator[Callable[..., Page]]:
    """Open a page that must stay quiet: an error in its console fails the test."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def open_page(browser: Browser, url: str, *, width: int = 400, height: int = 600, locale: str = "en-GB") -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, locale=locale)
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        page.goto(url)
        return page

    open_page.errors = errors  # type: ignore[attr-defined]
    yield open_page
    for context in contexts:
        context.close()
    unexpected = [error for error in errors if "ERR_CONNECTION" not in error and "ERR_INCOMPLETE" not in error]
    # Sockets that a test cuts, or a server that it ends, say so in these words.
    cut = ("ERR_EMPTY_RESPONSE", "ERR_SOCKET_NOT_CONNECTED", "before receiving a handshake response")
    unexpected = [error for error in unexpected if not any(word in error for word in cut)]
    assert not unexpected

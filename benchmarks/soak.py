"""Soak: what 100,000 messages leave behind in the overlay's page, and what one costs its main thread."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from benchmarks.process import ROOT, scratch, seatfiller, token
from server.model.themes import THEMES

MESSAGES = 100_000
STEPS = 5
THROTTLE = 4
PER_FRAME = 50
"""Messages between two frames: the soak's own pace."""
ON_AIR, PAUSE_MS = 60, 200
"""Messages one by one, five a second, a raid's pace: each then pays for its frames and its entrance alone."""

_FEED = """async ([count, pauseMs, perFrame]) => {
    const base = document.querySelector('script[type=module]').src.replace('main.js', '');
    const { messageNode } = await import(base + 'message.js');
    const { MessageList } = await import(base + 'list.js');
    window.soak ??= new MessageList(document.querySelector('.sf-messages'));
    soak.configure({ max: 40, fade: 0 });
    const colors = ['#fcaa2b', '#47c7f8', '#ff74b0', '#7bd957'];
    const words = ['KEKW', 'monkaS', ':popcorn:', 'PogChamp', 'o7'];
    for (let n = 0; n < count; n += 1) {
        const username = 'viewer' + n % 97;
        const message = { id: String(n), username, color: colors[n % 4], badges: n % 5 ? [] : ['vip'],
            timestamp: Date.now(),
            content: n % 3 ? `line ${n} @viewer${n % 89} and some more words of it` : `${words[n % 5]} ${words[n % 5]}`,
            replyTo: n % 7 ? undefined : { id: '0', username: 'viewer1', content: 'what they said before' } };
        soak.add(username, () => messageNode(message, soak.knows));
        if (pauseMs) await new Promise((then) => setTimeout(then, pauseMs));
        else if (n % perFrame === perFrame - 1) await new Promise(requestAnimationFrame);
    }
}"""


def left_behind(page: Page, session: CDPSession) -> tuple[float, int]:
    """KiB of the JavaScript heap after a collection, and DOM nodes."""
    session.send("HeapProfiler.collectGarbage")
    used = float(session.send("Runtime.getHeapUsage")["usedSize"])
    return used / 1024, int(session.send("Memory.getDOMCounters")["nodes"])


def busy_s(session: CDPSession) -> dict[str, float]:
    """Seconds of the page's main thread so far: all tasks, and of these script, style and layout."""
    metrics = {one["name"]: float(one["value"]) for one in session.send("Performance.getMetrics")["metrics"]}
    work = sum(metrics[name] for name in ("ScriptDuration", "RecalcStyleDuration", "LayoutDuration"))
    return {"all": metrics["TaskDuration"], "work": work}


def cost_ms(page: Page, session: CDPSession, messages: int, pause_ms: int) -> dict[str, float]:
    """Milliseconds of main thread per message at `THROTTLE` times slower."""
    session.send("Performance.enable")
    session.send("Emulation.setCPUThrottlingRate", {"rate": THROTTLE})
    before = busy_s(session)
    page.evaluate(_FEED, [messages, pause_ms, PER_FRAME])
    after = busy_s(session)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    return {name: (after[name] - before[name]) / messages * 1000 for name in before}


def engines() -> dict[str, str | None]:
    """OBS's Chromium builds where they are at hand (`OBS_ENGINES`), and today's."""
    folder = Path(os.environ.get("OBS_ENGINES", ROOT / ".engines"))
    found: dict[str, str | None] = {
        version: str(folder / version / "chromium")
        for version in ("103", "127")
        if (folder / version / "chromium").is_file()
    }
    today = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    return found | {"today": today}


def report() -> None:
    """Print the figures."""
    with scratch() as data, seatfiller(data) as process, sync_playwright() as driver:
        link = f"{process.url}/overlay?token={token(data, 'overlay')}&max=40"
        print(f"main thread per message at {THROTTLE}x, ms (under 2); one by one, with its frames and its entrance:")
        for name, path in engines().items():
            browser = driver.chromium.launch(
                executable_path=path, args=["--no-sandbox", "--disable-gpu", "--no-proxy-server"]
            )
            for theme in THEMES:
                with _page(browser, f"{link}&theme={theme}") as (page, session):
                    page.evaluate(_FEED, [200, 0, PER_FRAME])
                    soaked = cost_ms(page, session, 2_000, 0)["all"]
                    one = cost_ms(page, session, ON_AIR, PAUSE_MS)
                    print(
                        f"  Chromium {name:5} {theme:8} {soaked:6.2f}   one by one {one['all']:6.2f},"
                        f" of it script, style and layout {one['work']:.2f}",
                        flush=True,
                    )
            if name == "today":
                with _page(browser, link) as (page, session):
                    _soak(page, session)
            browser.close()


@contextmanager
def _page(browser: Browser, link: str) -> Iterator[tuple[Page, CDPSession]]:
    page = browser.new_page(viewport={"width": 400, "height": 600})
    page.goto(link)
    # Chromium 103 lacks what Playwright's own wait for a selector asks for.
    while not page.evaluate("document.querySelectorAll('.sf-message').length"):
        page.wait_for_timeout(50)
    yield page, page.context.new_cdp_session(page)
    page.close()


def _soak(page: Page, session: CDPSession) -> None:
    page.evaluate(_FEED, [2_000, 0, PER_FRAME])
    kept, costs = [left_behind(page, session)], []
    for _ in range(STEPS):
        costs.append(cost_ms(page, session, MESSAGES // STEPS, 0)["all"])
        kept.append(left_behind(page, session))
    said = " ".join(f"{cost:.2f}" for cost in costs)
    print(f"{MESSAGES:,} messages, main thread at {THROTTLE}x: {said} ms each (under 2)")
    print(f"  heap, KiB   {' '.join(f'{heap:.0f}' for heap, _ in kept)}   (flat)")
    print(f"  nodes       {' '.join(str(count) for _, count in kept)}   (flat)")

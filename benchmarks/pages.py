"""Pages: time to the first message, weight, and what 20,000 messages leave behind."""

from __future__ import annotations

import shutil
import statistics
import time
import zlib

from playwright.sync_api import Page, sync_playwright

from benchmarks.process import scratch, seatfiller, token

MESSAGES = 20_000
_FEED = """async (count) => {
    const base = document.querySelector('script[type=module]').src.replace('main.js', '');
    const { messageNode } = await import(base + 'message.js');
    const { MessageList } = await import(base + 'list.js');
    const list = new MessageList(document.querySelector('.sf-messages'));
    list.configure({ max: 40, fade: 0 });
    for (let n = 0; n < count; n += 1) {
        const message = { id: String(n), username: 'viewer' + n % 97, content: 'line ' + n + ' KEKW', color: '#fcaa2b', badges: ['vip'], timestamp: Date.now() };
        list.add(message.username, () => messageNode(message, list.knows));
        if (n % 50 === 0) await new Promise(requestAnimationFrame);
    }
}"""


def first_message_ms(page: Page, link: str) -> float:
    """From GET /overlay to the first message on screen."""
    started = time.perf_counter()
    page.goto(link, wait_until="commit")
    page.wait_for_selector(".sf-message", state="attached")
    return (time.perf_counter() - started) * 1000


def heap(page: Page) -> tuple[int, int]:
    """Bytes of the JavaScript heap after a collection, and nodes."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    used = int(session.send("Runtime.getHeapUsage")["usedSize"])
    return used, int(session.send("Memory.getDOMCounters")["nodes"])


def report() -> None:
    """Print the figures."""
    browser_path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with scratch() as data, seatfiller(data) as process, sync_playwright() as driver:
        link = f"{process.url}/overlay?token={token(data, 'overlay')}"
        browser = driver.chromium.launch(
            executable_path=browser_path, args=["--no-sandbox", "--disable-gpu", "--no-proxy-server"]
        )
        page = browser.new_page(viewport={"width": 400, "height": 600})
        bodies: dict[str, bytes] = {}
        page.on("response", lambda answer: None if "/api/" in answer.url else bodies.update({answer.url: b""}))
        cold = first_message_ms(page, link)
        for url in bodies:
            if url.startswith("http"):
                bodies[url] = page.request.get(url).body()
        weight = sum(len(zlib.compress(body, 6)) for body in bodies.values())
        fonts = sum(len(body) for url, body in bodies.items() if url.endswith(".woff2"))
        warm = statistics.median(first_message_ms(page, link) for _ in range(5))
        print(f"first message, cold room      {cold:8.0f} ms   (under 1000)")
        print(f"first message, warm, median   {warm:8.0f} ms")
        print(f"page weight, compressed       {weight / 1024:8.1f} KB   (under 30; {fonts / 1024:.1f} of it the font)")
        page.evaluate(_FEED, 2_000)
        before = heap(page)
        started = time.perf_counter()
        page.evaluate(_FEED, MESSAGES)
        spent = time.perf_counter() - started
        after = heap(page)
        print(f"heap over {MESSAGES:,} messages   {before[0] / 1024:8.0f} -> {after[0] / 1024:.0f} KiB (flat)")
        print(f"nodes over the same           {before[1]:8d} -> {after[1]} (flat)")
        print(f"per message, wall             {spent / MESSAGES * 1000:8.2f} ms")
        browser.close()

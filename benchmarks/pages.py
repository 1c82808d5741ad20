"""Pages: time to the first message, and weight."""

from __future__ import annotations

import shutil
import statistics
import time
import zlib

from playwright.sync_api import Page, sync_playwright

from benchmarks.process import scratch, seatfiller, token


def first_message_ms(page: Page, link: str) -> float:
    """From GET /overlay to the first message on screen."""
    started = time.perf_counter()
    page.goto(link, wait_until="commit")
    page.wait_for_selector(".sf-message", state="attached")
    return (time.perf_counter() - started) * 1000


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
        browser.close()

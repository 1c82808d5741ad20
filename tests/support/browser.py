"""Waiting for a page. Playwright's own `wait_for_function` needs `unsafe-eval`, which our pages forbid."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import Any

from playwright.sync_api import Error, Page

PATIENCE_S = 90


def until(page: Page, condition: str, arg: Any = None) -> None:
    """Until a JavaScript expression, or a function of `arg`, is true."""
    deadline = monotonic() + PATIENCE_S
    while not _holds(page, condition, arg):
        if monotonic() > deadline:
            raise TimeoutError(f"never came true: {condition}")
        page.wait_for_timeout(50)


def _holds(page: Page, condition: str, arg: Any) -> bool:
    try:
        return bool(page.evaluate(condition, arg))
    except Error as error:
        # The page is on its way to another, or hasn't got yet what is asked of it.
        if any(words in str(error) for words in ("context was destroyed", "properties of null")):
            return False
        raise


def until_there(page: Page, selector: str, count: int = 1) -> None:
    """Until so many nodes are there. (Chromium 103 lacks what Playwright's visibility check asks for.)"""
    until(page, "([selector, count]) => document.querySelectorAll(selector).length >= count", [selector, count])


def wait_until(page: Page, is_so: Callable[[], bool]) -> None:
    """Until something outside the page is so, while the page goes on."""
    deadline = monotonic() + PATIENCE_S
    while not is_so():
        if monotonic() > deadline:
            raise TimeoutError("never came true")
        page.wait_for_timeout(50)

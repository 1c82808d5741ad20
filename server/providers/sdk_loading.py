"""Loading an SDK: it takes up to a second and 38 MiB, so it is imported in a thread that no stop waits for."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Loaded:
    """An SDK that has been imported, and a client of it."""

    client: Any
    sdk: Any
    http: Any


def in_thread(load: Callable[[], Loaded]) -> asyncio.Future[Loaded]:
    """The result of `load`, from a daemon thread: a server that stops doesn't wait for it.

    The loop's own threads are waited for, and an import from a cold disk takes seconds.
    """
    loop = asyncio.get_running_loop()
    found: asyncio.Future[Loaded] = loop.create_future()

    def tell(loaded: Loaded | None, error: Exception | None) -> None:
        if found.done():
            return
        if error is not None:
            found.set_exception(error)
        elif loaded is not None:
            found.set_result(loaded)

    def run() -> None:
        outcome: tuple[Loaded | None, Exception | None]
        try:
            outcome = load(), None
        except Exception as error:
            outcome = None, error
        with suppress(RuntimeError):  # the loop is closed: the server has stopped
            loop.call_soon_threadsafe(tell, *outcome)

    threading.Thread(target=run, name="import of an SDK", daemon=True).start()
    return found

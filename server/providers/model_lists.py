"""Model lists: which models a service says that it has. Fetched in tasks of their own: no show waits for one.

A service that doesn't say, or says it in a way that nobody understands, changes nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

from server.providers.base import Provider
from server.text.bounded import load_json

LIST_S = 10.0
"""For an answer, at most."""
MOST_BYTES = 1024 * 1024
"""Of a list. OpenRouter's, the longest known, has about half of that."""
MOST_MODELS, MOST_CHARACTERS = 2_000, 200
"""Models of a list, and characters of a model's name."""


async def ids_of(client: Any) -> list[str]:
    """The ids of all models, by an SDK's client. Raises whatever the SDK raises, `ValueError` for what is no list."""
    answer = await client.models.with_raw_response.list()
    body: bytes = answer.http_response.content
    if len(body) > MOST_BYTES:
        raise ValueError("too long a list")
    return await asyncio.to_thread(_ids, body)


def _ids(body: bytes) -> list[str]:
    found = load_json(body)
    data = found.get("data") if isinstance(found, dict) else found
    names = [entry.get("id") for entry in data if isinstance(entry, dict)] if isinstance(data, list) else []
    return [name for name in names if isinstance(name, str) and 0 < len(name) <= MOST_CHARACTERS][:MOST_MODELS]


class ModelLists:
    """Asks for lists in the background, each provider's one at a time."""

    def __init__(self) -> None:
        self._tasks: dict[Provider, asyncio.Task[None]] = {}

    def ask(self, provider: Provider, heard: Callable[[Sequence[str]], None]) -> None:
        """`heard` is called with the list, if there is one."""
        if provider in self._tasks:
            return

        async def run() -> None:
            listed = await provider.listed()
            if listed:
                heard(listed)

        self._tasks[provider] = task = asyncio.get_running_loop().create_task(run(), name=f"models of {provider.name}")
        task.add_done_callback(lambda _: self._tasks.pop(provider, None))

    async def stop(self, provider: Provider) -> None:
        """Ask that one no more: its connections are about to be closed."""
        task = self._tasks.get(provider)
        if task is not None:
            task.cancel()
            await asyncio.wait({task})

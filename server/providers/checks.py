"""Checks: whether a provider answers with a given key, before that key is kept."""

from __future__ import annotations

import asyncio
from typing import Any

from server.providers.base import Message, ModelGone, OnlyThoughts, Provider, ProviderError, RateLimits, Unreachable
from server.providers.cost import RequestCost
from server.providers.pool import ProviderPool, limits_of
from server.providers.settings import ProviderSection
from server.providers.status import Checked

CHECK_TOKENS = 16
"""Longest answer, in tokens, to the request that checks a key."""


class ProviderChecks:
    """The checks under way. What they cost counts on the pool's usage meters."""

    def __init__(self, pool: ProviderPool) -> None:
        self._pool = pool
        self._checking: set[asyncio.Task[Checked]] = set()

    async def check(self, name: str, section: ProviderSection, key: str) -> Checked:
        """Ask a provider for one word, whether or not it is in the pool."""
        task = asyncio.get_running_loop().create_task(self._check(name, section, key), name=f"check {name}")
        self._checking.add(task)
        task.add_done_callback(self._checking.discard)
        try:
            await asyncio.wait({task})
        finally:
            task.cancel()
        if task.cancelled():  # by `stop`
            return Checked(Unreachable(why="the server stops"), section.base_url or "")
        return task.result()

    def stop(self) -> None:
        """Cancel the checks under way; each returns `Unreachable`."""
        for task in self._checking:
            task.cancel()

    async def _check(self, name: str, section: ProviderSection, key: str) -> Checked:
        provider = self._pool.make(name, section, key)
        assert provider is not None, "the caller has an address and a key"
        listed = await provider.listed()
        provider.know(listed)
        error: ProviderError | None = None
        try:
            for model in provider.models:
                error = await self._say_ready(provider, model, limits_of(section))
                if not isinstance(error, ModelGone):
                    break
        finally:
            await provider.close()
        return Checked(error, provider.base_url, listed)

    async def _say_ready(self, provider: Provider, model: str, limits: RateLimits) -> ProviderError | None:
        """Ask one model for one word. Returns the error, None if there was none."""
        deadline = asyncio.get_running_loop().time() + self._pool.deadlines(provider).attempt_s
        usage = self._pool.usage_of(provider, model, limits)
        with RequestCost(CHECK_TOKENS, CHECK_TOKENS, usage) as cost:
            answer: Any = provider.write(
                [Message("user", "Say: ready")], model=model, max_tokens=CHECK_TOKENS, deadline=deadline, meter=cost
            )
            try:
                async for _ in answer:
                    break
            except OnlyThoughts:
                pass  # it thinks, so it works: there was no room for an answer
            except ProviderError as error:
                cost.failed(error)
                return error
            finally:
                await answer.aclose()
        return None

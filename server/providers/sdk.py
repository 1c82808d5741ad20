"""What the three providers share: an SDK that is loaded late, a client that is made once, a stream that is read alike.

An SDK takes 0.15 to 0.7 s and up to 38 MiB to import, so it is imported in a thread, and only when there is a key.
"""

from __future__ import annotations

import asyncio
import logging
import time
from abc import ABC, abstractmethod
from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any, ClassVar

from yarl import URL

from server.config_providers import Deadlines, ProviderSection
from server.providers.base import Message, Meter, ModelGone, ServerFailed
from server.providers.models import Models
from server.providers.stream import read_text
from server.providers.troubles import translate

QUIET = ("groq", "cerebras", "openai", "httpx", "httpx2", "httpcore", "httpcore2")
"""Loggers of the SDKs: at DEBUG they write the whole prompt, at INFO each URL."""
READ_S = 120.0
"""A last resort; `stream.py` holds the real deadlines."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """An SDK that has been imported, and a client of it."""

    client: Any
    sdk: Any
    http: Any


class SdkProvider(ABC):
    """A provider on top of an SDK. A subclass says which one, and how it wants to be asked."""

    name: ClassVar[str]
    title: str

    def __init__(self, section: ProviderSection, key: str, deadlines: Deadlines) -> None:
        assert section.base_url is not None, "a provider without an address isn't made"
        self.base_url = section.base_url
        self._section = section
        self._key = key
        self._deadlines = deadlines
        self._models = Models(section.models, time.monotonic)
        self._loading: asyncio.Future[Loaded] | None = None

    @property
    def model(self) -> str | None:
        """The model that would write now."""
        return self._models.current()

    @property
    def is_local(self) -> bool:
        """Whether it runs on this machine or network."""
        return is_local(self.base_url)

    def retire(self, model: str) -> bool:
        """The service no longer has `model`; whether there is another one to try."""
        return self._models.retire(model)

    async def write(
        self, messages: Sequence[Message], *, max_tokens: int, deadline: float, meter: Meter
    ) -> AsyncGenerator[str, None]:
        """The answer as it is written. Raises `ProviderError`."""
        model = self.model
        if model is None:
            raise ModelGone(why="all models are retired")
        loaded = await self._load()
        opened = loaded.client.chat.completions.create(
            model=model,
            messages=[{"role": message.role, "content": message.content} for message in messages],
            stream=True,
            temperature=self._section.temperature,
            **self.options(max_tokens),
        )
        answer = read_text(opened, deadlines=self._deadlines, deadline=deadline, meter=meter)
        try:
            async for text in answer:
                yield text
        except Exception as error:
            raise translate(error, loaded.sdk, loaded.http) from None
        finally:
            await answer.aclose()  # type: ignore[attr-defined]

    async def close(self) -> None:
        """Let go of the connections."""
        loading, self._loading = self._loading, None
        if loading is not None:
            await asyncio.wait({loading})
            if not loading.cancelled() and loading.exception() is None:
                await loading.result().client.close()

    @abstractmethod
    def options(self, max_tokens: int) -> dict[str, Any]:
        """What else to say in a request."""

    @abstractmethod
    def load(self) -> Loaded:
        """Import the SDK and make the client. Runs in a thread."""

    async def _load(self) -> Loaded:
        if self._loading is None:
            self._loading = asyncio.ensure_future(asyncio.to_thread(self._load_quietly))
        loading = self._loading
        try:
            # A request that is given up meanwhile must not take the import from those that wait for it too.
            return await asyncio.shield(loading)
        except Exception as error:
            if self._loading is loading:
                self._loading = None  # the next one tries again
            raise ServerFailed(why=f"its package can't be loaded: {type(error).__name__}") from None

    def _load_quietly(self) -> Loaded:
        for name in QUIET:
            logging.getLogger(name).setLevel(logging.WARNING)
        return self.load()

    def _effort(self) -> Mapping[str, Any]:
        effort = self._section.reasoning_effort
        return {"reasoning_effort": effort} if effort is not None else {}


def is_local(base_url: str) -> bool:
    """Whether an address is of this machine or network."""
    host = (URL(base_url).host or "").casefold()
    try:
        return ip_address(host).is_private
    except ValueError:
        return host == "localhost" or "." not in host or host.endswith((".local", ".lan", ".internal"))

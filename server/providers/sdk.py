"""What the three providers share: an SDK that is loaded late, a client that is made once, a stream that is read alike.

An SDK takes 0.15 to 0.7 s and up to 38 MiB to import, so it is imported in a thread, and only when there is a key.
The thread is a daemon: a server that is told to stop meanwhile doesn't wait for it.

A question may have to be put in another way: services differ in the names that they take, and a model that refuses one
of them answers 400. It is asked once more, plainly, and what worked is remembered by model.
"""

from __future__ import annotations

import asyncio
import logging
import time
from abc import ABC, abstractmethod
from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from server.outbound import Outbound
from server.providers.base import MalformedAnswer, Message, Meter, OnlyThoughts, ProviderError, ServerFailed, TooSlow
from server.providers.effort import effort_for
from server.providers.error_mapping import translate
from server.providers.facts import Facts
from server.providers.local_address import is_local
from server.providers.model_lists import LIST_S, ids_of
from server.providers.models import Models
from server.providers.sdk_loading import Loaded, in_thread
from server.providers.settings import Deadlines, ProviderSection
from server.providers.stream import StreamEnd, read_text
from server.providers.thinkers import Thinkers
from server.providers.transport import make_client
from server.text.thinking import CANCEL, Thinking

QUIET = ("httpx", "httpx2", "httpcore", "httpcore2")
"""Loggers below the packages: at DEBUG they write the whole prompt, at INFO each URL."""
READ_MARGIN_S = 120.0
"""A last resort, so much beyond the deadlines of the config, which `stream.py` holds."""


@dataclass(frozen=True, slots=True)
class Way:
    """How a model is asked. `is_plain`: with nothing but what it can't do without; `below`: added to the address."""

    is_plain: bool = False
    below: str = ""


class SdkProvider(ABC):
    """A provider on top of an SDK. A subclass says which one, and how it wants to be asked."""

    name: ClassVar[str]
    title: str
    facts: ClassVar[Facts]
    section: ClassVar[type[ProviderSection]]
    """Its part of the config."""
    says_day: ClassVar[bool] = True
    counts_cached: ClassVar[bool] = True
    """Whether what it had read before counts among its tokens."""

    def __init__(
        self, section: ProviderSection, key: str, deadlines: Deadlines, outbound: Outbound | None = None
    ) -> None:
        assert section.base_url is not None, "a provider without an address isn't made"
        self.base_url = self._address = section.base_url
        self._section = section
        self._key = key
        self._deadlines = deadlines
        self._way_out = outbound or Outbound()
        self._models = Models(section.models, time.monotonic, (*self.facts.models, *self.facts.spares))
        self._ways: dict[str, Way] = {}
        self._thoughts: dict[str, Thinkers] = {}
        self._loading: asyncio.Future[Loaded] | None = None
        self.has_answered = False

    @property
    def model(self) -> str | None:
        """The model that would write now."""
        return self._models.current()

    @property
    def models(self) -> Sequence[str]:
        """Those that the service still has."""
        return self._models.left()

    @property
    def is_local(self) -> bool:
        """Whether it runs on this machine or network."""
        return is_local(self.base_url)

    def thinking_tokens(self, model: str) -> int:
        """Room for what `model` thinks before it answers."""
        return self._thoughts[model].tokens if model in self._thoughts else 0

    @property
    def gone(self) -> Sequence[str]:
        """Models that would go before the one that is asked."""
        return self._models.gone()

    async def listed(self) -> Sequence[str]:
        """The models that the service says it has."""
        way = Way()
        while True:
            try:
                loaded = await self._load()
                async with asyncio.timeout(min(self._deadlines.first_s, LIST_S)):
                    return await ids_of(self._client(loaded, way))
            except ProviderError:
                return ()
            except Exception as error:
                other = self.other_way(way, translate(error, loaded.sdk, loaded.http))
                if other is None or other.below == way.below:
                    return ()
                way = other

    def know(self, listed: Sequence[str]) -> None:
        """What isn't among them isn't asked."""
        self._models.know(listed)

    def retire(self, model: str) -> bool:
        """The service no longer has `model`; whether there is another one to try."""
        return self._models.retire(model)

    async def write(
        self, messages: Sequence[Message], *, model: str, max_tokens: int, deadline: float, meter: Meter
    ) -> AsyncGenerator[str, None]:
        """The answer as it is written. Raises `ProviderError`."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        loaded = await self._load()
        deadline += loop.time() - began  # an import is no part of an answer
        way = self._ways.get(model, Way())
        first: ProviderError | None = None
        while True:
            answer = self._ask(loaded, messages, model, max_tokens, way, deadline, meter)
            try:
                async for text in answer:
                    self._worked(model, way)
                    yield text
                return
            except ProviderError as error:
                other = self.other_way(way, error)
                if other is None:
                    # What the usual way brought says most, but where the other one led further.
                    raise first if first is not None and error.status == first.status else error from None
                first, way = first or error, other
            finally:
                await answer.aclose()

    async def close(self) -> None:
        """Let go of the connections. An import that isn't over has none."""
        loading, self._loading = self._loading, None
        if loading is not None and loading.done() and not loading.cancelled() and loading.exception() is None:
            await loading.result().client.close()

    @abstractmethod
    def options(self, model: str, max_tokens: int, way: Way) -> dict[str, Any]:
        """What else to say in a request."""

    def other_way(self, way: Way, error: ProviderError) -> Way | None:
        """How to ask once more after that, if there is another way."""
        return replace(way, is_plain=True) if error.status in (400, 422) and not way.is_plain else None

    @abstractmethod
    def load(self) -> Loaded:
        """Import the SDK and make the client. Runs in a thread."""

    def http_client(self, http: Any) -> Any:
        """The client of the package `http` that the SDK is given."""
        read_s = max(self._deadlines.first_s, self._deadlines.idle_s) + READ_MARGIN_S
        return make_client(http, connect_s=self._deadlines.connect_s, read_s=read_s, outbound=self._way_out)

    async def _load(self) -> Loaded:
        if self._loading is None:
            self._loading = in_thread(self._load_quietly)
        loading = self._loading
        try:
            # A request that is given up meanwhile must not take the import from those that wait for it too.
            return await asyncio.shield(loading)
        except Exception as error:
            if self._loading is loading:
                self._loading = None  # the next one tries again
            raise ServerFailed(why=f"its package can't be loaded: {type(error).__name__}") from None

    def _load_quietly(self) -> Loaded:
        for name in (*QUIET, *self.facts.loggers):
            logging.getLogger(name).setLevel(logging.WARNING)
        return self.load()

    async def _ask(
        self,
        loaded: Loaded,
        messages: Sequence[Message],
        model: str,
        max_tokens: int,
        way: Way,
        deadline: float,
        meter: Meter,
    ) -> AsyncGenerator[str, None]:
        opened = self._client(loaded, way).chat.completions.create(
            model=model,
            messages=[{"role": message.role, "content": message.content} for message in messages],
            stream=True,
            temperature=self._section.temperature,
            **self.options(model, max_tokens, way),
        )
        known, told = self._thoughts.get(model, Thinkers()), StreamEnd()
        answer = read_text(
            opened,
            deadlines=self._deadlines,
            deadline=deadline,
            meter=meter,
            told=told,
            counts_cached=self.counts_cached,
            thinking_tokens=known.tokens,
        )
        thinking, has_text = Thinking(opens_unmarked=known.opens_unmarked), False
        try:
            async for text in answer:
                self.has_answered = True
                meant = thinking.feed(text)
                has_text = (has_text and CANCEL not in meant) or _says(meant)
                if meant:
                    yield meant
            rest = thinking.end(is_whole=told.is_whole)
            has_text = has_text or _says(rest)
            if not has_text and (told.thought or thinking.characters):
                raise OnlyThoughts(why=told.finish)
            yield rest
        except Exception as error:
            failed = translate(error, loaded.sdk, loaded.http)
            if not has_text and (told.thought or thinking.characters) and isinstance(failed, TooSlow | MalformedAnswer):
                failed = OnlyThoughts(why=failed.kind)
            raise failed from None
        finally:
            if told.thought or thinking.characters:
                known.seen(was_enough=has_text, opens_unmarked=thinking.was_unmarked)
                self._thoughts[model] = known
            await answer.aclose()  # type: ignore[attr-defined]

    def _client(self, loaded: Loaded, way: Way) -> Any:
        return loaded.client.with_options(base_url=self._address + way.below) if way.below else loaded.client

    def _worked(self, model: str, way: Way) -> None:
        self._ways[model] = way
        self.base_url = self._address + way.below

    def _effort(self, model: str) -> Mapping[str, Any]:
        wanted = self._section.reasoning_effort
        if wanted is None and self.thinking_tokens(model):
            wanted = "none"  # who thinks unasked may be asked not to; a server that doesn't know the word says so
        effort = effort_for(model, wanted, self.facts.efforts)
        return {"reasoning_effort": effort} if effort is not None else {}


def _says(text: str) -> bool:
    """Whether there is anything in it, after what was taken back."""
    return bool(text.rpartition(CANCEL)[2].strip())

"""Any server that speaks OpenAI's protocol (Ollama, llama.cpp, vLLM, OpenRouter), by the package `openai`."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pydantic import Field
from yarl import URL

from server.outbound import Outbound
from server.providers.base import ProviderError
from server.providers.facts import Facts
from server.providers.sdk import SdkProvider, Way
from server.providers.sdk_loading import Loaded
from server.providers.settings import BaseUrl, Deadlines, ProviderSection

VERSION = "/v1"
NO_KEY = "none"
"""A local server wants no key, the package wants one."""


class CompatibleSection(ProviderSection):
    """Any server that speaks OpenAI's protocol: Ollama, llama.cpp, vLLM, OpenRouter. Off until it has an address."""

    title: str = Field("", max_length=40, description="What the panel calls it; empty: by its address.")
    base_url: BaseUrl | None = Field(None, description="Address of the service, its /v1 included.")


class Compatible(SdkProvider):
    """The server at `providers.compatible.base_url`."""

    name = "compatible"
    facts = Facts(is_own=True, loggers=("openai",))
    section = CompatibleSection
    says_day = False

    def __init__(
        self, section: ProviderSection, key: str, deadlines: Deadlines, outbound: Outbound | None = None
    ) -> None:
        super().__init__(section, key or NO_KEY, deadlines, outbound)
        self.title = getattr(section, "title", "") or title_of(self.base_url)

    def options(self, model: str, max_tokens: int, way: Way) -> dict[str, Any]:
        """`max_tokens` is the name that all servers know but OpenAI's own, whose newer models refuse it."""
        if way.is_plain:
            return {"max_completion_tokens": max_tokens}
        return {"max_tokens": max_tokens, **self._effort(model)}

    def other_way(self, way: Way, error: ProviderError) -> Way | None:
        """An address was typed without its `/v1` more often than not: what isn't found is looked for there, once."""
        if error.status == 404 and not way.below and VERSION not in URL(self.base_url).path:
            return replace(way, below=VERSION)
        return super().other_way(way, error)

    def load(self) -> Loaded:
        """The package `openai`, with everything that it does by itself turned off."""
        import httpx2
        import openai

        client = openai.AsyncOpenAI(
            api_key=self._key,
            base_url=self.base_url,
            max_retries=0,
            http_client=self.http_client(httpx2),
        )
        return Loaded(client, openai, httpx2)


_PORTS = {11434: "Ollama", 8080: "llama.cpp", 1234: "LM Studio", 8000: "vLLM"}
"""Where the well-known ones listen unless told otherwise."""


def title_of(base_url: str) -> str:
    """What to call a server that has no name: by its usual port, else its host."""
    url = URL(base_url)
    if url.host in ("127.0.0.1", "localhost", "::1") and url.port in _PORTS:
        return _PORTS[url.port]
    return url.host or base_url

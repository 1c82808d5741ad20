"""Any server that speaks OpenAI's protocol (Ollama, llama.cpp, vLLM, OpenRouter), by the package `openai`."""

from __future__ import annotations

from typing import Any

from yarl import URL

from server.config_providers import Compatible as Section
from server.config_providers import Deadlines
from server.providers.sdk import READ_S, Loaded, SdkProvider
from server.providers.transport import make_client

NO_KEY = "none"
"""A local server wants no key, the package wants one."""


class Compatible(SdkProvider):
    """The server at `providers.compatible.base_url`."""

    name = "compatible"

    def __init__(self, section: Section, key: str, deadlines: Deadlines) -> None:
        super().__init__(section, key or NO_KEY, deadlines)
        self.title = section.title or title_of(self.base_url)

    def options(self, max_tokens: int) -> dict[str, Any]:
        """`max_tokens` is the name that all of them know."""
        return {"max_tokens": max_tokens, **self._effort()}

    def load(self) -> Loaded:
        """The package `openai`, with everything that it does by itself turned off."""
        import httpx2
        import openai

        client = openai.AsyncOpenAI(
            api_key=self._key,
            base_url=self.base_url,
            max_retries=0,
            http_client=make_client(httpx2, connect_s=self._deadlines.connect_s, read_s=READ_S),
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

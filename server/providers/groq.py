"""Groq, by its own package."""

from __future__ import annotations

from typing import Any, ClassVar

from server.providers.facts import Facts
from server.providers.sdk import READ_S, Loaded, SdkProvider, Way
from server.providers.transport import make_client


class Groq(SdkProvider):
    """https://console.groq.com/docs"""

    name = "groq"
    title = "Groq"
    facts = Facts(keys_at="https://console.groq.com/keys", cost="free", as_of="2026-11", loggers=("groq",))
    counts_cached = False
    efforts: ClassVar = {"gpt-oss": ("low", "medium", "high"), "qwen": ("none", "default")}

    def options(self, model: str, max_tokens: int, way: Way) -> dict[str, Any]:
        """Reasoning may happen, but costs time on the wire: it is left out of the answer."""
        reasoning = {} if way.is_plain else {"include_reasoning": False, **self._effort(model)}
        return {"max_completion_tokens": max_tokens, **reasoning}

    def load(self) -> Loaded:
        """The package `groq`, with everything that it does by itself turned off."""
        import groq
        import httpx

        client = groq.AsyncGroq(
            api_key=self._key,
            base_url=self.base_url,
            max_retries=0,
            http_client=make_client(httpx, connect_s=self._deadlines.connect_s, read_s=READ_S, way_out=self._way_out),
        )
        return Loaded(client, groq, httpx)

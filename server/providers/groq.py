"""Groq, by its own package."""

from __future__ import annotations

from typing import Any

from server.providers.base import RateLimits
from server.providers.facts import Facts, section_of
from server.providers.sdk import SdkProvider, Way
from server.providers.sdk_loading import Loaded


class Groq(SdkProvider):
    """https://console.groq.com/docs"""

    name = "groq"
    title = "Groq"
    facts = Facts(
        keys_at="https://console.groq.com/keys",
        key_env="GROQ_API_KEY",
        base_url="https://api.groq.com",
        models=("openai/gpt-oss-120b", "openai/gpt-oss-20b"),
        spares=("qwen/qwen3.8-27b", "qwen/qwen3.6-27b"),
        effort="low",
        efforts={"gpt-oss": ("low", "medium", "high"), "qwen": ("none", "default")},
        limits=RateLimits(30, 1_000, 8_000, 200_000),  # of the free tier
        cost="free",
        as_of="2026-11",
        loggers=("groq",),
    )
    section = section_of(title, facts)
    counts_cached = False

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
            http_client=self.http_client(httpx),
        )
        return Loaded(client, groq, httpx)

"""Cerebras, by its own package."""

from __future__ import annotations

from typing import Any

from server.providers.base import RateLimits
from server.providers.facts import Facts, section_of
from server.providers.sdk import SdkProvider, Way
from server.providers.sdk_loading import Loaded


class Cerebras(SdkProvider):
    """https://inference-docs.cerebras.ai"""

    name = "cerebras"
    title = "Cerebras"
    facts = Facts(
        keys_at="https://cloud.cerebras.ai",
        key_env="CEREBRAS_API_KEY",
        base_url="https://api.cerebras.ai",
        models=("gpt-oss-120b", "qwen-3.8-27b"),
        effort="low",
        limits=RateLimits(5, 0, 30_000, 1_000_000),
        cost="credit",  # its free tier ended on 2026-08-17; without a payment method it answers 402
        as_of="2026-11",
        loggers=("cerebras",),
    )
    section = section_of(title, facts)

    def options(self, model: str, max_tokens: int, way: Way) -> dict[str, Any]:
        """As the service wants to be asked."""
        return {"max_completion_tokens": max_tokens, **({} if way.is_plain else self._effort(model))}

    def load(self) -> Loaded:
        """The package `cerebras-cloud-sdk`. Its warm-up would call the service at once, and block the loop."""
        import httpx
        from cerebras.cloud import sdk

        client = sdk.AsyncCerebras(
            api_key=self._key,
            base_url=self.base_url,
            max_retries=0,
            warm_tcp_connection=False,
            http_client=self.http_client(httpx),
        )
        return Loaded(client, sdk, httpx)

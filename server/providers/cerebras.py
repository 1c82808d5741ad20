"""Cerebras, by its own package."""

from __future__ import annotations

from typing import Any

from server.providers.facts import Facts
from server.providers.sdk import READ_S, Loaded, SdkProvider, Way
from server.providers.transport import make_client


class Cerebras(SdkProvider):
    """https://inference-docs.cerebras.ai"""

    name = "cerebras"
    title = "Cerebras"
    # Its free tier ended on 2026-08-17. Without a payment method it answers 402.
    facts = Facts(keys_at="https://cloud.cerebras.ai", cost="credit", as_of="2026-11", loggers=("cerebras",))

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
            http_client=make_client(httpx, connect_s=self._deadlines.connect_s, read_s=READ_S, way_out=self._way_out),
        )
        return Loaded(client, sdk, httpx)

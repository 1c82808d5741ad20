"""Provider accounts: what the owner may change of a provider in the panel, and how often a key may be tried."""

from __future__ import annotations

from typing import Any

from server.providers.registry import NAMES, facts_of
from server.providers.sections import Providers
from server.providers.status import Checked
from server.services.errors import LimitReached, Missing, NotAllowed, Unacceptable
from server.services.provider_keys import ProviderKeys
from server.services.rate_limit import Limiter

CHECKS_PER_MINUTE = 10
"""Checks of keys that one channel may ask for: each is a request to the provider."""


class ProviderAccounts:
    """The providers by name. Each call raises `Missing` for a name that none has, and `StoreError`."""

    def __init__(self, keys: ProviderKeys, config: Providers, limiter: Limiter) -> None:
        self._keys = keys
        self._config = config
        self._limiter = limiter

    def describe(self) -> list[dict[str, Any]]:
        """Every provider, with the last characters of its key."""
        return self._keys.describe()

    @property
    def own_servers(self) -> bool:
        """Whether the owner may name a server of their own."""
        return self._config.own_servers

    async def set(self, name: str, key: str, *, base_url: str | None, model: str | None) -> Checked:
        """Try a key, or another server, and keep it unless the service refuses it.

        Raises `NotAllowed`, `Unacceptable`, `LimitReached`.
        """
        _check_name(name)
        self._count()
        typed, is_own = base_url is not None or model is not None, facts_of(name).is_own
        config = self._config
        if typed and (not is_own or config.section(name).base_url is not None or not config.own_servers):
            raise NotAllowed(
                "That address stands in the config, and only there can it be changed.", code="ADDRESS_FIXED"
            )
        if not is_own and not key:
            raise Unacceptable("The key is empty.", errors=[{"field": "key", "message": "empty"}])
        if is_own and not (self._keys.get(name).section.base_url or (base_url and model)):
            raise Unacceptable(
                "A server needs its address and a model.", errors=[{"field": "baseUrl", "message": "empty"}]
            )
        return await self._keys.change(name, key, base_url=base_url, model=model)

    async def turn(self, name: str, *, on: bool) -> None:
        """Let a provider that has what it needs write, or no longer. Raises `Unacceptable` for one that hasn't."""
        _check_name(name)
        if self._keys.get(name).source == "none":
            raise Unacceptable("There is no key to turn on or off.", code="NO_KEY")
        await self._keys.turn(name, on=on)

    async def forget(self, name: str) -> None:
        """Forget the key that was typed."""
        _check_name(name)
        await self._keys.forget(name)

    async def check(self, name: str) -> tuple[Checked, str | None]:
        """Whether it works now, and the address that was typed for it. Raises `Unacceptable`, `LimitReached`."""
        _check_name(name)
        self._count()
        account = self._keys.get(name)
        if account.source == "none":
            raise Unacceptable("There is no key to try.", code="NO_KEY")
        return await self._keys.check(name), account.section.base_url

    def _count(self) -> None:
        wait_s = self._limiter.wait_s("check", "owner", CHECKS_PER_MINUTE)
        if wait_s:
            raise LimitReached("Too many keys tried in a minute.", retry_after_s=wait_s)


def _check_name(name: str) -> None:
    if name not in NAMES:
        raise Missing(f"There is no provider {name!r}; there are: {', '.join(NAMES)}.")

"""Provider keys: the keys that open the providers, from the config or typed into the panel by the owner.

What the owner typed goes before the config. It belongs to the address that it was typed for: where that has changed,
the key is dropped, so that nobody gets a key by moving an address. A key goes in and never comes out again. An account
of the config, which can't be forgotten here, can be turned off.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal

from server.providers.checks import ProviderChecks
from server.providers.pool import ProviderPool
from server.providers.registry import NAMES, facts_of, title_of
from server.providers.sections import Providers
from server.providers.settings import ProviderSection
from server.providers.status import Checked, ProviderStatus
from server.store.secrets import Secrets, SecretUnusable
from server.store.store import StoreError

SHOWN = 4
"""Last characters of a key that may be seen; of a short key, none."""
LASTING = frozenset({"AUTH", "PAY", "MODEL"})
"""Errors that go away only with another key, a payment or another model."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ProviderKey:
    """What is known of one provider."""

    section: ProviderSection
    key: str
    source: Literal["none", "config", "panel"]
    is_off: bool = False
    """The owner turned it off."""

    @property
    def hint(self) -> str:
        """The last characters of the key."""
        return self.key[-SHOWN:] if len(self.key) >= 4 * SHOWN else ""


class ProviderKeys:
    """Every provider's account. `load` first."""

    def __init__(
        self,
        config: Providers,
        pool: ProviderPool,
        checks: ProviderChecks,
        secrets: Secrets,
        changed: Callable[[], None],
    ) -> None:
        self._config = config
        self._pool = pool
        self._checks = checks
        self._secrets = secrets
        self._changed = pool.changed = changed
        self._accounts: dict[str, ProviderKey] = {}
        self._proven: set[str] = set()
        """Whose key worked when it was tried."""

    async def load(self) -> None:
        """Read what is stored, and enable every provider that has a key."""
        try:
            stored = await self._secrets.load()
        except (SecretUnusable, StoreError) as error:
            log.warning("%s: keys that were typed into the panel are out of reach", error)
            stored = {}
        for name in NAMES:
            kept = stored.get(name) or {}
            account = self._stored(name, kept) or self._configured(name)
            self._accounts[name] = replace(account, is_off=bool(kept.get("off")) and account.source != "none")
            self._let_in(name)

    def describe(self) -> list[dict[str, Any]]:
        """Every provider as the panel shows it; without the keys."""
        statuses = {status.name: status for status in self._pool.statuses()}
        return [self._described(name, account, statuses.get(name)) for name, account in self._accounts.items()]

    def get(self, name: str) -> ProviderKey:
        """One of them. Raises `KeyError`."""
        return self._accounts[name]

    async def check(self, name: str) -> Checked:
        """Whether the account works now: if it does, the provider's rest is over; if only another key, money or model
        can mend it, it rests. What it writes goes on."""
        account = self._accounts[name]
        checked = await self._checks.check(name, account.section, account.key)
        self._pool.know(name, checked.listed)
        if checked.error is None:
            self._proven.add(name)
            self._pool.recover(name)
            self._changed()
        elif checked.error.kind in LASTING:
            self._pool.rest(name, checked.error)
            self._changed()
        return checked

    async def change(self, name: str, key: str, *, base_url: str | None = None, model: str | None = None) -> Checked:
        """Try a key (or another server) and keep it unless it is refused; with the address that answered.

        Raises `StoreError`, `SecretUnusable`.
        """
        section = self._config.section(name)
        changes: dict[str, Any] = {}
        if base_url is not None:
            changes["base_url"] = base_url
        if model is not None:
            changes["models"] = (model,)
        section = section.model_copy(update=changes)
        checked = await self._checks.check(name, section, key)
        if checked.error is not None and checked.error.kind in ("AUTH", "MODEL"):
            return checked
        if base_url is not None:
            section = section.model_copy(update={"base_url": checked.base_url})
        await self._secrets.save(
            name, {"key": key, "base_url": section.base_url, "models": list(section.models), "server": bool(changes)}
        )
        self._accounts[name] = ProviderKey(section, key, "panel")
        (self._proven.add if checked.error is None else self._proven.discard)(name)
        self._let_in(name)
        self._pool.know(name, checked.listed)
        self._changed()
        return checked

    async def turn(self, name: str, *, on: bool) -> None:
        """Let a provider write, or no longer, whatever its key. Raises `StoreError`, `SecretUnusable`."""
        account = self._accounts[name]
        kept = (await self._secrets.load()).get(name) or {}
        if account.source == "config":
            kept = {}  # what was typed for another address opens nothing
        if on and not kept.get("key") and not kept.get("server"):
            await self._secrets.forget(name)
        else:
            await self._secrets.save(name, {**kept, "off": not on})
        self._accounts[name] = replace(account, is_off=not on)
        self._let_in(name)
        self._changed()

    async def forget(self, name: str) -> None:
        """What the owner typed is gone; the config's key counts again, if it has one. Raises `StoreError`."""
        await self._secrets.forget(name)
        self._proven.discard(name)
        self._accounts[name] = self._configured(name)
        self._let_in(name)
        self._changed()

    def _let_in(self, name: str) -> None:
        account = self._accounts[name]
        section = account.section if not account.is_off else account.section.model_copy(update={"models": ()})
        self._pool.set(name, section, account.key)

    def _configured(self, name: str) -> ProviderKey:
        section = self._config.section(name)
        key = section.api_key.get_secret_value() if section.api_key is not None else ""
        if not key and section.key_file is not None:
            try:
                key = section.key_file.read_text(encoding="utf-8").strip()
            except (OSError, UnicodeDecodeError) as error:
                log.warning("providers.%s.key_file can't be read: %s", name, type(error).__name__)
        has = bool(key) or (facts_of(name).is_own and section.base_url is not None and bool(section.models))
        return ProviderKey(section, key, "config" if has else "none")

    def _stored(self, name: str, stored: dict[str, Any] | None) -> ProviderKey | None:
        """What the owner typed, if it still belongs to where it was typed for."""
        if not stored or "key" not in stored:
            return None
        section = self._config.section(name)
        if stored.get("server") and section.base_url is None and self._config.own_servers:
            section = section.model_copy(
                update={"base_url": stored.get("base_url"), "models": tuple(stored.get("models") or ())}
            )
        if stored.get("base_url") != section.base_url:
            log.warning("providers.%s.base_url has changed: the key typed for the old address is not used", name)
            return None
        return ProviderKey(section, str(stored.get("key") or ""), "panel")

    def _state(self, name: str, status: ProviderStatus) -> str:
        """Its state. A key that couldn't be tried yet, or whose service was unreachable, is `untried`, not `ready`."""
        if status.until is not None:
            return "cooling"
        return "ready" if status.has_answered or name in self._proven else "untried"

    def _described(self, name: str, account: ProviderKey, status: Any) -> dict[str, Any]:
        facts, section = facts_of(name), account.section
        told: dict[str, Any] = {
            "name": name,
            "title": status.title if status else title_of(name),
            "source": account.source,
            "hint": account.hint,
            "baseUrl": account.section.base_url if facts.is_own else None,
            "model": status.model if status else next(iter(account.section.models), None),
            "gone": list(status.gone) if status else [],
            "keysAt": facts.keys_at,
            "cost": facts.cost,
            "asOf": facts.as_of,
            "limits": {
                "requestsPerMinute": section.requests_per_minute,
                "requestsPerDay": section.requests_per_day,
                "tokensPerMinute": section.tokens_per_minute,
                "tokensPerDay": section.tokens_per_day,
            },
            "usable": self._pool.yields.of(name),
            "state": "off",
            "isOff": account.is_off,
        }
        if status is not None:
            told |= {
                "state": self._state(name, status),
                "trouble": status.error_kind,
                "until": round(status.until * 1000) if status.until is not None else None,
                "againInS": max(1, round(status.until - time.time())) if status.until is not None else None,
                "headroom": status.headroom,
            }
        return told

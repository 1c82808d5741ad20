"""Pool: the providers that have what they need, each with its circuit, and a usage meter for each of its models.

Providers come and go while the server runs, as the owner types a key in the panel or removes one.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any, Literal

from server.providers.base import ErrorKind, Provider, ProviderError, RateLimits
from server.providers.model_lists import ModelLists
from server.providers.pool_entry import PoolEntry
from server.providers.registry import KINDS, NAMES, facts_of, make
from server.providers.sections import Providers
from server.providers.settings import Deadlines, ProviderSection
from server.providers.status import ProviderStatus
from server.providers.usage import UsageMeter
from server.providers.yield_counts import YieldCounts

QUOTA_S = 60.0
"""Seconds of waiting from which the status says QUOTA; a shorter wait is the limit of a minute."""
USUAL_TOKENS = 2_000
"""Tokens of a typical request, to tell when a model's limits leave room for one."""

log = logging.getLogger(__name__)


class ProviderPool:
    """The providers that can be asked, in the order of the config. `set` adds, changes or removes one."""

    def __init__(self, config: Providers, random: Random) -> None:
        self._config = config
        self._random = random
        self._members: dict[str, PoolEntry] = {}
        self._meters: dict[str, UsageMeter] = {}
        self._keys: dict[str, str] = {}
        """The last key of each, so that another account starts with meters of its own."""
        self.yields = YieldCounts()
        self._listings = ModelLists()
        self.changed: Callable[[], None] = lambda: None
        """Called when a provider turns out to have other models."""
        self._closing: set[asyncio.Task[None]] = set()

    @property
    def members(self) -> list[PoolEntry]:
        """Who can be asked, in order."""
        return [self._members[name] for name in NAMES if name in self._members]

    def set(self, name: str, section: ProviderSection, key: str) -> None:
        """Set up a provider as `section` says, with that key; one that lacks what it needs is removed.

        Its circuits close. An answer that the old one is writing is finished.
        """
        old = self._members.pop(name, None)
        if key and self._keys.get(name, key) != key:
            self._meters = {of: meter for of, meter in self._meters.items() if not of.startswith(f"{name}/")}
        self._keys[name] = key or self._keys.get(name, "")
        provider = self.make(name, section, key)
        if provider is not None:
            self._members[name] = member = PoolEntry(provider, limits_of(section), self._random)
            self.look_again(member)
        if old is not None:
            task = asyncio.get_running_loop().create_task(self._let_go(old), name=f"close {name}")
            self._closing.add(task)
            task.add_done_callback(self._closing.discard)

    def make(self, name: str, section: ProviderSection, key: str) -> Provider | None:
        """A provider as `section` says, outside the pool; None where it lacks what it needs."""
        if section.base_url is None or not section.models or not (key or facts_of(name).is_own):
            return None
        return make(name, section, key, self._config.deadlines, self._config.local_deadlines, self._config.outbound)

    def deadlines(self, provider: Provider) -> Deadlines:
        """How long that provider may take."""
        return self._config.local_deadlines if provider.is_local else self._config.deadlines

    def recover(self, name: str) -> None:
        """Close the circuits of that provider."""
        if name in self._members:
            self._members[name].recover()

    def rest(self, name: str, error: ProviderError) -> None:
        """A check of what that provider is asked with found it in this trouble: it isn't asked until that is over."""
        if name in self._members:
            self._members[name].rest(error, asyncio.get_running_loop().time())

    def look_again(self, member: PoolEntry) -> None:
        """Ask the service which models it has, in a task of its own."""
        self._listings.ask(member.provider, lambda listed: self._know(member, listed))

    def know(self, name: str, listed: Sequence[str]) -> None:
        """The service of that provider says that it has these models."""
        if name in self._members and listed:
            self._know(self._members[name], listed)

    def usage(self, member: PoolEntry, model: str) -> UsageMeter:
        """The usage meter of one model of a provider."""
        return self.usage_of(member.provider, model, member.limits)

    def usage_of(self, provider: Provider, model: str, limits: RateLimits) -> UsageMeter:
        """The same of a provider that needn't be in the pool; a new one with `limits` if there is none."""
        return self._meter(f"{provider.name}/{model}", limits, says_day=provider.says_day)

    def meter_of(self, name: str, limits: RateLimits) -> UsageMeter:
        """The usage meter of that name, a new one with `limits` if there is none."""
        return self._meter(name, limits, says_day=True)

    def _meter(self, name: str, limits: RateLimits, *, says_day: bool) -> UsageMeter:
        if name not in self._meters:
            self._meters[name] = UsageMeter(limits, time.time, says_day=says_day)
        return self._meters[name]

    def restore(self, states: Mapping[str, Mapping[str, Any]]) -> None:
        """Continue the counts of the last run."""
        for name, state in states.items():
            provider, slash, _ = name.partition("/")
            section = self._config.section(provider) if slash and provider in NAMES else None
            says_day = section is None or KINDS[provider].says_day
            self._meter(name, limits_of(section) if section else RateLimits(), says_day=says_day).restore(state)

    def usage_states(self) -> dict[str, dict[str, Any]]:
        """The counts to save, by the meter's name."""
        return {name: usage.state() for name, usage in self._meters.items()}

    def headroom(self, member: PoolEntry) -> float:
        """Share left of a provider's limits, 0 to 1: the largest of its models."""
        return max((self.usage(member, model).headroom() for model in member.provider.models), default=0.0)

    def again_in_s(self, topic: str | None = None) -> float:
        """Seconds until a provider can be asked again (about that topic), at least 1."""
        return max(1.0, min((self._again_in_s(member, topic) for member in self.members), default=60.0))

    def statuses(self, about: str | None = None) -> list[ProviderStatus]:
        """The status of each provider (about the topics that begin so)."""
        return [self._status_of(member, about) for member in self.members]

    async def close(self) -> None:
        """Close every connection."""
        members, self._members = self.members, {}
        for member in members:
            await self._let_go(member)
        if self._closing:
            await asyncio.wait(self._closing)

    async def _let_go(self, member: PoolEntry) -> None:
        await self._listings.stop(member.provider)
        await member.close()

    def _know(self, member: PoolEntry, listed: Sequence[str]) -> None:
        before = member.provider.model
        member.provider.know(listed)
        model = member.provider.model
        if model is None or model == before:
            return
        log.warning("%s: %s is gone; asking %s", member.provider.name, ", ".join(member.provider.gone), model)
        if member.circuit.error_kind == "MODEL":
            member.recover()
        self.changed()

    def _again_in_s(self, member: PoolEntry, topic: str | None) -> float:
        now = asyncio.get_running_loop().time()
        waits = (
            max(member.wait_s(topic, model, now), self.usage(member, model).free_in_s(USUAL_TOKENS))
            for model in member.provider.models
        )
        return min(waits, default=member.wait_s(topic, "", now))

    def _status_of(self, member: PoolEntry, about: str | None) -> ProviderStatus:
        now = asyncio.get_running_loop().time()
        provider, circuit = member.provider, member.circuit
        models = provider.models
        error_kind: ErrorKind | Literal["QUOTA"] | None = circuit.error_kind
        until = circuit.open_until(now)
        state = circuit.state(now)
        topic = member.topic_at_rest(about, now)
        again_s = self._again_in_s(member, None)
        is_limited = bool(models) and all(member.by_model(model).open_until(now) for model in models)
        if until is None and (is_limited or (models and again_s > QUOTA_S)):
            # Every model rests: by what the service said, or by our own count.
            error_kind, until, state = "RATE" if is_limited else "QUOTA", now + again_s, "open"
        elif error_kind is None and topic is not None:
            error_kind, until, state = topic.error_kind, topic.open_until(now), topic.state(now)
        return ProviderStatus(
            provider.name,
            provider.title,
            next((model for model in models if member.wait_s(None, model, now) == 0), provider.model),
            state,
            error_kind,
            time.time() + until - now if until is not None else None,
            round(self.headroom(member), 2),
            provider.has_answered,
            tuple(provider.gone),
        )


def limits_of(section: ProviderSection) -> RateLimits:
    """The rate limits that the config gives a provider."""
    return RateLimits(
        section.requests_per_minute, section.requests_per_day, section.tokens_per_minute, section.tokens_per_day
    )

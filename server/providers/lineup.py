"""Lineup: the providers that have what they need, each with its circuit, and a ledger for each of its models.

A provider comes and goes while the server runs: the owner types a key in the panel, or takes it back.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from server.config_providers import Deadlines, Providers, ProviderSection
from server.providers.base import Limits, Message, Provider, ProviderError, Trouble
from server.providers.circuit import Circuit, State
from server.providers.ledger import Ledger
from server.providers.registry import NAMES, make

CHECK_TOKENS = 16
"""Of the answer to the question whether a key works."""


@dataclass(frozen=True, slots=True)
class Member:
    """A provider that can be asked."""

    provider: Provider
    circuit: Circuit
    limits: Limits


@dataclass(frozen=True, slots=True)
class Standing:
    """How a provider is doing, for the panel."""

    name: str
    title: str
    model: str | None
    state: State
    trouble: Trouble | None
    until: float | None
    """Wall-clock seconds; None unless it is cooling down."""
    headroom: float


class Lineup:
    """The providers in the order of the config. `set` what is known, then ask for `members`."""

    def __init__(self, config: Providers, random: Random) -> None:
        self._config = config
        self._random = random
        self._members: dict[str, Member] = {}
        self._ledgers: dict[str, Ledger] = {}
        self._closing: set[asyncio.Task[None]] = set()

    @property
    def members(self) -> list[Member]:
        """Who can be asked, in order."""
        return [self._members[name] for name in NAMES if name in self._members]

    def set(self, name: str, section: ProviderSection, key: str) -> None:
        """A provider is as `section` says and has that key; without what it needs it leaves. Its troubles are over."""
        old = self._members.pop(name, None)
        provider = self._make(name, section, key)
        if provider is not None:
            self._members[name] = Member(provider, Circuit(self._random), _limits(section))
        if old is not None:
            task = asyncio.get_running_loop().create_task(old.provider.close(), name=f"close {name}")
            self._closing.add(task)
            task.add_done_callback(self._closing.discard)

    async def check(self, name: str, section: ProviderSection, key: str) -> ProviderError | None:
        """Ask a provider for a word, whether or not it is in the lineup: what is wrong with it, or None."""
        provider = self._make(name, section, key)
        assert provider is not None, "the caller has an address and a key"
        deadline = asyncio.get_running_loop().time() + self._deadlines(provider).attempt_s
        ledger = self.ledger_of(f"{name}/{provider.model}", _limits(section))
        charge = ledger.reserve(2 * CHECK_TOKENS)
        answer: Any = provider.write(
            [Message("user", "Say: ready")], max_tokens=CHECK_TOKENS, deadline=deadline, meter=charge
        )
        try:
            async for _ in answer:
                break
        except ProviderError as error:
            return error
        finally:
            await answer.aclose()
            await provider.close()
        return None

    def ledger(self, member: Member, model: str) -> Ledger:
        """The book of one model of a provider."""
        return self.ledger_of(f"{member.provider.name}/{model}", member.limits)

    def ledger_of(self, name: str, limits: Limits) -> Ledger:
        """The book of that name, a new one with `limits` if there is none."""
        if name not in self._ledgers:
            self._ledgers[name] = Ledger(limits, time.time)
        return self._ledgers[name]

    def restore(self, states: Mapping[str, Mapping[str, Any]]) -> None:
        """Go on with the books of the last run."""
        for name, state in states.items():
            provider, slash, _ = name.partition("/")
            section = self._config.section(provider) if slash and provider in NAMES else None
            self.ledger_of(name, _limits(section) if section else Limits()).restore(state)

    def books(self) -> dict[str, dict[str, Any]]:
        """What outlives the process."""
        return {name: ledger.state() for name, ledger in self._ledgers.items()}

    def headroom(self, member: Member) -> float:
        """What is left of a provider's limits, 0 to 1."""
        model = member.provider.model
        return self.ledger(member, model).headroom() if model else 0.0

    def again_in_s(self) -> float:
        """Seconds until somebody can be asked again; 1 at least."""
        now = asyncio.get_running_loop().time()
        waits = []
        for member in self.members:
            until = member.circuit.open_until(now)
            model = member.provider.model
            waits.append(
                max(until - now if until else 0.0, self.ledger(member, model).free_in_s(2_000) if model else 0)
            )
        return max(1.0, min(waits, default=60.0))

    def standings(self) -> list[Standing]:
        """How everybody is doing."""
        return [self._standing(member) for member in self.members]

    async def close(self) -> None:
        """Let go of every connection."""
        members, self._members = self.members, {}
        for member in members:
            await member.provider.close()
        if self._closing:
            await asyncio.wait(self._closing)

    def _standing(self, member: Member) -> Standing:
        now = asyncio.get_running_loop().time()
        until = member.circuit.open_until(now)
        return Standing(
            member.provider.name,
            member.provider.title,
            member.provider.model,
            member.circuit.state(now),
            member.circuit.trouble,
            time.time() + until - now if until is not None else None,
            round(self.headroom(member), 2),
        )

    def _make(self, name: str, section: ProviderSection, key: str) -> Provider | None:
        if section.base_url is None or not section.models or not (key or name == "compatible"):
            return None
        return make(name, section, key, self._config.deadlines, self._config.local_deadlines)

    def _deadlines(self, provider: Provider) -> Deadlines:
        return self._config.local_deadlines if provider.is_local else self._config.deadlines


def _limits(section: ProviderSection) -> Limits:
    return Limits(
        section.requests_per_minute, section.requests_per_day, section.tokens_per_minute, section.tokens_per_day
    )

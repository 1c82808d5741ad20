"""Fixtures: fault servers, and the failover of real SDKs in front of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from random import Random
from typing import Any

import pytest
from pydantic import SecretStr

from server.generation.dependencies import WriterDependencies
from server.generation.line import GeneratedLine, Subject
from server.generation.marks import Lacks
from server.generation.prompt import load_prompts
from server.generation.writer import Writer
from server.moderation.filter import ContentFilter
from server.providers.base import RateLimits
from server.providers.checks import ProviderChecks
from server.providers.failover import Failover
from server.providers.pool import ProviderPool
from server.providers.sections import Deadlines, LocalDeadlines, Providers
from server.providers.usage import UsageMeter
from tests.support.fault_server import SECRETS, FaultServer, fault_server
from tests.support.passing_time import PATIENT, passing_time


class Memory:
    """`dependencies.LineArchive` in memory."""

    def __init__(self) -> None:
        self.kept: dict[Subject, list[GeneratedLine]] = {}
        self.counts: dict[str, int] = {}
        self.refusals: dict[Subject, Any] = {}

    async def lines(self, subject: Subject) -> list[GeneratedLine]:
        return list(self.kept.get(subject, ()))

    async def add(self, subject: Subject, lines: Any) -> None:
        self.kept.setdefault(subject, []).extend(lines)

    async def trim(self, subject: Subject, *, most: int, older_than: float) -> None: ...

    async def drop(self, subject: Subject, counts: Any) -> None:
        for reason, count in counts.items():
            self.counts[reason] = self.counts.get(reason, 0) + count

    async def dropped(self, subject: Subject) -> dict[str, int]:
        return {}

    async def refuse(self, subject: Subject, refusal: Any, until: float) -> None:
        self.refusals[subject] = refusal, until

    async def refusal(self, subject: Subject) -> Any:
        return self.refusals.get(subject)


class Shows:
    """A show that reads what is written."""

    def __init__(self, situation: str = "") -> None:
        self.channel, self.situation = "main", situation
        self.lines: dict[str, GeneratedLine] = {}
        self.about_now: list[GeneratedLine] = []
        self.wants = Lacks()
        self.heard: list[str] = []

    def receive(self, lines: Any, *, only_now: bool = False) -> None:
        if only_now:
            self.about_now += lines
        else:
            self.lines |= {line.text: line for line in lines}

    def weights(self) -> dict[str, float]:
        return {"gameplay": 40, "reactions": 30, "questions": 20, "emotes": 10}

    def stock(self) -> dict[str, int]:
        return dict(Counter(line.category for line in self.lines.values()))

    def forget(self, lines: Any) -> None:
        for line in lines:
            self.lines.pop(line.text, None)

    def unsaid_now(self) -> int:
        return len(self.about_now)

    def latest(self, *, shared: bool) -> list[str]:
        return []

    def spoken(self) -> list[str]:
        return self.heard

    def lacks(self) -> Lacks:
        return self.wants

    def writing_changed(self) -> None: ...


class Harness:
    """Two fault servers, real SDKs in front of them, and a writer."""

    def __init__(self, first: FaultServer, second: FaultServer, deadlines: dict[str, float], **more: Any) -> None:
        self.first, self.second = first, second
        config = Providers.model_validate(
            {
                "groq": {"base_url": first.url, "api_key": SecretStr(SECRETS[0])},
                "cerebras": {"base_url": second.url, "api_key": SecretStr(SECRETS[1])},
                "deadlines": deadlines,
                "local_deadlines": deadlines,
                **more,
            }
        )
        self.config = config
        self.pool = ProviderPool(config, Random(1))
        self.checks = ProviderChecks(self.pool)
        for name in ("groq", "cerebras"):
            section = config.section(name)
            assert section.api_key is not None
            free = section.model_copy(
                update=dict.fromkeys(
                    ("requests_per_minute", "requests_per_day", "tokens_per_minute", "tokens_per_day"), 0
                )
            )
            self.pool.set(name, free, section.api_key.get_secret_value())
        self.failover = Failover(
            self.pool,
            order=config.order,
            remote=Deadlines.model_validate(deadlines),
            local=LocalDeadlines.model_validate(deadlines),
        )
        self.archive = Memory()
        self.budget = UsageMeter(RateLimits(), lambda: 0.0)
        self.known: list[str] = []
        self.dependencies = WriterDependencies(
            failover=self.failover,
            archive=self.archive,
            prompts=load_prompts(),
            content_filter=ContentFilter(),
            settings=config.writing,
            known=lambda _: self.known,
            is_one=lambda _: bool(self.known),
            examples=lambda _: ["g|what a save", "r|no way"],
            budget=lambda _: self.budget,
            has_providers=lambda: bool(self.pool.members),
            has_plenty=lambda: True,
            save_usage=_nothing,
            random=Random(1),
        )
        self.subject = Subject("Rain World", "game", "en")

    def writer(self) -> Writer:
        return Writer(self.subject, self.dependencies)

    async def close(self) -> None:
        await self.pool.close()


async def _nothing() -> None: ...


@asynccontextmanager
async def open_harness(**more: Any) -> AsyncIterator[Harness]:
    """A harness with any part of the providers' config changed."""
    deadlines = more.pop("deadlines", PATIENT)
    async with fault_server() as first, fault_server() as second:
        harness = Harness(first, second, deadlines, **more)
        try:
            yield harness
        finally:
            await harness.close()


@pytest.fixture
async def harness() -> AsyncIterator[Harness]:
    """Groq's and Cerebras's SDKs in front of a fault server each."""
    async with open_harness() as harness:
        yield harness


@pytest.fixture
async def passing(harness: Harness) -> AsyncIterator[Harness]:
    """The same, where what is stuck runs into its deadline."""
    async with passing_time(harness.first, harness.second):
        yield harness

"""Pool entry: a provider that can be asked, and what of it rests.

Three kinds of circuits: the provider's own, one for each of its models, one for each topic that it was asked about. So
a model whose limit is reached leaves the next model free, and a topic that it has no use for leaves it the others.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from server.providers.base import Provider, ProviderError, RateLimits
from server.providers.circuit import Circuit, Ticket, scope_of

MOST_TOPICS = 256
"""Most topics whose errors are remembered."""
TOLD_AFTER = 2
"""Failures in a row from which the status tells a topic's error: the first may be chance."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A request that may go out: about what, by which model, and its ticket for each circuit."""

    topic: str
    model: str
    whole: Ticket
    by_model: Ticket
    by_topic: Ticket


class PoolEntry:
    """A provider that can be asked. Times are seconds on the loop's clock."""

    def __init__(self, provider: Provider, limits: RateLimits, random: Random) -> None:
        self.provider = provider
        self.limits = limits
        self._random = random
        self._running = 0
        self._quiet = asyncio.Event()
        self._quiet.set()
        self.circuit = Circuit(random)
        self._models: dict[str, Circuit] = {}
        self._topics: dict[str, Circuit] = {}

    def recover(self) -> None:
        """Close its circuits."""
        for circuit in (self.circuit, *self._models.values(), *self._topics.values()):
            circuit.reset()

    def rest(self, error: ProviderError, now: float) -> None:
        """It was found in that trouble by another request than its own, and rests as if by one of them."""
        self.circuit.reset()
        ticket = self.circuit.enter(now)
        assert ticket is not None, "it was closed just now"
        self.circuit.failed(ticket, error, now)

    def by_model(self, model: str) -> Circuit:
        """The circuit of one of its models."""
        return self._models.setdefault(model, Circuit(self._random))

    def by_topic(self, topic: str) -> Circuit:
        """The circuit of a topic."""
        if topic not in self._topics and len(self._topics) >= MOST_TOPICS:
            del self._topics[next(iter(self._topics))]
        return self._topics.setdefault(topic, Circuit(self._random))

    def enter(self, topic: str, model: str, now: float) -> Entry | None:
        """Whether that model may be asked about that now."""
        circuits = self.circuit, self.by_model(model), self.by_topic(topic)
        tickets: list[Ticket] = []
        for circuit in circuits:
            ticket = circuit.enter(now)
            if ticket is None:
                for entered, given in zip(circuits, tickets, strict=False):
                    entered.leave(given)
                return None
            tickets.append(ticket)
        self._running += 1
        self._quiet.clear()
        return Entry(topic, model, *tickets)

    def leave(self, entry: Entry) -> None:
        """The request was given up by ourselves: it tells nothing."""
        for circuit, ticket in self._circuits(entry):
            circuit.leave(ticket)
        self._ended()

    def succeeded(self, entry: Entry) -> None:
        """The request brought what was asked for."""
        for circuit, ticket in self._circuits(entry):
            circuit.succeeded(ticket)
        self._ended()

    def failed(self, entry: Entry, error: ProviderError, now: float) -> None:
        """The request failed: what that concerns rests. What is wider has proved to be well."""
        scope = scope_of(error.kind)
        for name, (circuit, ticket) in zip(("provider", "model", "topic"), self._circuits(entry), strict=True):
            if name == scope:
                circuit.failed(ticket, error, now)
            elif name == "provider":
                circuit.succeeded(ticket)
            else:
                circuit.leave(ticket)
        self._ended()

    def wait_s(self, topic: str | None, model: str, now: float) -> float:
        """Seconds until the circuits may let that model be asked about that (None: about anything)."""
        circuits = [self.circuit, self.by_model(model)] + ([self._topics[topic]] if topic in self._topics else [])
        return max(0.0, *((circuit.open_until(now) or now) - now for circuit in circuits))

    def topic_at_rest(self, about: str | None, now: float) -> Circuit | None:
        """A topic's circuit that is open, and not for the first time; `about`: of those topics alone.

        Topics of one subject begin alike (`failover.LineRequest.topic`).
        """
        resting = [
            circuit
            for topic, circuit in self._topics.items()
            if topic.startswith(about or "") and circuit.failures >= TOLD_AFTER and circuit.state(now) != "closed"
        ]
        return max(resting, key=lambda circuit: circuit.failures, default=None)

    async def close(self) -> None:
        """Let go of the connections once the answers that are being written have ended."""
        await self._quiet.wait()
        await self.provider.close()

    def _circuits(self, entry: Entry) -> Iterator[tuple[Circuit, Ticket]]:
        yield self.circuit, entry.whole
        yield self.by_model(entry.model), entry.by_model
        yield self.by_topic(entry.topic), entry.by_topic

    def _ended(self) -> None:
        self._running -= 1
        if not self._running:
            self._quiet.set()

"""Circuit: whether something is asked at all: a provider, one of its models, or a provider about one topic.

                    failed (cools)                    time passes
        closed ───────────────────────▶ open until ───────────────▶ half-open
          ▲                                 ▲                        │      │
          │                                 │  the trial failed      │      │ one trial at a time
          │                                 └────────────────────────┘      │
          └──────────────────────────────────────────────────────────────────┘
                                  the trial succeeded

Requests overlap, so each gets a ticket when it goes out. What a ticket of an earlier state brings can neither close
nor open the present one: an answer that was begun before a 429 doesn't end its rest, and five requests that fail
together are one failure.

How long it stays open depends on what went wrong (`COOL`), what it concerns too (`scope_of`).

Pure: times are seconds on the caller's clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Literal

from server.providers.base import ErrorKind, ProviderError

CircuitState = Literal["closed", "open", "half-open"]
Scope = Literal["provider", "model", "topic"]


@dataclass(frozen=True, slots=True)
class Cooldown:
    """How long to leave a provider alone: `first_s`, doubled with each failure in a row, at most `most_s`."""

    first_s: float
    most_s: float
    spread: float = 0.0
    """Share by which it varies, so that many servers don't come back at once."""


_LONG = Cooldown(15 * 60, 15 * 60)
_SHORT = Cooldown(2, 2 * 60, spread=0.2)
COOL: Mapping[ErrorKind, Cooldown] = {
    "RATE": Cooldown(15, 5 * 60),
    "AUTH": _LONG,
    "PAY": _LONG,
    "MODEL": _LONG,
    "REQUEST": Cooldown(2, 15 * 60, spread=0.2),
    "SERVER": _SHORT,
    "NET": _SHORT,
    "TIMEOUT": _SHORT,
    "PROTOCOL": _SHORT,
    "THINKING": _SHORT,
    "USELESS": _SHORT,
}
"""By the kind of error. A Retry-After goes before RATE's own."""

_SCOPES: Mapping[ErrorKind, Scope] = {"RATE": "model", "REQUEST": "topic", "USELESS": "topic"}


def scope_of(kind: ErrorKind) -> Scope:
    """What rests after that: limits are counted by the model; what is disliked, or of no use, is what was asked."""
    return _SCOPES.get(kind, "provider")


@dataclass(frozen=True, slots=True)
class Ticket:
    """A request that may go out, and the state of the circuit that let it."""

    era: int


class Circuit:
    """One of them. `enter`, then tell by the ticket how it went."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._until = 0.0
        self._era = 0
        self._trial: Ticket | None = None
        self.failures = 0
        """In a row."""
        self.error_kind: ErrorKind | None = None
        """What it went open for; None while it is closed."""

    def state(self, now: float) -> CircuitState:
        """Closed, open, or half-open: its time is over and one trial decides."""
        if self.error_kind is None:
            return "closed"
        return "open" if now < self._until else "half-open"

    def open_until(self, now: float) -> float | None:
        """When an open circuit lets a trial through; None if it isn't open."""
        return self._until if self.state(now) == "open" else None

    def enter(self, now: float) -> Ticket | None:
        """A ticket if a request may go out now. In half-open one may, until it has ended."""
        state = self.state(now)
        if state == "open" or (state == "half-open" and self._trial is not None):
            return None
        ticket = Ticket(self._era)
        if state == "half-open":
            self._trial = ticket
        return ticket

    def leave(self, ticket: Ticket) -> None:
        """That request was given up by ourselves, or tells nothing about this."""
        if self._trial is ticket:
            self._trial = None

    def succeeded(self, ticket: Ticket) -> None:
        """That request brought what was asked for."""
        if ticket.era == self._era:
            self._turn(None)
            self.failures = 0

    def failed(self, ticket: Ticket, error: ProviderError, now: float) -> None:
        """That request failed."""
        if ticket.era == self._era:
            until = now + self._rest_s(error)
            self.failures += 1
            self._turn(error.kind)
            self._until = until
        elif ticket.era == self._era - 1 and self.state(now) == "open":
            # It failed together with the one that counted. Whoever asks for the longest rest gets it.
            until = now + self._rest_s(error, self.failures - 1)
            if until > self._until:
                self._until, self.error_kind = until, error.kind

    def reset(self) -> None:
        """Close, whatever was. Requests that are under way tell nothing any more."""
        self._turn(None)
        self._era += 2
        self.failures = 0

    def _turn(self, kind: ErrorKind | None) -> None:
        """Another state: tickets of the one before are old, unless it was closed and stays so."""
        if kind is not None or self.error_kind is not None:
            self._era += 1
        self._trial, self.error_kind = None, kind

    def _rest_s(self, error: ProviderError, failures: int | None = None) -> float:
        if error.kind == "RATE" and error.retry_after_s is not None:
            return error.retry_after_s
        cool = COOL[error.kind]
        before = self.failures if failures is None else failures
        rest_s = min(cool.first_s * 2 ** min(before, 20), cool.most_s)
        return float(rest_s * (1 + self._random.uniform(-cool.spread, cool.spread)))

"""Circuit: whether a provider is asked at all.

                    failed (cools)                    time passes
        closed ───────────────────────▶ open until ───────────────▶ half-open
          ▲                                 ▲                        │      │
          │                                 │  the trial failed      │      │ one trial at a time
          │                                 └────────────────────────┘      │
          └──────────────────────────────────────────────────────────────────┘
                                  the trial succeeded

How long it stays open depends on what went wrong (`COOL`). Pure: times are seconds on the caller's clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Literal

from server.providers.base import ProviderError, Trouble

State = Literal["closed", "open", "half-open"]


@dataclass(frozen=True, slots=True)
class Cool:
    """How long to leave a provider alone: `first_s`, doubled with each failure in a row, at most `most_s`."""

    first_s: float
    most_s: float
    spread: float = 0.0
    """Share by which it varies, so that many servers don't come back at once."""


_WELL = Cool(0, 0)
_LONG = Cool(15 * 60, 15 * 60)
_SHORT = Cool(2, 2 * 60, spread=0.2)
COOL: Mapping[Trouble, Cool] = {
    "RATE": Cool(15, 5 * 60),
    "AUTH": _LONG,
    "PAY": _LONG,
    "MODEL": _LONG,
    "REQUEST": _WELL,
    "SERVER": _SHORT,
    "NET": _SHORT,
    "TIMEOUT": _SHORT,
    "PROTOCOL": _SHORT,
    "USELESS": _SHORT,
}
"""By the class of trouble. A Retry-After goes before RATE's own."""


class Circuit:
    """One provider's."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._until = 0.0
        self._failures = 0
        self._trying = False
        self.trouble: Trouble | None = None
        """What it went open for; None while it is closed."""

    def state(self, now: float) -> State:
        """Closed, open, or half-open: its time is over and one trial decides."""
        if self.trouble is None:
            return "closed"
        return "open" if now < self._until else "half-open"

    def open_until(self, now: float) -> float | None:
        """When an open circuit lets a trial through; None if it isn't open."""
        return self._until if self.state(now) == "open" else None

    def enter(self, now: float) -> bool:
        """Whether a request may go out now. In half-open one may, until it has ended."""
        state = self.state(now)
        if state == "open" or (state == "half-open" and self._trying):
            return False
        self._trying = state == "half-open"
        return True

    def leave(self) -> None:
        """The request that entered was given up by ourselves: it tells nothing."""
        self._trying = False

    def succeeded(self) -> None:
        """The request that entered brought what was asked for."""
        self._trying, self._failures, self.trouble = False, 0, None

    def failed(self, error: ProviderError, now: float) -> None:
        """The request that entered failed."""
        self._trying = False
        cool = COOL[error.trouble]
        if not cool.most_s:
            return
        rest_s = min(cool.first_s * 2 ** min(self._failures, 20), cool.most_s)
        rest_s *= 1 + self._random.uniform(-cool.spread, cool.spread)
        if error.trouble == "RATE" and error.retry_after_s is not None:
            rest_s = error.retry_after_s
        self._failures += 1
        self._until = now + rest_s
        self.trouble = error.trouble

"""Models: a provider's list, and which of them the service still has."""

from __future__ import annotations

from collections.abc import Callable, Iterable

RETIRED_S = 15 * 60.0
"""A model that was gone is asked for again after this: it may have been a mistake of theirs."""


class Models:
    """The models of one provider, in the order in which they are wanted. Times are seconds on `clock`."""

    def __init__(self, ids: Iterable[str], clock: Callable[[], float]) -> None:
        self._clock = clock
        self._until = dict.fromkeys(ids, 0.0)

    def current(self) -> str | None:
        """The first that isn't retired; None when all are."""
        now = self._clock()
        return next((id for id, until in self._until.items() if until <= now), None)

    def left(self) -> list[str]:
        """All that aren't retired."""
        now = self._clock()
        return [id for id, until in self._until.items() if until <= now]

    def retire(self, id: str) -> bool:
        """The service doesn't have it; whether another one is left."""
        if id in self._until:
            self._until[id] = self._clock() + RETIRED_S
        return self.current() is not None

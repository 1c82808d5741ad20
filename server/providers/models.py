"""Models: a provider's list, and which of them the service still has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

RETIRED_S = 15 * 60.0
"""A model that was gone is asked for again after this: it may have been a mistake of theirs."""


class Models:
    """The models of one provider, in the order in which they are wanted. Times are seconds on `clock`.

    `spares` are asked only when the service lists them, and none of the others is left.
    """

    def __init__(self, ids: Iterable[str], clock: Callable[[], float], spares: Iterable[str] = ()) -> None:
        self._clock = clock
        self._ids = tuple(dict.fromkeys(ids))
        self._spares = tuple(id for id in dict.fromkeys(spares) if id not in self._ids)
        self._retired: dict[str, float] = {}
        self._listed: Sequence[str] | None = None

    def current(self) -> str | None:
        """The first that isn't gone; None when all are."""
        return next(iter(self.left()), None)

    def left(self) -> list[str]:
        """All that aren't gone."""
        left = [id for id in self._ids if self._is_there(id)]
        if left or self._listed is None:
            return left
        return [id for id in self._spares if self._is_there(id)]

    def gone(self) -> list[str]:
        """Those that would go before the one that is asked now."""
        current = self.current()
        if current is None:
            return []
        return list(self._ids[: self._ids.index(current)] if current in self._ids else self._ids)

    def know(self, listed: Sequence[str]) -> None:
        """What the service says that it has. A list with none of ours tells nothing: it names them in its own way."""
        ours = any(_is_among(id, listed) for id in (*self._ids, *self._spares))
        self._listed = listed if ours else None

    def retire(self, id: str) -> bool:
        """The service doesn't have it; whether another one is left."""
        self._retired[id] = self._clock() + RETIRED_S
        return self.current() is not None

    def _is_there(self, id: str) -> bool:
        is_listed = self._listed is None or _is_among(id, self._listed)
        return is_listed and self._retired.get(id, 0.0) <= self._clock()


def _is_among(id: str, listed: Sequence[str]) -> bool:
    """Ollama lists `llama3` as `llama3:latest`; others put a folder before it."""
    wanted = id.casefold()
    return any(
        name in (wanted, f"{wanted}:latest") or name.endswith(f"/{wanted}") for name in map(str.casefold, listed)
    )

"""Yield counts: how many of each provider's latest lines could be used."""

from __future__ import annotations

from collections import deque

LATEST = 100
"""Lines of a provider that its yield is counted over."""


class YieldCounts:
    """Of every provider, by its name."""

    def __init__(self) -> None:
        self._lines: dict[str, deque[bool]] = {}

    def add(self, name: str, usable: bool) -> None:
        """A line came."""
        self._lines.setdefault(name, deque(maxlen=LATEST)).append(usable)

    def of(self, name: str) -> dict[str, int]:
        """So many of so many."""
        lines = self._lines.get(name, ())
        return {"lines": len(lines), "good": sum(lines)}

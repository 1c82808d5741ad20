"""Airtime: how long each channel has been on air, by a clock that no suspend and no correction moves.

Only what began before this process did is taken from the wall clock, once.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from server.model.channel import Channel


class Airtime:
    """Call `seconds` when a channel goes on air, and whenever it matters how long ago that was."""

    def __init__(self, steady: Callable[[], float] = time.monotonic, wall: Callable[[], float] = time.time) -> None:
        self._steady = steady
        self._wall = wall
        self._began: dict[str, tuple[float, float]] = {}
        """By channel: its `since`, and when that was on the steady clock."""

    def seconds(self, channel: Channel) -> float:
        """How long the channel has been on air; 0 off air."""
        since = channel.on_air.since
        if since is None:
            self._began.pop(channel.id, None)
            return 0.0
        known, began = self._began.get(channel.id, (None, 0.0))
        if known != since:
            began = self._steady() - max(0.0, self._wall() - since)
            self._began[channel.id] = (since, began)
        return max(0.0, self._steady() - began)

    def shown_share(self, channel: Channel) -> float:
        """How much of the channel's chat is shown, 0 to 1."""
        return channel.on_air.shown_share(self.seconds(channel))

    def fade_left_s(self, channel: Channel) -> float | None:
        """Seconds until the chat has faded out; None when it doesn't fade."""
        on_air = channel.on_air
        if on_air.since is None or on_air.go_live != "fade":
            return None
        return max(0.0, 60 * on_air.fade_minutes - self.seconds(channel))

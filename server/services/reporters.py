"""Reporters: what reports the state of OBS, and which of these are still connected.

A page in OBS says it, the connection to OBS itself, or a trigger link for streams that OBS doesn't know of. What they
said of a stream is the channel's (`on_air`); here is only who may still take it back.
"""

from __future__ import annotations

from collections.abc import Callable, Set
from typing import Literal

from server.model.channel import Channel

OBS_ITSELF = "obs-websocket"
"""The reporter that is the connection to OBS."""
TRIGGER = "trigger-link"
"""The reporter that is a trigger link; it is always here."""
UNNAMED = ""
"""A page without an id. It can't be known whether it is still open."""

Stream = Literal["unknown", "idle", "live", "lost"]
"""Nobody ever said anything; OBS is here and doesn't stream; a stream runs; one ran, and who said so has gone."""


class Reporters:
    """`open_pages` tells the ids of a channel's pages that are open now; `is_connected` whether OBS itself is."""

    def __init__(self, open_pages: Callable[[str], Set[str]], is_connected: Callable[[], bool]) -> None:
        self._open_pages = open_pages
        self._is_connected = is_connected
        self._heard: set[tuple[str, str]] = set()

    def here(self, channel: str) -> Set[str]:
        """The reporters of a channel that can still say something."""
        here = {TRIGGER, UNNAMED, *self._open_pages(channel)}
        return here | {OBS_ITSELF} if self._is_connected() else here

    def hear(self, channel: str, page: str) -> bool:
        """That page is in OBS: it said something. Whether that is new."""
        here = self.here(channel)
        self._heard = {(of, kept) for of, kept in self._heard if of != channel or kept in here}
        is_new = page in here and (channel, page) not in self._heard
        if is_new:
            self._heard.add((channel, page))
        return is_new

    def stream(self, channel: Channel) -> Stream:
        """How the channel's stream stands."""
        on_air, here = channel.on_air, self.here(channel.id)
        if on_air.since is not None:
            lost = bool(on_air.live) and not any(said.page in here for said in on_air.live)
            return "lost" if lost else "live"
        heard = any(of == channel.id and page in here for of, page in self._heard)
        return "idle" if heard or self._is_connected() else "unknown"

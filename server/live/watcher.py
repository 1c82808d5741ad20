"""Watcher: a page that reads the events of a room, and what a room must know of it."""

from __future__ import annotations

import asyncio
from typing import Literal, Protocol

from server.live.event import Comment, Event

WatcherKind = Literal["overlay", "reader", "preview", "panel", "highlight"]
QUIET: frozenset[WatcherKind] = frozenset(("panel", "highlight"))
"""Pages that show no chat: for them alone no room wakes."""


class Watcher(Protocol):
    """One open page. It takes bytes and never makes the hub wait."""

    @property
    def kind(self) -> WatcherKind:
        """What it shows."""

    @property
    def scope(self) -> str:
        """The scope of the link that it came by; empty for the owner's cookie."""

    @property
    def page(self) -> str:
        """The id that the page made up when it was loaded; empty where it isn't one of ours."""

    @property
    def session(self) -> str:
        """The browser's session that its link belongs to; empty if it belongs to none."""

    @property
    def transport(self) -> asyncio.Transport | None:
        """Its connection, once there is one."""

    def deliver(self, event: Event | Comment) -> bool:
        """Take an event now. False: it is gone or too slow, and is dropped."""

    def end(self, last: Event | None = None) -> None:
        """There will be no more events; `last` is the final one, if any."""

"""Hub: carries each event to every watcher of a room, and replays what a watcher missed.

A watcher takes bytes and never makes the hub wait: `deliver` writes at once or the watcher is dropped, and it comes
back by the id of the last event that it saw.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from server.live.event import Comment, Event, EventId, EventName
from server.live.watcher import Watcher, WatcherKind

HISTORY = 20
"""Messages of what went before that a new page is shown."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Kept:
    event: Event
    at: float


class Hub:
    """The events of one room. Times are in seconds on the caller's clock."""

    def __init__(self, epoch: str, *, replay_s: float, replay_events: int) -> None:
        self._epoch = epoch
        self._replay_s = replay_s
        self._kept: deque[_Kept] = deque(maxlen=replay_events)
        self._sequence = 0
        self._watchers: dict[Watcher, None] = {}

    def __len__(self) -> int:
        return len(self._watchers)

    def __iter__(self) -> Iterator[Watcher]:
        return iter(tuple(self._watchers))

    def publish(self, name: EventName | None, data: Any, now: float) -> Event:
        """Send an event to all, and keep it for the pages that are away and come back."""
        self._sequence += 1
        event = Event(name, data, EventId(self._epoch, self._sequence))
        self._kept.append(_Kept(event, now))
        self.send(event)
        return event

    def send(self, event: Event | Comment, to: Iterable[Watcher] | None = None) -> None:
        """Send to all, or to those of `to`, an event that isn't replayed: a status, a heartbeat."""
        gone = [watcher for watcher in (self._watchers if to is None else to) if not _takes(watcher, event)]
        for watcher in gone:
            self.unsubscribe(watcher)

    def subscribe(self, watcher: Watcher, last_id: EventId | None, now: float) -> list[Event]:
        """Add a watcher and return the past events that it must be sent first.

        They are what came after `last_id`; the history, if that is None or an id of another hub. Both happen in one
        step, so that no event is published between: none is missing and none comes twice.
        """
        missed = self._since(last_id, now)
        self._watchers[watcher] = None
        return self._history() if missed is None else missed

    def unsubscribe(self, watcher: Watcher) -> bool:
        """Remove a watcher; whether it was here."""
        return self._watchers.pop(watcher, self) is None

    def pages(self, kind: WatcherKind) -> list[Watcher]:
        """The watchers of one kind."""
        return [watcher for watcher in self._watchers if watcher.kind == kind]

    def _since(self, id: EventId | None, now: float) -> list[Event] | None:
        """The events after `id` that are still kept; None if `id` is None or another hub's."""
        if id is None or id.epoch != self._epoch or id.sequence > self._sequence:
            return None
        return [
            kept.event
            for kept in self._kept
            if kept.event.id is not None and kept.event.id.sequence > id.sequence and now - kept.at <= self._replay_s
        ]

    def said(self, id: str) -> Any:
        """The chat message of that id, if it is still kept."""
        kept = (kept.event for kept in reversed(self._kept) if kept.event.name is None)
        return next((event.data for event in kept if event.data["id"] == id), None)

    def _history(self) -> list[Event]:
        """The last chat messages since the last `clear`, oldest first."""
        messages: deque[Event] = deque(maxlen=HISTORY)
        for kept in self._kept:
            if kept.event.name == "clear":
                messages.clear()
            elif kept.event.name is None:
                messages.append(kept.event)
        return list(messages)

    def end(self, last: Event | None = None, among: Iterable[Watcher] | None = None) -> None:
        """End the streams of all watchers, or of those `among` them."""
        for watcher in tuple(self._watchers if among is None else among):
            self.unsubscribe(watcher)
            try:
                watcher.end(last)
            except Exception:
                log.exception("a watcher could not be told that its stream has ended")


def _takes(watcher: Watcher, event: Event | Comment) -> bool:
    """Whether it took the event. One that raises counts as gone: the others must get theirs all the same."""
    try:
        return watcher.deliver(event)
    except Exception:
        log.exception("a watcher failed, and was dropped")
        return False

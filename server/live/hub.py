"""Hub: carries each event to every subscriber of a room, and replays what a subscriber missed.

A subscriber takes bytes and never makes the hub wait: `deliver` writes at once or the subscriber is dropped, and comes
back by the id of the last event that it saw.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from server.live.event import Comment, Event, EventId

log = logging.getLogger(__name__)


class Subscriber(Protocol):
    """Somebody who reads the events of a room."""

    def deliver(self, event: Event | Comment) -> bool:
        """Take an event now. False: I'm gone, or too slow; drop me."""

    def end(self, last: Event | None = None) -> None:
        """There will be no more events; `last` is the final one, if any."""


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
        self._subscribers: dict[Subscriber, None] = {}

    def __len__(self) -> int:
        return len(self._subscribers)

    def __iter__(self) -> Iterator[Subscriber]:
        return iter(tuple(self._subscribers))

    def publish(self, name: str | None, data: Any, now: float) -> Event:
        """Send an event to all, and keep it for those who are away."""
        self._sequence += 1
        event = Event(name, data, EventId(self._epoch, self._sequence))
        self._kept.append(_Kept(event, now))
        self.send(event)
        return event

    def send(self, event: Event | Comment, to: Iterable[Subscriber] | None = None) -> None:
        """Send to all (or to `to`) what nobody needs to catch up on: a status, a heartbeat."""
        gone = [subscriber for subscriber in (self._subscribers if to is None else to) if not _takes(subscriber, event)]
        for subscriber in gone:
            self.unsubscribe(subscriber)

    def subscribe(self, subscriber: Subscriber) -> None:
        """Let a subscriber in. Call it in one step with `since`, with no `await` between: no gap and no double."""
        self._subscribers[subscriber] = None

    def unsubscribe(self, subscriber: Subscriber) -> bool:
        """Let a subscriber go; whether it was here."""
        return self._subscribers.pop(subscriber, self) is None

    def since(self, id: EventId | None, now: float) -> list[Event] | None:
        """What came after `id` and is still kept; None if `id` is none of this hub's."""
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

    def latest(self, count: int) -> list[Event]:
        """The last chat messages since the last `clear`, oldest first: the history that a new page shows."""
        messages: deque[Event] = deque(maxlen=count)
        for kept in self._kept:
            if kept.event.name == "clear":
                messages.clear()
            elif kept.event.name is None:
                messages.append(kept.event)
        return list(messages)

    def end(self, last: Event | None = None, among: Iterable[Subscriber] | None = None) -> None:
        """End the streams of all subscribers, or of those `among` them."""
        for subscriber in tuple(self._subscribers if among is None else among):
            self.unsubscribe(subscriber)
            try:
                subscriber.end(last)
            except Exception:
                log.exception("a subscriber could not be told that its stream has ended")


def _takes(subscriber: Subscriber, event: Event | Comment) -> bool:
    """Whether it took the event. One that breaks is one that is gone: it must not cost the others theirs."""
    try:
        return subscriber.deliver(event)
    except Exception:
        log.exception("a subscriber broke, and was dropped")
        return False

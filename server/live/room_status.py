"""Room status: what a room tells of itself, as its pages show it."""

from __future__ import annotations

from server.audience.pace import is_slow_mode
from server.live.clock import Clock
from server.live.context import RoomContext, RoomState
from server.live.event import Event
from server.live.hub import Hub
from server.live.show import Show
from server.model.channel import Channel


def status_of(channel: Channel, context: RoomContext, *, state: RoomState, clock: Clock, hub: Hub, show: Show) -> Event:
    """The status as it is now."""
    kinds = [watcher.kind for watcher in hub]
    fade_left_s = context.airtime.fade_left_s(channel)
    return Event(
        "status",
        {
            "state": state,
            "now": clock.wall_ms(),
            "stream": context.stream(channel),
            "fadeLeftS": None if fade_left_s is None else round(fade_left_s),
            "overlays": sum(kind in ("overlay", "reader") for kind in kinds),
            "readers": kinds.count("reader"),
            "viewers": show.viewers,
            "situation": show.situation.as_json(),
            "raiders": show.director.crowd.viewer_count.raiders,
            "slowMode": is_slow_mode(channel.pace, channel.crowd),
            "messages": show.message_rate.messages,
            "perMinute": show.message_rate.per_minute(clock.now()),
            "unsaid": show.selector.lines.unsaid(),
            "stocked": show.selector.lines.packs.counts(),
            "source": show.selector.lines.writing(),
        },
    )

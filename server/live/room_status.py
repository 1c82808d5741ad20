"""Room status: what a room tells of itself, as its pages show it."""

from __future__ import annotations

from server.audience.crowd import Crowd
from server.audience.pace import is_slow_mode
from server.channel import Channel
from server.live.clock import Clock
from server.live.event import Event
from server.live.hub import Hub
from server.live.show import Show
from server.live.situation import Situation
from server.live.stage import Stage, State
from server.live.tally import Tally


def status_of(
    channel: Channel,
    stage: Stage,
    *,
    state: State,
    clock: Clock,
    hub: Hub,
    show: Show,
    situation: Situation,
    tally: Tally,
    crowd: Crowd,
) -> Event:
    """The status as it is now."""
    kinds = [getattr(watcher, "kind", "overlay") for watcher in hub]
    fade_left_s = stage.airtime.fade_left_s(channel)
    return Event(
        "status",
        {
            "state": state,
            "now": clock.wall_ms(),
            "stream": stage.stream(channel),
            "fadeLeftS": None if fade_left_s is None else round(fade_left_s),
            "overlays": sum(kind in ("overlay", "reader") for kind in kinds),
            "readers": kinds.count("reader"),
            "viewers": crowd.viewers,
            "situation": situation.as_json(),
            "raiders": crowd.house.raiders,
            "slowMode": is_slow_mode(channel.pace, channel.crowd),
            "messages": tally.messages,
            "perMinute": tally.per_minute(clock.now()),
            "unsaid": show.unsaid(),
            "stocked": show.stocked(),
            "source": show.writing(),
        },
    )

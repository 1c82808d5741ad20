"""OBS hiding: when OBS itself is to hide our sources, beside what every page does by itself."""

from __future__ import annotations

from collections.abc import Callable

from server.model.channel import Channel


class ObsHiding:
    """Call `follow` when the channel or the connection changed, `heard` when OBS said whether it streams.

    Hidden by the streamer or by the go-live guard, our sources are hidden; not for a scene that mutes, which they would
    flicker with.
    """

    def __init__(self, hide: Callable[[bool], None], is_lost: Callable[[Channel], bool]) -> None:
        self._hide = hide
        self._is_lost = is_lost
        self._is_idle = False
        """OBS is connected and said that it doesn't stream."""

    def heard(self, *, streaming: bool) -> None:
        """OBS said whether it streams."""
        self._is_idle = not streaming

    def disconnected(self) -> None:
        """The connection ended: whether OBS streams is unknown."""
        self._is_idle = False

    def follow(self, channel: Channel) -> None:
        """Tell OBS what the channel needs now."""
        is_guarded = channel.visibility == "live" and not self._waits_for_a_page(channel)
        self._hide(channel.visibility == "panic" or is_guarded)

    def _waits_for_a_page(self, channel: Channel) -> bool:
        """OBS streams no more, and the page that could say so has been shut down with its hidden source: only once it
        is shown can it come back and end the guard. The page itself stays hidden until then."""
        return self._is_idle and self._is_lost(channel)

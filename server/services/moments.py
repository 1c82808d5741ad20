"""Moments: begun by the panel's buttons, or by trigger links in a streamer's tools."""

from __future__ import annotations

from typing import Any, Literal

from server.live.moment_limit import TooManyMoments
from server.live.room import NotPlaying
from server.live.rooms import Rooms
from server.model.channel import Channel
from server.model.intensity import Intensity
from server.model.on_air import Live
from server.phrases.library import PackLibrary
from server.phrases.pack import Moment
from server.selection.pack_sources import source_of
from server.services.acts import TRIGGERS, Acts
from server.services.channels import Channels
from server.services.errors import LimitReached, NothingPlays, Unacceptable
from server.services.games import Games
from server.services.obs_reports import ObsReport, ObsReports
from server.services.rate_limit import Presses
from server.services.reporters import TRIGGER

LIVE = "live"
"""The trigger that says whether a stream runs."""


class Moments:
    """The moments of every channel."""

    def __init__(
        self,
        channels: Channels,
        rooms: Rooms,
        library: PackLibrary,
        games: Games,
        *,
        acts: Acts,
        obs_reports: ObsReports,
        presses: Presses,
    ) -> None:
        self._channels = channels
        self._rooms = rooms
        self._library = library
        self._games = games
        self._acts = acts
        self._obs_reports = obs_reports
        self._presses = presses

    def begin(self, channel_id: str, type: str, intensity: Intensity) -> dict[str, Any]:
        """Begin a moment in the rooms that are awake; what the last of them tells of it.

        Raises `Unacceptable` for one that the channel hasn't, `NothingPlays`, `LimitReached`.
        """
        known = self._known(self._channels.get(channel_id))
        if type not in known:
            raise Unacceptable(f"There is no moment {type!r}; there are: {', '.join(known)}.", code="UNKNOWN_MOMENT")
        begun: dict[str, Any] | None = None
        for room in self._rooms.of(channel_id):
            try:
                begun = room.wave(type, intensity)
            except NotPlaying:
                continue
            except TooManyMoments as error:
                raise LimitReached(
                    "Too many moments in ten seconds.", retry_after_s=error.retry_after_s, code="TOO_MANY_MOMENTS"
                ) from None
        if begun is None:
            raise NothingPlays("The chat is paused or hidden, or no overlay is open: nobody would see it.")
        return begun

    def press(self, channel_id: str, name: str, intensity: Intensity, state: Literal["on", "off"]) -> str:
        """Do what a trigger link of that name does: an act, a moment, or that a stream runs (`state`).

        The answer is one short line. Raises what `begin` raises.
        """
        if name in TRIGGERS:
            # Not once a second: after hide, show and hide again the chat is hidden.
            return self._acts.trigger(channel_id, name)
        if name == LIVE:
            # A stream that OBS doesn't know of (a plugin's) begins or ends.
            self._obs_reports.report_obs(channel_id, ObsReport(streaming=state == "on"), Live(page=TRIGGER))
            return f"live: {state}"
        with self._presses.once(f"{channel_id} {name}") as is_first:
            if not is_first:
                return f"{name}: already on"
            return f"{name}: {self.begin(channel_id, name, intensity)['messages']} messages on their way"

    def _known(self, channel: Channel) -> dict[str, Moment]:
        """The moments that the channel has now: those of its game, and those of every game."""
        language = self._games.language_of(channel)
        own = source_of(self._library, channel.game, channel.mode, language).moments
        general = self._library.general(language).moments
        return {name: moment for name, moment in {**own, **general}.items() if moment.label}

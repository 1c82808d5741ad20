"""Level sense: from the microphone's level in OBS to whether the streamer talks.

It measures while it is wanted and OBS is connected. Nothing is kept of a level but the newest one and the noise floor
of half a minute; nothing leaves this computer, and nothing is logged.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import ValidationError

from server.live.event import Event
from server.live.rooms import Rooms
from server.model.channel import Channel
from server.model.cue import Cue, SpeechKind
from server.model.senses import SensesPatch
from server.obs.meters import Meters
from server.obs.mics import Mics
from server.senses.levels import VoiceActivity, decibels
from server.services.sensing import SenseName, Sensing

METER_APART_S = 0.1
"""Between two levels that an open meter in the panel is sent; OBS sends twice as many."""
METER_LASTS_S = 25.0
"""An open meter asks again every ten seconds; one that doesn't is closed."""
MOST_METERS = 8
"""Pages with an open meter at once."""

LevelState = Literal["off", "asleep", "no-obs", "no-mic", "muted", "listening"]
"""Why it listens or doesn't: switched off; nobody watches; OBS isn't connected; none of OBS's inputs is the microphone;
it is muted."""
HEARING: Sequence[LevelState] = ("listening", "muted")
"""When there is a microphone whose silence means something."""


@dataclass(slots=True)
class LevelSense:
    """The microphone of the server's one channel: `server.services.sensing.Sense` and `server.obs.meters.Listener`."""

    meters: Meters
    sensing: Sensing
    rooms: Rooms
    name: SenseName = "levels"
    _channel: Channel | None = None
    _is_wanted: bool = False
    _mics: Mics | None = None
    """None as well while OBS isn't connected."""
    _voice: VoiceActivity = field(default_factory=VoiceActivity)
    _is_told: bool = False
    """Whether the crowd knows whether the streamer talks."""
    _pages: dict[str, float] = field(default_factory=dict)
    """Pages with an open meter, and until when."""
    _sent_at: float = 0.0
    _renames: set[asyncio.Task[Any]] = field(default_factory=set)

    # What `Sensing` asks for.

    def follow(self, channel: Channel, *, is_wanted: bool) -> None:
        """Listen from now on, or stop."""
        before, self._channel, was_wanted = self._channel, channel, self._is_wanted
        self._is_wanted = is_wanted
        self._voice.line_db = channel.senses.line_db
        if is_wanted:
            self.meters.listen(self, channel.senses.mic)
        else:
            self.meters.rest()
        if is_wanted and self._is_told:
            self._give(channel.id, _now())  # a room that has just woken doesn't know it yet
        elif was_wanted != is_wanted or before is None or before.senses != channel.senses:
            self.sensing.tell(channel.id)

    def works(self, channel_id: str) -> bool:
        """Whether a microphone is listened to."""
        return self._state in HEARING

    def describe(self, channel_id: str) -> dict[str, Any]:
        """How it stands, for the owner. `quietS`: for how many seconds the streamer has said nothing."""
        channel, voice, state = self._channel, self._voice, self._state
        is_known = self._is_told and state in HEARING
        return {
            "state": state,
            "mic": self._mics.first if self._mics is not None else None,
            "mics": list(self._mics.all) if self._mics is not None else [],
            "choice": channel.senses.mic if channel is not None else None,
            "lineDb": channel.senses.line_db if channel is not None else None,
            "talks": voice.talks if is_known else None,
            "quietS": round(voice.quiet_s(_now()), 1) if is_known else 0.0,
        }

    # What OBS tells (`server.obs.meters.Listener`).

    def hear(self, magnitude: float | None) -> None:
        """A level: the crowd learns of it only what it means, and only when that is something else."""
        if self._channel is None or self._state not in HEARING:
            return
        now = _now()
        changed = self._voice.pause(now) if magnitude is None else self._voice.hear(decibels(magnitude), now)
        if changed or not self._is_told:
            self._is_told = True
            self._give(self._channel.id, now)
        self._show_level(self._channel.id, now)

    def know(self, mics: Mics | None) -> None:
        """Another microphone, or none: what was heard before says nothing of it."""
        if self._channel is None:
            return
        if mics is None or self._mics is None or mics.live != self._mics.live:
            self._lose(self._channel.id)
        self._mics = mics
        self.sensing.tell(self._channel.id)

    def renamed(self, before: str, after: str) -> None:
        """Keep the owner's choice of a microphone under its new name."""
        if self._channel is not None and self._channel.senses.mic == before:
            try:
                patch = SensesPatch(mic=after)
            except ValidationError:  # longer than a choice may be: it is made anew
                return
            change = self.sensing.change(self._channel.id, patch)
            task = asyncio.ensure_future(change)
            self._renames.add(task)
            task.add_done_callback(self._renamed)

    # What the panel asks for.

    def open_meter(self, page: str) -> None:
        """That page of the owner's shows a meter: it is sent levels for a while."""
        now = _now()
        self._pages = {name: until for name, until in self._pages.items() if until > now and name != page}
        if len(self._pages) < MOST_METERS:
            self._pages[page] = now + METER_LASTS_S

    @property
    def _state(self) -> LevelState:
        if self._channel is None or not self._channel.senses.levels:
            return "off"
        if not self._is_wanted:
            return "asleep"
        if self._mics is None:
            return "no-obs"
        if self._mics.first is None:
            return "no-mic"
        return "listening" if self._mics.live else "muted"

    def _give(self, channel_id: str, now: float) -> None:
        voice = self._voice
        kind: SpeechKind = "talking" if voice.talks else "quiet"
        level_db = round(voice.level_db, 1) if voice.talks else None
        self.sensing.take(channel_id, Cue(kind=kind, at=now, level_db=level_db, quiet_s=voice.quiet_s(now)))
        self.sensing.tell(channel_id)

    def _lose(self, channel_id: str) -> None:
        self._voice = VoiceActivity(self._channel.senses.line_db if self._channel is not None else None)
        if self._is_told:
            self._is_told = False
            self.sensing.lose_voice(channel_id)

    def _show_level(self, channel_id: str, now: float) -> None:
        """The newest level, to the pages with an open meter."""
        if not self._pages or now - self._sent_at < METER_APART_S:
            return
        self._pages = {page: until for page, until in self._pages.items() if until > now}
        if not self._pages:
            return
        self._sent_at = now
        voice = self._voice
        level = Event(
            "level",
            {"db": round(voice.level_db, 1), "opensDb": round(voice.opens_db, 1), "floorDb": round(voice.floor_db, 1)},
        )
        for room in self.rooms.of(channel_id):
            meters = [page for page in room.hub.pages("panel") if page.scope == "owner" and page.page in self._pages]
            room.hub.send(level, meters)

    def _renamed(self, task: asyncio.Task[Any]) -> None:
        self._renames.discard(task)
        if not task.cancelled():
            task.exception()  # a full disk: OBS's new name is asked for once more after the next start


def _now() -> float:
    return asyncio.get_running_loop().time()

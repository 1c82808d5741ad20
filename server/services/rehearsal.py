"""Rehearsal: plays a script against a channel's rooms, and pauses by itself while no page is open."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from server.live.event import Event
from server.live.moment_limit import TooManyMoments
from server.live.room import NotPlaying, Room
from server.live.rooms import Rooms
from server.model.channel import Channel
from server.services.channels import Channels
from server.services.errors import Missing
from server.services.rehearsal_script import RehearsalScript, ScriptError, ScriptStep, read_scripts

Act = Literal["pause", "resume", "stop"]

TICK_S = 0.5
"""Between two looks whether the show still plays, in seconds."""
STOOD_STILL_S = 5.0
"""Seconds. A longer tick means that the computer slept."""
PATIENCE_S = 10.0
"""A show that doesn't play for that long pauses its script, so that no timer runs without a viewer."""

log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Playing:
    script: RehearsalScript
    before: Channel
    """The channel as it was when the script began."""
    at_s: float = 0.0
    task: asyncio.Task[None] | None = None
    set: dict[str, Any] = field(default_factory=dict)
    """Pace and viewers as the script last set them."""


class Rehearsals:
    """The scripts that channels play now, at most one each. `close` it."""

    def __init__(self, channels: Channels, rooms: Rooms) -> None:
        self._scripts: Mapping[str, RehearsalScript] = {}
        self.broken: Sequence[ScriptError] = ()
        """Files of the streamer's own that are left out."""
        self._channels = channels
        self._rooms = rooms
        self._playing: dict[str, _Playing] = {}

    def load(self, ours: Path, own: Path) -> None:
        """Read the scripts that come along and those in the streamer's folder. Blocks."""
        self._scripts, self.broken = read_scripts(ours, own)

    @property
    def scripts(self) -> Mapping[str, RehearsalScript]:
        """All scripts, by key."""
        return self._scripts

    def state(self, channel: str) -> dict[str, Any] | None:
        """What plays: script, seconds, whether it runs; None when nothing is on."""
        playing = self._playing.get(channel)
        if playing is None:
            return None
        following = playing.script.next_act(playing.at_s)
        return {
            "key": playing.script.key,
            "second": round(playing.at_s, 1),
            "lasts": playing.script.lasts_s,
            "next": playing.script.next_at(playing.at_s),
            "then": _told(following.cue) if following is not None else None,
            "playing": playing.task is not None,
        }

    async def act(self, channel: str, act: Act) -> None:
        """Pause, resume or stop the script that plays. Raises `Missing` when none does."""
        if channel not in self._playing:
            raise Missing("No script is on.")
        match act:
            case "pause":
                self.pause(channel)
            case "resume":
                await self.play(channel)
            case "stop":
                await self.stop(channel)

    async def play(self, channel: str, key: str | None = None) -> None:
        """Begin a script, or go on with the one that is on. Raises `Missing` for a key that no script has."""
        if key is not None:
            if key not in self._scripts:
                raise Missing(f"There is no script {key!r}.")
            while channel in self._playing:  # another press may have begun one meanwhile
                await self.stop(channel)
            self._playing[channel] = _Playing(self._scripts[key], self._channels.get(channel))
        playing = self._playing[channel]
        if playing.task is None:
            playing.task = asyncio.create_task(self._play(channel, playing), name=f"rehearsal of {channel}")
        self._tell(channel)

    def pause(self, channel: str) -> None:
        """Hold the script where it is."""
        playing = self._playing.get(channel)
        if playing is not None and playing.task is not None:
            playing.task.cancel()
            playing.task = None
            self._tell(channel)

    async def stop(self, channel: str) -> None:
        """Take the script off. The pace and the viewers of before come back."""
        self.pause(channel)
        playing = self._playing.pop(channel, None)
        if playing is not None:
            self._tell(channel)
            await self._put_back(channel, playing)

    async def close(self) -> None:
        """Stop all; wait until they have, and leave no channel with a script's pace."""
        tasks = {playing.task for playing in self._playing.values() if playing.task is not None}
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)
        for channel, playing in self._playing.items():
            await self._put_back(channel, playing)

    async def _play(self, channel: str, playing: _Playing) -> None:
        loop = asyncio.get_running_loop()
        idle_s, before = 0.0, loop.time()
        try:
            while playing.at_s < playing.script.lasts_s and idle_s < PATIENCE_S:
                await asyncio.sleep(TICK_S)
                passed, before = loop.time() - before, loop.time()
                if passed > STOOD_STILL_S:
                    passed = TICK_S  # the computer slept: the script goes on where it was
                if not any(True for _ in self._awake(channel)):
                    idle_s += passed
                    continue
                idle_s = 0.0
                due = playing.script.due(playing.at_s, playing.at_s + passed)
                playing.at_s += passed
                for act in due:
                    await self._do(channel, playing, act.cue)
                if due:
                    self._tell(channel)
        except Exception:
            log.exception("the script %s broke", playing.script.key)
        playing.task = None
        is_over = idle_s < PATIENCE_S
        if is_over:
            self._playing.pop(channel, None)
        self._tell(channel)
        if is_over:
            try:
                await self._put_back(channel, playing)
            except Exception:
                log.exception("the pace of before could not be put back")

    async def _put_back(self, channel: str, playing: _Playing) -> None:
        """Undo what the script set, but not what the streamer set since."""

        def change(now: Channel) -> Channel:
            mine = [name for name, value in playing.set.items() if getattr(now, name) == value]
            return now.model_copy(update={name: getattr(playing.before, name) for name in mine})

        if playing.set:
            await self._channels.change(channel, change)

    async def _do(self, channel: str, playing: _Playing, cue: ScriptStep) -> None:
        changes = _changes(cue)
        if changes:
            playing.set |= changes
            await self._channels.change(channel, lambda old: old.model_copy(update=changes))
            return
        for room in list(self._awake(channel)):
            try:
                if cue.moment is not None:
                    room.wave(cue.moment, cue.intensity)
                elif cue.silence is not None:
                    room.hush(cue.silence * 60)
            except (NotPlaying, TooManyMoments):
                continue  # the streamer's own buttons go first

    def _awake(self, channel: str) -> Iterator[Room]:
        return (room for room in self._rooms.of(channel) if room.state == "playing")

    def _tell(self, channel: str) -> None:
        for room in self._rooms.of(channel):
            room.hub.send(Event("script", self.state(channel) or {}))


def _changes(cue: ScriptStep) -> dict[str, Any]:
    """What a cue sets in the channel."""
    changes = {"pace": cue.pace, "crowd": cue.viewers}
    return {name: value for name, value in changes.items() if value is not None}


def _told(cue: ScriptStep) -> dict[str, Any]:
    """What comes next, as the panel says it."""
    return cue.model_dump(include={"moment", "silence", "pace", "viewers"}, exclude_none=True)

"""OBS reports: what OBS says, by an overlay's page, over obs-websocket or by a trigger link, and what follows."""

from __future__ import annotations

import time

from pydantic import BaseModel, ConfigDict, Field

from server.live.rooms import Rooms
from server.model.channel import Channel, GameLimit
from server.model.on_air import Live, SceneName
from server.services.channels import Channels
from server.services.errors import UnfitGame
from server.services.games import Games
from server.services.reporters import Reporters

ID = "^[A-Za-z0-9]{0,40}$"
"""What a page may call itself. The reporters that are no pages have a name with a hyphen."""


class ObsReport(BaseModel):
    """What OBS says; a field that is missing isn't said."""

    model_config = ConfigDict(extra="forbid")

    page: str = Field("", pattern=ID, description="An id that the page made up when it was loaded.")
    obs: str = Field("", pattern=ID, description="An id that all pages of one OBS share.")
    streaming: bool | None = None
    recording: bool | None = None
    visible: bool | None = None
    scene: SceneName | None = None


class ObsReports:
    """What is said of every channel's stream; it follows once, however many say it."""

    def __init__(self, channels: Channels, rooms: Rooms, reporters: Reporters, games: Games) -> None:
        self._channels = channels
        self._rooms = rooms
        self._reporters = reporters
        self._games = games

    def report_obs(self, channel_id: str, said: ObsReport, by: Live) -> None:
        """Do what follows of a report, at once: a chat that must not be on a stream can't wait for the disk."""
        if self._reporters.hear(channel_id, by.page):
            self._rooms.tell()
        self._channels.act(channel_id, lambda before: self._heard(before, said, by))

    def _heard(self, channel: Channel, said: ObsReport, by: Live) -> Channel:
        before = channel.on_air
        if said.streaming is not None:
            here = self._reporters.here(channel.id)
            before = before.hearing(by, streaming=said.streaming, here=here, now=time.time())
        changes: dict[str, object] = {}
        if said.recording is not None:
            changes["recording"] = said.recording
        # Every page of one OBS reports the same scene: only the first one makes a difference.
        changed_scene = "scene" in said.model_fields_set and said.scene != before.scene
        if changed_scene:
            changes["scene"] = said.scene
        channel = channel.model_copy(update={"on_air": before.model_copy(update=changes)})
        return self._by_scene(channel) if changed_scene else channel

    def _by_scene(self, channel: Channel) -> Channel:
        """The channel as the rule of the scene wants it."""
        rule = channel.on_air.rule()
        if rule is None or rule.do == "mute":
            return channel  # `with_visibility_updated` hides it
        if rule.do == "look":
            return channel.model_copy(update={"looks": channel.looks.with_active(rule.value)})
        if not rule.value.strip():
            return channel.model_copy(update={"game": None, "mode": "chatting" if rule.do == "chatting" else "game"})
        try:
            return self._games.select_game(channel, rule.value, rule.do)
        except (GameLimit, UnfitGame):
            return channel  # a scene must not fail for want of a slot; the panel shows what is on

"""Services: all that the server works with, put together from the config, opened and closed as one."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from secrets import token_hex
from typing import Any

from server.config.config import Config
from server.emotes.emotes import Emotes
from server.emotes.folder import Folder
from server.emotes.meaning import by_mood
from server.emotes.sets import Sets
from server.live.airtime import Airtime
from server.live.context import RoomContext
from server.live.rooms import Rooms
from server.model.channel import MAIN, Channel
from server.model.phrase import AMONG, Language
from server.moderation.filter import ContentFilter
from server.moderation.word_list import lists_with
from server.phrases.library import load_library
from server.selection.channel_filter import SelectionContext
from server.services.acts import Acts
from server.services.backups import Backups
from server.services.binding import is_loopback
from server.services.channel_settings import ChannelSettings
from server.services.channels import Channels
from server.services.evenings import Evenings
from server.services.eyes_extra import SIZE_MB, install_command
from server.services.games import Games
from server.services.generation import GenerationService
from server.services.hearing import Hearing
from server.services.highlights import Highlights
from server.services.lan import Lan
from server.services.launch_method import how_started
from server.services.level_sense import LevelSense
from server.services.line_list import LineList
from server.services.link_tokens import load_signer
from server.services.moments import Moments
from server.services.network_adapters import own_addresses, own_names
from server.services.obs_bridge import ObsBridge
from server.services.obs_reports import ObsReports
from server.services.overlay_links import LinkTokens, OverlayLinks
from server.services.own_content import OwnContentService
from server.services.presets import Presets
from server.services.provider_accounts import ProviderAccounts
from server.services.provider_keys import ProviderKeys
from server.services.rate_limit import Limiter, Presses
from server.services.regulars import RegularsCache
from server.services.rehearsal import Rehearsals
from server.services.rehearsal_script import OURS as SCRIPTS
from server.services.said_lines import SaidLines
from server.services.saved_looks import SavedLooks
from server.services.screen_meanings import Meanings
from server.services.screen_sense import ScreenSense
from server.services.sensing import Sensing
from server.services.sign_in import SignIn
from server.services.transcription import TranscriptionService
from server.store.banned_lines import BannedLines
from server.store.secrets import Secrets
from server.store.store import Store

Describe = Callable[["Services", Channel], Mapping[str, Any]]
"""The settings that pages see of a channel."""


class Services:
    """Everything by name. `opened` it first. Raises `KeyUnusable` if the key that signs links can't be read or made."""

    def __init__(self, config: Config, describe: Describe) -> None:
        self.config = config
        self.language: Language = "en" if config.language == "auto" else config.language
        """Of a channel that never chose one."""
        self.instance = token_hex(16)
        """What names this run of the server, and no other."""
        self.moved_from: int | None = None
        """The port that OBS's links carry still, where this start had to take another."""
        self.own_names: frozenset[str] = own_names()
        """The names by which the machines beside this one know it."""
        self.started = how_started(config)
        self.lan = Lan(
            everywhere=config.host in ("0.0.0.0", "::"), local=is_loopback(config.host), look=lambda: own_addresses()
        )
        self.signer = load_signer(config.data)
        self.limiter = Limiter()
        self.library = load_library(config.data / "packs")
        self.store = Store(config.data)
        self.secrets = Secrets(self.store, config.data, config.secret_file)
        self.selection = SelectionContext(ContentFilter(lists_with(config.data / "words")))
        self.generation = GenerationService(config, self.library, self.selection.content_filter, self.store)
        self.selection.writers = self.generation.writers
        self.regulars = RegularsCache()
        self.said_lines = SaidLines()
        self.evenings = Evenings()
        self.airtime = Airtime()
        self.rooms = Rooms(self._room_context(describe), heartbeat_s=config.stream.heartbeat_s)
        self.emotes = Emotes(
            Folder(config.data / "emotes"),
            Sets(config.emotes, config.data / "emote-sets", config.providers.outbound),
            changed=self.rooms.publish_settings,
            watched=lambda: len(self.rooms) > 0,
        )
        self.channels = Channels(self.store, self.rooms)
        self.rehearsals = Rehearsals(self.channels, self.rooms)
        self._keys = ProviderKeys(
            *(config.providers, self.generation.pool, self.generation.checks, self.secrets),
            changed=self._providers_changed,
        )
        self.providers = ProviderAccounts(self._keys, config.providers, self.limiter)
        self._add_rules()

    @property
    def read_context(self) -> dict[str, Any]:
        """What reading a model has to know beside it: the languages that a chat can be in."""
        return {AMONG: self.library.languages}

    def _add_rules(self) -> None:
        """What handlers call: the rules of one subject each."""
        channels, rooms, library = self.channels, self.rooms, self.library
        self.tokens = LinkTokens(channels, self.signer)
        self.games = Games(channels, library, self.generation, limit=self.config.limits.games, language=self.language)
        self.acts = Acts(channels, rooms)
        self.settings = ChannelSettings(self.games, self.acts, library)
        self.sign_in = SignIn(self.store, channels, library, self.config)
        self.looks = SavedLooks(channels)
        self.presets = Presets(self.games)
        self.backups = Backups(channels, self.games, library)
        self.own_content = OwnContentService(channels)
        self.highlights = Highlights(channels, rooms)
        self.obs = ObsBridge(self.config.obs, channels, rooms, self.secrets, OverlayLinks(self.tokens, self.config))
        self.sensing = Sensing(channels, rooms)
        self.levels = LevelSense(self.obs.connection.meters, self.sensing, rooms)
        self.sensing.add(self.levels)
        self.screen = ScreenSense(
            self.obs.connection.ask,
            self.sensing,
            Meanings(library, self.language),
            is_connected=lambda: self.obs.connection.status.state == "connected",
            install=lambda: {"sizeMb": SIZE_MB, "command": install_command(self.started.how)},
        )
        self.sensing.add(self.screen)
        self.hearing = Hearing(
            self.sensing,
            rooms,
            TranscriptionService(
                self.config.transcription, self.config.providers.outbound, lambda: self._keys.get("groq")
            ),
            self.language,
            time.monotonic,
        )
        self.sensing.add(self.hearing)
        channels.on_dead_links.append(self.hearing.end_dead)
        self.obs_reports = ObsReports(channels, rooms, self.obs.reporters, self.games)
        self.moments = Moments(
            *(channels, rooms, library, self.games),
            acts=self.acts,
            obs_reports=self.obs_reports,
            presses=Presses(),
        )
        self.lines = LineList(
            *(channels, rooms, library, self.games),
            generation=self.generation,
            selection=self.selection,
            banned_lines=BannedLines(self.store),
        )

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[None]:
        """Every service, opened; closed in reverse order. Raises `StoreError`."""
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(self.emotes)
            await stack.enter_async_context(self.store)
            await self.channels.load(self.library.languages)
            self._follow_airtime()
            stack.push_async_callback(self.evenings.close)
            stack.push_async_callback(self.said_lines.close)
            stack.push_async_callback(self.regulars.close)
            stack.push_async_callback(self.channels.close)
            await self.regulars.open(self.store, MAIN, self.library.languages)
            await self.said_lines.open(self.store, MAIN, self.library.languages)
            await self.evenings.open(self.store, MAIN, self.library.languages)
            await asyncio.to_thread(self.rehearsals.load, SCRIPTS, self.config.data / "scripts")
            stack.push_async_callback(self.rehearsals.close)
            stack.push_async_callback(self.generation.close)
            await self.generation.open()
            await self._keys.load()
            await self.lines.load(MAIN)
            await stack.enter_async_context(self.obs.connection)
            await self.obs.open(self.obs_reports)
            stack.push_async_callback(self.screen.close)
            stack.push_async_callback(self.hearing.close)
            self.sensing.open()
            yield

    def end_streams(self) -> None:
        """End all that waits: before aiohttp waits for handlers, which an open stream would hold for its time-out."""
        self.rooms.close()
        self.hearing.end_all()
        # And a call that waits for a first line, or for a key to be tried, would outlive it.
        self.generation.release()

    def _room_context(self, describe: Describe) -> RoomContext:
        stream = self.config.stream
        return RoomContext(
            airtime=self.airtime,
            selection_context=self.selection,
            library=self.library,
            describe=lambda channel: describe(self, channel),
            language=self.language,
            emotes=lambda: by_mood(emote.code for emote in self.emotes.all),
            replay_s=stream.replay_s,
            replay_events=stream.replay_events,
            regulars_store=self.regulars,
            said_lines=self.said_lines,
            evenings=self.evenings,
            watched=lambda channel: self.sensing.watched_soon(channel),
            spoken=lambda channel: self.hearing.said(),
            faded=lambda channel: self.channels.lower_soon(channel),
            situation_over=lambda channel, text: self.channels.forget_situation_soon(channel, text),
            stream=lambda channel: self.obs.reporters.stream(channel),
        )

    def _follow_airtime(self) -> None:
        """Count the seconds on air from each change of the channel."""

        def follow(before: Channel, after: Channel) -> None:
            self.airtime.seconds(after)

        follow(self.channels.get(MAIN), self.channels.get(MAIN))
        self.channels.on_change.append(follow)

    def _providers_changed(self) -> None:
        self.generation.writers.wake()
        self.rooms.tell()
        self.hearing.retry()

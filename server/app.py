"""Wiring: the one file that knows every room."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from pathlib import Path
from secrets import token_hex

from aiohttp import web

from server.config.config import Config
from server.emotes.emotes import Emotes
from server.emotes.folder import Folder
from server.emotes.meaning import by_mood
from server.emotes.sets import Sets
from server.live.airtime import Airtime
from server.live.context import RoomContext
from server.live.rooms import Rooms
from server.model.channel import MAIN, Channel
from server.model.phrase import Language
from server.moderation.filter import ContentFilter
from server.moderation.word_list import WordLists
from server.phrases.library import load_library
from server.selection.channel_filter import SelectionContext
from server.services.adapters import own_addresses, own_names
from server.services.binding import is_loopback
from server.services.channels import Channels
from server.services.evenings import Evenings
from server.services.generation import GenerationService
from server.services.lan import Lan
from server.services.link_tokens import load_signer
from server.services.provider_keys import ProviderKeys
from server.services.rate_limit import Limiter, Presses
from server.services.regulars import RegularsCache
from server.services.rehearsal import Rehearsals
from server.services.rehearsal_script import OURS as SCRIPTS
from server.services.rehearsal_script import read_scripts
from server.services.reporters import Reporters
from server.services.said_lines import SaidLines
from server.services.start_method import how_started
from server.store.banned_lines import BannedLines
from server.store.secrets import Secrets
from server.store.store import Store
from server.web import app_keys as keys
from server.web.assets import load_site
from server.web.body_limits import body_limits
from server.web.channel_json import describe
from server.web.dispatch import authorize
from server.web.error_page import error_page
from server.web.handlers import pages
from server.web.middleware import add_headers, guard
from server.web.obs_bridge import follow_channel, make_keeper, make_obs_hiding, remember
from server.web.problems import problems
from server.web.rate_limits import limit_rate
from server.web.routes import add_routes

log = logging.getLogger(__name__)


def make_app(config: Config) -> web.Application:
    """The application. Its resources open when it starts and close in reverse when it stops.

    Raises `KeyUnusable` if the key that signs links can't be read or made.
    """
    app = web.Application(
        middlewares=[error_page, problems, guard, limit_rate, body_limits, authorize],
        client_max_size=config.limits.body_bytes,
    )
    app[keys.CONFIG] = config
    app[keys.PORT] = config.port
    app[keys.MOVED_FROM] = None
    app[keys.INSTANCE] = token_hex(16)
    app[keys.OWN_NAMES] = own_names()
    app[keys.STARTED] = how_started(config)
    app[keys.LAN] = Lan(
        everywhere=config.host in ("0.0.0.0", "::"), local=is_loopback(config.host), look=lambda: own_addresses()
    )
    app[keys.SIGNER] = load_signer(config.data)
    app[keys.RATE_LIMITER] = Limiter()
    app[keys.PRESSES] = Presses()
    app[keys.LIBRARY] = library = load_library(config.data / "packs")
    app[keys.ASSETS] = site = load_site()
    language: Language = "en" if config.language == "auto" else config.language
    selection_context = SelectionContext(ContentFilter(WordLists(config.data / "words")))
    app[keys.STORE] = store = Store(config.data)
    app[keys.SECRETS] = Secrets(store, config.data, config.secret_file)
    app[keys.GENERATION] = generation_service = GenerationService(
        config, library, selection_context.content_filter, store
    )
    app[keys.SELECTION] = selection_context
    selection_context.writers = generation_service.writers
    app[keys.REGULARS] = regulars_store = RegularsCache()
    app[keys.SAID_LINES] = said_lines = SaidLines()
    app[keys.EVENINGS] = evenings = Evenings()
    app[keys.AIRTIME] = airtime = Airtime()
    context = RoomContext(
        airtime=airtime,
        selection_context=selection_context,
        library=library,
        describe=lambda channel: describe(
            channel,
            library,
            language=language,
            slots=config.limits.games,
            build=site.build,
            emotes=app[keys.EMOTES].revision,
        ),
        language=language,
        emotes=lambda: by_mood(emote.code for emote in app[keys.EMOTES].all),
        replay_s=config.stream.replay_s,
        replay_events=config.stream.replay_events,
        regulars_store=regulars_store,
        said_lines=said_lines,
        evenings=evenings,
        faded=lambda channel: app[keys.CHANNELS].lower_soon(channel),
        situation_over=lambda channel, text: app[keys.CHANNELS].forget_situation_soon(channel, text),
        stream=lambda channel: app[keys.REPORTERS].stream(channel),
    )
    app[keys.ROOMS] = rooms = Rooms(context, heartbeat_s=config.stream.heartbeat_s)
    app[keys.EMOTES] = Emotes(
        Folder(config.data / "emotes"),
        Sets(config.emotes, config.data / "emote-sets", config.providers.outbound),
        changed=rooms.publish_settings,
        watched=lambda: len(rooms) > 0,
    )
    pages.set_up_templates(app, site)
    app.cleanup_ctx.append(_emotes)
    app.cleanup_ctx.append(_store)
    app.cleanup_ctx.append(_generation_service)
    app[keys.OBS_CONNECTION] = make_keeper(app)
    app[keys.OBS_HIDING] = make_obs_hiding(app)
    app[keys.REPORTERS] = Reporters(rooms.pages, lambda: app[keys.OBS_CONNECTION].status.state == "connected")
    app.cleanup_ctx.append(_obs)
    app.on_shutdown.append(_end_streams)
    app.on_response_prepare.append(add_headers)
    add_routes(app, config)
    return app


async def _emotes(app: web.Application) -> AsyncIterator[None]:
    async with app[keys.EMOTES]:
        yield


async def _store(app: web.Application) -> AsyncIterator[None]:
    async with app[keys.STORE] as store:
        app[keys.CHANNELS] = channels = Channels(store, app[keys.ROOMS])
        await channels.load(app[keys.LIBRARY].languages)

        def on_air(before: Channel, after: Channel) -> None:
            app[keys.AIRTIME].seconds(after)

        on_air(channels.get(MAIN), channels.get(MAIN))
        channels.on_change.append(on_air)
        languages = app[keys.LIBRARY].languages
        await app[keys.REGULARS].open(store, MAIN, languages)
        await app[keys.SAID_LINES].open(store, MAIN, languages)
        await app[keys.EVENINGS].open(store, MAIN, languages)
        found, broken = await asyncio.to_thread(read_scripts, SCRIPTS, app[keys.CONFIG].data / "scripts")
        app[keys.REHEARSALS] = rehearsals = Rehearsals(found, channels, app[keys.ROOMS], broken)
        yield
        await rehearsals.close()
        await channels.close()
        await app[keys.REGULARS].close()
        await app[keys.SAID_LINES].close()
        await app[keys.EVENINGS].close()


async def _generation_service(app: web.Application) -> AsyncIterator[None]:
    config, generation_service, rooms = app[keys.CONFIG], app[keys.GENERATION], app[keys.ROOMS]
    await generation_service.open()

    def changed() -> None:
        generation_service.writers.nudge()
        rooms.tell()

    app[keys.PROVIDER_KEYS] = accounts = ProviderKeys(
        config.providers, generation_service.pool, app[keys.SECRETS], changed
    )
    await accounts.load()
    app[keys.BANNED_LINES] = banned = BannedLines(app[keys.STORE])
    app[keys.SELECTION].banned[MAIN] = set(await banned.of(MAIN))
    yield
    await generation_service.close()


async def _obs(app: web.Application) -> AsyncIterator[None]:
    async with app[keys.OBS_CONNECTION]:
        follow_channel(app)
        await remember(app)
        yield


async def _end_streams(app: web.Application) -> None:
    # Before aiohttp waits for handlers: a stream that stays open would hold the shutdown for its whole time-out.
    app[keys.ROOMS].close()
    # And a call that waits for a first line, or for a key to be tried, would outlive it.
    app[keys.GENERATION].release()


def data_folder(path: Path) -> Path:
    """The data folder, made if it isn't there, and proven writable. Raises `OSError`."""
    path.mkdir(parents=True, exist_ok=True)
    probe = path / ".writable"
    probe.write_bytes(b"")
    probe.unlink()
    return path

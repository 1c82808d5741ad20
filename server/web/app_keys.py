"""What the handlers find in the application, by typed key."""

from __future__ import annotations

from aiohttp import web

from server.config.config import Config
from server.emotes.emotes import Emotes
from server.live.airtime import Airtime
from server.live.rooms import Rooms
from server.obs.connection import ObsConnection
from server.phrases.library import PackLibrary
from server.selection.channel_filter import SelectionContext
from server.services.channels import Channels
from server.services.evenings import Evenings
from server.services.generation import GenerationService
from server.services.lan import Lan
from server.services.link_tokens import Signer
from server.services.obs_hiding import ObsHiding
from server.services.provider_keys import ProviderKeys
from server.services.rate_limit import Limiter, Presses
from server.services.regulars import RegularsCache
from server.services.rehearsal import Rehearsals
from server.services.reporters import Reporters
from server.services.said_lines import SaidLines
from server.services.start_method import StartMethod
from server.store.banned_lines import BannedLines
from server.store.secrets import Secrets
from server.store.store import Store
from server.web.assets import Assets

CONFIG = web.AppKey("config", Config)
STORE = web.AppKey("store", Store)
SECRETS = web.AppKey("secrets", Secrets)
OBS_CONNECTION = web.AppKey("obs_connection", ObsConnection)
OBS_HIDING = web.AppKey("obs_hiding", ObsHiding)
EMOTES = web.AppKey("emotes", Emotes)
LIBRARY = web.AppKey("library", PackLibrary)
SELECTION = web.AppKey("selection", SelectionContext)
GENERATION = web.AppKey("generation", GenerationService)
PROVIDER_KEYS = web.AppKey("provider_keys", ProviderKeys)
BANNED_LINES = web.AppKey("banned_lines", BannedLines)
AIRTIME = web.AppKey("airtime", Airtime)
REPORTERS = web.AppKey("reporters", Reporters)
ROOMS = web.AppKey("rooms", Rooms)
CHANNELS = web.AppKey("channels", Channels)
SIGNER = web.AppKey("signer", Signer)
RATE_LIMITER = web.AppKey("rate_limiter", Limiter)
PRESSES = web.AppKey("presses", Presses)
EVENINGS = web.AppKey("evenings", Evenings)
SAID_LINES = web.AppKey("said_lines", SaidLines)
REGULARS = web.AppKey("regulars", RegularsCache)
REHEARSALS = web.AppKey("rehearsals", Rehearsals)
ASSETS = web.AppKey("assets", Assets)
PORT = web.AppKey("port", int)
"""The port that the server really listens on; the cookies' names carry it."""
MOVED_FROM: web.AppKey[int | None] = web.AppKey("moved_from")
"""The port that OBS's links carry still, where this start had to take another."""
INSTANCE = web.AppKey("instance", str)
"""What names this run of the server, and no other."""
LAN = web.AppKey("lan", Lan)
STARTED = web.AppKey("started", StartMethod)
OWN_NAMES: web.AppKey[frozenset[str]] = web.AppKey("own_names")
"""The names by which the machines beside this one know it."""

"""What the handlers find in the application, by typed key."""

from __future__ import annotations

from aiohttp import web

from server.config import Config
from server.emotes.emotes import Emotes
from server.live.airtime import Airtime
from server.live.house import House
from server.live.rooms import Rooms
from server.obs.keeper import Keeper
from server.office import Office
from server.phrases.shelf import Shelf
from server.services.lan import Lan
from server.services.obs_hiding import ObsHiding
from server.services.reporters import Reporters
from server.services.said_lines import SaidLines
from server.services.starting import Started
from server.store.secrets import Secrets
from server.store.store import Store
from server.store.thrown import Thrown
from server.web.accounts import Accounts
from server.web.channels import Channels
from server.web.guestbook import Guestbook
from server.web.limits import Limiter, Presses
from server.web.links import Signer
from server.web.rehearsal import Rehearsals
from server.web.site import Site

CONFIG = web.AppKey("config", Config)
STORE = web.AppKey("store", Store)
SECRETS = web.AppKey("secrets", Secrets)
KEEPER = web.AppKey("keeper", Keeper)
OBS_HIDING = web.AppKey("obs_hiding", ObsHiding)
EMOTES = web.AppKey("emotes", Emotes)
SHELF = web.AppKey("shelf", Shelf)
HOUSE = web.AppKey("house", House)
OFFICE = web.AppKey("office", Office)
ACCOUNTS = web.AppKey("accounts", Accounts)
THROWN = web.AppKey("thrown", Thrown)
AIRTIME = web.AppKey("airtime", Airtime)
REPORTERS = web.AppKey("reporters", Reporters)
ROOMS = web.AppKey("rooms", Rooms)
CHANNELS = web.AppKey("channels", Channels)
SIGNER = web.AppKey("signer", Signer)
LIMITER = web.AppKey("limiter", Limiter)
PRESSES = web.AppKey("presses", Presses)
SAID_LINES = web.AppKey("said_lines", SaidLines)
GUESTBOOK = web.AppKey("guestbook", Guestbook)
REHEARSALS = web.AppKey("rehearsals", Rehearsals)
SITE = web.AppKey("site", Site)
PORT = web.AppKey("port", int)
"""The port that the server really listens on; the cookies' names carry it."""
MOVED_FROM: web.AppKey[int | None] = web.AppKey("moved_from")
"""The port that OBS's links carry still, where this start had to take another."""
INSTANCE = web.AppKey("instance", str)
"""What names this run of the server, and no other."""
LAN = web.AppKey("lan", Lan)
STARTED = web.AppKey("started", Started)
OWN_NAMES: web.AppKey[frozenset[str]] = web.AppKey("own_names")
"""The names by which the machines beside this one know it."""

"""What every server of the browser tests needs, imported and read once by the process that they are forked from."""

from __future__ import annotations

import gc

import aiosqlite  # noqa: F401
import sqlalchemy.dialects.sqlite.aiosqlite  # noqa: F401

import server.serve  # noqa: F401
import tests.support.program  # noqa: F401
from server.model.phrase import LANGUAGES
from server.phrases.library import load_library
from server.web.assets import load_site

_LIBRARY = load_library()
GENERAL = [(_LIBRARY.general(one), _LIBRARY.chatting(one), _LIBRARY.tangents(one)) for one in LANGUAGES]
"""The packs that speak before a game is chosen."""
TITLES = _LIBRARY.titles()
"""Every other pack is read for this list, and kept: the first look at a panel asks for it, four seconds of work."""
SITE = load_site()

# What is here for good is no forked server's garbage: looking through it would copy every page of it, too.
gc.collect()
gc.freeze()

"""What every server of the browser tests needs, imported and read once by the process that they are forked from."""

from __future__ import annotations

import gc

import aiosqlite  # noqa: F401
import sqlalchemy.dialects.sqlite.aiosqlite  # noqa: F401

import server.serve  # noqa: F401
import tests.support.program  # noqa: F401
from server.phrases.library import load_library

TITLES = load_library().titles()
"""Every pack is read for this list, and kept: the first look at a panel asks for it, four seconds of work."""

# What is here for good is no forked server's garbage: looking through it would copy every page of it, too.
gc.collect()
gc.freeze()

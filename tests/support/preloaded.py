"""What every server of the browser tests needs, imported and read once by the process that they are forked from."""

from __future__ import annotations

import aiosqlite  # noqa: F401
import sqlalchemy.dialects.sqlite.aiosqlite  # noqa: F401

import server.serve  # noqa: F401
import tests.support.program  # noqa: F401
from server.model.phrase import LANGUAGES
from server.phrases.library import load_library

_LIBRARY = load_library()
GENERAL = [_LIBRARY.general(language) for language in LANGUAGES]
"""The packs that speak before a game is chosen."""

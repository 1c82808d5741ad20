"""Packs over HTTP: what the panel's search knows, and what of the streamer's own files is broken."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from aiohttp import web

from server.moderation.word_list import ListError
from server.phrases.pack_error import PackError
from server.services.rehearsal_script import ScriptError
from server.web.app_keys import services_of


async def packs(request: web.Request) -> web.Response:
    """GET /api/packs: the games and topics that have packs, for the panel's search; and what of one's own is broken.

    `broken: [{file, line, code, reason}]`: packs, viewers, names, scripts, prompts and word lists left out. `file` is
    their path in the data folder, `code` BAD_CONTENT or how it can't be read (NOT_TOML, NOT_TEXT, TOO_DEEP, TOO_LARGE,
    UNREADABLE), `reason` a sentence in English for the author of the file.
    """
    services = services_of(request)
    library = services.library
    errors: list[PackError | ScriptError | ListError] = [
        *library.broken,
        *services.generation.prompts.broken,
        *services.selection.content_filter.broken,
        *services.rehearsals.broken,
    ]
    titles = await asyncio.to_thread(library.titles)
    return web.json_response(
        {
            "packs": [
                {
                    "name": title.name,
                    "names": dict(title.names),
                    "mode": title.mode,
                    "aliases": list(title.aliases),
                    "phrases": dict(title.phrases),
                }
                for title in titles
            ],
            "broken": [_broken(error, services.config.data) for error in errors],
        }
    )


def _broken(error: PackError | ScriptError | ListError, data: Path) -> dict[str, Any]:
    path = error.path.relative_to(data) if error.path.is_relative_to(data) else error.path
    return {"file": path.as_posix(), "line": error.line, "code": error.code, "reason": error.why}

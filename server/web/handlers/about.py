"""About: what the owner may know of the server itself: where its data lies, its address, how it was started."""

from __future__ import annotations

import asyncio

from aiohttp import web

from server import __version__
from server.services.binding import is_loopback
from server.web.app_keys import CONFIG, MOVED_FROM, PORT, STARTED
from server.web.middleware import client_of
from server.web.visited import visited_base


async def about(request: web.Request) -> web.Response:
    """GET /api/server: facts of the server, for its owner."""
    config, started = request.app[CONFIG], request.app[STARTED]
    return web.json_response(
        {
            "version": __version__,
            # Python from the Microsoft Store writes elsewhere than it says: this is where the files really are.
            "data": str(await asyncio.to_thread(config.data.resolve)),
            "url": visited_base(request),
            "port": request.app[PORT],
            "portMovedFrom": request.app[MOVED_FROM],
            "startedBy": started.how,
            "signIn": started.sign_in,
        }
    )


def sign_in_advice(request: web.Request) -> dict[str, str]:
    """How to get a new sign-in link: how the server was started, and the command. No paths for who is elsewhere."""
    started = request.app[STARTED]
    here = is_loopback(client_of(request))
    return {"how": started.how, "command": started.sign_in if here else started.bare}

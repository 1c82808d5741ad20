"""About: what the owner may know of the server itself: where its data lies, its address, how it was started."""

from __future__ import annotations

import asyncio

from aiohttp import web

from server import __version__
from server.web.app_keys import services_of
from server.web.visitor_address import visited_base


async def about(request: web.Request) -> web.Response:
    """GET /api/server: facts of the server, for its owner."""
    config, started = services_of(request).config, services_of(request).started
    return web.json_response(
        {
            "version": __version__,
            # Python from the Microsoft Store writes elsewhere than it says: this is where the files really are.
            "data": str(await asyncio.to_thread(config.data.resolve)),
            "url": visited_base(request),
            "port": services_of(request).config.port,
            "portMovedFrom": services_of(request).moved_from,
            "startedBy": started.how,
            "signIn": started.sign_in,
        }
    )

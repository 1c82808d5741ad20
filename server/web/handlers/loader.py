"""The loader: a file for OBS's "Local file" that waits for the server, however late it comes, and shows the overlay."""

from __future__ import annotations

import aiohttp_jinja2
from aiohttp import web

from server.web.app_keys import assets_of
from server.web.auth import access_of
from server.web.page_links import link_url
from server.web.rendering import page_language

FILE = "seatfiller.html"
"""What it is called. `server.obs.sources` knows our loader in OBS by the beginning of that."""


async def loader(request: web.Request) -> web.Response:
    """GET /api/loader: the file, with the overlay's link in it."""
    site, language = assets_of(request), page_language(request)
    whole = {
        "url": link_url(request, access_of(request).channel, "overlay"),
        "lang": language,
        "t": lambda key: site.words[language][key],
    }
    return web.Response(
        text=aiohttp_jinja2.render_string("loader/index.html", request, whole),
        content_type="text/html",
        headers={
            "Content-Disposition": f'attachment; filename="{FILE}"',
            "Cache-Control": "no-store",
            "Content-Security-Policy": "sandbox",
        },
    )

"""Sign out: a browser's cookie dies, on the server too, with the streams that it opened; or all of the owner's do."""

from __future__ import annotations

from aiohttp import web

from server.web.app_keys import services_of
from server.web.auth import COOKIE_S, access_of, drop_cookies, sessions, token_of


async def sign_out(request: web.Request) -> web.Response:
    """POST /api/sign-out: this browser is the owner's, or a panel's, no longer."""
    response = web.Response(status=204)
    if token_of(request) is None:  # where there is a token, cookies count for nothing
        drop_cookies(request, response)
        for link in sessions(request):
            await services_of(request).channels.sign_out(link, lasts_s=COOKIE_S)
    return response


async def sign_out_everywhere(request: web.Request) -> web.Response:
    """POST /api/sign-out-everywhere: signs every browser of the owner's out, and voids unused sign-in codes."""
    await services_of(request).channels.sign_out_everywhere(access_of(request).channel)
    response = web.Response(status=204)
    drop_cookies(request, response)
    return response

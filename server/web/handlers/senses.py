"""The senses over HTTP: a panel link sees which of them work; switching them and their details need the owner."""

from __future__ import annotations

from aiohttp import web
from pydantic import Field

from server.model.senses import SensesPatch
from server.services.errors import Missing
from server.services.obs_reports import ID
from server.web.app_keys import services_of
from server.web.auth import access_of
from server.web.requests import Body


class MeterBody(Body):
    """POST /api/senses/meter"""

    page: str = Field(min_length=1, pattern=ID, description="The id that the page made up when it was loaded.")


async def get_senses(request: web.Request) -> web.Response:
    """GET /api/senses: how each sense stands; to others than the owner, whether it is on and at work."""
    access, sensing = access_of(request), services_of(request).sensing
    told = sensing.describe if access.scope == "owner" else sensing.indicators
    return web.json_response(told(access.channel))


async def patch_senses(request: web.Request, body: SensesPatch) -> web.Response:
    """PATCH /api/senses: switches a sense on or off, or points it at something else."""
    return web.json_response(await services_of(request).sensing.change(access_of(request).channel, body))


async def open_meter(request: web.Request, body: MeterBody) -> web.Response:
    """POST /api/senses/meter: that page gets `level` events for 25 seconds, at most ten in one."""
    services_of(request).levels.open_meter(body.page)
    return web.Response(status=204)


async def get_picture(request: web.Request) -> web.Response:
    """GET /api/senses/picture: the newest picture of the game as it is read, from memory."""
    picture = services_of(request).screen.picture
    if picture is None:
        raise Missing("No picture is read now.", code="NO_PICTURE")
    return web.Response(body=picture, content_type="image/jpeg", headers={"Cache-Control": "no-store"})

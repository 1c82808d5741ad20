"""What OBS says, through an overlay's page."""

from __future__ import annotations

from aiohttp import web

from server.model.on_air import Live
from server.services.obs_reports import ObsReport
from server.web.app_keys import services_of
from server.web.auth import access_of


async def obs(request: web.Request, said: ObsReport) -> web.Response:
    """POST /api/obs: what OBS says, through an overlay's page."""
    services_of(request).obs_reports.report_obs(access_of(request).channel, said, Live(page=said.page, obs=said.obs))
    return web.Response(status=204)

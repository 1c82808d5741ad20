"""Backups over HTTP: a whole channel as one file."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from aiohttp import web

from server.services.backups import BackupFile
from server.web.app_keys import services_of
from server.web.auth import access_of
from server.web.requests import channel_response


async def export(request: web.Request) -> web.Response:
    """GET /api/export: everything of the channel as one file, without a secret in it."""
    now = datetime.now(UTC)
    whole = services_of(request).backups.export(access_of(request).channel, now)
    return web.Response(
        body=json.dumps(whole, ensure_ascii=False, indent=2).encode(),
        content_type="application/json",
        headers={
            "Content-Disposition": f'attachment; filename="seatfiller-{now:%Y-%m-%d}.json"',
            "Cache-Control": "no-store",
        },
    )


async def restore(request: web.Request, file: BackupFile) -> web.Response:
    """POST /api/import: the channel is as the file says. What plays, what is hidden and the links stay as they are."""
    return channel_response(request, await services_of(request).backups.restore(access_of(request).channel, file))

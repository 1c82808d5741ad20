"""Looks over HTTP: save, rename, delete. Which one is active is a setting (`PATCH /api/channel {look}`)."""

from __future__ import annotations

from aiohttp import web

from server.model.look import Look
from server.web.app_keys import services_of
from server.web.auth import access_of
from server.web.requests import Body, channel_response


class RenameBody(Body):
    """POST /api/looks/{name}"""

    name: str


async def save_look(request: web.Request, options: Look) -> web.Response:
    """PUT /api/looks/{name}: keeps the active look under a new name, with what the body changes of it."""
    name = request.match_info["name"]
    return channel_response(request, await services_of(request).looks.save(access_of(request).channel, name, options))


async def rename_look(request: web.Request, body: RenameBody) -> web.Response:
    """POST /api/looks/{name}: gives a look another name. Pages that ask for the old one show the active one."""
    name = request.match_info["name"]
    return channel_response(
        request, await services_of(request).looks.rename(access_of(request).channel, name, body.name)
    )


async def delete_look(request: web.Request) -> web.Response:
    """DELETE /api/looks/{name}: forgets a look. Pages that ask for it show the active one."""
    name = request.match_info["name"]
    return channel_response(request, await services_of(request).looks.delete(access_of(request).channel, name))

"""Dispatch: by its row, a call is authorized, and its body read and validated before its handler sees it."""

from __future__ import annotations

from functools import wraps

from aiohttp import web
from aiohttp.typedefs import Handler

from server.web.auth import OPEN, need, set_access
from server.web.requests import parsed
from server.web.route import RawBody, Route, row_of


@web.middleware
async def authorize(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse a call without the right of its route. Raises `NoCredential`, `WrongScope`."""
    row = row_of(request)
    if row is not None and row.right != OPEN and not row.checks_itself:
        set_access(request, need(request, row.right))
    return await handler(request)


def handler_of(row: Route) -> Handler:
    """What the router calls: the row's handler, with the body where the row has a model. Raises `BadRequest` and
    pydantic's `ValidationError` for a body that isn't one."""
    model, handler = row.body, row.handler
    if model is None or isinstance(model, RawBody):
        return handler

    @wraps(handler)
    async def with_body(request: web.Request) -> web.StreamResponse:
        return await handler(request, await parsed(request, model))

    return with_body

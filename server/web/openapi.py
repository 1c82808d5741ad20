"""The API's description: OpenAPI 3.1, made of the routes and the bodies' models, so that it can't fall behind."""

from __future__ import annotations

from typing import Any

from aiohttp import web
from pydantic import BaseModel

from server import __version__
from server.channel import ChannelPatch
from server.emotes.wanted import Wanted
from server.look import Look
from server.web.games import GameBody, GenerateBody
from server.web.highlight import HighlightBody
from server.web.looks import RenameBody
from server.web.moments import WaveBody
from server.web.obs import ObsBody
from server.web.obs_connection import ConnectionBody
from server.web.phrases import LineBody
from server.web.providers import AccountBody, TurnBody

BODIES: dict[tuple[str, str], type[BaseModel]] = {
    ("POST", "/api/generate-phrases"): GenerateBody,
    ("PATCH", "/api/games/{name}"): GameBody,
    ("POST", "/api/phrases/throw"): LineBody,
    ("POST", "/api/phrases/take-back"): LineBody,
    ("POST", "/api/phrases/keep"): LineBody,
    ("PUT", "/api/providers/{name}"): AccountBody,
    ("PUT", "/api/providers/{name}/on"): TurnBody,
    ("PATCH", "/api/channel"): ChannelPatch,
    ("POST", "/api/chat-wave"): WaveBody,
    ("PUT", "/api/looks/{name}"): Look,
    ("POST", "/api/looks/{name}"): RenameBody,
    ("POST", "/api/highlight"): HighlightBody,
    ("POST", "/api/obs"): ObsBody,
    ("PUT", "/api/obs/connection"): ConnectionBody,
    ("PUT", "/api/emotes/sets"): Wanted,
}

_PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "code"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string"},
    },
}


async def openapi(request: web.Request) -> web.Response:
    """GET /api/openapi.json"""
    return web.json_response(describe_api(request.app))


def describe_api(app: web.Application) -> dict[str, Any]:
    """The whole description."""
    paths: dict[str, dict[str, Any]] = {}
    for route in app.router.routes():
        path = route.resource.canonical if route.resource else ""
        if path.startswith("/api/") and route.method != "HEAD":
            paths.setdefault(path, {})[route.method.lower()] = _operation(route.method, path, route.handler)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Seatfiller", "version": __version__},
        "paths": paths,
        "components": {
            "schemas": {"Problem": _PROBLEM},
            "securitySchemes": {
                "query": {"type": "apiKey", "in": "query", "name": "token"},
                "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
            },
        },
        "security": [{"query": []}, {"bearer": []}],
    }


def _operation(method: str, path: str, handler: Any) -> dict[str, Any]:
    kind = "text/event-stream" if path == "/api/chat-stream" else "application/json"
    problem = {"schema": {"$ref": "#/components/schemas/Problem"}}
    operation: dict[str, Any] = {
        "summary": (handler.__doc__ or "").partition(":")[2].strip().partition("\n")[0] or f"{method} {path}",
        "operationId": handler.__name__,
        "parameters": [
            {"name": part[1:-1], "in": "path", "required": True, "schema": {"type": "string"}}
            for part in path.split("/")
            if part.startswith("{")
        ],
        "responses": {
            "200": {"description": "Done.", "content": {kind: {}}},
            "default": {"description": "A problem.", "content": {"application/problem+json": problem}},
        },
    }
    body = BODIES.get((method, path))
    if body is not None:
        schema = body.model_json_schema(ref_template="#/components/schemas/{model}")
        operation["requestBody"] = {"content": {"application/json": {"schema": _inlined(schema)}}}
    return operation


def _inlined(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema with its definitions put where they are named."""
    definitions = schema.pop("$defs", {})

    def resolve(node: Any) -> Any:
        if isinstance(node, dict):
            name = str(node.get("$ref", "")).removeprefix("#/components/schemas/")
            if name in definitions:
                return resolve(definitions[name])
            return {key: resolve(value) for key, value in node.items()}
        return [resolve(item) for item in node] if isinstance(node, list) else node

    resolved: dict[str, Any] = resolve(schema)
    return resolved

"""The API's description: OpenAPI 3.1, made of the routes and the bodies' models, so that it can't fall behind."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from server import __version__
from server.web.app_keys import PORT
from server.web.auth import COOKIES, cookie_name
from server.web.openapi_table import ANSWERS, BODIES, CHOICES, FILES, QUERIES

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
    for method, path, handler in api_routes(app):
        paths.setdefault(path, {})[method.lower()] = _operation(method, path, handler)
    cookies = {scope: {"type": "apiKey", "in": "cookie", "name": cookie_name(scope, app[PORT])} for scope in COOKIES}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Seatfiller", "version": __version__},
        "paths": paths,
        "components": {
            "schemas": {"Problem": _PROBLEM},
            "securitySchemes": {
                "query": {"type": "apiKey", "in": "query", "name": "token"},
                "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
                **cookies,
            },
        },
        "security": [{"query": []}, {"bearer": []}, *({scope: []} for scope in cookies)],
    }


def api_routes(app: web.Application) -> list[tuple[str, str, Any]]:
    """Method, path and handler of every call. (HEAD is GET's, OPTIONS the browser's.)"""
    found = [
        (route.method, route.resource.canonical if route.resource else "", route.handler)
        for route in app.router.routes()
    ]
    return [one for one in found if one[1].startswith("/api/") and one[0] not in ("HEAD", "OPTIONS")]


def _operation(method: str, path: str, handler: Any) -> dict[str, Any]:
    problem = {"schema": {"$ref": "#/components/schemas/Problem"}}
    answers = ANSWERS.get((method, path), {"200": ("application/json",)})
    failures: dict[str, Any] = {"application/problem+json": problem}
    if any("text/plain" in kinds for kinds in answers.values()):
        failures["text/plain"] = {"schema": {"type": "string"}}  # one short line, as its success is
    operation: dict[str, Any] = {
        "summary": (handler.__doc__ or "").partition(":")[2].strip().partition("\n")[0] or f"{method} {path}",
        "operationId": f"{method.lower()}_{path.removeprefix('/api/').translate(_TO_NAME)}",
        "parameters": [
            {
                "name": part[1:-1],
                "in": "path",
                "required": True,
                "schema": {"type": "string", **({"enum": list(CHOICES[part[1:-1]])} if part[1:-1] in CHOICES else {})},
            }
            for part in path.split("/")
            if part.startswith("{")
        ]
        + [
            {"name": name, "in": "query", "required": False, "description": why, "schema": dict(schema)}
            for name, (why, schema) in QUERIES.get((method, path), {}).items()
        ],
        "responses": {
            **{status: _answer(status, kinds) for status, kinds in answers.items()},
            "default": {"description": "A problem.", "content": failures},
        },
    }
    if (method, path) in BODIES:
        schema = _inlined(BODIES[method, path].model_json_schema(ref_template="#/components/schemas/{model}"))
        content: dict[str, Any] = {"application/json": {"schema": schema}}
        operation["requestBody"] = {"required": bool(schema.get("required")), "content": content}
    elif (method, path) in FILES:
        content = {kind: {"schema": found} for kind, found in FILES[method, path].items()}
        operation["requestBody"] = {"required": True, "content": content}
    return operation


_TO_NAME = str.maketrans({"/": "_", "-": "_", ".": "_", "{": None, "}": None})


def _answer(status: str, kinds: tuple[str, ...]) -> dict[str, Any]:
    answer: dict[str, Any] = {"description": {"101": "From here on a WebSocket.", "204": "Done."}.get(status, "Done.")}
    return answer | ({"content": {kind: {} for kind in kinds}} if kinds else {})


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

"""The API's description: OpenAPI 3.1, made of the rows of the routes, so that it can't fall behind."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from aiohttp import web
from pydantic import BaseModel

from server import __version__
from server.web.app_keys import SERVICES
from server.web.auth import COOKIES, cookie_name
from server.web.route import ROWS, RawBody, Route

Choices = Mapping[str, Sequence[str]]
"""What a value may be, where that is known only while the server runs, by the name of the choice."""

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
    """GET /api/openapi.json: this API, described for programs."""
    return web.json_response(describe_api(request.app))


def describe_api(app: web.Application) -> dict[str, Any]:
    """The whole description."""
    paths: dict[str, dict[str, Any]] = {}
    among = app[SERVICES].read_context
    for row in api_routes(app):
        paths.setdefault(row.template, {})[row.method.lower()] = _operation(row, among)
    port = app[SERVICES].config.port
    cookies = {scope: {"type": "apiKey", "in": "cookie", "name": cookie_name(scope, port)} for scope in COOKIES}
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


def api_routes(app: web.Application) -> list[Route]:
    """The row of every call. (HEAD is GET's, OPTIONS the browser's.)"""
    rows = dict.fromkeys(app[ROWS].values())
    return [row for row in rows if row.path.startswith("/api/") and row.method != "OPTIONS"]


def _operation(row: Route, among: Choices) -> dict[str, Any]:
    problem = {"schema": {"$ref": "#/components/schemas/Problem"}}
    failures: dict[str, Any] = {"application/problem+json": problem}
    if any("text/plain" in kinds for kinds in row.answers.values()):
        failures["text/plain"] = {"schema": {"type": "string"}}  # one short line, as its success is
    operation: dict[str, Any] = {
        "summary": row.summary,
        "operationId": f"{row.method.lower()}_{row.template.removeprefix('/api/').translate(_TO_NAME)}",
        "parameters": [
            *(_part(row, name) for name in re.findall(r"{(\w+)}", row.template)),
            *(
                {"name": name, "in": "query", "required": False, "description": why, "schema": dict(schema)}
                for name, (why, schema) in row.query.items()
            ),
        ],
        "responses": {
            **{status: _answer(status, kinds) for status, kinds in row.answers.items()},
            "default": {"description": "A problem.", "content": failures},
        },
    }
    if row.old_name_of:
        operation["deprecated"] = True
    if row.body is not None:
        operation["requestBody"] = _body(row.body, among)
    return operation


def _part(row: Route, name: str) -> dict[str, Any]:
    """A part of the path."""
    choices = {"enum": list(row.choices[name])} if name in row.choices else {}
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string", **choices}}


def _body(body: type[BaseModel] | RawBody, among: Choices) -> dict[str, Any]:
    kinds = body.kinds if isinstance(body, RawBody) else {"application/json": body}
    schemas = {
        kind: dict(found) if isinstance(found, Mapping) else _schema(found, among) for kind, found in kinds.items()
    }
    content = {kind: {"schema": schema} for kind, schema in schemas.items()}
    is_needed = any(schema.get("required") or "format" in schema for schema in schemas.values())
    return {"required": is_needed, "content": content}


def _schema(model: type[BaseModel], among: Choices) -> dict[str, Any]:
    return _inlined(model.model_json_schema(ref_template="#/components/schemas/{model}"), among)


_TO_NAME = str.maketrans({"/": "_", "-": "_", ".": "_", "{": None, "}": None})


def _answer(status: str, kinds: tuple[str, ...]) -> dict[str, Any]:
    answer: dict[str, Any] = {"description": {"101": "From here on a WebSocket.", "204": "Done."}.get(status, "Done.")}
    return answer | ({"content": {kind: {} for kind in kinds}} if kinds else {})


def _inlined(schema: dict[str, Any], among: Choices) -> dict[str, Any]:
    """The schema with its definitions put where they are named, and with the values that there are `among`."""
    definitions = schema.pop("$defs", {})

    def resolve(node: Any) -> Any:
        if isinstance(node, dict):
            name = str(node.get("$ref", "")).removeprefix("#/components/schemas/")
            if name in definitions:
                return resolve(definitions[name])
            if node.get("x-enum") in among:
                return {**{key: node[key] for key in node if key != "x-enum"}, "enum": list(among[node["x-enum"]])}
            return {key: resolve(value) for key, value in node.items()}
        return [resolve(item) for item in node] if isinstance(node, list) else node

    resolved: dict[str, Any] = resolve(schema)
    return resolved

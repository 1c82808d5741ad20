"""Body limits: how large the body of a request may be, by route.

`limits.body_bytes` holds for all but the routes of `LARGER`. Those take what a channel can hold, which is more, and
their limit comes of the model itself: what was exported goes in again, and nothing is without a bound.
"""

from __future__ import annotations

from typing import Any

from aiohttp import web
from aiohttp.typedefs import Handler
from pydantic import BaseModel

from server.emotes.folder import LARGEST_BYTES as LARGEST_EMOTE_BYTES
from server.model.channel import Channel
from server.model.own_content import OwnContent
from server.web.app_keys import CONFIG
from server.web.handlers.own_content import MineFile

CHARACTER_BYTES = 12
r"""Of a character in JSON, at most: two escapes, as in `\ud83d\ude00`."""
NUMBER_BYTES = 32
PADDING_BYTES = 32
"""Commas, quotes, and an indentation of two spaces a level, round every value."""


@web.middleware
async def body_limits(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Let a body be as large as its route allows."""
    resource = request.match_info.route.resource
    largest = LARGER.get((request.method, resource.canonical)) if resource is not None else None
    if largest is not None and largest > request.app[CONFIG].limits.body_bytes:
        request = request.clone(client_max_size=largest)
    return await handler(request)


def largest_json(model: type[BaseModel]) -> int:
    """Bytes of the largest JSON text of a model. Raises `ValueError` if one of its parts has no bound."""
    schema = model.model_json_schema(by_alias=True)
    return _largest(schema, schema.get("$defs", {}), model.__name__)


def _largest(schema: dict[str, Any], definitions: dict[str, Any], where: str) -> int:
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return _largest(definitions[name], definitions, name)
    for choice in ("anyOf", "oneOf", "allOf"):
        if choice in schema:
            return max(_largest(one, definitions, where) for one in schema[choice])
    if "enum" in schema or "const" in schema:
        known = schema.get("enum", [schema.get("const")])
        return max(len(str(one)) for one in known) * CHARACTER_BYTES + PADDING_BYTES
    match schema.get("type"):
        case "string" if "maxLength" in schema:
            return int(schema["maxLength"]) * CHARACTER_BYTES + PADDING_BYTES
        case "array" if "maxItems" in schema:
            return int(schema["maxItems"]) * _largest(schema["items"], definitions, where) + PADDING_BYTES
        case "object" if "properties" in schema:
            return PADDING_BYTES + sum(
                len(name) + PADDING_BYTES + _largest(part, definitions, f"{where}.{name}")
                for name, part in schema["properties"].items()
            )
        case "integer" | "number" | "boolean" | "null":
            return NUMBER_BYTES + PADDING_BYTES
    raise ValueError(f"{where} has no bound")


LARGER: dict[tuple[str, str], int] = {
    ("PUT", "/api/mine"): largest_json(OwnContent),
    ("POST", "/api/mine"): largest_json(MineFile),
    ("POST", "/api/emotes"): LARGEST_EMOTE_BYTES + 4_096,
    ("POST", "/api/import"): largest_json(Channel) + 1_024,
}
"""Bytes, by method and route. A form has headers round its image, a backup a heading of its own round the channel."""

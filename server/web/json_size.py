"""JSON size: how long the JSON text of a model can be, from the bounds of its fields."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

CHARACTER_BYTES = 12
r"""Of a character in JSON, at most: two escapes, as in `\ud83d\ude00`."""
NUMBER_BYTES = 32
"""Of a number in JSON, at most."""
PADDING_BYTES = 32
"""Commas, quotes, and an indentation of two spaces a level, round every value."""


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

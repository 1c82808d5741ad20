"""Invalid: what a body breaks, as codes with the path of the field; a page has a sentence for each code.

Nobody reads pydantic's own words: its kinds of error become ours here. `CODES` is all that a page can meet.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from server.logs import one_line
from server.text.invalid import Invalid

MOST = 50
"""Errors that an answer lists."""
LONGEST_PART = 60
"""Characters of a part of a field's path: an unknown key is as long as its sender likes."""

CODES: Mapping[str, str] = {
    "MISSING": "it is missing",
    "UNKNOWN": "there is no such setting",
    "EMPTY": "it is empty",
    "TOO_SHORT": "{limit} characters at least",
    "TOO_LONG": "{limit} characters at most",
    "TOO_FEW": "{limit} at least",
    "TOO_MANY": "{limit} at most",
    "TOO_SMALL": "{limit} is the least",
    "TOO_LARGE": "{limit} is the most",
    "NOT_ONE_OF": "it is one of {choices}",
    "NOT_TEXT": "text is wanted",
    "NOT_A_NUMBER": "a number is wanted",
    "NOT_YES_OR_NO": "true or false is wanted",
    "NOT_A_LIST": "a list is wanted",
    "NOT_AN_OBJECT": "an object is wanted",
    "BAD_CHARACTERS": "it has characters that can't be there",
    "BAD_ENCODING": "letters were lost when the file was read",
    "BAD_ADDRESS": "an address is wanted, such as http://127.0.0.1:9000",
    "TWICE": "it stands there twice",
    "BAD_VALUE": "it can't be used",
}
"""What a field can break, and the sentence for who reads the API's answer without a page."""

_KINDS: Mapping[str, str] = {
    "missing": "MISSING",
    "extra_forbidden": "UNKNOWN",
    "string_too_short": "TOO_SHORT",
    "string_too_long": "TOO_LONG",
    "too_short": "TOO_FEW",
    "too_long": "TOO_MANY",
    "greater_than": "TOO_SMALL",
    "greater_than_equal": "TOO_SMALL",
    "less_than": "TOO_LARGE",
    "less_than_equal": "TOO_LARGE",
    "literal_error": "NOT_ONE_OF",
    "enum": "NOT_ONE_OF",
    "string_type": "NOT_TEXT",
    "string_unicode": "NOT_TEXT",
    "bool_type": "NOT_YES_OR_NO",
    "bool_parsing": "NOT_YES_OR_NO",
    "tuple_type": "NOT_A_LIST",
    "list_type": "NOT_A_LIST",
    "model_type": "NOT_AN_OBJECT",
    "dict_type": "NOT_AN_OBJECT",
    "mapping_type": "NOT_AN_OBJECT",
}
_LIMITS = ("limit_value", "min_length", "max_length", "ge", "gt", "le", "lt")


def broken_rules(error: ValidationError) -> list[dict[str, Any]]:
    """Each field that can't be used: `{field, code, message}`, with `limit`, `choices` or the like where it helps."""
    found: dict[str, dict[str, Any]] = {}
    for one in error.errors(include_url=False, include_input=False):
        # Where a value may be of several kinds, each says why it isn't that one: the first is the one that is meant.
        broken = _broken(one)
        found.setdefault(broken["field"], broken)
    return list(found.values())[:MOST]


def _broken(one: ErrorDetails) -> dict[str, Any]:
    field = ".".join(one_line(str(part), LONGEST_PART) for part in one["loc"] if not _KIND_OF_VALUE.match(str(part)))
    context = one.get("ctx", {})
    reason = context.get("error")
    if isinstance(reason, Invalid):
        return {"field": field, "code": reason.code, "message": reason.why, **reason.more}
    if isinstance(reason, ValueError):
        return {"field": field, "code": "BAD_VALUE", "message": str(reason)}
    code = _code(one["type"])
    limit = next((context[name] for name in _LIMITS if name in context), None)
    more: dict[str, Any] = {} if limit is None else {"limit": limit}
    if code == "NOT_ONE_OF":
        more["choices"] = context.get("expected", "").replace("'", "").replace(" or ", ", ")
    if code == "TOO_SHORT" and more.get("limit") == 1:
        code = "EMPTY"
    return {
        "field": field,
        "code": code,
        "message": CODES[code].format_map({"limit": "", "choices": "", **more}),
        **more,
    }


def _code(kind: str) -> str:
    if kind in _KINDS:
        return _KINDS[kind]
    if kind.startswith(("int_", "float_", "finite_", "decimal_")):
        return "NOT_A_NUMBER"
    return "BAD_ADDRESS" if kind.startswith("url_") else "BAD_VALUE"


_KIND_OF_VALUE = re.compile(r"literal\[|function-|constrained-|\[key\]$|[A-Z]\w+$")
"""What pydantic adds to a path where a value may be of several kinds: their names. No field of ours is called so."""

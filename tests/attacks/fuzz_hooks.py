"""Hooks that schemathesis loads for `make fuzz`: names that there are, calls that come first, a record of all answers.

`FUZZ_BASE` is the server, `FUZZ_OWNER` the owner's cookie, `FUZZ_RECORD` the file of the record.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from typing import Any
from zlib import crc32

import requests
import schemathesis
from hypothesis import strategies as st

from tests.attacks.fuzz_calls import CALLS, NEVER_FREE, PNG, Call

schemathesis.openapi.media_type("application/octet-stream", st.sampled_from([PNG, PNG[:-1]]) | st.binary())
_session = requests.Session()
_session.trust_env = False


@schemathesis.hook
def before_load_schema(context: Any, raw_schema: dict[str, Any]) -> None:
    """Fields that reach too far are held."""
    for name, held in NEVER_FREE.items():
        method, _, path = name.partition(" ")
        body = raw_schema["paths"][path][method.lower()]["requestBody"]["content"]["application/json"]
        body["schema"]["properties"] |= held


@schemathesis.hook
def map_path_parameters(context: Any, path_parameters: dict[str, Any] | None) -> dict[str, Any] | None:
    """Every other name is one that there is."""
    return _every_other(path_parameters, _known(context).parts)


@schemathesis.hook
def map_query(context: Any, query: dict[str, Any] | None) -> dict[str, Any] | None:
    """Every other parameter has the value that is taken."""
    return _every_other(query, _known(context).query) or query


@schemathesis.hook
def map_body(context: Any, body: Any) -> Any:
    """Every other field has the value that is taken."""
    known = _known(context).body
    return _every_other(body, known) if isinstance(known, dict) and isinstance(body, dict) else body


def _known(context: Any) -> Call:
    operation = context.operation
    return CALLS.get(f"{operation.method.upper()} {operation.path}", Call())


def _every_other(made_up: dict[str, Any] | None, known: Mapping[str, Any]) -> dict[str, Any] | None:
    """By what was made up, so that an example stays the same while it is shrunk."""
    if made_up is None:
        return None
    return made_up | {key: value for key, value in known.items() if crc32(repr((key, made_up)).encode()) % 2}


@schemathesis.hook
def before_call(context: Any, case: Any, kwargs: dict[str, Any]) -> None:
    """What the operation needs is there again."""
    for method, path, body in CALLS.get(f"{case.method.upper()} {case.path}", Call()).needs:
        data = {"data": body} if isinstance(body, bytes) else {"json": body}
        headers = {"Cookie": os.environ["FUZZ_OWNER"]}
        _session.request(method, os.environ["FUZZ_BASE"] + path, headers=headers, timeout=60, **data)


@schemathesis.hook
def after_call(context: Any, case: Any, response: Any) -> None:
    """A line for each answer."""
    with open(os.environ["FUZZ_RECORD"], "a", encoding="utf-8") as record:
        record.write(json.dumps([f"{case.method.upper()} {case.path}", response.status_code]) + "\n")

"""`make fuzz` knows a good call of every operation that takes more than its address."""

from __future__ import annotations

import re

from server.web.openapi import api_routes
from server.web.route import RawBody
from tests.attacks.fuzz_calls import CALLS, ENDLESS, ENDS_ITSELF, NEVER_FREE, operations


async def test_it_knows_every_operation(server):
    """Those of the description, and no other."""
    assert operations().keys() == {f"{row.method} {row.template}" for row in api_routes(server.app)}
    assert {*CALLS, *ENDLESS, *ENDS_ITSELF, *NEVER_FREE} <= operations().keys()


def test_it_knows_a_value_for_every_part_and_every_body():
    """Each part of the path by its name; a body that its model accepts."""
    for name, row in operations().items():
        parts = set(re.findall(r"{(\w+)}", row.template))
        assert parts == set(CALLS[name].parts if name in CALLS else ()), name
        if isinstance(row.body, RawBody):
            assert CALLS[name].body, name
        elif row.body is not None:
            row.body.model_validate(CALLS[name].body or {})

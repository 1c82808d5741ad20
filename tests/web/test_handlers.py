"""What handlers are: they parse, make a call into a service, and answer."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

WEB = Path(__file__).parents[2] / "server" / "web"
HANDLERS = sorted((WEB / "handlers").glob("*.py"))
IN_ONE_PLACE = {"app_keys.py", "route.py"}
"""The only files that look into the application for a request: for the services, and for the route's row."""


@pytest.mark.parametrize("path", HANDLERS, ids=lambda path: path.stem)
def test_no_handler_imports_a_handler(path):
    """What two of them need is below both, in a service or beside `handlers`."""
    imported = [
        node.module for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.ImportFrom)
    ]
    assert [module for module in imported if (module or "").startswith("server.web.handlers")] == []


@pytest.mark.parametrize("path", HANDLERS, ids=lambda path: path.stem)
def test_no_handler_changes_a_channel_itself(path):
    """The rules of what a change does are a service's."""
    text = path.read_text("utf-8")
    assert not re.search(r"\.model_copy\(|channels\.(?:change|act)\(", text)


def test_the_application_is_looked_into_in_one_place():
    """Whoever handles a request finds the services by `services_of`."""
    found = {path.name for path in WEB.rglob("*.py") if "request.app[" in path.read_text("utf-8")}
    assert found <= IN_ONE_PLACE

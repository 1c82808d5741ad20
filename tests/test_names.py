"""The names of the server's classes."""

import ast
from collections import defaultdict
from pathlib import Path

SERVER = Path(__file__).parent.parent / "server"


def test_no_public_class_name_is_defined_in_two_modules():
    """A public class name means one thing in the whole server."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    for path in sorted(SERVER.rglob("*.py")):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(str(path.relative_to(SERVER)))
    assert len(places) > 100
    assert {name: found for name, found in places.items() if len(found) > 1} == {}

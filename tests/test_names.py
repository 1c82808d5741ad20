"""The names of the server and its tests: each means one thing, and says it in the field's own terms."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
SERVER = ROOT / "server"
METAPHORS = frozenset(
    re.findall(
        r"\w+",
        """
        office desk kit shelf shelves book books house stage backstage bulletin tally tallies guestbook keeper lineup
        ledger ledgers wardrobe curtain surge taste tastes typist typists wish wishes theatre theater worn thrown throw
        mould moulds nudge nudged forgetful casting keel tide orphan orphans troubles lights happening happenings
        """,
    )
)
"""Words of a theatre, an office or a shop that once were names here: a stranger can't guess what they mean."""


def test_no_public_class_name_is_defined_in_two_modules():
    """A public class name means one thing in the whole server."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    for path in sorted(SERVER.rglob("*.py")):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(str(path.relative_to(SERVER)))
    assert len(places) > 100
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


def test_no_name_is_a_metaphor():
    """Neither of a module, nor of a class, a function, an argument or a variable, in the server or in its tests."""
    found = [
        f"{path.relative_to(ROOT)}: {name}"
        for folder in ("server", "tests", "benchmarks")
        for path in sorted((ROOT / folder).rglob("*.py"))
        for name in (path.stem, *_names(ast.parse(path.read_text("utf-8"))))
        if not METAPHORS.isdisjoint(_words(name))
    ]
    assert found == []


def _names(module: ast.Module) -> Iterator[str]:
    """What a module names itself."""
    for node in ast.walk(module):
        match node:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield name
            case ast.arg(arg=name) | ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
                yield name


def _words(name: str) -> set[str]:
    """`open_house`, `OpenHouse` and `_OPEN_HOUSE`: open, house."""
    return {word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)}

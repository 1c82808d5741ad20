"""The names of the server and its tests: each means one thing, and says it in the field's own terms."""

import ast
import builtins
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

CLASS_IN_BACKTICKS = re.compile(r"(?<!`)`(?:[a-z_]+\.)*([A-Z][a-z]+(?:[A-Z]\w*)?)`")
OTHERS_NAMES: frozenset[str] = frozenset()
"""What headers and programs of others are called, in backticks."""


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


def test_the_trees_in_docstrings_name_classes_that_are_there():
    """Each branch of a drawn hierarchy is a class of that very module: a renamed one is renamed in the drawing."""
    drawn, strangers = 0, []
    for path in sorted(SERVER.rglob("*.py")):
        module = ast.parse(path.read_text("utf-8"))
        classes = {node.name for node in module.body if isinstance(node, ast.ClassDef)}
        branches = re.findall(r"[├└]── (\w+)", ast.get_docstring(module) or "")
        drawn += len(branches)
        strangers += [f"{path.relative_to(ROOT)}: {name}" for name in branches if name not in classes]
    assert drawn > 30
    assert strangers == []


def test_a_class_that_a_docstring_names_is_there():
    """`ClassName` and `module.ClassName` in backticks: one of the server's, or of what it imports."""
    sources = {path: path.read_text("utf-8") for path in sorted(SERVER.rglob("*.py"))}
    known = set(dir(builtins)) | OTHERS_NAMES
    for source in sources.values():
        for node in ast.walk(ast.parse(source)):
            match node:
                case ast.ClassDef(name=name) | ast.Name(id=name) | ast.Attribute(attr=name) | ast.alias(name=name):
                    known.add(name)
    named = [(path, name) for path, source in sources.items() for name in re.findall(CLASS_IN_BACKTICKS, source)]
    assert len(named) > 100
    assert [f"{path.relative_to(ROOT)}: {name}" for path, name in named if name not in known] == []


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

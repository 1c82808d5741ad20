"""Every pattern of the program, and the ways in which it is used: by the whole, from the beginning, or anywhere."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

import overlay
import server
from server.phrases import claims
from server.phrases.pack_file import LONGEST_WITH_ANSWERS
from tests.attacks.worst_cases import CHARACTERS, texts

try:
    from re import _parser as parser
except ImportError:  # another Python keeps it elsewhere
    import sre_parse as parser  # type: ignore[no-redef]

MOST_CHARACTERS = 3
"""Of a pattern's own, that its worst texts are made of."""
ANYWHERE = ("search", "sub", "subn", "split", "findall", "finditer")
BOUNDED = {
    "server.generation.forms.heads:_TAIL": 16,
    "server.audience.nicknames": 40,
    "server.phrases.claims": claims.LONGEST,
}
"""Patterns, or all of a module, that see so many characters of a text and no more: where they are used says so."""
LINT = "server.phrases.lint"
"""Begins the names of the modules whose patterns see single lines of a pack that has been read."""
_LITERAL = re.compile(
    r"(?:^|[(,=:\[!&|?{};]|\breturn\b|=>)\s*/((?![*/])(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)/([dgimsuy]*)"
)
"""A pattern in a script."""
CLASSES = {"CATEGORY_SPACE": " ", "CATEGORY_DIGIT": "1", "CATEGORY_WORD": "a", "CATEGORY_NOT_WORD": "."}


def patterns() -> dict[str, re.Pattern[Any]]:
    """Each compiled pattern that stands in a module, alone or among others, by its place."""
    found: dict[str, re.Pattern[Any]] = {}
    for info in pkgutil.walk_packages(server.__path__, "server."):
        for name, value in vars(importlib.import_module(info.name)).items():
            for number, pattern in enumerate(_within(value)):
                found.setdefault(f"{info.name}:{name}{number or ''}", pattern)
    return {name: pattern for name, pattern in found.items() if found[name] is pattern}


def _within(value: object) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        yield from _within(tuple(value.values()))
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _within(each)


def overlay_patterns() -> dict[str, re.Pattern[str]]:
    """Each pattern that a script of the pages holds, as Python reads it, by its file and line."""
    folder = Path(overlay.__file__ or "").parent
    found = {}
    for path in sorted(folder.rglob("*.js")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            for body, flags in _LITERAL.findall(line):
                text = body.replace(r"\p{L}", "a-zA-Z").replace(r"\p{N}", "0-9").replace("(?<", "(?P<")
                text = text.replace("(?P<=", "(?<=").replace("(?P<!", "(?<!")
                place = f"overlay/{path.relative_to(folder).as_posix()}:{number}"
                found[place] = re.compile(text, re.IGNORECASE if "i" in flags else 0)
    return found


def ways_of(name: str, sources: str) -> tuple[str, ...]:
    """How a pattern of that name is used; in every way, where a use can't be told."""
    uses = re.findall(rf"(?<![\w.]){name}\b(?:\.(\w+)\(|(?!\s*=))", sources)
    if not uses or "" in uses:
        return ("match", "fullmatch", "finditer")
    return tuple(sorted({"finditer" if use in ANYWHERE else use for use in uses}))


def pattern_calls() -> dict[str, Callable[[], None]]:
    """What tries each pattern with its worst texts."""
    everywhere = "\n".join(path.read_text("utf-8") for path in Path(server.__file__).parent.rglob("*.py"))
    calls: dict[str, Callable[[], None]] = {}
    tried: dict[tuple[Any, int], set[str]] = {}
    for place, pattern in patterns().items():
        module, _, name = place.partition(":")
        own = Path(importlib.import_module(module).__file__ or "").read_text("utf-8")
        ways = ways_of(name.rstrip("0123456789"), own if name.startswith("_") else everywhere)
        known = tried.setdefault((pattern.pattern, pattern.flags), set())
        new = [way for way in ways if way not in known]
        known.update(new)
        if new:
            calls[f"{place} ({', '.join(new)})"] = partial(_try, pattern, new, _most_of(place))
    return calls


def overlay_calls() -> dict[str, Callable[[], None]]:
    """What tries each pattern of the pages: all are looked for anywhere in a text."""
    return {place: partial(_try, pattern, ["finditer"], CHARACTERS) for place, pattern in overlay_patterns().items()}


def _most_of(place: str) -> int:
    """Characters that the pattern at that place can be given."""
    if place.startswith(LINT):
        return LONGEST_WITH_ANSWERS
    return BOUNDED.get(place, BOUNDED.get(place.partition(":")[0], CHARACTERS))


def _try(pattern: re.Pattern[Any], ways: list[str], most: int) -> None:
    for text in texts(pumps_of(pattern)):
        text = text[-most - 2 :]
        subject = text.encode() if isinstance(pattern.pattern, bytes) else text
        for way in ways:
            if way == "finditer":
                for _ in pattern.finditer(subject):
                    pass
            else:
                getattr(pattern, way)(subject)


def pumps_of(pattern: re.Pattern[Any]) -> tuple[str, ...]:
    """Characters that a pattern speaks of, alone and in pairs."""
    text = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode()
    flags = pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else pattern.flags
    own = list(dict.fromkeys([*_characters(parser.parse(text, flags)), " ", "a", "1"]))
    # Evenly from all of it: the first alternative isn't the worst one.
    own = own[:: max(1, len(own) // MOST_CHARACTERS)][:MOST_CHARACTERS]
    return (*own, *(one + other for one, other in product(own[:2], repeat=2) if one != other))


def _characters(tree: Any) -> Iterator[str]:
    for operator, argument in tree:
        match str(operator):
            case "LITERAL" | "NOT_LITERAL":
                yield chr(argument)
            case "IN":
                yield from _of_a_set(argument)
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                yield from _characters(argument[2])
            case "SUBPATTERN":
                yield from _characters(argument[-1])
            case "ATOMIC_GROUP":
                yield from _characters(argument)
            case "BRANCH":
                for branch in argument[1]:
                    yield from _characters(branch)
            case "ASSERT" | "ASSERT_NOT":
                yield from _characters(argument[1])


def _of_a_set(items: Any) -> Iterator[str]:
    for kind, value in items:
        match str(kind):
            case "LITERAL":
                yield chr(value)
            case "RANGE":
                yield chr(value[0])
            case "CATEGORY":
                yield CLASSES.get(str(value), "a")

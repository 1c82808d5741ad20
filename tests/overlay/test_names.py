"""The names in the pages' code: plain terms of the field, each of one thing."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

OVERLAY = Path(__file__).parent.parent.parent / "overlay"
MODULES = sorted(OVERLAY.rglob("*.js"))
LINES = OVERLAY / "landing/lines"
"""What the demo's viewers say: prose, not code."""
METAPHORS = (
    "ticket tickets tear torn house curtain wardrobe worn wearing stage backstage usher foyer lobby shelf ledger "
    "lineup keeper guestbook bulletin tally dial dials deck lamp lit office desk kit"
)
"""Words of a theatre, an office or a shop, of which a stranger can't guess what they mean in a program."""
EXCEPT = {"Stream Deck", "streamDeck"}
"""The device of that name."""


def name_of(path: Path) -> str:
    return path.relative_to(OVERLAY).as_posix()


def words_of(name: str) -> set[str]:
    """The words of a name: `lookOf`, `data-set`, `#aList`."""
    return {word.casefold() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)}


def test_a_class_has_a_name_of_its_own():
    """A class name means one thing in all pages."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    for module in MODULES:
        for name in re.findall(r"^\s*(?:export )?(?:default )?class (\w+)", module.read_text("utf-8"), re.MULTILINE):
            places[name].append(name_of(module))
    assert len(places) > 40
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


def names_in(path: Path) -> set[str]:
    """What a file calls its own: itself, functions, methods, constants, ids, classes and variables of style sheets."""
    text = path.read_text("utf-8")
    found = {path.stem}
    if path.suffix == ".css":
        rules = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
        declared = re.findall(r"[.#]([A-Za-z][\w-]*)(?=[^{};]*\{)|(--[\w-]+)(?=:)", rules)
        return found | {name for pair in declared for name in pair}
    found |= {name for some in re.findall(r'\b(?:class|id)="([^"{}]*)"', text) for name in some.split()}
    if path.suffix == ".js":
        declared = (
            r"^\s*(?:export )?(?:async )?(?:const|let|class|function) (\w+)|^  (?:async |static |get |set )*(#?\w+)\("
        )
        found |= {name for pair in re.findall(declared, text, re.MULTILINE) for name in pair}
        found |= {
            name for some in re.findall(r"(?:element|button)\((?:'\w+', )?'([\w -]+)'", text) for name in some.split()
        }
    return found


@pytest.mark.parametrize(
    "path", sorted(path for suffix in ("js", "css", "html") for path in OVERLAY.rglob(f"*.{suffix}")), ids=name_of
)
def test_a_name_says_what_it_is(path):
    """No metaphor in what a file declares."""
    if path.is_relative_to(LINES):
        return
    used = {name for name in names_in(path) - EXCEPT if words_of(name) & set(METAPHORS.split())}
    assert not used

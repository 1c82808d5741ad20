"""Situation: what can go on in a game for minutes, with its values and the lines that are likely meanwhile.

A pack's `[situations.<name>]`; `docs/packs.md` describes the format.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any, Final

from server.model.phrase import CATEGORIES, Category, Genre
from server.phrases.pack_file import PackFile
from server.phrases.template import Template

KINDS: Final = ("foe", "rival", "place", "item", "person", "thing", "team")
"""Kinds of values, for the general pack's frames: lines about any boss, any place, whatever the game."""
USUAL_MINUTES = (3.0, 12.0)
"""How long a situation lasts (docs/realism.md)."""
LONGEST_MINUTES = 120.0
"""Longest time that a pack may give a situation."""
MOST_SITUATIONS, MOST_VALUES = 60, 200
"""Situations of a pack, and tables of values of one situation."""

_KEYS = frozenset(
    {"label", "heard", "minutes", "weight", "then", "bind", "moments", "kinds", "values", "genres", *CATEGORIES}
)


@dataclass(frozen=True, slots=True, eq=False)
class Situation:
    """What can go on for minutes."""

    key: str
    label: str
    """What the panel calls it."""
    heard: tuple[str, ...]
    """What the streamer types that means it."""
    minutes: tuple[float, float]
    """How long it lasts, least and most."""
    weight: float
    """How often it comes, beside the others."""
    then: tuple[str, ...]
    """The keys of those that may follow; empty for any."""
    moments: tuple[str, ...]
    """What tends to happen in it, by the types of moments."""
    kinds: tuple[tuple[str, str], ...]
    """Kinds of frames that fit, each with the name of the value that it is about."""
    values: tuple[Mapping[str, tuple[str, ...]], ...]
    """Sets of values of which one is bound, each name with what it may be."""
    bind: Mapping[str, tuple[str, ...]]
    """Slots that have one value as long as it lasts."""
    genres: frozenset[Genre]
    """In the general pack: of which games; empty for any."""
    lines: Mapping[Category, tuple[Template, ...]]

    def draw_values(self, random: Random, known: Mapping[str, str] | None = None) -> dict[str, str]:
        """The values that it is about: those that are `known`, else drawn. A set of values goes together: of what is
        known and fits no set, nothing is kept but what stands in none."""
        known = known or {}
        named = {name for some in self.values for name in some}
        wanted = {name: value for name, value in known.items() if name in named}
        fitting = [some for some in self.values if all(value in some.get(name, ()) for name, value in wanted.items())]
        drawn = {name: random.choice(values) for name, values in self.bind.items()}
        if self.values:
            drawn |= {name: random.choice(values) for name, values in random.choice(fitting or self.values).items()}
        kept = {name: value for name, value in known.items() if name in drawn and (fitting or name not in wanted)}
        return drawn | kept

    def values_among(self, given: Mapping[str, str]) -> dict[str, str]:
        """Those of the `given` values that it may have, as the pack writes them, whatever their capitals."""
        listed: dict[str, dict[str, str]] = {}
        for some in (self.bind, *self.values):
            for name, values in some.items():
                listed.setdefault(name, {}).update({value.casefold(): value for value in values})
        found = ((name, listed.get(name, {}).get(value.casefold())) for name, value in given.items())
        return {name: value for name, value in found if value is not None}


def read_situations(file: PackFile) -> dict[str, Situation]:
    """The situations of a pack's file. Raises `PackError`. From then on the file's lines may use their values."""
    tables = file.table("situations")
    if len(tables) > MOST_SITUATIONS:
        raise file.error("situations", f"{MOST_SITUATIONS} situations at most")
    bound: set[str] = set()
    for key, table in tables.items():
        file.known(table, _KEYS, f"situations.{key}.")
        bound |= {name for values in _values(file, key, table) for name in values}
    file.bind(bound)
    return {key: _situation(file, key, table, tables) for key, table in tables.items()}


def _situation(file: PackFile, key: str, table: Mapping[str, Any], others: Mapping[str, Any]) -> Situation:
    prefix = f"situations.{key}."
    values = tuple(_values(file, key, table))
    bind: dict[str, tuple[str, ...]] = {}
    for name in file.names(table, "bind", prefix):
        slot = file.slot(name)
        if slot is None:
            raise file.error(name, f"{prefix}bind: no slot is called {name!r}")
        bind[name] = slot
    then = file.names(table, "then", prefix)
    if unknown := set(then) - set(others):
        raise file.error(min(unknown), f"{prefix}then: there is no situation {min(unknown)!r}")
    label = table.get("label", key)
    weight = table.get("weight", 1)
    if not file.is_name(label):
        raise file.error("label", f"{prefix}label is a short text")
    if not isinstance(weight, int | float) or isinstance(weight, bool) or not 0 < weight <= 100:
        raise file.error("weight", f"{prefix}weight is a number up to 100")
    return Situation(
        key=key,
        label=label,
        heard=file.names(table, "heard", prefix),
        minutes=_minutes(file, prefix, table),
        weight=float(weight),
        then=then,
        moments=file.names(table, "moments", prefix),
        kinds=tuple(_kinds(file, prefix, table, {*bind, *(name for some in values for name in some)})),
        values=values,
        bind=bind,
        genres=frozenset(file.genres(file.names(table, "genres", prefix), "genres")),
        lines={
            category: file.by_mood(table[category], category, f"{prefix}{category}")
            for category in CATEGORIES
            if category in table
        },
    )


def _values(file: PackFile, key: str, table: Mapping[str, Any]) -> Iterator[Mapping[str, tuple[str, ...]]]:
    listed = table.get("values", [])
    if not isinstance(listed, list) or len(listed) > MOST_VALUES or not all(isinstance(one, dict) for one in listed):
        raise file.error(
            "values", f"situations.{key}.values: tables, [[situations.{key}.values]], {MOST_VALUES} at most"
        )
    for one in listed:
        yield {
            name: file.strings([given] if isinstance(given, str) else given, f"situations.{key}.values.{name}")
            for name, given in one.items()
        }


def _minutes(file: PackFile, prefix: str, table: Mapping[str, Any]) -> tuple[float, float]:
    given = table.get("minutes", list(USUAL_MINUTES))
    if (
        not isinstance(given, list)
        or len(given) != 2
        or not all(isinstance(one, int | float) and not isinstance(one, bool) for one in given)
        or not 0 < given[0] <= given[1] <= LONGEST_MINUTES
    ):
        raise file.error("minutes", f"{prefix}minutes: the least and the most, up to {LONGEST_MINUTES:g}")
    return float(given[0]), float(given[1])


def _kinds(file: PackFile, prefix: str, table: Mapping[str, Any], bound: set[str]) -> Iterator[tuple[str, str]]:
    for kind, name in file.table("kinds", table).items():
        if kind not in KINDS or name not in bound:
            raise file.error(kind, f"{prefix}kinds: one of {', '.join(KINDS)}, of a value that it binds")
        yield kind, name

"""Topic: what several viewers talk about for a while; a pool of lines, each with its role in the talk.

A pack's `[topics.<name>]`; `docs/packs.md` describes the format.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from server.model.phrase import ROLES, Genre, Role
from server.phrases.pack_file import PackFile
from server.phrases.template import Template

MOST_TOPICS = 300
_KEYS = frozenset({"situations", "moments", "genres", *ROLES})


@dataclass(frozen=True, slots=True, eq=False)
class Topic:
    """What several viewers talk about."""

    key: str
    situations: frozenset[str]
    """Where it comes up; empty for anywhere."""
    moments: frozenset[str]
    """What brings it up."""
    genres: frozenset[Genre]
    """In the general pack: in which games; empty for any."""
    lines: Mapping[Role, tuple[Template, ...]]


def read_topics(file: PackFile, tables: Mapping[str, Any]) -> Iterator[Topic]:
    """The topics in a table of a pack's file. Raises `PackError`."""
    if len(tables) > MOST_TOPICS:
        raise file.error("topics", f"{MOST_TOPICS} topics at most")
    for key, table in tables.items():
        prefix = f"topics.{key}."
        file.known(table, _KEYS, prefix)
        lines = {role: file.answers(table[role], f"{prefix}{role}") for role in ROLES if role in table}
        if "claim" not in lines and "ask" not in lines:
            raise file.error(key, f"{prefix}claim: a topic has something that opens it")
        yield Topic(
            key=key,
            situations=frozenset(file.names(table, "situations", prefix)),
            moments=frozenset(file.names(table, "moments", prefix)),
            genres=frozenset(file.genres(file.names(table, "genres", prefix), "genres")),
            lines=lines,
        )

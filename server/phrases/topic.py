"""Topic: what several viewers talk about for a while; a pool of lines, each with its role in the talk.

A pack's `[topics.<name>]`; `docs/packs.md` describes the format.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from server.model.phrase import ROLES, Category, Genre, Role
from server.phrases.pack_file import ANSWERS, PackFile
from server.phrases.template import Template

MOST_TOPICS = 300
"""Topics of a pack."""
BUILDS = (3, 8)
"""Lines of a thought that several people spin out, least and most."""
FIRST_SPEAKER = "a:"
"""Prefix of a line of `builds` that is said by the viewer who began the topic."""
OPENING: Sequence[Role] = ("claim", "ask", "builds")
"""What a talk may begin with."""
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
    """By role; those of `builds` are said in their order, each only after the one before."""
    returns: frozenset[int] = frozenset()
    """Which lines of `builds` are said by who began it; the others by another mouth each."""

    def told_as(self, category: Category, instead_of: Category) -> Topic:
        """The same topic where what `instead_of` is called is called `category`."""

        def told(line: Template) -> Template:
            answers = tuple(map(told, line.answers))
            changed = category if line.category == instead_of else line.category
            return replace(line, category=changed, answers=answers)

        return replace(self, lines={role: tuple(map(told, lines)) for role, lines in self.lines.items()})


def read_topics(file: PackFile, tables: Mapping[str, Any]) -> Iterator[Topic]:
    """The topics in a table of a pack's file. Raises `PackError`."""
    if len(tables) > MOST_TOPICS:
        raise file.error("topics", f"{MOST_TOPICS} topics at most")
    for key, table in tables.items():
        prefix = f"topics.{key}."
        file.known(table, _KEYS, prefix)
        lines: dict[Role, tuple[Template, ...]] = {
            role: file.answers(table[role], f"{prefix}{role}") for role in ROLES if role in table and role != "builds"
        }
        returns: frozenset[int] = frozenset()
        if "builds" in table:
            lines["builds"], returns = _builds(file, table["builds"], f"{prefix}builds")
        if lines.keys().isdisjoint(OPENING):
            raise file.error(key, f"{prefix}claim: a topic has something that opens it")
        yield Topic(
            key=key,
            situations=frozenset(file.names(table, "situations", prefix)),
            moments=frozenset(file.names(table, "moments", prefix)),
            genres=frozenset(file.genres(file.names(table, "genres", prefix), "genres")),
            lines=lines,
            returns=returns,
        )


def _builds(file: PackFile, texts: Any, key: str) -> tuple[tuple[Template, ...], frozenset[int]]:
    """The lines of a thought that grows, and which of them are said by who began it."""
    said = file.strings(texts, key)
    least, most = BUILDS
    if not least <= len(said) <= most:
        raise file.error("builds", f"{key}: {len(said)} lines; {least} to {most}")
    bare = [text.removeprefix(FIRST_SPEAKER).strip() for text in said]
    returns = frozenset(place for place, text in enumerate(said) if text.startswith(FIRST_SPEAKER))
    if 0 in returns or 1 in returns:
        raise file.error(said[min(returns)], f"{key}: somebody else goes on before who began it comes back")
    if any(ANSWERS.strip() in text for text in bare):
        raise file.error("builds", f"{key}: what answers a line is the next one, so none has answers behind >>")
    return file.answers(bare, key), returns

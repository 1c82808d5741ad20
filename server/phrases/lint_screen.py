"""Lint of the screen: texts that mean what isn't there, or two things at once."""

from __future__ import annotations

from collections.abc import Iterator, Set

from server.phrases.pack import Pack
from server.text.screen_letters import as_read


def screen(pack: Pack, moments: Set[str], situations: Set[str]) -> Iterator[str]:
    """What is wrong in `[[screen]]`. `moments` and `situations`: those of every game, by their keys."""
    seen: dict[str, str] = {}
    for entry in pack.screen:
        first = entry.read[0]
        if entry.moment is not None and entry.moment not in moments | pack.moments.keys():
            yield f"screen: {first!r} means {entry.moment!r}, and there is no such moment"
        if entry.situation is not None and entry.situation not in situations | pack.situations.keys():
            yield f"screen: {first!r} means {entry.situation!r}, and there is no such situation"
        situation = pack.situations.get(entry.situation or "")
        values = entry.values or {}
        if situation is not None and (unknown := values.keys() - situation.values_among(values).keys()):
            name = min(unknown)
            yield f"screen: {first!r}: {situation.key} has no {name} {values[name]!r}"
        for text in entry.read:
            read = as_read(text)
            if read in seen:
                yield f"screen: {text!r} reads as {seen[read]!r}, which is there already"
            seen[read] = text

"""Salvage: a channel's row that can't be read whole, without the parts that are broken. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import ValidationError

from server.model.channel import Channel
from server.text.bounded import load_json
from server.text.fields import name_key

ROUNDS = 20
"""Looks at what is left; a part that is wanted shows only once its broken value is gone."""
_WHOLE = frozenset({"rules"})
"""Lists whose items go whole: half a rule does something else."""

Path = tuple[int | str, ...]


def salvaged(text: str, id: str) -> tuple[Channel, list[str]]:
    """What can be read of a row, and a few words on each part that can't. Nothing readable is a new channel."""
    try:
        whole = load_json(text)
    except ValueError as error:
        return Channel(id=id), [f"all of it ({type(error).__name__})"]
    if not isinstance(whole, dict):
        return Channel(id=id), ["all of it"]
    whole["id"] = id
    lost = list(_drop_doubles(whole))
    for _ in range(ROUNDS):
        try:
            return Channel.model_validate(whole), lost
        except ValidationError as error:
            broken = _broken(whole, error)
        if not broken:
            break
        for path in sorted(broken, key=_last_first, reverse=True):
            lost.append(f"{'.'.join(map(str, path))} ({broken[path]})")
            _cut(whole, path)
    return Channel(id=id), [*lost, "and all the rest"]


def _broken(whole: Any, error: ValidationError) -> dict[Path, str]:
    """The smallest parts that can be left out, with what is wrong with each."""
    found: dict[Path, str] = {}
    for one in error.errors(include_url=False, include_input=False):
        path = _existing(whole, one["loc"])
        if one["type"] == "too_long" and isinstance(_at(whole, path), list):
            kept, most = _at(whole, path), int(one["ctx"]["max_length"])
            found |= {(*path, place): "too many" for place in range(most, len(kept))}
            continue
        if path:
            found[_whole_item(path)] = one["msg"].removeprefix("Value error, ")
    # What lies inside a part that goes, goes with it.
    return {path: why for path, why in found.items() if not any(path[:cut] in found for cut in range(1, len(path)))}


def _existing(whole: Any, loc: Iterable[int | str]) -> Path:
    """As much of a place as the data has: the rest is a choice of the model's, or the value that is missing."""
    path: list[int | str] = []
    for part in loc:
        inside = _at(whole, tuple(path))
        fits = (isinstance(inside, dict) and part in inside) or (
            isinstance(inside, list) and isinstance(part, int) and part < len(inside)
        )
        if not fits:
            break
        path.append(part)
    return tuple(path)


def _whole_item(path: Path) -> Path:
    for place, part in enumerate(path[:-1], 1):
        if part in _WHOLE:
            return path[: place + 1]
    return path


def _at(whole: Any, path: Path) -> Any:
    for part in path:
        whole = whole[part]
    return whole


def _cut(whole: Any, path: Path) -> None:
    del _at(whole, path[:-1])[path[-1]]


def _last_first(path: Path) -> tuple[tuple[int, int | str], ...]:
    return tuple((0, part) if isinstance(part, int) else (1, part) for part in path)


def _drop_doubles(whole: dict[str, Any]) -> Iterator[str]:
    """Leave the first of those with one name."""
    looks = whole.get("looks")
    for place, holder in (("slots", whole), ("presets", whole), ("named", looks)):
        kept = holder.get(place) if isinstance(holder, dict) else None
        if not isinstance(kept, list):
            continue
        seen: set[str] = set()
        for item in list(kept):
            name = item.get("name") if isinstance(item, dict) else None
            if not isinstance(name, str):
                continue
            if name_key(name) in seen:
                kept.remove(item)
                yield f"{place}: {name} twice"
            seen.add(name_key(name))

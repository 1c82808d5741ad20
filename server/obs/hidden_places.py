"""Hidden places: where our sources are in OBS's scenes, and which of these places we hid.

What we hid is written into OBS's own persistent data before anything is hidden, and taken out after it is shown again.
It is kept there and not in our store, because it is about that OBS, whichever server talks to it next; because OBS
writes it at once, whatever becomes of its scenes; and because hiding may not wait for a disk of ours.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Set
from contextlib import suppress
from typing import Any, NamedTuple

from server.obs import sources
from server.obs.errors import RequestRefusedError
from server.obs.sources import Overlays
from server.obs.state import Ask, scene_now
from server.text.bounded import load_json

REALM, SLOT = "OBS_WEBSOCKET_DATA_REALM_GLOBAL", "seatfiller-hidden"
"""Where obs-websocket keeps it: for all profiles, in a file beside its settings."""
MOST = 500
"""Places remembered at most: those of a large scene collection, several times over."""


class HiddenPlace(NamedTuple):
    """A source in a scene or a group, of one scene collection. `item` is its number there."""

    collection: str
    scene: str
    item: int
    source: str


async def hide(ask: Ask, overlays: Overlays) -> int:
    """Hide our sources wherever they are shown. How many places are hidden by us now. Raises `ObsError`."""
    collection = await _collection(ask)
    names = {source.name for source in await sources.find(ask, overlays)}
    before = await hidden(ask)
    shown = [place async for place, enabled in _places(ask, collection, names) if enabled]
    after = [*before, *(place for place in shown if place not in before)][-MOST:]
    if after != before:
        await _remember(ask, after)
    for place in shown:
        await _enable(ask, place, enabled=False)
    return sum(place.collection == collection for place in after)


async def show(ask: Ask) -> None:
    """Show what we hid in the scene collection that is open, and nothing else. Raises `ObsError`."""
    before = await hidden(ask)
    if not before:
        return
    collection = await _collection(ask)
    ours = [place for place in before if place.collection == collection]
    there = {place async for place, _ in _places(ask, collection, {place.source for place in ours})}
    for place in ours:
        if place in there:
            await _enable(ask, place, enabled=True)
    if ours:
        await _remember(ask, [place for place in before if place.collection != collection])


async def hidden(ask: Ask) -> list[HiddenPlace]:
    """What we hid, as OBS remembers it. Raises `ObsError`."""
    try:
        kept = (await ask("GetPersistentData", realm=REALM, slotName=SLOT)).get("slotValue")
        found = load_json(kept)[:MOST] if isinstance(kept, str) and kept else []
        return [HiddenPlace(str(one[0]), str(one[1]), int(one[2]), str(one[3])) for one in found]
    except (RequestRefusedError, ValueError, TypeError, LookupError):
        return []  # nothing there, or nothing that we wrote


async def _remember(ask: Ask, places: list[HiddenPlace]) -> None:
    await ask("SetPersistentData", realm=REALM, slotName=SLOT, slotValue=json.dumps(places))


async def _collection(ask: Ask) -> str:
    return str((await ask("GetSceneCollectionList")).get("currentSceneCollectionName", ""))


async def _places(ask: Ask, collection: str, names: Set[str]) -> AsyncIterator[tuple[HiddenPlace, bool]]:
    """Where those sources are, and whether each is shown. What viewers see comes first."""
    if not names:
        return
    for scene, type in await _scenes(ask):
        try:
            items = (await ask(type, sceneName=scene)).get("sceneItems") or []
        except RequestRefusedError:  # it was removed meanwhile
            continue
        for item in items:
            if item.get("sourceName") in names:
                place = HiddenPlace(collection, scene, int(item["sceneItemId"]), str(item["sourceName"]))
                yield place, bool(item.get("sceneItemEnabled"))


async def _scenes(ask: Ask) -> list[tuple[str, str]]:
    """All scenes and groups, each with the request that tells what is in it."""
    on_air = ""
    with suppress(RequestRefusedError):
        on_air = await scene_now(ask)
    scenes: list[dict[str, Any]] = (await ask("GetSceneList")).get("scenes") or []
    names = sorted((str(scene["sceneName"]) for scene in scenes), key=lambda name: name != on_air)
    groups = (await ask("GetGroupList")).get("groups") or []
    return [
        *((name, "GetSceneItemList") for name in names),
        *((str(name), "GetGroupSceneItemList") for name in groups),
    ]


async def _enable(ask: Ask, place: HiddenPlace, *, enabled: bool) -> None:
    with suppress(RequestRefusedError):  # it was removed meanwhile
        await ask("SetSceneItemEnabled", sceneName=place.scene, sceneItemId=place.item, sceneItemEnabled=enabled)

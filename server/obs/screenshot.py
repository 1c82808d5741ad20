"""Screenshot: which of OBS's sources is the game, and its picture as OBS draws it now."""

from __future__ import annotations

import base64
import binascii
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

from server.obs.errors import RequestRefusedError
from server.obs.state import Ask, scene_now

KINDS = (
    *("game_capture", "window_capture", "monitor_capture", "dshow_input"),
    *("screen_capture", "display_capture", "av_capture_input", "macos-avcapture"),
    *("xshm_input", "xcomposite_input", "pipewire-", "v4l2_input"),
    *("ndi_source", "ffmpeg_source"),
)
"""Beginnings of the kinds that may show a game: Windows, macOS, Linux, and what comes over the network. Never a browser
source, which may be our own chat."""
DEEPEST = 4
"""Scenes and groups within each other."""
MOST_ITEMS = 100
PREFIX = "data:image/jpeg;base64,"
WIDTH = 640
"""Pixels; the height follows from the source. With both given OBS stretches the picture."""
QUALITY = 70
LARGEST_BYTES = 2 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class GameSource:
    """What is read. `name` is the game's source, or the scene where there is none."""

    name: str | None = None
    is_scene: bool = False
    all: tuple[str, ...] = field(default=(), compare=False)
    """What the owner may choose from."""


async def find_source(ask: Ask, choice: str | None) -> GameSource:
    """The source with the game: the owner's choice, else the largest one on air of a kind that fits, else the scene.

    Raises `ObsError`.
    """
    scene = await scene_now(ask)
    items = [item async for item in _items(ask, scene)]
    names = tuple(dict.fromkeys(name for name, _ in items))
    if choice is not None and (choice in names or await _is_there(ask, choice)):
        return GameSource(choice, all=tuple(dict.fromkeys((*names, choice))))
    if items:
        largest = max(items, key=lambda item: item[1])
        return GameSource(largest[0], all=names)
    return GameSource(scene or None, is_scene=True)


async def take_picture(ask: Ask, source: str) -> bytes | None:
    """Its picture now, a JPEG; None where it gives none. Raises `ObsError`."""
    try:
        answer = await ask(
            "GetSourceScreenshot",
            sourceName=source,
            imageFormat="jpeg",
            imageWidth=WIDTH,
            imageCompressionQuality=QUALITY,
        )
    except RequestRefusedError:  # it was removed, has no picture yet, or is none
        return None
    data = str(answer.get("imageData", ""))
    if not data.startswith(PREFIX) or len(data) > LARGEST_BYTES:
        return None
    try:
        return base64.b64decode(data[len(PREFIX) :], validate=True)
    except binascii.Error:
        return None


async def _is_there(ask: Ask, name: str) -> bool:
    """Whether OBS has a source of that name, on air or not."""
    found = (await ask("GetInputList")).get("inputs") or []
    return any(str(one.get("inputName")) == name for one in found)


async def _items(ask: Ask, scene: str, depth: int = 0, *, group: bool = False) -> AsyncIterator[tuple[str, float]]:
    """What may be the game among the shown items of a scene, each with how much of the screen it fills."""
    try:
        listed = await ask("GetGroupSceneItemList" if group else "GetSceneItemList", sceneName=scene)
    except RequestRefusedError:
        return
    for item in (listed.get("sceneItems") or [])[:MOST_ITEMS]:
        if not item.get("sceneItemEnabled"):
            continue
        name = str(item.get("sourceName", ""))
        is_group = bool(item.get("isGroup"))
        if is_group or item.get("sourceType") == "OBS_SOURCE_TYPE_SCENE":
            if depth < DEEPEST:
                async for found in _items(ask, name, depth + 1, group=is_group):
                    yield found
        elif str(item.get("inputKind") or "").startswith(KINDS):
            yield name, _area(item.get("sceneItemTransform") or {})


def _area(transform: dict[str, Any]) -> float:
    """In pixels of the canvas."""
    width, height = transform.get("width"), transform.get("height")
    if not isinstance(width, int | float) or not isinstance(height, int | float):
        return 0.0
    return max(0.0, float(width)) * max(0.0, float(height))

"""Sources: the browser sources in OBS that show our overlay. Found, made, mended."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PureWindowsPath
from typing import Any, Literal, Protocol

from yarl import URL

from server.obs import protocol
from server.obs.errors import RequestRefusedError
from server.obs.state import Ask, scene_now

KIND = "browser_source"
NAME = "Seatfiller"
PAGE = "/overlay"
LOADER = "seatfiller"
"""How the name of the loader's file begins; a browser may have put a number behind it."""
WIDTH, HEIGHT = 400, 600
"""Of a new browser source, in px."""
NAMES = 20
"""Numbers tried behind a name that something else in OBS has taken."""


log = logging.getLogger(__name__)


class Overlays(Protocol):
    """What we know of overlay links."""

    def is_ours(self, url: URL) -> bool: ...
    def is_alive(self, url: URL) -> bool: ...
    def token(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Source:
    """A browser source of ours. `url` is None where it shows the loader."""

    name: str
    url: URL | None

    @property
    def shows_chat(self) -> bool:
        """And not another page of ours, such as the highlight."""
        return self.url is None or self.url.path == PAGE or self.name == NAME


@dataclass(frozen=True, slots=True)
class Added:
    """What "Add to OBS" did, and in which scene the chat is now."""

    how: Literal["created", "repaired"]
    name: str
    scene: str


async def add(ask: Ask, link: URL, overlays: Overlays) -> Added:
    """Make the scene on air show the overlay of `link`. Raises `NoBrowser`, `ObsError`."""
    scene = await scene_now(ask)
    ours = [source for source in await find(ask, overlays, by_name=True) if source.shows_chat]
    for source in ours:
        await _point(ask, source, _with_options(link, source.url))
    if not ours:
        return Added("created", await _create(ask, scene, link), scene)
    shown = min(ours, key=lambda source: source.name != NAME)
    await _show(ask, scene, shown, ours)
    return Added("repaired", shown.name, scene)


async def update_sources(ask: Ask, overlays: Overlays, *, refresh: bool) -> int:
    """Give sources with an outdated link the current one; with `refresh`, reload the others. Returns the links changed.

    A source that OBS loaded while the server was down stays blank until it is reloaded; a loader page retries itself.
    Raises `ObsError`.
    """
    updated = 0
    for source in await find(ask, overlays):
        if source.url is None:
            continue
        try:
            if not overlays.is_alive(source.url):
                await _point(ask, source, source.url.update_query(token=overlays.token()))
                updated += 1
            elif refresh:
                await _press_refresh(ask, source)
        except RequestRefusedError as refusal:  # it was removed meanwhile; the others count
            log.warning("OBS refused to update the source %r: %s", source.name, refusal)
    return updated


async def find(ask: Ask, overlays: Overlays, *, by_name: bool = False) -> list[Source]:
    """Our sources: by what they show; with `by_name`, one that bears our name too. Raises `ObsError`."""
    found = []
    for entry in (await ask("GetInputList", inputKind=KIND)).get("inputs") or []:
        name = str(entry["inputName"])
        try:
            settings = (await ask("GetInputSettings", inputName=name)).get("inputSettings") or {}
        except RequestRefusedError:  # it was removed meanwhile
            continue
        source = _source(name, settings, overlays, by_name=by_name)
        if source is not None:
            found.append(source)
    return found


def _source(name: str, settings: dict[str, Any], overlays: Overlays, *, by_name: bool) -> Source | None:
    named = by_name and name == NAME
    if settings.get("is_local_file"):
        return Source(name, None) if named or _is_loader(str(settings.get("local_file", ""))) else None
    try:
        url = URL(str(settings.get("url", "")))
    except ValueError:
        url = URL()
    return Source(name, url) if named or overlays.is_ours(url) else None


def _is_loader(file: str) -> bool:
    path = PureWindowsPath(file)  # it takes both kinds of slash
    return path.name.casefold().startswith(LOADER) and path.suffix.casefold() in (".html", ".htm")


def _with_options(link: URL, old: URL | None) -> URL:
    """The link, with the options (`look=...`) that the source's address had."""
    options = {name: value for name, value in old.query.items() if name != "token"} if old else {}
    return link.update_query(options)


async def _point(ask: Ask, source: Source, link: URL) -> None:
    """Setting another address makes OBS load the page anew; what the streamer set beside it stays."""
    settings = {"url": str(link), "is_local_file": False}
    await ask("SetInputSettings", inputName=source.name, inputSettings=settings, overlay=True)


async def _press_refresh(ask: Ask, source: Source) -> None:
    await ask("PressInputPropertiesButton", inputName=source.name, propertyName="refreshnocache")


async def _create(ask: Ask, scene: str, link: URL) -> str:
    settings = {
        "url": str(link),
        "width": WIDTH,
        "height": HEIGHT,
        "shutdown": False,
        "restart_when_active": False,
        "webpage_control_level": 1,
    }
    for name in (NAME, *(f"{NAME} {number}" for number in range(2, NAMES))):
        try:
            made = await ask("CreateInput", sceneName=scene, inputName=name, inputKind=KIND, inputSettings=settings)
        except RequestRefusedError as refusal:
            if refusal.code != protocol.TAKEN:
                raise
            continue
        await _place(ask, scene, made["sceneItemId"])
        return name
    raise RequestRefusedError(protocol.TAKEN, f"every name from {NAME} to {NAME} {NAMES - 1} is taken")


async def _place(ask: Ask, scene: str, item: int) -> None:
    """In the lower left corner, where a chat that grows upwards belongs; OBS itself puts it in the upper left."""
    below = max(0, (await ask("GetVideoSettings"))["baseHeight"] - HEIGHT)
    await ask("SetSceneItemTransform", sceneName=scene, sceneItemId=item, sceneItemTransform={"positionY": below})


async def _show(ask: Ask, scene: str, source: Source, ours: Iterable[Source]) -> None:
    """Unless one of ours is on air already: show it in the scene, where it may be hidden or not be at all."""
    for one in ours:
        if (await ask("GetSourceActive", sourceName=one.name)).get("videoActive"):
            return
    try:
        found = await ask("GetSceneItemId", sceneName=scene, sourceName=source.name)
    except RequestRefusedError as refusal:
        if refusal.code != protocol.NOT_FOUND:
            raise
        await ask("CreateSceneItem", sceneName=scene, sourceName=source.name)
        return
    item = found["sceneItemId"]
    await ask("SetSceneItemEnabled", sceneName=scene, sceneItemId=item, sceneItemEnabled=True)

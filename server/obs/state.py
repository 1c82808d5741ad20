"""State: what OBS says of its scene, its stream and its recording, in the words of `POST /api/obs`."""

from __future__ import annotations

from contextlib import suppress
from typing import Any, Protocol, TypedDict

from server.obs.errors import RequestRefusedError
from server.obs.protocol import ObsEvent

SCENE_LENGTH = 200
"""Characters of a scene's name that are told, as the overlay's page does."""


class Ask(Protocol):
    """A connection that takes requests. Raises `ObsError`."""

    async def __call__(self, type: str, /, **data: Any) -> dict[str, Any]: ...


class ObsState(TypedDict, total=False):
    """What is new; the rest is as it was."""

    streaming: bool
    recording: bool
    scene: str | None


_ON = {"OBS_WEBSOCKET_OUTPUT_STARTED": True, "OBS_WEBSOCKET_OUTPUT_STOPPED": False}
"""The other states (starting, paused, reconnecting) lie between these two."""


def news_of(event: ObsEvent) -> ObsState:
    """What an event says; empty if it is about something else."""
    state = _ON.get(str(event.data.get("outputState")))
    match event.type:
        case "StreamStateChanged" if state is not None:
            return {"streaming": state}
        case "RecordStateChanged" if state is not None:
            return {"recording": state}
        case "CurrentProgramSceneChanged":
            return {"scene": _scene(event.data.get("sceneName"))}
    return {}


async def news_now(ask: Ask) -> ObsState:
    """How it is now, as far as OBS tells. Raises `ObsError`."""
    news: ObsState = {}
    with suppress(RequestRefusedError):
        news["streaming"] = bool((await ask("GetStreamStatus")).get("outputActive"))
    with suppress(RequestRefusedError):
        news["recording"] = bool((await ask("GetRecordStatus")).get("outputActive"))
    with suppress(RequestRefusedError):
        news["scene"] = _scene(await scene_now(ask))
    return news


async def scene_now(ask: Ask) -> str:
    """The scene that viewers see. Raises `ObsError`."""
    return str((await ask("GetCurrentProgramScene")).get("currentProgramSceneName", ""))


def _scene(name: object) -> str | None:
    return str(name or "")[:SCENE_LENGTH] or None


async def scene_names(ask: Ask) -> list[str]:
    """All scenes, as OBS lists them: the first one on top. Raises `ObsError`."""
    scenes = (await ask("GetSceneList")).get("scenes", [])
    ordered = sorted(scenes, key=lambda scene: -int(scene.get("sceneIndex", 0)))
    return [name for scene in ordered if (name := _scene(scene.get("sceneName")))]

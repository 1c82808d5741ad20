"""State: what OBS says of its scene, its stream and its recording, as the fields of `POST /api/obs`."""

from __future__ import annotations

from contextlib import suppress
from typing import Any, Protocol, TypedDict

from server.obs.errors import RequestRefusedError
from server.obs.protocol import ObsEvent

SCENE_LENGTH = 200
"""Longest scene name that is reported, in characters; the overlay page uses the same limit."""


class Ask(Protocol):
    """A connection that takes requests. Raises `ObsError`."""

    async def __call__(self, type: str, /, **data: Any) -> dict[str, Any]: ...


class ObsState(TypedDict, total=False):
    """The values that changed; absent keys are unchanged."""

    streaming: bool
    recording: bool
    scene: str | None


_ON = {"OBS_WEBSOCKET_OUTPUT_STARTED": True, "OBS_WEBSOCKET_OUTPUT_STOPPED": False}
"""The other states (starting, paused, reconnecting) lie between these two."""


def state_from_event(event: ObsEvent) -> ObsState:
    """The state that an event reports; empty for other events."""
    state = _ON.get(str(event.data.get("outputState")))
    match event.type:
        case "StreamStateChanged" if state is not None:
            return {"streaming": state}
        case "RecordStateChanged" if state is not None:
            return {"recording": state}
        case "CurrentProgramSceneChanged":
            return {"scene": _scene(event.data.get("sceneName"))}
    return {}


async def current_state(ask: Ask) -> ObsState:
    """The current state, as far as OBS reports it. Raises `ObsError`."""
    found: ObsState = {}
    with suppress(RequestRefusedError):
        found["streaming"] = bool((await ask("GetStreamStatus")).get("outputActive"))
    with suppress(RequestRefusedError):
        found["recording"] = bool((await ask("GetRecordStatus")).get("outputActive"))
    with suppress(RequestRefusedError):
        found["scene"] = _scene(await scene_now(ask))
    return found


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

"""Mics: which of OBS's inputs is the microphone.

The owner's choice comes first; then those of OBS's own settings (Settings, Audio: mic1 to mic4); where there are none,
or all of them are muted, the inputs of a microphone's kind in the scene on air.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any

from server.obs.errors import RequestRefusedError
from server.obs.state import Ask, scene_now

SPECIAL = ("mic1", "mic2", "mic3", "mic4")
"""Of GetSpecialInputs, those that are microphones; the others are what the computer plays."""
KINDS = frozenset(
    {
        *("wasapi_input_capture", "coreaudio_input_capture", "pulse_input_capture", "alsa_input_capture"),
        *("jack_output_capture", "pipewire_audio_input_capture", "asio_input_capture"),
    }
)
"""Kinds of inputs that are microphones: Windows, macOS, Linux, and the plugins for PipeWire and ASIO."""
MAY_BE = ("dshow_input", "av_capture_input", "macos-avcapture", "v4l2_input")
"""Beginnings of kinds that are a camera or a capture card with sound: only if the owner says so."""
DEEPEST = 4
"""Scenes and groups within each other."""
MOST = 16
"""Inputs that are listened to at once."""


@dataclass(frozen=True, slots=True)
class Mics:
    """Where the streamer's voice may come from."""

    tiers: tuple[tuple[str, ...], ...] = ()
    """Names of inputs, the best first: the first tier counts that isn't muted whole."""
    muted: frozenset[str] = frozenset()
    all: tuple[str, ...] = ()
    """What the owner may choose from."""

    @property
    def live(self) -> tuple[str, ...]:
        """Those that are listened to now; none while all are muted."""
        open_ones = (tuple(name for name in tier if name not in self.muted) for tier in self.tiers)
        return next((tier for tier in open_ones if tier), ())

    @property
    def first(self) -> str | None:
        """The name of the microphone's input; None if there is no such input."""
        return next(iter(self.live), None) or next((tier[0] for tier in self.tiers if tier), None)

    def muting(self, name: str, *, muted: bool) -> Mics:
        """The same once that input was muted, or no longer is."""
        return Mics(self.tiers, self.muted | {name} if muted else self.muted - {name}, self.all)


async def find_mics(ask: Ask, choice: str | None) -> Mics:
    """The microphones that there are now. `choice`: the owner's. Raises `ObsError`."""
    inputs = await _kinds(ask)
    special = await _special(ask)
    others = [name for name, kind in inputs.items() if kind in KINDS or kind.startswith(MAY_BE)]
    every = tuple(dict.fromkeys((*special, *others)))
    if choice is not None:
        tiers: tuple[tuple[str, ...], ...] = ((choice,),) if choice in inputs or choice in special else ()
    else:
        in_scene = [name async for name in _in_scene(ask, await scene_now(ask)) if inputs.get(name) in KINDS]
        in_scene = [name for name in dict.fromkeys(in_scene) if name not in special]
        tiers = tuple(tuple(tier[:MOST]) for tier in (special, in_scene) if tier)
    muted = {name for tier in tiers for name in tier if await _is_muted(ask, name)}
    return Mics(tiers, frozenset(muted), every)


async def _kinds(ask: Ask) -> dict[str, str]:
    """OBS's inputs by name, each with its kind without a version."""
    found = (await ask("GetInputList")).get("inputs") or []
    return {str(one["inputName"]): str(one.get("unversionedInputKind") or one.get("inputKind", "")) for one in found}


async def _special(ask: Ask) -> list[str]:
    try:
        found = await ask("GetSpecialInputs")
    except RequestRefusedError:
        return []
    return [str(found[place]) for place in SPECIAL if found.get(place)]


async def _in_scene(ask: Ask, scene: str) -> AsyncIterator[str]:
    """The inputs that are shown in a scene, in its groups and in the scenes that are in it."""
    seen: set[str] = set()
    waiting: list[tuple[str, str, int]] = [(scene, "GetSceneItemList", 0)]
    while waiting:
        name, request, depth = waiting.pop(0)
        if name in seen or depth > DEEPEST:
            continue
        seen.add(name)
        for item in await _items(ask, request, name):
            if not item.get("sceneItemEnabled"):
                continue
            source = str(item.get("sourceName", ""))
            if item.get("isGroup"):
                waiting.append((source, "GetGroupSceneItemList", depth + 1))
            elif item.get("sourceType") == "OBS_SOURCE_TYPE_SCENE":
                waiting.append((source, "GetSceneItemList", depth + 1))
            else:
                yield source


async def _items(ask: Ask, request: str, scene: str) -> Sequence[dict[str, Any]]:
    try:
        return (await ask(request, sceneName=scene)).get("sceneItems") or []
    except RequestRefusedError:  # it was removed meanwhile
        return []


async def _is_muted(ask: Ask, name: str) -> bool:
    try:
        return bool((await ask("GetInputMute", inputName=name)).get("inputMuted"))
    except RequestRefusedError:  # it was removed meanwhile, or has no sound
        return False

"""A little OBS in memory: scenes, items, sources, and the requests about them, as obs-websocket documents them."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from typing import Any


class Refusal(Exception):
    """A request that OBS turns down, with obs-websocket's code for it."""

    def __init__(self, code: int, comment: str = "No.") -> None:
        super().__init__(code, comment)
        self.code, self.comment = code, comment


@dataclass
class Input:
    """A source, with the settings that differ from its kind's defaults."""

    kind: str
    settings: dict[str, Any]
    loads: int = 1
    """How often its page was loaded."""
    muted: bool = False


@dataclass
class Item:
    """A source in a scene."""

    id: int
    source: str
    enabled: bool = True
    transform: dict[str, float] = field(default_factory=lambda: {"positionX": 0.0, "positionY": 0.0})


class LittleOBS:
    """What the streamer has in OBS. Each request is a method of its name."""

    def __init__(self) -> None:
        self.kinds = {"browser_source", "color_source_v3", "image_source"}
        self.video = (1920, 1080)
        self.scene = "Game"
        self.scenes: dict[str, list[Item]] = {"Game": [], "Talk": []}
        self.groups: dict[str, list[Item]] = {}
        self.collection = "Evenings"
        self.persistent: dict[str, Any] = {}
        self.inputs: dict[str, Input] = {}
        self.special: dict[str, str | None] = {"desktop1": None, "desktop2": None, "mic1": None, "mic2": None}
        """OBS's own settings of sound: always on air, in no scene."""
        self.pictures: dict[str, bytes] = {}
        """What sources show, as JPEGs; of others there is no screenshot."""
        self.streaming = self.recording = False
        self._items = 0

    def put(self, name: str, settings: dict[str, Any], *, scene: str, kind: str = "browser_source") -> None:
        """The streamer makes a source."""
        self.inputs[name] = Input(kind, settings)
        self._add(scene, name)

    def put_mic(self, name: str, *, scene: str | None = None, kind: str = "wasapi_input_capture") -> None:
        """The streamer has a microphone: in OBS's settings, or in a scene."""
        self.inputs[name] = Input(kind, {})
        if scene is None:
            place = next(place for place in ("mic1", "mic2") if self.special[place] is None)
            self.special[place] = name
        else:
            self._add(scene, name)

    def put_game(
        self, name: str, *, scene: str, width: float = 1920, height: float = 1080, kind: str = "game_capture"
    ) -> None:
        """The streamer has a source that shows a game, so large on the canvas."""
        self.inputs[name] = Input(kind, {})
        self._add(scene, name).transform |= {"width": width, "height": height}

    def rename(self, before: str, after: str) -> None:
        """The streamer gives a source another name, wherever it is."""
        self.inputs[after] = self.inputs.pop(before)
        self.special = {place: after if name == before else name for place, name in self.special.items()}
        for items in (*self.scenes.values(), *self.groups.values()):
            for item in items:
                item.source = after if item.source == before else item.source

    def group(self, name: str, *, scene: str, of: str) -> None:
        """The streamer puts a source of a scene into a group there."""
        item = self.items(scene)[of]
        self.scenes[scene].remove(item)
        self.groups[name] = [item]
        self._add(scene, name)

    def enabled(self) -> dict[str, bool]:
        """Whether each source is shown, by where it is: `Game/chat`."""
        everywhere = self.scenes | self.groups
        return {f"{name}/{item.source}": item.enabled for name, items in everywhere.items() for item in items}

    def items(self, scene: str) -> dict[str, Item]:
        return {item.source: item for item in self.scenes[scene]}

    def request(self, type: str, data: dict[str, Any]) -> dict[str, Any] | None:
        """The answer to a request. Raises `Refusal`."""
        handler = getattr(self, f"_{type}", None)
        if handler is None:
            raise Refusal(204, "Your request type is not valid.")
        answer: dict[str, Any] | None = handler(**data)
        return answer

    def _add(self, scene: str, source: str) -> Item:
        if scene not in self.scenes:
            raise Refusal(600, "No source was found by that name.")
        self._items += 1
        item = Item(self._items, source)
        self.scenes[scene].append(item)
        return item

    def _input(self, name: str) -> Input:
        if name not in self.inputs:
            raise Refusal(600, f"No source was found by the name of `{name}`.")
        return self.inputs[name]

    def _of(self, scene: str, id: int) -> Item:
        for item in (self.scenes | self.groups).get(scene, []):
            if item.id == id:
                return item
        raise Refusal(600)

    def _listed(self, items: list[Item]) -> dict[str, Any]:
        return {
            "sceneItems": [
                {
                    "sceneItemId": item.id,
                    "sourceName": item.source,
                    "sceneItemEnabled": item.enabled,
                    "isGroup": True if item.source in self.groups else None,
                    "inputKind": self.inputs[item.source].kind if item.source in self.inputs else None,
                    "sceneItemTransform": item.transform,
                    "sourceType": f"OBS_SOURCE_TYPE_{'SCENE' if self._has_items(item.source) else 'INPUT'}",
                }
                for item in items
            ]
        }

    def _has_items(self, source: str) -> bool:
        return source in self.scenes or source in self.groups

    def _GetSpecialInputs(self) -> dict[str, Any]:
        return dict(self.special)

    def _GetSourceScreenshot(self, sourceName: str, imageFormat: str, **how: Any) -> dict[str, Any]:
        if sourceName not in self.inputs and sourceName not in self.scenes:
            raise Refusal(600, f"No source was found by the name of `{sourceName}`.")
        if sourceName not in self.pictures:
            raise Refusal(702, "Failed to render screenshot.")
        drawn = base64.b64encode(self.pictures[sourceName]).decode()
        return {"imageData": f"data:image/{imageFormat};base64,{drawn}"}

    def _GetInputMute(self, inputName: str) -> dict[str, Any]:
        return {"inputMuted": self._input(inputName).muted}

    def _GetVersion(self) -> dict[str, Any]:
        return {"obsVersion": "30.2.3", "obsWebSocketVersion": "5.5.2", "rpcVersion": 1, "platform": "windows"}

    def _GetVideoSettings(self) -> dict[str, Any]:
        return {"baseWidth": self.video[0], "baseHeight": self.video[1], "fpsNumerator": 30, "fpsDenominator": 1}

    def _GetCurrentProgramScene(self) -> dict[str, Any]:
        return {"currentProgramSceneName": self.scene}

    def _GetSceneList(self) -> dict[str, Any]:
        # The highest index is the one on top of OBS's list.
        return {"scenes": [{"sceneName": name, "sceneIndex": -place} for place, name in enumerate(self.scenes)]}

    def _GetSceneItemList(self, sceneName: str) -> dict[str, Any]:
        if sceneName not in self.scenes:
            raise Refusal(602 if sceneName in self.groups else 600)
        return self._listed(self.scenes[sceneName])

    def _GetGroupList(self) -> dict[str, Any]:
        return {"groups": list(self.groups)}

    def _GetGroupSceneItemList(self, sceneName: str) -> dict[str, Any]:
        if sceneName not in self.groups:
            raise Refusal(602 if sceneName in self.scenes else 600)
        return self._listed(self.groups[sceneName])

    def _GetSceneCollectionList(self) -> dict[str, Any]:
        return {"currentSceneCollectionName": self.collection, "sceneCollections": [self.collection]}

    def _GetPersistentData(self, realm: str, slotName: str) -> dict[str, Any]:
        return {"slotValue": self.persistent.get(f"{realm}/{slotName}")}

    def _SetPersistentData(self, realm: str, slotName: str, slotValue: Any) -> None:
        self.persistent[f"{realm}/{slotName}"] = slotValue

    def _GetStreamStatus(self) -> dict[str, Any]:
        return {"outputActive": self.streaming}

    def _GetRecordStatus(self) -> dict[str, Any]:
        return {"outputActive": self.recording}

    def _GetInputList(self, inputKind: str | None = None) -> dict[str, Any]:
        of_kind = {name: it.kind for name, it in self.inputs.items() if inputKind in (None, it.kind)}
        return {"inputs": [{"inputName": name, "inputKind": kind} for name, kind in of_kind.items()]}

    def _GetInputSettings(self, inputName: str) -> dict[str, Any]:
        found = self._input(inputName)
        return {"inputSettings": found.settings, "inputKind": found.kind}

    def _SetInputSettings(self, inputName: str, inputSettings: dict[str, Any], overlay: bool = True) -> None:
        found = self._input(inputName)
        settings = found.settings | inputSettings if overlay else inputSettings
        if settings != found.settings:
            found.settings, found.loads = settings, found.loads + 1

    def _PressInputPropertiesButton(self, inputName: str, propertyName: str) -> None:
        found = self._input(inputName)
        if found.kind != "browser_source" or propertyName != "refreshnocache":
            raise Refusal(600, "Unable to find a property by that name.")
        found.loads += 1

    def _CreateInput(
        self, sceneName: str, inputName: str, inputKind: str, inputSettings: dict[str, Any]
    ) -> dict[str, Any]:
        if inputName in self.inputs or inputName in self.scenes:
            raise Refusal(601, "A source already exists by that input name.")
        if inputKind not in self.kinds:
            raise Refusal(605, "Your specified input kind is not supported by OBS.")
        item = self._add(sceneName, inputName)
        self.inputs[inputName] = Input(inputKind, inputSettings)
        return {"sceneItemId": item.id}

    def _GetSourceActive(self, sourceName: str) -> dict[str, Any]:
        self._input(sourceName)
        item = self.items(self.scene).get(sourceName)
        shown = item is not None and item.enabled
        return {"videoActive": shown, "videoShowing": shown}

    def _GetSceneItemId(self, sceneName: str, sourceName: str) -> dict[str, Any]:
        item = self.items(sceneName).get(sourceName)
        if item is None:
            raise Refusal(600, "No scene items were found in the specified scene by that name or offset.")
        return {"sceneItemId": item.id}

    def _CreateSceneItem(self, sceneName: str, sourceName: str) -> dict[str, Any]:
        self._input(sourceName)
        return {"sceneItemId": self._add(sceneName, sourceName).id}

    def _SetSceneItemEnabled(self, sceneName: str, sceneItemId: int, sceneItemEnabled: bool) -> None:
        self._of(sceneName, sceneItemId).enabled = sceneItemEnabled

    def _SetSceneItemTransform(self, sceneName: str, sceneItemId: int, sceneItemTransform: dict[str, float]) -> None:
        self._of(sceneName, sceneItemId).transform |= sceneItemTransform

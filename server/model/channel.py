"""A channel: one streamer's place. What the panel edits and the store keeps."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from server.model.look import MAIN_LOOK, Looks
from server.model.names import BlockedWords, GameName, RegionName, SituationText
from server.model.old_names import RenamedSection
from server.model.on_air import OnAir, SceneRule, Visibility, visibility_after
from server.model.own_content import OwnContent
from server.model.phrase import Language, Mode
from server.model.senses import Senses
from server.model.settings import (
    USUAL_VIEWERS,
    CrowdMood,
    GameSlot,
    Imagination,
    Pace,
    Preset,
    Streamer,
    Viewers,
    Weights,
)
from server.text.fields import are_distinct, name_key

MAIN = "main"
"""The id of the channel that a server of one's own begins with."""

MOST_SLOTS = 100
"""Slots that a channel can have at all; the config says how many it may."""
MOST_PRESETS = 30
"""Presets of a channel."""


class BadRule(ValueError):
    """A rule for scenes that names a game, a topic or a look that there isn't."""


class GameLimit(Exception):
    """Every slot of the channel is taken."""


class Channel(RenamedSection):
    """A channel's settings and games. Frozen: a change makes a new one."""

    id: str = Field(MAIN, pattern=r"^[\w.\-]{1,64}$", max_length=64)
    playing: bool = True
    game: GameName | None = None
    mode: Mode = "game"
    language: Language | None = Field(None, description="Of the chat; None until somebody chose or signed in.")
    pace: Pace = "normal"
    crowd: Viewers = Field(USUAL_VIEWERS, description="Viewers.")
    mood: CrowdMood = "honest"
    imagination: Imagination = "soft"
    home: RegionName | None = Field(None, description="Where four of five viewers are from; None: from everywhere.")
    weights: Weights = Weights()
    streamer: Streamer = Streamer()
    looks: Looks = Looks()
    slots: tuple[GameSlot, ...] = Field((), max_length=MOST_SLOTS)
    presets: tuple[Preset, ...] = Field((), max_length=MOST_PRESETS)
    situation: SituationText = Field("", description="What is going on, for the next lines to lean on.")
    family_friendly: bool = True
    blocked_words: BlockedWords = Field((), description="Words that nobody may say.")
    visibility: Visibility = "up"
    on_air: OnAir = OnAir()
    senses: Senses = Senses()
    mine: OwnContent = OwnContent()

    @model_validator(mode="after")
    def _nothing_twice(self) -> Self:
        if not are_distinct(slot.name for slot in self.slots):
            raise ValueError("a game stands twice in the slots")
        if not are_distinct(preset.name for preset in self.presets):
            raise ValueError("two presets have one name")
        return self

    def with_visibility_updated(self, before: Channel) -> Self:
        """The channel, shown or hidden as a change since `before` asks for."""
        visibility = visibility_after(self.on_air, before.on_air, self.visibility)
        return self if visibility == self.visibility else self.model_copy(update={"visibility": visibility})

    @property
    def shows(self) -> bool:
        """Whether anything is to be seen: it plays and isn't hidden."""
        return self.playing and self.visibility == "up"

    @property
    def must_tag(self) -> bool:
        """Whether the overlay says that the chat is simulated whatever its look: on air with "keep" it does."""
        return self.on_air.since is not None and self.on_air.go_live == "keep"

    def slot(self, name: str) -> GameSlot | None:
        """The slot of that name, whatever its capitals."""
        wanted = name_key(name)
        return next((slot for slot in self.slots if name_key(slot.name) == wanted), None)

    def preset(self, name: str) -> Preset | None:
        """The preset of that name, whatever its capitals."""
        wanted = name_key(name)
        return next((preset for preset in self.presets if name_key(preset.name) == wanted), None)

    def rule_that_can_be(self, rule: SceneRule) -> SceneRule:
        """The rule with the game or look that it names, as they are written here. Raises `BadRule` for one that there
        isn't. A rule that the channel has already may outlive them."""
        if rule in self.on_air.rules:
            return rule
        match rule.do:
            case "mute":
                return rule.model_copy(update={"value": ""})
            case "look":
                look = self.looks.find(rule.value)
                if look is None and name_key(rule.value) != MAIN_LOOK:
                    raise BadRule(f"There is no look {rule.value!r}.")
                return rule.model_copy(update={"value": look.name if look is not None else MAIN_LOOK})
            case "chatting" if not rule.value:
                return rule  # about anything
        slot = self.slot(rule.value)
        if slot is None or slot.mode != rule.do:
            raise BadRule(f"{rule.value!r} is in none of the slots.")
        return rule.model_copy(update={"value": slot.name})

    def with_slot(self, slot: GameSlot, *, limit: int) -> Self:
        """The channel with that game or topic in a slot. Raises `GameLimit` past `limit` slots."""
        old = self.slot(slot.name)
        if old is not None:
            return self.model_copy(update={"slots": tuple(slot if kept == old else kept for kept in self.slots)})
        if len(self.slots) >= limit:
            raise GameLimit
        return self.model_copy(update={"slots": (*self.slots, slot)})

    def placed(self, name: str, place: int) -> Self:
        """The channel with that slot as the `place`th, 0 being the first; past the others it is the last."""
        moved = self.slot(name)
        if moved is None:
            return self
        rest = [slot for slot in self.slots if slot != moved]
        return self.model_copy(update={"slots": (*rest[:place], moved, *rest[place:])})

    def without_slot(self, name: str) -> Self:
        """The channel with that slot free again; if its game was on, nothing is."""
        old = self.slot(name)
        rest = tuple(slot for slot in self.slots if slot != old)
        on = old is not None and self.game is not None and name_key(old.name) == name_key(self.game)
        return self.model_copy(update={"slots": rest} | ({"game": None, "mode": "game"} if on else {}))

"""Channel patch: any part of a channel's settings, as the API takes it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from server.model.channel import Channel
from server.model.look import Look
from server.model.names import BlockedWords, RegionName, SituationText
from server.model.old_names import RenamedSection
from server.model.on_air import FadeMinutes, GoLive, OnAir, SceneRules
from server.model.phrase import Language, Mode
from server.model.settings import USUAL_VIEWERS, CrowdMood, Imagination, Pace, Viewers


class ChannelPatch(RenamedSection, Look):
    """Any part of a channel, as the panel sends it: the options of the active look stand beside the rest.

    `game` and `mode` are left to the caller, who knows the packs and the slots; `visibility` and `playing` too, since
    hiding and pausing act at once.
    """

    game: str | None = None
    mode: Mode = "game"
    playing: bool = True
    language: Language = "en"
    pace: Pace = "normal"
    crowd: Viewers = USUAL_VIEWERS
    mood: CrowdMood = "honest"
    imagination: Imagination = "soft"
    home: RegionName | None = None
    weights: dict[Literal["gameplay", "comments", "reactions", "questions", "emotes"], float] = Field(
        default_factory=dict
    )
    streamer: dict[Literal["name", "address"], str] = Field(default_factory=dict)
    situation: SituationText = ""
    family_friendly: bool = True
    blocked_words: BlockedWords = ()
    visibility: Literal["up", "panic"] = "up"
    go_live: GoLive | None = None
    fade_minutes: FadeMinutes = 20
    rules: SceneRules = ()
    look: str | None = Field(
        None, description="The look that becomes active, by name; null or an unknown one: the main one."
    )

    def applied_to(self, channel: Channel) -> Channel:
        """The channel with what was sent, and only that, changed. Raises `BadRule`, pydantic's `ValidationError`."""
        sent = self.model_dump(exclude_unset=True, exclude=_LEFT_TO_CALLER, by_alias=False)
        looks = channel.looks.with_active(sent.pop("look")) if "look" in sent else channel.looks
        options = {name: sent.pop(name) for name in Look.model_fields if name in sent}
        on_air = {name: sent.pop(name) for name in OnAir.model_fields if name in sent}
        if options:
            looks = looks.changed(Look.model_validate(looks.look.model_dump(by_alias=False) | options))
        if "rules" in on_air:
            on_air["rules"] = tuple(channel.rule_that_can_be(rule) for rule in self.rules)
        whole = channel.model_dump(exclude={"mine"}) | sent
        whole["looks"] = looks
        whole["on_air"] |= on_air
        whole["weights"] |= {_MAIN.get(name, name): weight for name, weight in self.weights.items()}
        whole["streamer"] |= self.streamer
        # Thousands of lines that no patch touches: they were looked at when they came.
        return Channel.model_validate(whole).model_copy(update={"mine": channel.mine})


_LEFT_TO_CALLER = {"game", "mode", "weights", "streamer", "visibility", "playing"}
_MAIN = {"gameplay": "main", "comments": "main"}

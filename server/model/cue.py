"""Cue: one thing that was sensed of the stream, and what it carries. In memory alone: no cue is stored or logged."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from server.model.intensity import DEFAULT_INTENSITY, Intensity
from server.model.section import Section
from server.text.fields import TextField

CueKind = Literal["talking", "quiet", "screen", "picture", "said"]
"""The streamer talks, or has stopped; a text on the screen, a description of the picture, something that was said."""
SpeechKind = Literal["talking", "quiet"]

LONGEST_TEXT = 500
"""Characters of what was read or heard that a cue carries."""
MOST_VALUES = 20
"""Values of a situation that a cue carries."""
REPEATS_S = 20.0
"""Seconds for which the same moment is no news, where a sense knows no better: what stays on the screen."""

_Key = Annotated[str, TextField("a key", 1, 80)]
_Value = Annotated[str, TextField("a value", 1, 80)]
_Words = Annotated[str, TextField("a text", 0, LONGEST_TEXT, blanks=True)]


class Cue(Section):
    """One thing sensed. A moment or a situation is one of the show's packs; whatever isn't means nothing."""

    kind: CueKind
    at: float = Field(0.0, ge=0, allow_inf_nan=False, description="Seconds on the clock of whoever sensed it.")
    level_db: float | None = Field(None, ge=-200, le=20, description="Of talking: how loud, 0 being full scale.")
    quiet_s: float = Field(0.0, ge=0, allow_inf_nan=False, description="Of quiet: for how many seconds already.")
    moment: _Key | None = Field(None, description="What just happened: the type of a moment of the packs.")
    intensity: Intensity = DEFAULT_INTENSITY
    repeats_s: float = Field(
        REPEATS_S, ge=0, allow_inf_nan=False, description="For so many seconds the same moment is no news."
    )
    situation: _Key | None = Field(None, description="What goes on: the key of a situation of the packs.")
    values: Mapping[_Key, _Value] = Field(
        default_factory=dict, max_length=MOST_VALUES, description="What it is about, by the names of its values."
    )
    text: _Words = Field("", description="The words that were read or heard, for the panel alone: nobody says them.")

    @model_validator(mode="after")
    def _carries_its_own(self) -> Self:
        if self.kind in ("talking", "quiet") and (self.moment or self.situation or self.values or self.text):
            raise ValueError(f"{self.kind} carries no moment, situation, values or text")
        if self.kind in ("screen", "picture") and self.moment is None and self.situation is None:
            raise ValueError(f"{self.kind} carries a moment or a situation")
        return self

    @property
    def source(self) -> Literal["seen", "heard"]:
        """How what it says is known."""
        return "seen" if self.kind in ("screen", "picture") else "heard"

"""Settings: the parts of a channel's settings, each with its bounds."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from server.model.look import ActiveName, Look
from server.model.names import GameName, PersonName, PresetName
from server.model.old_names import RenamedSection
from server.model.phrase import Address, Genre, Mode
from server.model.section import Section

PaceName = Literal["calm", "normal", "lively", "frantic", "life"]
CrowdMood = Literal["gentle", "honest", "rough"]
"""How the crowd is in the mood to be: never cruel, whatever is chosen."""
Imagination = Literal["soft", "full", "off"]
"""What the crowd may suppose while it isn't told what is on screen. `soft`: what is likely, never that something just
happened; `full`: it invents the session, for a recording or a demo; `off`: only what is always true."""

USUAL_VIEWERS = 110
"""Viewers of a new channel: at the normal pace some 25 to 40 of them write, as in a stream of that pace."""

MOST_VIEWERS = 5_000
"""The most viewers that a channel may have."""
Viewers = Annotated[int, Field(ge=1, le=MOST_VIEWERS)]


class Weights(Section):
    """How often each category speaks, in any unit: only the proportions count.

    `main` is `gameplay` in a game and `comments` in just chatting; outside it goes by those names.
    """

    main: float = Field(40, ge=0, le=1_000)
    reactions: float = Field(30, ge=0, le=1_000)
    questions: float = Field(20, ge=0, le=1_000)
    emotes: float = Field(10, ge=0, le=1_000)

    @model_validator(mode="after")
    def _some(self) -> Self:
        if not self.main + self.reactions + self.questions + self.emotes > 0:
            raise ValueError("at least one weight is more than 0")
        return self

    def named(self, mode: Mode) -> dict[str, float]:
        """By the names that the categories have in `mode`."""
        first = "gameplay" if mode == "game" else "comments"
        named = {first: self.main, "reactions": self.reactions, "questions": self.questions, "emotes": self.emotes}
        return {name: int(weight) if weight == int(weight) else weight for name, weight in named.items()}


class CustomPace(Section):
    """A pace of one's own: the shortest and the longest pause, in seconds."""

    min: float = Field(ge=0.5, le=60)
    max: float = Field(ge=0.5, le=60)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.min > self.max:
            raise ValueError("min is at most max")
        return self


Pace = PaceName | CustomPace


class Streamer(Section):
    """Whom the chat talks to."""

    name: PersonName = ""
    address: Address = "neutral"


class GameSlot(Section):
    """A game, or a topic, that the channel holds ready."""

    name: GameName
    mode: Mode = "game"
    insisted: bool = Field(False, description="A model took it for none; the streamer knows better. The packs speak.")
    genre: Genre | None = Field(None, description="What kind of game it is, where no pack says so.")


class Preset(RenamedSection):
    """A set of settings under a name, to be recalled before a show."""

    name: PresetName
    game: GameName | None = None
    mode: Mode = "game"
    pace: Pace = "normal"
    crowd: Viewers = USUAL_VIEWERS
    mood: CrowdMood = "honest"
    imagination: Imagination = "soft"
    weights: Weights = Weights()
    look: Look = Look()
    active: ActiveName = Field(None, description="The name of the look that was active; None: the main one, as `look`.")

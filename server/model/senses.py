"""Senses: which of them the owner has switched on, and what each is pointed at. All are off to begin with."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field
from pydantic.alias_generators import to_camel

from server.model.section import Section
from server.text.fields import TextField

LONGEST_NAME = 200
"""Characters of the name of one of OBS's inputs."""
LOWEST_DB, HIGHEST_DB = -80.0, -5.0
"""Between these the line lies from which a voice counts as one; 0 dB is full scale."""
USUAL_SHARE, HIGHEST_SHARE = 10, 50
"""Percent of one core."""

WordsBy = Literal["auto", "browser", "service"]

InputName = Annotated[str, TextField("an input's name", 1, LONGEST_NAME)]


class Senses(Section):
    """What the crowd may sense of the stream. In JSON the names are in camelCase."""

    model_config = ConfigDict(alias_generator=to_camel, validate_by_name=True, serialize_by_alias=True)

    levels: bool = Field(False, description="Whether the streamer talks, by the microphone's level in OBS.")
    mic: InputName | None = Field(None, description="OBS's input that is the microphone; null: found by itself.")
    line_db: float | None = Field(
        None,
        ge=LOWEST_DB,
        le=HIGHEST_DB,
        description="From which level on the streamer talks; null: found by itself.",
    )
    screen: bool = Field(False, description="What the game's screen says, read from OBS's picture of it.")
    screen_source: InputName | None = Field(
        None, description="OBS's source that shows the game; null: found by itself."
    )
    screen_share: int = Field(
        USUAL_SHARE, ge=1, le=HIGHEST_SHARE, description="Percent of one core that reading the screen takes at most."
    )
    words: bool = Field(False, description="What the streamer says, by the hearing page.")
    words_by: WordsBy = Field(
        "auto",
        description="Who understands it: the browser, or a service that is sent recordings; auto: the browser where it "
        "does so on the device, else the service, if there is one.",
    )


class SensesPatch(Senses):
    """Any part of them, as the panel sends it."""

    def applied_to(self, senses: Senses) -> Senses:
        """The senses with what was sent, and only that, changed."""
        return senses.model_copy(update={name: getattr(self, name) for name in self.model_fields_set})

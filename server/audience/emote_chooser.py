"""Emote chooser: at what somebody sends an emote, and which the channel has.

Pure: takes time (seconds) as an argument.
"""

from __future__ import annotations

from itertools import islice

from server.audience.draft import Draft
from server.audience.emote_line import LATELY_S, ChannelEmotes, Occasion, occasion_of
from server.audience.line_context import LineContext
from server.audience.viewer import Viewer
from server.model.phrase import Phrase

LACKING = 4.0
"""Emotes that are missing to their share from which somebody sends one without an occasion."""
REACTED_TO = 4
"""Latest messages that somebody sends an emote at."""


class EmoteChooser:
    """Chooses the emotes of one show."""

    def __init__(self, context: LineContext) -> None:
        self._context = context
        self._emotes: ChannelEmotes | None = None

    def reset(self) -> None:
        """Other people, another streamer or other emotes of their own: other favourites."""
        self._emotes = None

    @property
    def are_lacking(self) -> bool:
        """Whether so many emotes are missing to their share that one comes without an occasion."""
        return self._context.categories.lacks("emotes") > LACKING

    def emote(self, viewer: Viewer, occasion: Occasion, now: float) -> Phrase | None:
        """What that viewer sends with an emote and hardly a word."""
        context = self._context
        if self._emotes is None:
            material = context.crowd.viewer_factory.material
            channel = f"{context.settings.streamer}/{material.language}"
            self._emotes = ChannelEmotes(
                material.people, material.language, context.composer.own, channel, context.random
            )
        return self._emotes.line(viewer, occasion, context.source, context.preference_now(viewer, now, "emotes"))

    def reaction(self, viewer: Viewer, now: float) -> Draft | None:
        """An emote at something that was just said, or at what goes on when too many are missing."""
        context = self._context
        for said in islice(context.recent, REACTED_TO):
            occasion = occasion_of(said) if now - said.at < LATELY_S and said.viewer is not viewer else None
            if occasion is not None:
                phrase = self.emote(viewer, occasion, now)
                return Draft(viewer, phrase) if phrase is not None else None
        if not self.are_lacking:
            return None
        phrase = self.emote(viewer, "excited" if context.random.random() < 0.5 else "teasing", now)
        return Draft(viewer, phrase) if phrase is not None else None

"""Show settings: what the streamer chose of a show, as the director takes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from server.model.channel import Channel
from server.model.phrase import Category
from server.model.settings import USUAL_VIEWERS, CrowdMood, Imagination, Pace


@dataclass(frozen=True, slots=True)
class ShowSettings:
    """What the streamer chose of a show."""

    weights: Mapping[Category, float] = field(
        default_factory=lambda: {"gameplay": 40, "reactions": 30, "questions": 20, "emotes": 10}
    )
    """How often each category speaks; the first one is what the show is mainly about."""
    viewers: int = USUAL_VIEWERS
    pace: Pace = "normal"
    crowd_mood: CrowdMood = "honest"
    streamer: str = ""
    """The name of whom the chat talks to, "" if unknown."""
    imagination: Imagination = "soft"

    @property
    def main(self) -> Category:
        """What the show is mainly about: `gameplay` or `comments`."""
        return next(iter(self.weights))


def show_settings_of(channel: Channel) -> ShowSettings:
    """What a channel says of its show."""
    return ShowSettings(
        weights=channel.weights.named(channel.mode),
        viewers=channel.crowd,
        pace=channel.pace,
        crowd_mood=channel.mood,
        streamer=channel.streamer.name,
        imagination=channel.imagination,
    )

"""Subject: what a show is about, for models that write for it and for lines that must be about it."""

from __future__ import annotations

from server.generation.line import Subject
from server.model.channel import Channel
from server.model.phrase import Language, Mood, Preference

LENT_MOODS = ("offtopic", "bored")
"""Moods of lines that say nothing of a game that was just chosen."""


def subject_of(channel: Channel, language: Language) -> Subject | None:
    """What a writer may write about for that channel; None for a game that the streamer insisted on, or for none."""
    if channel.game is None:
        return Subject("", "chatting", language) if channel.mode == "chatting" else None
    slot = channel.slot(channel.game)
    return None if slot is not None and slot.insisted else Subject(channel.game, channel.mode, language)


def preference_for_game(preference: Preference | None) -> Preference:
    """The preference, with 0 for lines about viewers' own lives, which every game is lent."""

    def suits(text: str, mood: Mood | None) -> float:
        return 0.0 if mood in LENT_MOODS else preference(text, mood) if preference is not None else 1.0

    return suits

"""Preference: how well a line suits a viewer: what they'd say, at what length, in what temper.

Pure.
"""

from __future__ import annotations

from math import exp, log, pow

from server.audience.viewer import Habits, Viewer
from server.model.phrase import Mood, Preference
from server.model.settings import CrowdMood
from server.phrases.viewer_kinds import Origins
from server.text.words import is_emoji, is_emotes

MOODS: dict[CrowdMood, dict[Mood, float]] = {
    "gentle": {"neutral": 59, "excited": 32, "teasing": 4, "bored": 3, "offtopic": 2},
    "honest": {"neutral": 52, "excited": 23, "teasing": 14, "bored": 9, "offtopic": 2},
    "rough": {"neutral": 30, "excited": 16, "teasing": 24, "bored": 10, "offtopic": 2, "rough": 18},
}
"""The quotas of the moods, by the temper that the streamer asks for. Home life is one line in a hundred
(docs/realism.md)."""

SPREAD = 0.3
"""How far from their usual length somebody strays: standard deviation of the logarithm of the words."""
WANTED, UNWANTED = 3.0, 0.5
"""Factors on a line of the mood that is due, and of another one that is as frequent as in an honest crowd."""
_UNWANTED: dict[CrowdMood, dict[Mood, float]] = {
    crowd_mood: {mood: UNWANTED * quota / MOODS["honest"].get(mood, quota) for mood, quota in quotas.items()}
    for crowd_mood, quotas in MOODS.items()
}
"""The factor on a line of a mood that isn't due, by the temper that the streamer asks for."""
AT_HOME = 2.0
"""Factor on what is only said where the viewer comes from."""
FAVOURITE = 6.0
"""Factor on an emote that is one of the viewer's favourites."""
BURST_S = 10.0
"""Seconds since the last message within which another one belongs to a burst."""
BURST, CALM = 0.8, 1.15
"""Factors on a message's wanted words, in a burst and else: in real chats 4.6 words against 6.7."""


def preference_of(
    viewer: Viewer, origins: Origins, *, crowd_mood: CrowdMood, mood: Mood | None = None, words: float | None = None
) -> Preference:
    """The viewer's preference now. `mood` is the one that is due, `words` the length, if it isn't their usual one."""
    usual = log(words or viewer.habits.words)
    quotas, unwanted = MOODS[crowd_mood], _UNWANTED[crowd_mood]
    habits = viewer.habits

    def suits(text: str, of: Mood | None) -> float:
        if of is not None and of not in quotas:
            return 0.0
        home = origins.of(text)
        if home and viewer.region not in home:
            return 0.0
        score = AT_HOME if home else 1.0
        if is_emotes(text):
            return score * _liking(text, viewer)
        if of is not None:
            score *= viewer.moods.get(of, 1.0) * (WANTED if of == mood else unwanted[of])
        if text.isupper() and len(text) > 3:
            score *= 0.1 + habits.shout
        off = log(text.count(" ") + 1) - usual
        return score * exp(-(off * off) / (2 * SPREAD * SPREAD))

    return suits


USUAL_WORDS, SHORT_FORM, LONG_FORM = 4.0, 1.7, 0.65
"""Reactions are short: who writes half as long has more than twice as many of them; the rest is long."""


def at_length(category: str, habits: Habits) -> float:
    """How much a category is theirs who write that long lines, or so many emotes."""
    if category == "emotes":
        return (0.2 + 4 * habits.emote) * pow(USUAL_WORDS / habits.words, 0.5)
    return pow(USUAL_WORDS / habits.words, SHORT_FORM if category == "reactions" else -LONG_FORM)


def words_now(viewer: Viewer, since_s: float) -> float:
    """How many words they write, so long after the last message."""
    return viewer.habits.words * (BURST if since_s < BURST_S else CALM)


def _liking(text: str, viewer: Viewer) -> float:
    token = text.split()[0]
    if is_emoji(token):
        return 1.0 if viewer.habits.emoji else 0.02
    return FAVOURITE if token in viewer.habits.emotes else 1.0

"""Wave line: what is said in a wave, and by whom.

Real waves begin with sounds, repeat each other, stretch their letters, and only then find words; afterwards somebody
asks for the clip.

Pure: takes randomness as an argument.
"""

from __future__ import annotations

from random import Random

from server.audience.conversation import RecentMessages, SentMessage
from server.audience.crowd import Crowd
from server.audience.draft import Draft
from server.audience.moment import Wave
from server.audience.phrase_source import PhraseSource
from server.audience.preference import taste_of, words_now
from server.audience.viewer import Viewer
from server.model.settings import CrowdMood
from server.text.words import is_long

FIRST = 3
"""Messages of a wave that are mere sounds: one word, stretched."""
STRETCH = 0.2
ECHOES = 0.16
"""Chance that somebody in a wave writes what another just wrote in it."""

MOST_ECHOED = 3
"""Times that one text is written in a wave."""

WOULD = {"laugh": "teasing", "hype": "excited", "omg": "excited", "fear": "excited", "fail": "teasing"}
"""Of what temper they are who are first to react to a moment."""


def surge_line(
    wave: Wave,
    now: float,
    *,
    source: PhraseSource,
    crowd: Crowd,
    recent: RecentMessages,
    crowd_mood: CrowdMood,
    random: Random,
) -> Draft | None:
    """The next line of a wave; None when nothing was written for its moment."""
    would = WOULD.get(wave.moment, "excited")
    viewer = crowd.pick(now, in_wave=True, liking=lambda viewer: viewer.moods.get(would, 1.0))
    before = recent.of_wave(wave)
    echo = _echo(before, viewer, random)
    if echo is not None:
        return Draft(viewer, echo.phrase, stretch=STRETCH)
    early = len(before) < FIRST
    words = 1.2 if early else max(1.3, 0.6 * viewer.habits.words)
    taste = taste_of(viewer, crowd.viewer_factory.origins, crowd_mood=crowd_mood, words=words)
    phrase = source.draw_wave(wave.moment, taste)
    return Draft(viewer, phrase, stretch=STRETCH if early else 0.1) if phrase is not None else None


def afterglow_line(
    wave: Wave, now: float, *, source: PhraseSource, crowd: Crowd, crowd_mood: CrowdMood
) -> Draft | None:
    """A line of a wave's afterglow; None when nothing was written for it."""
    viewer = crowd.pick(now, in_wave=True)
    words = words_now(viewer, 0)
    phrase = source.draw_afterglow(
        wave.moment, taste_of(viewer, crowd.viewer_factory.origins, crowd_mood=crowd_mood, words=words)
    )
    return Draft(viewer, phrase) if phrase is not None else None


def _echo(before: list[SentMessage], viewer: Viewer, random: Random) -> SentMessage | None:
    own = {said.phrase.text for said in before if said.viewer is viewer}
    texts = [said.phrase.text for said in before]
    heard = [
        said
        for said in before
        if said.phrase.text not in own and not is_long(said.phrase.text) and texts.count(said.phrase.text) < MOST_ECHOED
    ]
    return random.choice(heard) if heard and random.random() < ECHOES else None

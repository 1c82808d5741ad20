"""Voice lines: what viewers say in a long silence, and once the streamer speaks after a question, or doesn't."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random

import pytest

from server.audience.director import Director
from server.audience.show_settings import ShowSettings
from server.audience.streamer_voice import StreamerVoice
from server.audience.voice_lines import (
    ANSWERS_WITHIN_S,
    APART_S,
    FORGOTTEN_S,
    LONG_S,
)
from server.live.crowd_material import crowd_material_of
from server.model.channel import Channel
from server.model.cue import Cue
from server.selection.selector import PhraseSelector
from tests.audience.shows import LIBRARY

LANGUAGES = ("en", "es")


@dataclass
class Line:
    """What was said, by which role of the pack if it was a voice line."""

    at: float
    by: str
    role: str | None
    category: str


def show(cues: Sequence[Cue], *, language: str = "en", seed: int = 1, minutes: float = 60, **settings) -> list[Line]:
    """The lines of a show in which that is heard."""
    random = Random(seed)
    channel = Channel(language=language)
    source = PhraseSelector(LIBRARY, channel, language, random)
    director = Director(
        source=source,
        settings=ShowSettings(**settings),
        material=crowd_material_of(LIBRARY, language),
        random=random,
    )
    drawn: list[str | None] = [None]
    whole = source.role

    def role(name, preference, *, old=True):
        drawn[0] = name
        return whole(name, preference, old=old)

    source.role = role  # type: ignore[method-assign]
    director.start(0.0)
    waiting, lines = list(cues), []
    while director.next_at() < minutes * 60:
        while waiting and waiting[0].at <= director.next_at():
            director.notice(waiting[0], waiting.pop(0).at)
        drawn[0] = None
        said = director.next()
        voiced = drawn[0] if drawn[0] in ("silence", "thanks", "again") else None
        lines.append(Line(said.timestamp / 1000, said.username, voiced, said.category))
    return lines


def times(lines: Sequence[Line], role: str) -> list[float]:
    return [line.at for line in lines if line.role == role]


def talking_now_and_then(minutes: int) -> list[Cue]:
    """Ten seconds of talk, twelve of none, and so on."""
    starts = range(0, minutes * 60, 22)
    return [cue for at in starts for cue in (Cue(kind="talking", at=at), Cue(kind="quiet", at=at + 10))]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("seed", [1, 2])
def test_a_long_silence_is_noticed_now_and_then(language, seed):
    """Not before twenty seconds of it, then at most once in three minutes, and ever less as it goes on."""
    said = times(show([Cue(kind="quiet", at=0)], language=language, seed=seed), "silence")
    assert 2 <= len(said) <= 6
    assert said[0] >= LONG_S
    assert said[0] <= 180
    apart = [later - earlier for earlier, later in pairwise(said)]
    assert all(gap >= APART_S * number for number, gap in enumerate(apart, 2))


def test_a_pause_of_somebody_who_talks_is_no_silence():
    """Nobody asks after a streamer who says something again and again."""
    assert times(show(talking_now_and_then(30), minutes=30), "silence") == []


@pytest.mark.parametrize("cues", [[], [Cue(kind="talking", at=0)]], ids=["nobody listens", "talking"])
def test_there_is_nothing_to_notice(cues):
    """Without the sense nobody says anything of the voice; while the streamer talks on, nobody asks where they are."""
    lines = show(cues, minutes=30)
    assert times(lines, "silence") == []
    assert times(lines, "again") == []


@pytest.mark.parametrize(("language", "key"), [("en", "between"), ("es", "break")])
def test_in_a_break_nobody_expects_a_word(language, key):
    """Once it is known that the streamer is away; that nobody knows it changes nothing."""
    away = Cue(kind="screen", at=1, situation=key)
    quiet = Cue(kind="quiet", at=2)
    assert times(show([away, quiet], language=language, minutes=9), "silence") == []
    assert times(show([quiet], language=language, minutes=9), "silence")


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_asked_takes_the_voice_for_the_answer(language):
    """The thanks come from somebody who asked a minute ago at most, and after the streamer was heard."""
    cues = talking_now_and_then(60)
    lines = show(cues, language=language)
    thanks = [line for line in lines if line.role == "thanks"]
    assert len(thanks) >= 3
    for line in thanks:
        asked = [
            earlier.at
            for earlier in lines
            if earlier.by == line.by and earlier.category == "questions" and 0 < line.at - earlier.at <= FORGOTTEN_S
        ]
        assert any(
            cue.kind == "talking" and cue.at < at + ANSWERS_WITHIN_S and at < cue.at + 10
            for at in asked
            for cue in cues
        )


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_hears_nothing_asks_again_sometimes(language):
    """And mostly lets it go; never within the ten seconds in which an answer may come."""
    lines = show([Cue(kind="quiet", at=0)], language=language)
    again, asked = times(lines, "again"), [line for line in lines if line.category == "questions"]
    assert 1 <= len(again) <= 0.2 * len(asked)
    assert times(lines, "thanks") == []
    for line in lines:
        if line.role == "again":
            assert any(earlier.by == line.by and earlier.at <= line.at - ANSWERS_WITHIN_S for earlier in asked)


def test_the_pace_is_not_changed_by_what_is_said_of_the_voice():
    """They are lines that were due anyway: three hours of silence have as many as the pace says."""
    assert len(show([Cue(kind="quiet", at=0)], minutes=180)) == pytest.approx(2160, rel=0.1)


def test_when_the_sense_is_lost_nobody_waits_for_an_answer():
    """Nor for the streamer: an hour without it, after a minute with it, has no voice line."""
    lines = show([Cue(kind="quiet", at=0)], minutes=10)
    assert times(lines, "silence")
    voice = StreamerVoice()
    voice.hear(Cue(kind="talking"), 0.0)
    voice.lose()
    assert voice.quiet_s(100.0) == 0
    assert voice.spoke(0.0, 100.0) is None


@pytest.mark.parametrize(
    ("after", "before", "at"),
    [(0, 5, None), (0, 15, 10), (12, 15, 12), (19, 25, 19), (20.5, 30, None), (20, 45, 40), (50, 60, 50)],
)
def test_when_the_streamer_was_heard(after, before, at):
    """Between two times: by the stretches of talk, and the one that goes on."""
    voice = StreamerVoice()
    for cue, now in (("quiet", 0), ("talking", 10), ("quiet", 20.6), ("talking", 40)):
        voice.hear(Cue(kind=cue, quiet_s=0.6 if now == 20.6 else 0), now)
    assert voice.spoke(after, before) == at

"""Levels: a voice is told from the noise that it stands out of, whatever comes."""

from __future__ import annotations

import math
from random import Random

import pytest
from hypothesis import given
from hypothesis.strategies import floats, integers, lists, none, one_of

from server.senses.levels import (
    ABOVE_FLOOR_DB,
    CLOSES_AFTER_S,
    FLOOR_S,
    LEAST_DB,
    SILENCE_DB,
    VoiceActivity,
    decibels,
)

TICK_S = 0.05
LEVELS = floats(-100, 0)


class Heard:
    """A voice activity that is fed with one level a tick, and what it said."""

    def __init__(self, line_db: float | None = None) -> None:
        self.voice = VoiceActivity(line_db)
        self.now = 100.0
        self.changes: list[tuple[float, bool]] = []

    def hears(self, *levels: float) -> Heard:
        for level in levels:
            self.now += TICK_S
            if self.voice.hear(level, self.now):
                self.changes.append((self.now, self.voice.talks))
        return self

    def for_s(self, seconds: float, level: float) -> Heard:
        return self.hears(*[level] * round(seconds / TICK_S))


def speech(seconds: float, loud_db: float, soft_db: float, random: Random) -> list[float]:
    """Syllables as a meter sees them: four of five ticks are loud, more or less, the others nearly as soft as noise."""
    ticks = round(seconds / TICK_S)
    return [random.gauss(loud_db, 4) if random.random() < 0.8 else random.gauss(soft_db + 4, 2) for _ in range(ticks)]


@pytest.mark.parametrize(("magnitude", "level"), [(1, 0), (0.1, -20), (0, SILENCE_DB), (1e-9, SILENCE_DB), (10, 20)])
def test_a_multiplier_has_a_level(magnitude, level):
    """In dB below full scale; silence has the lowest one."""
    assert decibels(magnitude) == pytest.approx(level)


@pytest.mark.parametrize("strange", [math.nan, -1.0, -math.inf])
def test_what_is_no_multiplier_is_silence(strange):
    """OBS writes null for what isn't a number, and we never take the logarithm of anything below 0."""
    assert decibels(strange) == SILENCE_DB


@given(noise=floats(-90, -45), above=floats(22, 40))
def test_a_voice_above_the_noise_is_heard(noise, above):
    """Whatever the noise: within half a second, and until it ceases."""
    heard = Heard().for_s(3, noise)
    assert not heard.voice.talks
    began = heard.now
    heard.hears(*speech(5, max(noise + above, LEAST_DB + 12), noise, Random(1)))
    assert heard.changes[0][1]
    assert heard.changes[0][0] - began <= 0.5
    assert heard.for_s(1, noise).changes[-1][1] is False


@given(noise=floats(-100, 0))
def test_a_steady_noise_is_no_voice(noise):
    """However loud: a fan, a game from the speakers, a microphone that hums."""
    heard = Heard().for_s(40, noise)
    assert heard.changes == []
    assert heard.voice.floor_db == pytest.approx(noise)


@given(lists(floats(-100, LEAST_DB, exclude_max=True), max_size=200))
def test_what_is_too_soft_for_a_voice_is_none(levels):
    """By itself the line never lies lower."""
    assert Heard().for_s(3, -100).hears(*levels).changes == []


@given(lists(integers(0, 1), max_size=100))
def test_clicks_are_no_voice(gaps):
    """Two loud levels of five open nothing: a key, a mouse."""
    heard = Heard().for_s(3, -80)
    for gap in gaps:
        heard.hears(-20, -80, -80, *[-80] * gap, -20, -80, -80)
    assert heard.changes == []


def test_a_breath_ends_nothing():
    """Half a second of silence between two words; a little more than that does."""
    heard = Heard().for_s(5, -70).for_s(1, -30)
    assert heard.voice.talks
    heard.for_s(CLOSES_AFTER_S - 2 * TICK_S, -70).for_s(0.3, -30)
    assert len(heard.changes) == 1
    heard.for_s(CLOSES_AFTER_S + TICK_S, -70)
    assert [talks for _, talks in heard.changes] == [True, False]


def test_a_word_that_fades_does_not_end_it():
    """It closes six dB below where it opens."""
    heard = Heard(line_db=-40).for_s(1, -35).for_s(3, -45)
    assert heard.voice.talks
    assert not heard.for_s(1, -47).voice.talks


def test_silence_is_counted_from_the_last_word():
    """Not from when it was noticed."""
    heard = Heard().for_s(5, -70).for_s(1, -30)
    last = heard.now
    heard.for_s(10, -70)
    assert heard.voice.quiet_s(heard.now) == pytest.approx(heard.now - last)
    assert Heard().voice.quiet_s(5.0) == 0


def test_the_streamer_draws_the_line():
    """At once, below where it would be and above."""
    assert Heard(line_db=-60).for_s(0.2, -55).voice.talks
    assert not Heard(line_db=-20).for_s(5, -70).for_s(5, -25).voice.talks


def test_a_gate_that_closes_leaves_zeros():
    """With a noise gate before it, everything that comes through is a voice."""
    heard = Heard().for_s(20, SILENCE_DB).hears(*speech(10, -38, -50, Random(2)))
    assert heard.voice.talks
    assert heard.voice.floor_db == SILENCE_DB


def test_a_mute_is_quiet_at_once_and_is_no_noise_floor():
    """What can't be heard says nothing of the room: after it the noise of before is still only noise."""
    heard = Heard().for_s(10, -40).for_s(1, -15)
    assert heard.voice.talks
    assert heard.voice.pause(heard.now)
    assert not heard.voice.talks
    heard.now += 25
    assert not heard.voice.pause(heard.now)
    assert heard.voice.floor_db == -40
    heard.for_s(3, -40)
    assert not heard.voice.talks


def test_the_floor_forgets():
    """Half a minute after a fan was switched off a soft voice is one again."""
    heard = Heard().for_s(30, -35)
    assert heard.voice.opens_db == pytest.approx(-35 + ABOVE_FLOOR_DB)
    heard.for_s(FLOOR_S, -75)
    assert heard.voice.opens_db == LEAST_DB


@given(lists(one_of(none(), floats()), max_size=300), one_of(none(), floats(-80, -5)))
def test_nothing_that_comes_breaks_it(levels, line):
    """Pauses, infinities, what is no number: what it tells is always a level and a state, and states take turns."""
    heard = Heard(line)
    for level in levels:
        if level is None:
            heard.now += TICK_S
            if heard.voice.pause(heard.now):
                heard.changes.append((heard.now, heard.voice.talks))
        else:
            heard.hears(level)
        assert SILENCE_DB <= heard.voice.floor_db <= 20
        assert heard.voice.quiet_s(heard.now) >= 0
    assert all(one[1] is not other[1] for one, other in zip(heard.changes, heard.changes[1:], strict=False))


@given(lists(LEVELS, min_size=1, max_size=900))
def test_the_floor_is_the_tenth_percentile_of_the_last_half_minute(levels):
    """As counted by hand."""
    heard = Heard().hears(*levels)
    last = sorted(levels[-round(FLOOR_S / TICK_S) :])
    assert heard.voice.floor_db in last
    below = sum(level < heard.voice.floor_db for level in last)
    assert below <= 0.1 * len(last) + 1

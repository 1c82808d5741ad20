"""Streamer's voice: a chat is livelier while it is talked to, and thins in a pause."""

from __future__ import annotations

from server.audience.streamer_voice import LIVELIER, THINNER, THINS_AFTER_S, StreamerVoice
from server.model.cue import Cue

TALKING, QUIET = Cue(kind="talking"), Cue(kind="quiet")


def test_where_nobody_listens_nothing_changes():
    """Before anything was heard, and after whoever heard it is gone."""
    voice = StreamerVoice()
    assert (voice.quiet_s(100.0), voice.tempo(100.0)) == (0.0, 0.0)
    voice.hear(QUIET, 0.0)
    voice.lose()
    assert (voice.quiet_s(100.0), voice.tempo(100.0)) == (0.0, 0.0)


def test_a_short_pause_is_part_of_talking():
    """It thins the chat once it is long, and not before."""
    voice = StreamerVoice()
    voice.hear(TALKING, 0.0)
    assert voice.tempo(60.0) == LIVELIER
    voice.hear(QUIET, 60.0)
    assert voice.tempo(60.0 + THINS_AFTER_S - 1) == LIVELIER
    assert voice.tempo(60.0 + THINS_AFTER_S) == THINNER
    voice.hear(TALKING, 90.0)
    assert voice.tempo(90.0) == LIVELIER


def test_a_silence_counts_from_when_it_began():
    """The cue says for how long it has been quiet; later cues of the same silence don't shorten it."""
    voice = StreamerVoice()
    voice.hear(TALKING, 0.0)
    voice.hear(Cue(kind="quiet", quiet_s=3.0), 33.0)
    assert voice.quiet_s(40.0) == 10.0
    voice.hear(Cue(kind="quiet", quiet_s=1.0), 50.0)
    assert voice.quiet_s(50.0) == 20.0
    voice.hear(Cue(kind="quiet", quiet_s=40.0), 60.0)
    assert voice.quiet_s(60.0) == 40.0

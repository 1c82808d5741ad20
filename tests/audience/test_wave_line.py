"""What is said in a wave: sounds first, then words; the same text by a few, never by many."""

from __future__ import annotations

from random import Random

from server.audience.conversation import RecentMessages
from server.audience.crowd import Crowd
from server.audience.moment import Wave
from server.audience.wave_line import FIRST, MOST_ECHOED, afterglow_line, surge_line
from server.live.viewer_source import crowd_material_of
from server.model.phrase import Phrase
from tests.audience.people import sent
from tests.audience.shows import LIBRARY

WAVE = Wave("laugh", 2, (1.0, 1.5), (5.0,))


class Lines:
    """Lines of a wave, each asked for by its taste; `best` of them suits best."""

    def __init__(self, *texts: str) -> None:
        self.texts = texts

    def draw_wave(self, moment, taste):
        assert moment == "laugh"
        best = max(self.texts, key=lambda text: taste(text, None), default=None)
        return Phrase(best, "reactions", "es") if best else None

    draw_afterglow = draw_wave


def surge(source, before=(), seed=1):
    random = Random(seed)
    crowd = Crowd(15, crowd_material_of(LIBRARY, "es"), random)
    crowd.open(0.0)
    recent = RecentMessages()
    for number, text in enumerate(before):
        recent.add(sent(text, by=crowd.here[number % len(crowd.here)], number=number, wave=WAVE))
    return surge_line(WAVE, 2.0, source=source, crowd=crowd, recent=recent, crowd_mood="honest", random=random)


def test_a_wave_begins_with_sounds():
    """One word while it is young, stretched; then as long as people write."""
    source = Lines("jaja", "que caida mas tonta por favor")
    first = [surge(source, seed=seed) for seed in range(20)]
    assert {draft.phrase.text for draft in first} == {"jaja"}
    later = [surge(source, ["x" * (1 + number) for number in range(FIRST)], seed=seed) for seed in range(60)]
    assert any(len(draft.phrase.text.split()) > 1 for draft in later)
    assert first[0].stretch > min(draft.stretch for draft in later)


def test_a_text_is_written_by_three_at_most():
    """Somebody writes what another just wrote; once it stands there three times, nobody does."""
    source = Lines("nuevo")
    echoed = [surge(source, ["jaja"], seed=seed).phrase.text for seed in range(100)]
    assert 5 < echoed.count("jaja") < 30
    full = [surge(source, ["jaja"] * MOST_ECHOED, seed=seed).phrase.text for seed in range(100)]
    assert full == ["nuevo"] * 100


def test_a_long_line_is_echoed_by_nobody():
    """Only what is short: three words or more stand once."""
    said = [surge(Lines("nuevo"), ["que caida mas tonta"], seed=seed).phrase.text for seed in range(100)]
    assert said == ["nuevo"] * 100


def test_where_nothing_was_written_nothing_is_said():
    """Neither in the wave nor after it."""
    assert surge(Lines()) is None
    random = Random(1)
    crowd = Crowd(15, crowd_material_of(LIBRARY, "es"), random)
    crowd.open(0.0)
    assert afterglow_line(WAVE, 2.0, source=Lines(), crowd=crowd, crowd_mood="honest") is None
    said = afterglow_line(WAVE, 2.0, source=Lines("clip eso"), crowd=crowd, crowd_mood="honest")
    assert said is not None
    assert said.phrase.text == "clip eso"

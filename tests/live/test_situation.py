"""What the streamer typed about what is going on, and when it is over."""

from server.live.situation import AGES_S, Situation


def test_it_ages():
    """After ten minutes it is over; typed anew it begins again; nothing typed is never over."""
    situation = Situation()
    assert not situation.is_over(1e9)
    assert situation.becomes("boss fight", 100.0, "en", lambda words: True) is None
    assert not situation.is_over(100.0 + AGES_S)
    assert situation.is_over(101.0 + AGES_S)
    situation.becomes("boss fight, again", 900.0, "en", lambda words: True)
    assert not situation.is_over(950.0)


def test_one_from_before_a_restart_ages_from_then_on():
    """Nobody knows when it was typed."""
    situation = Situation("boss fight")
    assert not situation.is_over(5_000.0)
    assert situation.is_over(5_001.0 + AGES_S)


def test_the_panel_learns_what_was_understood():
    """The moment, and whether the packs speak of it; nothing where nothing was typed."""
    situation = Situation()
    assert situation.as_json() is None
    situation.becomes("I died to Malenia", 0.0, "en", lambda words: "malenia" in words)
    assert situation.as_json() == {"moment": "fail", "lines": True}
    situation.becomes("xyzzy", 1.0, "en", lambda words: False)
    assert situation.as_json() == {"moment": None, "lines": False}

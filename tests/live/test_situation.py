"""What the streamer typed about what is going on, what was understood of it, and when it is over."""

from server.live.situation import AGES_S, TypedSituation
from tests.live.test_find_situation import SITUATIONS


def typed(situation: TypedSituation, text: str, now: float, *lines_about: str) -> str | None:
    """Type it; the packs have lines about these words."""
    return situation.becomes(text, now, "en", SITUATIONS, lambda words: not words.isdisjoint(lines_about))


def test_it_ages():
    """After ten minutes it is over; typed anew it begins again; nothing typed is never over."""
    situation = TypedSituation()
    assert not situation.is_over(1e9)
    assert typed(situation, "boss fight", 100.0) is None
    assert not situation.is_over(100.0 + AGES_S)
    assert situation.is_over(101.0 + AGES_S)
    typed(situation, "boss fight, again", 900.0)
    assert not situation.is_over(950.0)


def test_one_from_before_a_restart_ages_from_then_on():
    """Nobody knows when it was typed; it is understood all the same."""
    situation = TypedSituation("boss fight")
    assert not situation.is_over(5_000.0)
    assert situation.is_over(5_001.0 + AGES_S)
    situation.read("en", SITUATIONS, lambda words: False)
    assert situation.known == (SITUATIONS[0], {})


def test_the_panel_learns_what_was_understood():
    """The moment, whether the packs speak of it, the situation and its values; nothing where nothing was typed."""
    situation = TypedSituation()
    assert situation.as_json() is None
    typed(situation, "I died to Malenia", 0.0)
    assert situation.as_json() == {"moment": "fail", "lines": True, "label": "boss", "values": {"foe": "malenia"}}
    typed(situation, "a potato", 1.0, "potato")
    assert situation.as_json() == {"moment": None, "lines": True, "label": None, "values": {}}
    typed(situation, "xyzzy", 2.0)
    assert situation.as_json() == {"moment": None, "lines": False, "label": None, "values": {}}


def test_it_means_something_else_in_another_game():
    """What was typed stays and keeps its age; what is understood of it is the new game's."""
    situation = TypedSituation()
    typed(situation, "boss fight", 0.0)
    situation.read("en", [], lambda words: False)
    assert situation.known is None
    assert situation.since(50.0) == 0.0

"""What the streamer typed about what is going on, what was understood of it, and when it is over."""

from collections.abc import Sequence, Set

from server.live.situation import AGES_S, TypedSituation
from server.phrases.library import load_library
from server.phrases.situation import Situation
from tests.live.test_find_situation import SITUATIONS, situation

WORDS = load_library().typed("en")


class Show:
    """One with these situations, any game's break, and lines with these words."""

    def __init__(self, *lines_about: str, own: Sequence[Situation] = SITUATIONS) -> None:
        self._words, self._own = lines_about, own

    def situations(self) -> Sequence[Situation]:
        return self._own

    def other_situations(self) -> Sequence[Situation]:
        return [situation("between", "pause")]

    def speaks_of(self, words: Set[str]) -> bool:
        return not words.isdisjoint(self._words)


def typed(situation: TypedSituation, text: str, now: float, *lines_about: str) -> str | None:
    """Type it; the packs have lines about these words."""
    return situation.becomes(text, now, WORDS, Show(*lines_about))


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
    situation.read(WORDS, Show())
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
    situation.read(WORDS, Show(own=()))
    assert situation.known is None
    assert situation.since(50.0) == 0.0


def test_what_goes_on_in_any_game_is_known_in_every_game():
    """By its name and by the words of the intents, where the game has no such situation."""
    situation = TypedSituation()
    for text in ("pause", "brb, bathroom"):
        typed(situation, text, 0.0)
        assert situation.known is not None
        assert situation.known[0].key == "between"


def test_a_question_is_answered():
    """It is a moment of its own, whatever else it says."""
    situation = TypedSituation()
    assert typed(situation, "boss fight: left or right?", 0.0) == "asked"
    assert situation.as_json() == {"moment": "asked", "lines": True, "label": "boss", "values": {}}

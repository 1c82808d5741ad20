"""Word play: a slip of the keys is taken up, and bent by a few people for a minute."""

from __future__ import annotations

from itertools import pairwise
from random import Random
from types import SimpleNamespace

import pytest

from server.audience.word_play import APART_S, LASTS_S, LINES, WordPlay, bent, mistyped
from server.model.channel import Channel
from server.phrases.library import load_library
from server.simulate import simulate

LIBRARY = load_library()


def plays(language, game, monkeypatch):
    """Each play of two hours: its word, and when what was said about it; and all that was said."""
    found: dict[str, list[tuple[float, str]]] = {}
    line = WordPlay.line

    def noted(self, viewer, category, now):
        draft = line(self, viewer, category, now)
        if draft is not None:
            found.setdefault(self._play.word, []).append((now, draft.phrase.text))
        return draft

    monkeypatch.setattr(WordPlay, "line", noted)
    channel = Channel(language=language, pace="lively", crowd=110)
    show = simulate(LIBRARY, game=game, mode="game", language=language, minutes=90, seed=7, channel=channel)
    return found, [message.content.casefold() for message in show]


@pytest.mark.parametrize(("language", "game"), [("en", "Valorant"), ("es", "Fortnite")])
def test_a_slip_is_taken_up_for_a_minute(language, game, monkeypatch):
    """Now and then, each word once and each line once, and soon it is over."""
    found, said = plays(language, game, monkeypatch)
    assert found
    for word, lines in found.items():
        assert any(word in text for text in said)
        assert len(lines) <= LINES[1] + 1
        assert lines[-1][0] - lines[0][0] <= LASTS_S
        assert len({text for _, text in lines}) == len(lines)
    begun = [lines[0][0] for lines in found.values()]
    assert all(later - earlier >= APART_S for earlier, later in pairwise(begun))


@pytest.mark.parametrize(
    ("meant", "typed", "word"),
    [
        ("more time please", "more timw please", "timw"),
        ("the four of us", "the fuor of us", "fuor"),
        ("more time please", "More time please!", None),
        ("that was close", "that was cloooose", None),
        ("no voy a poder más", "no voy a poder mas", None),
        ("you are late", "u r late", None),
        ("it is on", "it id on", None),
        ("lets go", "@ana lets go", None),
    ],
)
def test_a_slip_is_told_from_how_somebody_types(meant, typed, word):
    """Capitals, accents, stretched and shortened words are nobody's slip, nor is a word of two letters."""
    said = SimpleNamespace(phrase=SimpleNamespace(text=meant), message=SimpleNamespace(content=typed), wave=None)
    assert mistyped(said) == word


@pytest.mark.parametrize("seed", range(20))
def test_a_word_is_bent_into_one_word(seed):
    """Whatever becomes of it."""
    for word in ("timw", "psra", "encontarr"):
        assert len(bent(word, Random(seed)).split()) == 1

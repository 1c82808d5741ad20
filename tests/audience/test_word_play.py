"""Word play: a word that was just said is seized on, and bent by a few people for some minutes."""

from __future__ import annotations

import itertools
from collections import Counter
from random import Random

import pytest

from server.audience.word_play import LINES, LONGEST, OVER_S, PLAYERS, bent, made_of
from server.model.channel import Channel
from server.phrases.library import load_library
from server.phrases.word_play import WordPlayTexts
from server.simulate import simulate

LIBRARY = load_library()
OF = {"en": "Elden Ring", "es": "Minecraft"}


def plays(language, monkeypatch, *, minutes=60, blocked=()):
    """Each play of an hour: its word, and who said what about it when."""
    from server.audience import word_play

    found, line = {}, word_play.WordPlay.line

    def noted(self, viewer, category, now):
        draft = line(self, viewer, category, now)
        if draft is not None:
            found.setdefault(self._play.word, []).append((now, draft.viewer.name, draft.phrase.text))
        return draft

    monkeypatch.setattr(word_play.WordPlay, "line", noted)
    channel = Channel(language=language, pace="normal", crowd=110, blocked_words=tuple(blocked))
    said = [
        message.content.casefold()
        for message in simulate(
            LIBRARY, game=OF[language], mode="game", language=language, minutes=minutes, seed=11, channel=channel
        )
    ]
    return found, said


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_word_is_played_with_by_a_few_for_a_while(language, monkeypatch):
    """Several times an hour, each word once, by two to six people, and then it is over."""
    found, said = plays(language, monkeypatch)
    assert len(found) >= 2
    texts = LIBRARY.word_play(language)
    for word, lines in found.items():
        assert word in texts.words
        assert any(word in text for text in said[:-1])
        assert len(lines) <= LINES[1] + 1
        assert len({name for _, name, _ in lines}) <= PLAYERS
        assert all(later[0] - earlier[0] <= OVER_S for earlier, later in itertools.pairwise(lines))
        assert max(Counter(text for _, _, text in lines).values()) == 1
    assert max(len({name for _, name, _ in lines}) for lines in found.values()) >= 3


def test_no_move_is_made_twice_in_a_show(monkeypatch):
    """What is said about one word isn't said about the next."""
    found, _ = plays("en", monkeypatch)
    moves = Counter(text.replace(word, "_") for word, lines in found.items() for _, _, text in lines[:1])
    assert max(moves.values()) == 1


def test_what_the_channel_does_not_allow_is_not_played_with(monkeypatch):
    """A blocked word is in no line, whatever it is turned into."""
    before, _ = plays("en", monkeypatch)
    word = next(iter(before))
    monkeypatch.undo()
    _, said = plays("en", monkeypatch, blocked=[word])
    assert not any(word in text.split() for text in said)


def test_a_language_without_words_is_as_ever():
    """Nothing is turned into anything."""
    assert made_of("door", WordPlayTexts(), Random(1)) != "door"
    assert not WordPlayTexts().words


@pytest.mark.parametrize("seed", range(40))
def test_a_misspelling_is_another_word_and_short(seed):
    """Or it is left alone."""
    texts = LIBRARY.word_play("es")
    for word in sorted(texts.words)[:40]:
        made = made_of(word, texts, Random(seed))
        assert made is None or (made != word and len(made) <= LONGEST)
        assert bent(word, Random(seed))

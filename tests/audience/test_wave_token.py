"""Waves: a word or two, sent again by others in their own way."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from server.audience.wave_token import LONGEST, is_token, varied
from server.live.crowd_material import crowd_material_of
from server.model.channel import Channel
from server.selection.selector import PhraseSelector
from server.text.words import likeness
from tests.audience.shows import LIBRARY, director


@pytest.mark.parametrize("text", ["no way", "LMAO", "jajaja", "dios"])
def test_a_word_sent_again_is_the_same_word(text):
    """As it is, longer, louder, quieter or twice, and never very long."""
    ways = {varied(text, Random(seed)) for seed in range(200)}
    assert text in ways
    assert len(ways) > 5
    assert {likeness(way).split()[0][:2] for way in ways} == {likeness(text)[:2]}
    assert max(map(len, ways)) <= max(LONGEST, 2 * len(text) + 1)


def test_emotes_are_sent_once_or_more():
    """Nothing is spelt otherwise than its picture is called."""
    assert {varied("KEKW", Random(seed)) for seed in range(100)} == {"KEKW", "KEKW KEKW", "KEKW KEKW KEKW"}


def test_a_sentence_is_nobodys_token():
    """Two words at the most."""
    assert is_token("no way")
    assert not is_token("that was so close")


def test_a_flood_is_made_of_a_word_or_two():
    """Of a wave's lines many are its first two words, in other letters."""
    copied = total = 0
    for seed in range(6):
        source = PhraseSelector(LIBRARY, Channel(), "en", Random(seed))
        show = director(seed, source=source, material=crowd_material_of(LIBRARY, "en"), viewers=110)
        show.start(0)
        while show.next_at() < 60:
            show.next()
        wave = show.wave("hype", 60.0, 3)
        texts = []
        while show.next_at() <= wave.messages[-1]:
            message = show.next()
            if message.category == "reactions":
                texts.append(likeness(message.content).split()[0])
        counts = Counter(texts)
        copied += sum(count for _, count in counts.most_common(2))
        total += len(texts)
    assert copied > 0.4 * total

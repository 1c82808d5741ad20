"""Subject and topic word: what is written about, and by what people know it again."""

from __future__ import annotations

from pathlib import Path

import pytest

from server.generation.line import Subject
from server.model.channel import Channel
from server.model.settings import GameSlot
from server.phrases.pack import parse_pack
from server.selection.subject import preference_for_game, subject_of
from server.selection.topic_word import topic_word


@pytest.mark.parametrize(
    ("channel", "subject"),
    [
        (Channel(), None),
        (Channel(mode="chatting"), Subject("", "chatting", "en")),
        (Channel(game="Balatro"), Subject("Balatro", "game", "en")),
        (Channel(game="Balatro", slots=(GameSlot(name="Balatro"),)), Subject("Balatro", "game", "en")),
        (Channel(game="Balatro", slots=(GameSlot(name="Balatro", insisted=True),)), None),
        (Channel(game="cooking", mode="chatting"), Subject("cooking", "chatting", "en")),
    ],
)
def test_models_write_about_what_is_on(channel, subject):
    """Not about no game, nor about one that a model took for none and the streamer insisted on."""
    assert subject_of(channel, "en") == subject


def test_a_game_that_was_just_chosen_is_spoken_of():
    """Lines about viewers' own lives say nothing of it; all others suit as they did."""
    suits = preference_for_game(lambda text, mood: 0.5)
    assert suits("my cat", "offtopic") == suits("so tired", "bored") == 0.0
    assert suits("that boss", "excited") == suits("that boss", None) == 0.5
    assert preference_for_game(None)("that boss", None) == 1.0


def topic(key: str, *lines: str):
    """A topic with these lines."""
    quoted = ", ".join(f'"{line}"' for line in lines)
    text = (
        f'game = "G"\n[phrases]\ngameplay = ["hi there"]\n[topics.{key}]\nclaim = [{quoted}]\ndetail = ["it is so"]\n'
    )
    return parse_pack(text, key="g", language="en", path=Path("g.toml")).topics[0]


def test_people_know_a_talk_by_the_word_that_its_lines_share():
    """As it is written in them, not as it is compared."""
    found = topic("build", "vigor is a lie", "nobody needs vigor", "i took vigor first", "strength though")
    assert topic_word(found) == "vigor"


def test_a_word_in_the_topics_name_is_preferred():
    """Of two that are as common."""
    lines = ("parry that shield", "a shield can parry", "no shield no parry")
    assert topic_word(topic("shield", *lines)) == "shield"
    assert topic_word(topic("parry", *lines)) == "parry"


def test_lines_that_share_no_word_leave_none():
    """Nobody says "the thing thing"."""
    assert topic_word(topic("stuff", "vigor is a lie", "strength though", "never tried magic")) is None

"""Templates and threads: what stands in braces, and how talks among viewers are read."""

from pathlib import Path

import pytest

from server.model.phrase import About
from server.phrases.pack import parse_pack
from server.phrases.pack_error import PackError

PACK = """
game = "Test"
[slots]
boss = ["the king", "the queen", "the cook"]
[phrases]
emotes = ["KEKW"]
[phrases.gameplay]
neutral = ["watch out for {boss}"]
teasing = ["{boss} says hi to {boss}"]
[answers]
gameplay = ["why?", "nah", "that happened to me back in the tower"]
[threads]
questions = [["a: who is {boss}", "b: {boss} is the first one", "a: oh", "c: or was it?"]]
[moments.duel]
label = "Duel"
lines = ["DUEL"]
after = ["clip it"]
"""


def parsed(source=PACK):
    return parse_pack(source, key="test", language="en", path=Path("test.toml"))


def test_a_line_has_the_mood_that_it_stands_under():
    """And none where the category is one list."""
    lines = parsed().lines
    assert [line.mood for line in lines["gameplay"]] == ["neutral", "teasing"]
    assert [line.mood for line in lines["emotes"]] == [None]


def test_a_slot_that_stands_twice_is_filled_twice():
    """A line with several slots is said in every combination."""
    line = parsed().lines["gameplay"][1]
    assert line.ways == 9
    assert len({line.say(way, About()) for way in range(line.ways)}) == 9


def test_a_slot_has_one_value_throughout_a_thread():
    """Who answers talks of what was asked."""
    (thread,) = parsed().threads
    assert thread.ways == 3
    assert thread.speakers == (0, 1, 0, 2)
    assert thread.say(1, About()) == ["who is the queen", "the queen is the first one", "oh", "or was it?"]


def test_an_answer_counts_as_what_it_is():
    """A question asks, a word or three react, the rest is about the game."""
    pack = parsed()
    assert [line.category for line in pack.answers["gameplay"]] == ["questions", "reactions", "gameplay"]
    assert [line.category for line in pack.threads[0].lines] == ["questions", "gameplay", "reactions", "questions"]


def test_a_moment_has_an_afterglow():
    """And a game's own moment has a word for its button."""
    duel = parsed().moments["duel"]
    assert (duel.label, [line.source for line in duel.after]) == ("Duel", ["clip it"])


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        ('[threads]\ngameplay = [["a: alone"]]', "2 to 5"),
        ('[threads]\ngameplay = [["hello", "b: hi"]]', "begins with who speaks"),
        ('[threads]\ngameplay = [["a: hello", "a: me again"]]', "somebody else answers"),
        ('[phrases.gameplay]\nangry = ["grr"]', "neutral, offtopic"),
        ('[answers]\nsmalltalk = ["hm"]', "unknown key answers.smalltalk"),
    ],
)
def test_a_broken_talk_is_named(broken, why):
    """With what would be right."""
    with pytest.raises(PackError, match=why):
        parsed(f'game = "Test"\n{broken}')

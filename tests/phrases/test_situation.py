"""Situations: what can go on for minutes, with what it binds."""

from __future__ import annotations

from random import Random

import pytest

from server.model.phrase import About
from server.phrases.pack_error import PackError
from tests.phrases.packs import pack

BOSS = """
[slots]
weapon = ["moonveil", "the claymore"]
[situations.boss]
label = "Boss fight"
heard = ["boss", "fog gate"]
minutes = [4, 11]
weight = 3
then = ["rest"]
bind = ["weapon"]
moments = ["fail", "fail", "win"]
kinds = { foe = "boss", item = "weapon" }
reactions = ["the tension"]
questions = ["can you parry {boss}? >> yeah / never tried"]
[[situations.boss.values]]
boss = "margit"
move = ["the stick", "the dagger"]
[[situations.boss.values]]
boss = "godrick"
move = ["the wind", "the spin"]
[situations.boss.gameplay]
neutral = ["{move} is bait", "try {weapon} on {boss}"]
teasing = ["{boss} {tries} {streamer} 0"]
[situations.rest]
reactions = ["finally"]
"""


def test_a_situation_is_read_whole():
    """Its word, how long and how often it comes, what follows, and its lines by category and mood."""
    situation = pack(BOSS).situations["boss"]
    assert (situation.label, situation.heard, situation.minutes, situation.weight) == (
        "Boss fight",
        ("boss", "fog gate"),
        (4.0, 11.0),
        3.0,
    )
    assert (situation.then, situation.moments) == (("rest",), ("fail", "fail", "win"))
    assert situation.kinds == (("foe", "boss"), ("item", "weapon"))
    assert [line.mood for line in situation.lines["gameplay"]] == ["neutral", "neutral", "teasing"]


def test_what_is_left_out_has_a_usual_value():
    """The key is the label, and it lasts as long as most do."""
    rest = pack(BOSS).situations["rest"]
    assert (rest.label, rest.minutes, rest.weight, rest.then, rest.values) == ("rest", (3.0, 12.0), 1.0, (), ())


@pytest.mark.parametrize("seed", range(20))
def test_values_of_one_set_go_together(seed):
    """No boss has another's move, and a bound slot has one of its own values."""
    drawn = pack(BOSS).situations["boss"].draw_values(Random(seed))
    moves = {"margit": {"the stick", "the dagger"}, "godrick": {"the wind", "the spin"}}
    assert drawn["move"] in moves[drawn["boss"]]
    assert drawn["weapon"] in {"moonveil", "the claymore"}


@pytest.mark.parametrize("seed", range(5))
def test_what_is_known_is_kept(seed):
    """Whoever typed the boss's name gets that boss, and his moves."""
    drawn = pack(BOSS).situations["boss"].draw_values(Random(seed), {"boss": "godrick"})
    assert drawn["boss"] == "godrick"
    assert drawn["move"] in {"the wind", "the spin"}


def test_a_line_waits_for_what_it_names():
    """A bound value, the counter, the streamer's name: until all are known it isn't said."""
    bait, _, count = pack(BOSS).situations["boss"].lines["gameplay"]
    assert not bait.fits(About())
    assert bait.say(0, About(bound=(("move", "the stick"),))) == "the stick is bait"
    about = About(bound=(("boss", "margit"), ("tries", "4")))
    assert not count.fits(about)
    known = About(streamer="Ana", bound=about.bound)
    assert count.fits(known)
    assert count.say(0, known) == "margit 4 Ana 0"


def test_a_bound_slot_says_the_bound_value():
    """For as long as the situation lasts, whatever way the line is said in."""
    line = pack(BOSS).situations["boss"].lines["gameplay"][1]
    about = About(bound=(("boss", "margit"), ("weapon", "moonveil")))
    assert {line.say(way, about) for way in range(line.ways)} == {"try moonveil on margit"}


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        ('then = ["elsewhere"]', "there is no situation 'elsewhere'"),
        ('bind = ["weapon"]', "no slot is called 'weapon'"),
        ("minutes = [9, 3]", "the least and the most"),
        ("minutes = [1, 500]", "the least and the most"),
        ("weight = 0", "a number up to 100"),
        ('kinds = { foe = "boss" }', "of a value that it binds"),
        ('kinds = { monster = "boss" }', "one of foe"),
        ('genres = ["storry"]', "unknown genre"),
        ("values = 3", "tables"),
        ('mood = "tense"', "unknown key situations.fight.mood"),
        ('reactions = ["{boss}!"]', r"no slot is called \{boss\}"),
    ],
)
def test_a_broken_situation_is_named(broken, why):
    """With what would be right."""
    with pytest.raises(PackError, match=why):
        pack(f"[situations.fight]\n{broken}")

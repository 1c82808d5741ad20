"""Topics and situations as a show draws them: each line once, none of a topic that rests, nothing that isn't so."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from random import Random

import pytest

from server.model.phrase import About, Phrase
from server.phrases.pack import Pack, parse_pack
from server.phrases.template import Template
from server.selection.bank import Bank
from server.selection.situation_lines import SituationLines, bound_of
from server.selection.topic_lines import RESTS, TopicLines
from server.text.words import Memory

PACK = """
game = "G"
[slots]
weapon = ["club", "spear"]
[phrases]
reactions = ["nice"]
[situations.boss]
label = "Boss"
bind = ["weapon"]
kinds = { foe = "boss" }
questions = ["what drops from {boss}"]
[[situations.boss.values]]
boss = "rex"
[situations.boss.gameplay]
neutral = ["{boss} looks slow today", "that {weapon} hits hard"]
[situations.walk]
label = "Walk"
gameplay = ["what a view from here"]
[topics.size]
situations = ["boss"]
moments = ["fail"]
claim = ["bosses are too big now"]
no = ["small bosses are worse to hit"]
[topics.maps]
claim = ["maps should be free"]
"""
GENERAL = """
[phrases]
reactions = ["ok"]
[frames.foe]
gameplay = ["{it} is not that bad"]
"""


def pack(text: str = PACK, key: str = "game") -> Pack:
    return parse_pack(text, key=key, language="en", path=Path(f"{key}.toml"))


def everything(lines: Iterable[Template]) -> list[Template]:
    return list(lines)


def topics(memory: Memory | None = None, seed: int = 1) -> TopicLines:
    memory = memory or Memory()
    random = Random(seed)
    lines = TopicLines(Bank(random, memory), memory, random)
    source = pack()
    lines.stock([(source, topic) for topic in source.topics], source, everything)
    return lines


def opened(lines: TopicLines, situation: str | None = None, moment: str | None = None) -> Phrase | None:
    return lines.open("gameplay", About(), None, None, situation=situation, moment=moment)


def test_a_topic_is_opened_once_an_evening():
    """By its claim, and then no more."""
    lines = topics()
    first = opened(lines)
    assert first is not None
    assert (first.text, first.topic, first.role) == ("maps should be free", "game/maps", "claim")
    assert opened(lines) is None


def test_a_topic_of_a_situation_waits_for_it():
    """What belongs to a boss isn't spoken of on a walk; a moment brings up what it belongs to."""
    assert opened(topics(), "walk", "fail") is None
    brought = opened(topics(), "boss", "fail")
    assert brought is not None
    assert brought.topic == "game/size"


@pytest.mark.parametrize("ago", [1, RESTS])
def test_a_topic_rests_while_there_are_others(ago):
    """Whoever spoke of it yesterday, or last month, speaks of something else; of it again where nothing else is left,
    which is better than a chat without any talk. The rest over, it is like any other."""
    before = Memory()
    before.add_topic("game/maps")
    (digest,) = before.digests()
    for seed in range(8):
        memory = Memory()
        memory.recall({digest: ago})
        lines = topics(memory, seed)
        assert [phrase and phrase.topic for phrase in (opened(lines, "boss"), opened(lines, "boss"))] == [
            "game/size",
            "game/maps",
        ]
    firsts = set()
    for seed in range(40):
        memory = Memory()
        memory.recall({digest: RESTS + 1})
        first = opened(topics(memory, seed), "boss")
        firsts.add(first and first.topic)
    assert firsts == {"game/size", "game/maps"}


def situations() -> SituationLines:
    lines = SituationLines(Bank(Random(1)), Random(1))
    lines.stock(pack().situations.values(), (), pack(GENERAL, "general"), everything)
    return lines


def test_only_what_goes_on_is_likely():
    """Nothing while nothing goes on; on a walk nobody speaks of a boss."""
    lines = situations()
    assert lines.draw("gameplay", About(), None, None) is None
    lines.now = next(one for one in lines.among if one.key == "walk")
    found = lines.draw("gameplay", About(), None, None)
    assert found is not None
    assert found.text == "what a view from here"
    assert lines.draw("gameplay", About(), None, None) is None


def test_lines_and_frames_name_what_is_bound():
    """The situation's own and the general pack's frames, each once."""
    lines = situations()
    lines.now = next(one for one in lines.among if one.key == "boss")
    about = About(bound=bound_of({"boss": "rex", "weapon": "spear"}))
    drawn = [lines.draw("gameplay", about, None, None) for _ in range(4)]
    assert {phrase.text for phrase in drawn if phrase} == {
        "rex looks slow today",
        "that spear hits hard",
        "rex is not that bad",
    }
    assert drawn[-1] is None


TANGENTS = """
[topics.fish]
claim = ["my fish has a name"]
yes = ["a fish needs a name", "bob is a fish name"]
builds = ["the fish knows", "it saw everything", "a: it told me", "call it bob"]
"""


def tangents(random: Random, memory: Memory | None = None) -> TopicLines:
    memory = memory or Memory()
    lines = TopicLines(Bank(random, memory), memory, random)
    source, beside = pack(), pack(TANGENTS, "tangents")
    every = [*((source, topic) for topic in source.topics), *((beside, topic) for topic in beside.topics)]
    lines.stock(every, source, everything)
    return lines


def test_a_thought_grows_in_its_order():
    """Each line after the one before, with who says it; then it is over."""
    lines = tangents(Random(1))
    said = [lines.build_on("tangents/fish", About(), None) for _ in range(5)]
    assert [phrase and (phrase.text, phrase.role, phrase.returns) for phrase in said] == [
        ("the fish knows", "builds", False),
        ("it saw everything", "builds", False),
        ("it told me", "builds", True),
        ("call it bob", "builds", False),
        None,
    ]
    assert not lines.builds("tangents/fish")


def test_a_thought_that_another_evening_heard_does_not_grow_again():
    """A joke that a whole chat spins out is known by heart the second time, though nothing else is left to say."""
    first = Memory()
    said = tangents(Random(1), first)
    while said.build_on("tangents/fish", About(), None) is not None:
        pass
    second = Memory()
    second.recall(dict.fromkeys(first.digests(), 1))
    again = tangents(Random(2), second)
    assert again.build_on("tangents/fish", About(), None) is None
    assert not again.builds("tangents/fish")


def test_a_thought_ends_before_a_banned_line():
    """Nobody answers what nobody said."""
    memory, random = Memory(), Random(1)
    lines = TopicLines(Bank(random, memory), memory, random)
    beside = pack(TANGENTS, "tangents")
    lines.stock(
        [(beside, beside.topics[0])],
        pack(),
        lambda some: [line for line in some if line.source != "it told me"],
    )
    said = [lines.build_on("tangents/fish", About(), None) for _ in range(3)]
    assert [phrase and phrase.text for phrase in said] == ["the fish knows", "it saw everything", None]


def test_a_good_part_of_the_talks_has_nothing_to_do_with_the_game():
    """Some one of four, however few tangents there are beside the game's own topics."""
    opened_by = [opened(tangents(Random(seed))) for seed in range(300)]
    share = sum(phrase is not None and phrase.topic == "tangents/fish" for phrase in opened_by) / len(opened_by)
    assert 0.15 < share < 0.38


def test_a_word_brings_a_tangent_to_mind():
    """Who just read of a fish speaks of theirs."""

    def heard(lines: TopicLines) -> Phrase | None:
        return lines.open("gameplay", About(), None, None, situation=None, heard=frozenset({"fish"}))

    found = [heard(tangents(Random(seed))) for seed in range(50)]
    assert any(phrase is not None and phrase.topic == "tangents/fish" for phrase in found)

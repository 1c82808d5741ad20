"""Threads: no talk twice in a show, nor one whose lines were said, nor one of a recent evening."""

from __future__ import annotations

from random import Random

from server.model.phrase import About
from server.selection.threads import RESTS, Threads
from server.text.words import Memory, digest
from tests.phrases.packs import pack

TALK = """
[slots]
weapon = ["club", "spear"]
[phrases]
reactions = ["nice"]
[threads]
questions = [["a: who has the {weapon} by now", "b: i have the {weapon} since today"]]
"""


def threads(memory=None):
    found = Threads(Random(1), memory or Memory())
    found.add(pack(TALK).threads)
    return found


def anything(_):
    return True


def test_a_talk_is_had_once_in_each_of_its_ways():
    """Each way with the same value wherever it stands; then no more, until another show."""
    memory = Memory()
    stock = threads(memory)
    said = [stock.draw("questions", About(), anything) for _ in range(2)]
    texts = {tuple(phrase.text for phrase in exchange.phrases) for exchange in said if exchange}
    assert texts == {
        (f"who has the {weapon} by now", f"i have the {weapon} since today") for weapon in ("club", "spear")
    }
    assert stock.draw("questions", About(), anything) is None
    stock.reset()
    memory.forget()
    assert stock.draw("questions", About(), anything) is not None


def test_a_talk_opens_with_a_line_of_its_category_that_suits():
    """Not for a category that it isn't of; nor by somebody who wouldn't say it, and then it stays."""
    stock = threads()
    assert stock.draw("gameplay", About(), anything) is None
    assert stock.draw("questions", About(), lambda text: False) is None
    found = stock.draw("questions", About(), lambda text: text.startswith("who has"), game="G")
    assert found is not None
    assert [phrase.game for phrase in found.phrases] == ["G", "G"]
    assert len(found.speakers) == len(found.phrases)


def test_a_talk_whose_line_was_said_is_over():
    """By whomever: nobody hears its answer a second time."""
    memory = Memory()
    for weapon in ("club", "spear"):
        memory.add(f"i have the {weapon} since today")
    stock = threads(memory)
    assert [stock.draw("questions", About(), anything) for _ in range(3)] == [None] * 3


def test_a_talk_of_a_recent_evening_rests():
    """For five evenings; an older one may come again."""
    lines = [f"who has the {weapon} by now" for weapon in ("club", "spear")]
    for evenings, found in ((1, False), (RESTS, False), (RESTS + 1, True)):
        memory = Memory()
        memory.recall({digest(line): evenings for line in lines})
        assert (threads(memory).draw("questions", About(), anything) is not None) is found

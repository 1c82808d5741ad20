"""Marks: when a written line may be said, and what it is in a talk; what isn't understood is a plain line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.generation.marks import Lacks, Marks, read_marks
from server.generation.response import ResponseParser

LACKS = Lacks(
    situations={"boss": "Boss fight: {foe}", "menu": "In the menu"},
    names={"boss": frozenset({"foe"}), "menu": frozenset()},
    moments={"fail": "Fail", "menu": "Menu"},
    talks=2,
)


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("boss", Marks(situation="boss")),
        ("!fail", Marks(moment="fail")),
        ("fail", Marks(moment="fail")),
        ("!menu", Marks(moment="menu")),
        ("menu", Marks(situation="menu")),
        ("1 claim", Marks(talk=1, role="claim")),
        ("2, No", Marks(talk=2, role="no")),
        ("1 sí", Marks(talk=1, role="yes")),
        ("2 duda", Marks(talk=2, role="ask")),
        ("boss 1 detail", Marks(situation="boss", talk=1, role="detail")),
        ("**boss**", Marks(situation="boss")),
        ("talk 2: joke", Marks(talk=2, role="joke")),
        ("", Marks()),
        ("claim", Marks()),
        ("3 claim", Marks()),
        ("!goal", Marks()),
        ("castle", Marks()),
        ("|g|", Marks()),
    ],
)
def test_marks_are_read_as_they_are_written(text, marks):
    """The keys that were asked for, and the words for roles in either language; a role without its talk is none."""
    assert read_marks(text, LACKS) == marks


@given(st.text(max_size=200))
def test_any_text_is_a_mark_or_none(text):
    """Nothing that a model writes there breaks it, and nothing is understood that wasn't asked for."""
    marks = read_marks(text, LACKS)
    assert marks.situation in ("", *LACKS.situations)
    assert marks.moment in ("", *LACKS.moments)
    assert 0 <= marks.talk <= LACKS.talks
    assert read_marks(text, Lacks()) == Marks()


@pytest.mark.parametrize(
    "line",
    [
        "g|no way in there|boss",
        "- g | no way in there | boss",
        "**g**|no way in there|boss|",
        "1. [g] no way in there|boss",
    ],
)
def test_a_second_bar_sets_the_marks_off(line):
    """In the forms that small models write, too; what stands before it is the line as ever."""
    (found,) = ResponseParser("game").read(line)
    assert (found.category, found.text) == ("gameplay", "no way in there")
    assert read_marks(found.marks, LACKS) == Marks(situation="boss")

"""How regulars say what they know: patterns rest, values are filled in, the channel's filter has its say."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from server.model.phrase import About
from server.phrases.community import read_community
from server.selection.community_lines import CommunityLines
from server.text.words import Memory


@pytest.fixture
def make_lines(tmp_path):
    def make(text: str, memory: Memory, main: str = "gameplay") -> CommunityLines:
        path = Path(tmp_path / "community.toml")
        path.write_text(f"[lines]\n{text}", encoding="utf-8")
        return CommunityLines(read_community(path, "en"), list, memory, Random(1), main)

    return make


def said(lines: CommunityLines, name: str, category: str | None = None) -> str | None:
    phrase = lines.draw("missing", {"name": name}, category, About(), None, None)
    return phrase.text if phrase is not None else None


def test_a_pattern_is_said_once_an_evening_whoever_it_is_about(make_lines):
    """And when all were said, nobody says one again."""
    lines = make_lines('missing = ["no {name} in here tonight", "this is one for {name}"]', Memory())
    assert {said(lines, "lee"), said(lines, "titan")} in (
        {"no lee in here tonight", "this is one for titan"},
        {"no titan in here tonight", "this is one for lee"},
    )
    assert said(lines, "murciano") is None


def test_a_pattern_of_another_evening_rests(make_lines):
    """The others come first; where there are none, the one that was said longest ago."""
    memory = Memory()
    text = 'missing = ["no {name} in here tonight", "this is one for {name}", "what would {name} say now"]'
    first = make_lines(text, memory)
    before = [said(first, "lee"), said(first, "lee")]
    evening = memory.digests()
    memory.forget()
    memory.recall(dict.fromkeys(evening, 1))
    again = make_lines(text, memory)
    new = said(again, "titan")
    assert new is not None
    assert new.replace("titan", "lee") not in before
    assert said(again, "titan").replace("titan", "lee") in before


def test_a_line_is_of_the_category_that_it_looks_like(make_lines):
    """A question asks, a word or three react, the rest is what the show is about."""
    lines = make_lines(
        'missing = ["wheres {name} today?", "miss {name}", "i hope {name} comes in later"]', Memory(), "comments"
    )
    assert said(lines, "lee", "questions") == "wheres lee today?"
    assert said(lines, "lee", "reactions") == "miss lee"
    phrase = lines.draw("missing", {"name": "lee"}, "comments", About(), None, None)
    assert phrase is not None
    assert (phrase.text, phrase.category) == ("i hope lee comes in later", "comments")


def test_what_may_answer_it_is_filled_in(make_lines):
    """The answer names the same one."""
    lines = make_lines('missing = ["wheres {name} today >> {name} works today / no idea"]', Memory())
    phrase = lines.draw("missing", {"name": "lee"}, None, About(), None, None)
    assert phrase is not None
    assert [answer.say(0, About()) for answer in phrase.answers] == ["lee works today", "no idea"]

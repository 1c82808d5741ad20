"""What may stand in a line: choices, several messages, answers, names and facts."""

from __future__ import annotations

import pytest

from server.model.phrase import About
from server.phrases.pack_error import PackError
from tests.phrases.packs import pack


def line(text: str, language="en"):
    (found,) = pack(f"[phrases]\nreactions = ['''{text}''']", language).lines["reactions"]
    return found


def said(text: str, language="en", about=None):
    found = line(text, language)
    return [found.say(way, about or About()) for way in range(found.ways)]


def test_a_choice_says_each_of_its_wordings():
    """In every combination with the others."""
    assert sorted(said("that [took|cost] [too|very] long")) == [
        "that cost too long",
        "that cost very long",
        "that took too long",
        "that took very long",
    ]


def test_an_empty_wording_leaves_no_gap():
    """Neither within the line nor at its ends."""
    assert set(said("[ngl |]that was [way |]too long[ tbh|]")) == {
        f"{start}that was {way}too long{end}" for start in ("", "ngl ") for way in ("", "way ") for end in ("", " tbh")
    }


def test_a_slot_may_stand_in_a_choice():
    """And is filled when that wording is chosen."""
    (found,) = pack('[slots]\nx = ["a bat", "a bear"]\n[phrases]\nreactions = ["[look {x}|run]"]').lines["reactions"]
    assert {found.say(way, About()) for way in range(found.ways)} == {"look a bat", "look a bear", "run"}


def test_brackets_that_choose_nothing_are_text():
    """As in "[E] to open"."""
    assert said("[E] to open") == ["[E] to open"]


def test_a_line_may_be_sent_in_several_messages():
    """The mark stays in what is said: who sends it breaks it there."""
    assert said("wait // so thats not his health") == ["wait // so thats not his health"]


def test_what_may_answer_a_line_stands_behind_it():
    """Each answer counts as what it is, and none of it is said with the line."""
    found = line("is that his second phase? >> yeah / what do you think? / no thats only later in the fight")
    assert found.say(0, About()) == "is that his second phase?"
    assert [(answer.source, answer.category) for answer in found.answers] == [
        ("yeah", "reactions"),
        ("what do you think?", "questions"),
        ("no thats only later in the fight", "gameplay"),
    ]


def test_an_answer_may_choose_as_well():
    """It is a line like any other."""
    (answer,) = line("how many? >> [three|four] i think").answers
    assert {answer.say(way, About()) for way in range(answer.ways)} == {"three i think", "four i think"}


def test_a_fact_about_who_speaks_is_left_for_them():
    """Who says the line is known later."""
    assert said("{my_pet} does that too") == ["{my_pet} does that too"]


def test_frames_and_roles_are_read():
    """Of the general pack: lines about a value of a kind, and what fits under any line."""
    general = pack(
        '[phrases]\nreactions = ["hm"]\n[frames.foe]\nquestions = ["is {it} hard?"]\n[roles]\nagree = ["true"]',
        key="general",
        head="",
    )
    (asked,) = general.frames["foe"]["questions"]
    assert asked.say(0, About(bound=(("it", "margit"),))) == "is margit hard?"
    assert [agreed.source for agreed in general.roles["agree"]] == ["true"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a // b // c // d // e", "4 messages at most"),
        ("a //  // b", "none of them empty"),
        ("x" * 201, "200 at most"),
        ("hm >> " + " / ".join(["word " * 20] * 9), "800 at most"),
        ("hm >> {what}", r"no slot is called \{what\}"),
        ("[a|{what}]", r"no slot is called \{what\}"),
        ("a { b", "brace without its partner"),
    ],
)
def test_a_broken_line_is_named(text, why):
    """With what would be right."""
    with pytest.raises(PackError, match=why):
        line(text)


@pytest.mark.parametrize(
    ("table", "why"),
    [
        ('[frames.monster]\ngameplay = ["{it}"]', "unknown key frames.monster"),
        ('[roles]\nboast = ["ez"]', "unknown key roles.boast"),
        ('[slots]\nit = ["x"]', "not one of ours"),
        ('[slots]\nmy_pet = ["x"]', "not one of ours"),
    ],
)
def test_a_broken_table_is_named(table, why):
    """With what would be right."""
    with pytest.raises(PackError, match=why):
        pack(table)

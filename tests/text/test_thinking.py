"""Thinking: what a model thinks aloud is no part of its answer, in whatever form and pieces it comes."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis.strategies import integers, lists, sampled_from, text

from server.text.thinking import _MARKS, CANCEL, Thinking

ANSWER = "g|no way he did that\nq|how many hearts\n"


def read(whole, *cuts, is_whole=True, opens_unmarked=False):
    """What comes out of an answer that comes in pieces, and what counts of it."""
    thinking = Thinking(opens_unmarked=opens_unmarked)
    places = [0, *sorted(cuts), len(whole)]
    pieces = [whole[begin:end] for begin, end in pairwise(places)]
    out = "".join(map(thinking.feed, pieces)) + thinking.end(is_whole=is_whole)
    return out.rpartition(CANCEL)[2].strip("\n"), thinking


@pytest.mark.parametrize(
    "thought",
    [
        "<think>\nOkay.\nr|a draft\n</think>\n\n",
        "<THINK>r|a draft</THINK>",
        "<thinking>r|a draft\n</thinking>\n",
        "<reasoning>\nr|a draft\n</reasoning>",
        "<thought>r|a draft</thought>",
        "◁think▷r|a draft◁/think▷",
        "[THINK]r|a draft\n[/THINK]",
        "<|begin_of_thought|>r|a draft<|end_of_thought|>",
        "<|START_THINKING|>r|a draft<|END_THINKING|>",
        "<seed:think>r|a draft</seed:think>",
        "<|channel|>analysis<|message|>r|a draft<|end|><|start|>assistant<|channel|>final<|message|>",
        "<|start|>assistant<|channel|>commentary to=x<|message|>r|a draft<|channel|>final <|message|>",
        "Okay, the user wants lines of chat.\nr|a draft\n</think>\n",
        "r|a draft\n</think>\n",
        "analysisWe need lines.\nr|a draft\nassistantfinal",
        "<think>about the mark </think> itself\nr|a draft\n</think>",
        "<think></think>\n",
    ],
)
def test_a_thought_is_taken_out(thought):
    """Whether it is marked at both ends, in another way, or only where it ends."""
    out, thinking = read(thought + ANSWER)
    assert out == ANSWER.strip("\n")
    assert not thinking.is_open
    assert thinking.characters or "draft" not in thought or thinking.was_unmarked


def test_a_thought_that_never_ends_is_no_answer():
    """Nothing is a line until it closes."""
    out, thinking = read("<think>\nr|a draft\nr|another\n")
    assert out == ""
    assert thinking.is_open


def test_who_thinks_aloud_unmarked_is_not_believed_before_the_mark():
    """Nothing of it comes out, so nothing has to be taken back."""
    thinking = Thinking()
    assert thinking.feed("Okay, the user wants some lines of chat.\nr|a draft\n") == ""
    assert thinking.feed("</think>\ng|hi\n") == f"{CANCEL}\ng|hi\n"
    assert thinking.was_unmarked


def test_a_model_that_is_known_for_it_is_held_back_to_the_mark():
    """A draft before the mark doesn't come out, whatever it looks like; without any mark the end lets all through."""
    thinking = Thinking(opens_unmarked=True)
    assert thinking.feed("r|a draft\n") == ""
    assert read("r|no draft\n", opens_unmarked=True)[0] == "r|no draft"


def test_what_was_held_back_of_an_answer_cut_short_is_thought():
    """The mark would have come later."""
    out, thinking = read("r|a draft\nr|ano", opens_unmarked=True, is_whole=False)
    assert out == ""
    assert thinking.characters == len("r|a draft\nr|ano")


@pytest.mark.parametrize(
    "line", ["g|i <3 this", "g|a < b", "[g]|hi", "g|final boss", "<3 <3", "g|think", "so good", ""]
)
def test_chat_is_no_thought(line):
    """And comes out as it went in."""
    assert read(line)[0] == line


def test_a_line_comes_out_as_soon_as_it_ends():
    """A bar in it tells that nobody thinks aloud."""
    thinking = Thinking()
    assert thinking.feed("g|no way\n") == "g|no way\n"
    assert thinking.feed("g|") == "g|"


@given(
    parts=lists(
        sampled_from([*_MARKS, "g|x\n", "okay, let me think about this a while\n", "<", "final"]) | text("a|<\n")
    ),
    cuts=lists(integers(0, 400)),
)
def test_where_the_pieces_are_cut_makes_no_difference(parts, cuts):
    """A stream may be split anywhere, within a mark too."""
    whole = "".join(parts)
    cut = [place % (len(whole) + 1) for place in cuts]
    assert read(whole, *cut)[0] == read(whole)[0] == read(whole, *range(len(whole)))[0]

"""Fade and message rate: a chat that thins out, and how fast it goes."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from server.audience.message import ChatMessage, Reply
from server.live.fade import Fade
from server.live.message_rate import MessageRate


def message(number, answers=None):
    reply = Reply(str(answers), "somebody", "what") if answers is not None else None
    return ChatMessage(str(number), "anybody", "hi", number, "reactions", "#ffffff", reply_to=reply)


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 5)), min_size=1, max_size=80), st.integers())
def test_nobody_answers_what_nobody_saw(steps, seed):
    """Whatever the share, and however it falls."""
    fade, shown = Fade(Random(seed)), set()
    for number, (share, back) in enumerate(steps):
        answers = number - back if 0 < back <= number else None
        if fade.shows(message(number, answers), share):
            assert answers is None or answers in shown
            shown.add(number)


def test_all_is_shown_until_it_fades_and_nothing_after():
    """The ends are exact."""
    fade = Fade(Random(1))
    assert all(fade.shows(message(number), 1.0) for number in range(50))
    assert not any(fade.shows(message(number), 0.0) for number in range(50))


def test_a_rate_is_taken_over_the_last_minute():
    """And in the first seconds over ten of them, so that one message isn't sixty a minute."""
    message_rate = MessageRate()
    assert message_rate.per_minute(0.0) == 0.0
    message_rate.add(0.0)
    assert message_rate.per_minute(1.0) == 6.0
    for second in range(1, 121):
        message_rate.add(float(second))
    assert message_rate.per_minute(120.0) == 61.0
    assert message_rate.messages == 121

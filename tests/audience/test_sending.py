"""Sending: one thought in several messages, and what is so of who speaks."""

from __future__ import annotations

import pytest

from server.audience.draft import Draft
from server.audience.sending import fact_of, in_messages
from server.model.channel import Channel
from server.model.phrase import Phrase
from server.simulate import simulate
from tests.audience.shows import LIBRARY, director


def somebody():
    show = director(1)
    show.start(0)
    return show.crowd.here[0]


def test_a_thought_is_sent_apart_and_answered_at_its_end():
    """The first message goes now, the others follow; what may answer the thought answers the last."""
    answer = (LIBRARY.general("en").lines["reactions"][0],)
    line = Draft(somebody(), Phrase("wait // so thats not it // what is it then", "questions", "en", answers=answer))
    sent = in_messages(line, {})
    assert sent.phrase.text == "wait"
    assert [phrase.text for phrase in sent.rest] == ["so thats not it", "what is it then"]
    assert [phrase.answers for phrase in (sent.phrase, *sent.rest)] == [(), (), answer]


def test_a_plain_line_is_sent_as_it_is():
    """Nothing to fill, nothing to part."""
    line = Draft(somebody(), Phrase("nice", "reactions", "en"))
    assert in_messages(line, {}) is line


def test_the_same_person_always_says_the_same_of_themself():
    """By their name, whatever its capitals; a fact that nobody listed is its own word."""
    viewer = somebody()
    facts = {"my_pet": [f"pet {number}" for number in range(30)]}
    texts = {in_messages(Draft(viewer, Phrase("{my_pet} again", "reactions", "en")), facts).phrase.text for _ in "abc"}
    assert texts == {f"{fact_of(viewer, 'my_pet', facts)} again"}
    assert fact_of(viewer, "my_lost_cat", {}) == "lost cat"


@pytest.mark.parametrize("language", ["es", "en"])
def test_nothing_of_the_format_is_ever_said(language):
    """No brace, no bracket, no mark between messages or answers, in hours of chat with every imagination."""
    for imagination in ("soft", "full", "off"):
        channel = Channel(imagination=imagination, pace="lively", streamer={"name": "Ximena"})
        said = simulate(LIBRARY, game="Minecraft", mode="game", language=language, minutes=90, seed=4, channel=channel)
        texts = [message.content for message in said]
        assert len(texts) > 1000
        assert [text for text in texts if not {"{", "}", "[", "]"}.isdisjoint(text)] == []
        assert [text for text in texts if " // " in text or ">>" in text or not text.strip() or "  " in text] == []

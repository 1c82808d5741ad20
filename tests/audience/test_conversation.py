"""What was said lately, and what is still to follow from it."""

from __future__ import annotations

from server.audience.conversation import VISIBLE, FollowUp, RecentMessages, ThreadProgress
from server.audience.moment import Wave
from server.model.phrase import Phrase
from server.phrases.exchange import Exchange
from tests.audience.people import sent, viewer


def test_a_thread_goes_on_line_by_line_and_ends():
    """Each line by its speaker; who plays whom stays; after the last there is nothing."""
    lines = [Phrase(text, "questions", "en") for text in ("who won", "nobody yet", "ah ok")]
    first = ThreadProgress(Exchange((0, 1, 0), tuple(lines)))
    first.viewers[0] = asker = viewer("asker")
    second = first.after()
    assert second is not None
    assert (second.phrase.text, second.speaker, second.done) == ("nobody yet", 1, False)
    third = second.after()
    assert third is not None
    assert third.viewers[third.speaker] is asker
    assert third.after() is None


def test_people_answer_to_what_is_on_screen():
    """The newest first; what scrolled away is found no more, by its number or by how long ago it was."""
    recent = RecentMessages()
    assert recent.last_at == float("-inf")
    messages = [sent(number=number, at=float(number)) for number in range(VISIBLE + 5)]
    for message in messages:
        recent.add(message)
    assert [one.number for one in recent] == list(range(VISIBLE + 4, 4, -1))
    assert recent.last_at == VISIBLE + 4
    assert recent.find(10) is messages[10]
    assert recent.find(2) is None
    assert recent.find(None) is None
    assert recent.since(messages[-1]) == 0
    assert recent.since(messages[-4]) == 3
    assert recent.since(messages[2]) == VISIBLE
    recent.clear()
    assert list(recent) == []


def test_a_waves_messages_are_told_apart():
    """By the wave itself, not by its moment: two laughs at once are two."""
    one, other = (Wave("laugh", 2, (1.0,), (3.0,)) for _ in range(2))
    recent = RecentMessages()
    mine = sent("jaja", number=1, wave=one)
    for message in (mine, sent("jajaja", number=2, wave=other), sent(number=3)):
        recent.add(message)
    assert recent.of_wave(one) == [mine]


def test_a_chain_of_echoes_knows_its_authors():
    """All who wrote this same text, and nobody who merely answered it."""
    ana, bo, cy = (viewer(name) for name in ("ana", "bo", "cy"))
    first = sent(by=ana, follow_up=FollowUp(echoes=True))
    second = sent(by=bo, parent=first, follow_up=FollowUp(echoes=True))
    third = sent(by=cy, parent=second)
    assert third.chain == (ana, bo, cy)
    assert sent(by=ana, parent=third).chain == (ana,)


def test_a_message_is_about_its_content_words():
    """Not about its particles."""
    assert sent("is the bridge in the swamp").words == {"bridge", "swamp"}

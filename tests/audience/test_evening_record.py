"""Evening record: what of a show is remembered on later evenings."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from server.audience.attention import Attention
from server.audience.community import REGULAR_SHOWS
from server.audience.evening_record import EARLY_S, LONG_TOPIC, EveningRecord
from server.audience.open_topic import OpenTopic
from server.model.phrase import Phrase
from server.phrases.situation import Situation
from tests.audience.people import sent, viewer


def fight(**kinds: str) -> Situation:
    """A fight whose values, by their names, are of these kinds."""
    named = tuple((kind, name) for name, kind in kinds.items())
    bind = dict.fromkeys(kinds, ("somebody",))
    return Situation("boss", "Boss", (), (3, 9), 1.0, (), (), named, (), bind, frozenset(), {})


class Show:
    """A record, and a crowd whose attention is on what it is told."""

    def __init__(self) -> None:
        self.record = EveningRecord()
        self.attention = Attention(Random(1))

    def fights(self, foe: str, *, tries: int = 0, source: str = "typed", imagination: str = "soft") -> None:
        values = {"boss": foe, "weapon": "a greatsword"}
        self.attention.know(fight(boss="foe", weapon="item"), values, 0.0, source)  # type: ignore[arg-type]
        for _ in range(tries):
            self.attention.happened("died", 0.0)
        self.record.goes_on(self.attention, imagination)  # type: ignore[arg-type]

    def evening(self):
        return self.record.evening(lambda key: f"the {key} thing", lambda: ["ana"])


def heard(show: Show, text: str, answer: str, *, mood: str | None = None, role: str | None = None) -> None:
    """Somebody says that, and another answers."""
    line = sent(by=viewer("ana"), of=Phrase(text, "gameplay", "en", mood=mood, role=role))  # type: ignore[arg-type]
    show.record.heard(line, is_gone=False)
    show.record.heard(sent(answer, by=viewer("ben"), parent=line), is_gone=False)


def test_a_fight_is_remembered_by_its_foe():
    """Not by the weapon; with the most tries that there were, and whether it was won."""
    show = Show()
    show.fights("Malenia", tries=3)
    show.record.happened("died")
    show.fights("Malenia", tries=7)
    show.fights("Malenia", tries=2)
    (past,) = show.evening().situations
    assert (past.key, past.kind, past.it, past.tries, past.is_won) == ("boss", "foe", "Malenia", 7, False)
    show.record.happened("felled")
    assert show.evening().situations[0].is_won


def test_a_win_counts_for_the_fight_that_goes_on():
    """Not for the one before it, and not for a fight that nobody is in."""
    show = Show()
    show.fights("Godrick")
    show.fights("Radahn")
    show.record.happened("win")
    assert [(past.it, past.is_won) for past in show.evening().situations] == [("Godrick", False), ("Radahn", True)]
    show = Show()
    show.record.happened("win")
    assert show.evening().situations == ()


@pytest.mark.parametrize(("imagination", "remembered"), [("soft", 0), ("full", 1)])
def test_what_was_imagined_is_remembered_where_the_chat_may_invent(imagination, remembered):
    """Of the streamer the chat remembers what it knew."""
    show = Show()
    show.fights("Malenia", source="imagined", imagination=imagination)
    assert len(show.evening().situations) == remembered


def test_a_situation_without_a_name_is_not_remembered():
    """A value that is only an item is no reason to speak of it a week later."""
    show = Show()
    show.attention.know(fight(weapon="item"), {"weapon": "a greatsword"}, 0.0, "typed")
    show.record.goes_on(show.attention, "soft")
    assert show.evening().situations == ()


def test_the_latest_situations_are_kept():
    """However many there were; one that came back counts as late."""
    show = Show()
    for number in range(20):
        show.fights(f"Boss {number}")
    show.fights("Boss 9")
    kept = [past.it for past in show.evening().situations]
    assert len(kept) == 12
    assert kept[-1] == "Boss 9"
    assert "Boss 0" not in kept


def test_a_long_talk_is_remembered_with_who_was_against_it():
    """A short one isn't, nor one without a word that people know it by."""
    show = Show()
    ana, ben = viewer("ana"), viewer("ben")
    long = OpenTopic("pizza", 9, 0.0, {ana: LONG_TOPIC - 1, ben: 1}, sides={ana: "yes", ben: "no"})
    short = OpenTopic("weather", 9, 0.0, {ana: LONG_TOPIC - 1}, sides={ana: "no"})
    show.attention.topics[:] = [long, short]
    show.record.goes_on(show.attention, "soft")
    (topic,) = show.evening().topics
    assert (topic.key, topic.word, topic.against) == ("pizza", "the pizza thing", ("ben",))
    assert show.record.evening(lambda key: None, list).topics == ()


@pytest.mark.parametrize(
    ("text", "answer", "more", "is_a_joke"),
    [
        ("my cat plays this better", "lol", {}, True),
        ("my cat plays this better", "KEKW", {}, True),
        ("my cat plays this better", "does it really", {}, False),
        ("my cat plays this better", "does it really", {"mood": "teasing"}, False),
        ("a cat", "lol", {}, False),
        ("does my cat play better than you?", "lol", {}, False),
        ("my {thing} plays this better", "lol", {}, False),
        ("i think that my old cat would play this game so much better than you do", "lol", {}, False),
    ],
)
def test_what_was_laughed_at_is_a_joke(text, answer, more, is_a_joke):
    """A laugh is enough; any other answer counts half, and only under what was meant to be funny."""
    show = Show()
    heard(show, text, answer, **more)
    assert bool(show.evening().jokes) is is_a_joke
    if more:
        heard(show, text, answer, **more)
        assert [joke.text for joke in show.evening().jokes] == [text]


def test_who_laughs_at_themselves_tells_no_joke():
    """Only others make it one."""
    show, ana = Show(), viewer("ana")
    line = sent("my cat plays this better", by=ana)
    show.record.heard(line, is_gone=False)
    show.record.heard(sent("lol", by=ana, parent=line), is_gone=False)
    assert show.evening().jokes == ()


def test_who_left_early_is_a_regular_who_said_goodbye():
    """Long before the end; of whoever else leaves nobody speaks."""
    show = Show()
    bye = Phrase("gotta go", "reactions", "en", is_courtesy=True)
    for name, shows in (("ana", REGULAR_SHOWS), ("ben", REGULAR_SHOWS - 1)):
        person = replace(viewer(name), shows=shows)
        show.record.heard(sent(by=person, of=bye, at=60.0), is_gone=True)
    assert show.evening().left_early == ()
    show.record.heard(sent(by=viewer("cleo"), at=61.0 + EARLY_S), is_gone=False)
    assert show.evening().left_early == ("ana",)


def test_who_talked_most_wrote_more_than_one_in_twelve():
    """In a crowd where all write alike, nobody did."""
    show = Show()
    for number in range(30):
        show.record.heard(sent(by=viewer(f"v{number}")), is_gone=False)
    assert show.evening().talked_most == ()
    for _ in range(5):
        show.record.heard(sent(by=viewer("ana")), is_gone=False)
    assert show.evening().talked_most == ("ana",)

"""Emote line: what an emote answers, whose it is, and how it is sent again."""

from __future__ import annotations

from random import Random

import pytest

from server.audience.emote_line import FAVOURITES, HELLOS, ChannelEmotes, copied, occasion_of
from server.audience.moment import Wave
from server.model.phrase import Phrase
from server.phrases.viewer_kinds import Typing, ViewerKinds
from tests.audience.people import sent, viewer

KNOWN = {"teasing": ("KEKW", "LUL", "OMEGALUL"), "excited": ("Pog", "PogChamp"), "bored": ("ResidentSleeper",)}
PEOPLE = ViewerKinds(emotes=KNOWN, typing=Typing(emote_words=0.0))  # type: ignore[arg-type]


def channel(*, own=None, name="main", seed=1, people=PEOPLE) -> ChannelEmotes:
    return ChannelEmotes(people, "en", own or {}, name, Random(seed))


def any_preference(text, mood):
    return 1.0


class NoPacks:
    """A stock without emotes, and with one short word."""

    def draw(self, category, preference, *, old=True):
        return None

    def role(self, role, preference, *, old=True):
        return Phrase("nice", "reactions", "en")


def wave(moment):
    return Wave(moment, 2, (0.0, 1.0), ())


@pytest.mark.parametrize(
    ("said", "occasion"),
    [
        (sent(of=Phrase("hi all", "reactions", "en", is_courtesy=True)), "hello"),
        (sent("KEKW KEKW"), "same"),
        (sent("lol"), "teasing"),
        (sent(of=Phrase("my cat plays better", "gameplay", "en", role="joke")), "teasing"),
        (sent(of=Phrase("so slow today", "gameplay", "en", mood="bored")), "bored"),
        (sent(of=Phrase("that was close", "gameplay", "en", mood="rough")), "teasing"),
        (sent("WHAT WAS THAT"), "excited"),
        (sent("what a save!"), "excited"),
        (sent("a whole sentence", wave=wave("laugh")), "teasing"),
        (sent("a whole sentence", wave=wave("goal")), "excited"),
        (sent("i bought the blue one"), None),
    ],
)
def test_an_emote_answers_what_provokes_one(said, occasion):
    """A joke, a moment, a greeting, another emote; a plain line provokes none."""
    assert occasion_of(said) == occasion


def test_a_channel_has_its_favourites_every_evening():
    """The same for the same channel and emotes, whatever else is random; as many as each mood has."""
    assert channel(seed=1).favourites == channel(seed=2).favourites
    assert any(channel(name=f"c{n}").favourites != channel().favourites for n in range(9))
    for mood, emotes in channel().favourites.items():
        assert len(emotes) == min(FAVOURITES[mood], len(KNOWN[mood]))
        assert set(emotes) <= set(KNOWN[mood])


def test_the_streamers_own_are_favourites_of_most_channels():
    """Not of every one: some crowds keep to what everybody knows."""
    own = {"teasing": ("sfLaugh", "sfHaha")}
    count = sum(channel(own=own, name=f"c{n}").favourites["teasing"][0] in own["teasing"] for n in range(200))
    assert 100 < count < 160


def test_a_greeting_is_answered_with_a_greeting():
    """And a joke with an emote that teases, mostly one of the channel's favourites."""
    emotes, ana = channel(), viewer("ana")
    greetings = {emotes.line(ana, "hello", NoPacks(), any_preference) for _ in range(200)} - {None}
    assert {phrase.text.split()[0] for phrase in greetings} == set(HELLOS)
    laughs = [
        phrase.text.split()[0] for _ in range(400) if (phrase := emotes.line(ana, "teasing", NoPacks(), any_preference))
    ]
    assert set(laughs) <= set(KNOWN["teasing"])
    assert sum(laugh in emotes.favourites["teasing"] for laugh in laughs) > 0.7 * len(laughs)


def test_where_there_is_no_emote_nothing_is_sent():
    """A language without any, and packs that have none."""
    emotes = channel(people=ViewerKinds(emotes={}, typing=Typing(emote_words=0.0)))
    assert {emotes.line(viewer(), "bored", NoPacks(), any_preference) for _ in range(50)} == {None}


def test_a_word_goes_with_it_where_people_send_words():
    """One emote after it, however often it would have stood alone."""
    emotes = channel(people=ViewerKinds(emotes=KNOWN, typing=Typing(emote_words=1.0)))  # type: ignore[arg-type]
    texts = {phrase.text for _ in range(100) if (phrase := emotes.line(viewer(), "excited", NoPacks(), any_preference))}
    assert texts <= {"nice Pog", "nice PogChamp"}
    assert texts


@pytest.mark.parametrize("content", ["KEKW", "KEKW KEKW", "Pog Pog Pog Pog"])
def test_what_is_sent_again_is_the_same_emote(content):
    """As often, or in another number up to three."""
    copies = {copied(content, Random(seed)) for seed in range(100)}
    assert content in copies
    assert len(copies) == len({1, 2, 3, len(content.split())})
    assert {word for copy in copies for word in copy.split()} == {content.split()[0]}


def test_different_emotes_are_sent_again_as_they_are():
    """Nobody takes one out of a row."""
    assert {copied("KEKW LUL", Random(seed)) for seed in range(50)} == {"KEKW LUL"}

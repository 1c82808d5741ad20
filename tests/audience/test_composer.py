"""Composer: a line becomes what stands on the screen, by the viewer's hand, named or as a reply, and never twice."""

from __future__ import annotations

from random import Random

from server.audience.composer import LATELY_S, REPLY_CHARACTERS, Composer
from server.audience.conversation import RecentMessages
from server.audience.draft import Draft
from server.model.phrase import Phrase
from server.phrases.viewer_kinds import ViewerKinds
from tests.audience.people import sent, viewer

ANA, BO, CY = viewer("ana"), viewer("bo"), viewer("cy")


def written(line, *, seed=1, recent=None, now=10.0, streamer="", composer=None):
    """The text, and whom it replies to."""
    composer = composer or Composer(ViewerKinds(), Random(seed))
    return composer.write(line, recent or RecentMessages(), now, streamer=streamer)


def phrase(text="that was close", category="gameplay", **more):
    return Phrase(text, category, "en", **more)


def test_an_echo_is_typed_as_it_was_typed():
    """Letter by letter, whoever types it, without a name or a reply."""
    first = sent("JAJAJ", by=ANA)
    line = Draft(viewer("bo", capital=1.0, stop=1.0, at=1.0), phrase("jajaja"), to=first, as_is=True)
    assert written(line) == ("JAJAJ", None)


def test_who_likes_the_reply_button_uses_it():
    """The answered message is shown, cut where it is long."""
    long = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen and more"
    text, reply = written(Draft(viewer("bo", button=1.0), phrase(), to=sent(long, by=ANA)))
    assert text == "that was close"
    assert reply is not None
    assert (reply.id, reply.username) == ("m1", "ana")
    assert len(reply.content) <= REPLY_CHARACTERS
    assert reply.content.endswith("…")
    assert long.startswith(reply.content[:-1])


def test_who_likes_to_name_names_whom_they_answer():
    """With an @; who goes on with a thought of their own, or answers themselves, names nobody."""
    namer = viewer("bo", at=1.0)
    assert written(Draft(namer, phrase(), to=sent(by=ANA))) == ("@ana that was close", None)
    assert written(Draft(namer, phrase(), to=sent(by=namer))) == ("that was close", None)
    assert written(Draft(namer, phrase(), to=sent(by=ANA), goes_on=True)) == ("that was close", None)


def test_over_the_heads_of_others_one_rather_says_whom():
    """With two messages in between an @name is more frequent than right below."""

    def named(between):
        recent, first = RecentMessages(), sent(by=ANA)
        for message in (first, *(sent(by=CY, number=2 + number) for number in range(between))):
            recent.add(message)
        line = Draft(viewer("bo", at=0.4), phrase(), to=first)
        return sum(written(line, seed=seed, recent=recent)[0].startswith("@ana ") for seed in range(200))

    assert named(3) > 1.3 * named(0) > 0


def test_a_question_may_be_to_the_streamer():
    """By name; not where the name is in it already."""
    asks = phrase("is this the last boss?", "questions")
    asked = {written(Draft(viewer(at=1.0), asks), seed=seed, streamer="Kai")[0] for seed in range(30)}
    assert {"is this the last boss?", "@Kai is this the last boss?"} <= asked
    named = phrase("Kai is this the last boss?", "questions")
    said = {written(Draft(viewer(at=1.0), named), seed=seed, streamer="Kai")[0] for seed in range(30)}
    assert said == {"Kai is this the last boss?"}


def test_somebody_who_spoke_a_while_ago_may_be_called():
    """Not who just spoke, and not oneself."""
    namer, recent = viewer("bo", at=1.0), RecentMessages()
    recent.add(sent(by=namer, number=1, at=0.0))
    recent.add(sent(by=ANA, number=2, at=1.0))
    recent.add(sent(by=CY, number=3, at=LATELY_S))
    texts = {written(Draft(namer, phrase()), seed=seed, recent=recent, now=LATELY_S + 5)[0] for seed in range(200)}
    assert texts == {"that was close", "@ana that was close"}


def test_a_name_is_left_out_where_the_line_stood_with_it():
    """The same long line isn't there a second time with the same name."""
    composer = Composer(ViewerKinds(), Random(1))
    line = Draft(viewer("bo", at=1.0), phrase(), to=sent(by=ANA))
    assert written(line, composer=composer)[0] == "@ana that was close"
    assert written(line, composer=composer)[0] != "@ana that was close"
    composer.forget()
    assert written(line, composer=composer)[0] == "@ana that was close"


def test_what_stands_as_it_is_typed_is_not_typed_again():
    """A word put right keeps its star."""
    hand = viewer("bo", capital=1.0, stop=1.0, stretch=1.0)
    assert written(Draft(hand, phrase("*bridge"), is_typed=True))[0] == "*bridge"
    assert written(Draft(hand, phrase("the bridge")))[0] != "the bridge"


def test_the_streamers_own_emotes_go_with_lines_of_their_temper():
    """About half of those that have one; never with a question."""
    composer = Composer(ViewerKinds(emotes={"excited": ("PogChamp",)}), Random(1))
    composer.own = {"excited": ("catJAM",)}
    fan = viewer("bo", emote=1.0)
    said = [written(Draft(fan, phrase("wow", "reactions", mood="excited")), composer=composer)[0] for _ in range(600)]
    own, theirs = (sum(emote in text for text in said) for emote in ("catJAM", "PogChamp"))
    assert own + theirs > 60
    assert 0.35 < own / (own + theirs) < 0.65
    asked = [written(Draft(fan, phrase("so?", "questions", mood="excited")), composer=composer)[0] for _ in range(50)]
    assert not [text for text in asked if "catJAM" in text or "PogChamp" in text]

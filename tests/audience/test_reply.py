"""Reply: who answers a line, and with what."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from server.audience.attention import Attention
from server.audience.community import Community
from server.audience.composer import Composer
from server.audience.conversation import Following, FollowUp, Growing, RecentMessages, ThreadProgress
from server.audience.crowd import Crowd
from server.audience.line_chooser import LineChooser
from server.audience.line_context import LineContext
from server.audience.moment import Wave
from server.audience.reply import TO_OTHERS, TO_QUESTIONS, reply_line
from server.audience.show_settings import ShowSettings
from server.live.crowd_material import crowd_material_of
from server.model.phrase import Phrase
from server.phrases.exchange import Exchange
from tests.audience.people import sent, viewer
from tests.audience.shows import LIBRARY, Endless


class Roles(Endless):
    """A stock with nothing but short things that fit under any line, which tell what they are."""

    def role(self, role: str, preference: object, *, old: bool = True) -> Phrase:
        return Phrase(role, "reactions", "es")

    def answer(self, to: str, preference: object) -> None:
        return None


class Answers(Roles):
    """A stock where a line says what may answer it."""

    def answer_to(self, phrase: Phrase, preference: object) -> Phrase:
        return Phrase("its own answer", "reactions", "es")


class Table:
    """A crowd at the start of its show, and what answers are made of."""

    def __init__(self, source: object, seed: int = 1) -> None:
        self.random = Random(seed)
        material = crowd_material_of(LIBRARY, "es")
        crowd = Crowd(15, material, self.random)
        crowd.open(0.0)
        self.attention = Attention(self.random)
        self.context = LineContext(
            source=source,  # type: ignore[arg-type]
            crowd=crowd,
            settings=ShowSettings(viewers=15),
            attention=self.attention,
            recent=RecentMessages(),
            composer=Composer(crowd.viewer_factory.material.people, self.random),
            community=Community(material, self.random),
            random=self.random,
        )
        self.chooser = LineChooser(self.context)
        self.here = crowd.here

    def reply(self, parent):
        return reply_line(parent, 5.0, self.chooser, self.context)


@pytest.mark.parametrize(
    "parent",
    [
        sent("KEKW", of=Phrase("KEKW", "emotes", "es")),
        sent(wave=Wave("laugh", 2, (1.0,), (3.0,))),
        sent("hola a todos", of=Phrase("hola a todos", "reactions", "es", is_courtesy=True)),
    ],
    ids=["emotes", "a wave", "a greeting"],
)
def test_some_lines_are_answered_by_nobody(parent):
    """Emotes, shouts in a wave, and greetings."""
    assert {Table(Endless(), seed).reply(parent) for seed in range(20)} == {None}


def test_nobody_answers_themselves():
    """Never who wrote the line; often the one whom that line answered: so people talk to each other."""
    writers = []
    for seed in range(100):
        table = Table(Endless(), seed)
        asked, parent = sent(by=table.here[0]), table.here[1]
        draft = table.reply(sent(by=parent, parent=asked))
        if draft is not None:
            assert draft.viewer is not parent
            writers.append(draft.viewer is asked.viewer)
    assert 0.3 < sum(writers) / len(writers) < 0.75


def test_a_line_that_says_what_may_answer_it_is_mostly_answered_so():
    """Nine in ten times."""
    parent = sent(of=Phrase("cual es tu arma favorita", "questions", "es", answers=(Phrase,)))  # any; it is not read
    said = Counter(
        draft.phrase.text for seed in range(100) if (draft := Table(Answers(), seed).reply(parent)) is not None
    )
    assert said["its own answer"] >= 80


@pytest.mark.parametrize(("category", "roles"), [("questions", TO_QUESTIONS), ("gameplay", TO_OTHERS)])
def test_something_short_fits_under_the_kind_of_line_that_it_is_under(category, roles):
    """ "No idea" under a question, "same" and "no way" under the rest; nothing under a line of four words."""
    long, short = (Phrase(text, category, "es") for text in ("esa puerta de ahi no se abre", "esa puerta de ahi"))
    replies = [Table(Roles(), seed).reply(sent(of=long)) for seed in range(150)]
    said = {draft.phrase.text for draft in replies if draft is not None}
    assert said == set(roles)
    assert [Table(Roles(), seed).reply(sent(of=short)) for seed in range(20)] == [None] * 20


def test_a_thread_goes_on_by_who_has_that_part():
    """The next line of the talk, by another than who opened; who has the part keeps it; said, it isn't said again."""
    table = Table(Endless())
    opener, other = table.here[:2]
    lines = tuple(Phrase(text, "questions", "es") for text in ("quien gana", "nadie", "ya"))
    thread = ThreadProgress(Exchange((0, 1, 0), lines), {0: opener}).after()
    assert thread is not None
    parent = sent(by=opener, follow_up=FollowUp(thread=thread))
    draft = table.reply(parent)
    assert draft is not None
    assert draft.phrase.text == "nadie"
    assert draft.viewer is not opener
    assert draft.thread is thread
    third = thread.after()
    assert third is not None
    back = table.reply(sent(by=draft.viewer, follow_up=FollowUp(thread=third)))
    assert back is not None
    assert (back.viewer, back.phrase.text) == (opener, "ya")
    again = table.reply(parent)
    assert again is None or again.thread is None
    assert other in table.here


def test_an_echo_is_by_somebody_who_has_not_said_it():
    """The same phrase, as it was typed; where everybody here has said it, the chain ends."""
    table = Table(Endless())
    first = sent("jajaja", by=table.here[0], follow_up=FollowUp(echoes=True))
    draft = table.reply(first)
    assert draft is not None
    assert draft.as_is
    assert draft.phrase is first.phrase
    assert draft.viewer is not table.here[0]
    chain = first
    for viewer_here in table.here[1:]:
        chain = sent("jajaja", by=viewer_here, parent=chain, follow_up=FollowUp(echoes=True))
    assert table.reply(chain) is None


def test_a_thought_goes_on_by_who_had_it():
    """Its next message, with what is still to follow; none where they have left."""
    table = Table(Endless())
    thinker = table.here[0]
    rest = tuple(Phrase(text, "gameplay", "es") for text in ("o sea", "no se"))
    draft = table.reply(sent(by=thinker, follow_up=FollowUp(following=Following(thinker, rest))))
    assert draft is not None
    assert (draft.viewer, draft.phrase, draft.rest, draft.goes_on) == (thinker, rest[0], rest[1:], True)
    gone = viewer("gone")
    assert table.reply(sent(by=gone, follow_up=FollowUp(following=Following(gone, rest)))) is None


def test_who_asked_takes_up_the_answer():
    """By a short word of their own."""
    table = Table(Roles())
    asker = table.here[0]
    draft = table.reply(sent(by=table.here[1], follow_up=FollowUp(following=Following(asker))))
    assert draft is not None
    assert (draft.viewer, draft.phrase.text) == (asker, "ack")


class Thoughts(Roles):
    """A stock with a thought that never ends."""

    def build_on(self, topic: str) -> Phrase:
        return Phrase("and another thing", "gameplay", "es", topic=topic, role="builds")


def test_two_people_spin_a_thought_out_rather_than_six():
    """Who has a part in it goes on with it more often than not, and never twice running."""
    went_on = []
    for seed in range(60):
        table = Table(Thoughts(), seed)
        starter, partner, *_ = table.here
        growing = Growing("tangents/fish", starter, mouths=(partner,), laughed=True)
        draft = table.reply(sent(by=starter, follow_up=FollowUp(growing=growing)))
        assert draft is not None
        assert draft.viewer is not starter
        assert draft.growing is not None
        assert draft.growing.mouths == ((partner,) if draft.viewer is partner else (partner, draft.viewer))
        went_on.append(draft.viewer is partner)
    assert sum(went_on) > 30

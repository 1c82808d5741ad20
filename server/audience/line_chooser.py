"""Line chooser: what somebody says of their own accord, by what the crowd's attention is on.

Pure: takes time (seconds) and randomness as arguments.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import islice
from random import Random

from server.audience.attention import Attention
from server.audience.community import Community
from server.audience.composer import Composer
from server.audience.conversation import RecentMessages, SentMessage, ThreadProgress
from server.audience.crowd import Crowd
from server.audience.draft import Draft
from server.audience.emote_line import LATELY_S, ChannelEmotes, Occasion, occasion_of
from server.audience.phrase_source import PhraseSource
from server.audience.preference import MOODS, at_length, taste_of, words_now
from server.audience.sampling import QuotaSampler
from server.audience.sending import facts_in
from server.audience.short_lines import ShortLines
from server.audience.show_settings import ShowSettings
from server.audience.viewer import Viewer
from server.model.phrase import Category, Mood, Phrase, Taste
from server.phrases.community import NICK
from server.text.wondering import wonders

BY_NICKNAME = 0.3
"""Chance that a regular's greeting is to the streamer, by nickname."""
JOINS = 0.56
"""Chance that a line of somebody's own accord goes on with an open topic. With it a third of all lines are in one, as
in real chats (believable, "Coherence in numbers"); answers, emotes and waves are in none or in their own."""
OPENS = 0.16
"""Chance that one that doesn't opens a topic, where there is room."""
OPENS_AFTER = 0.6
"""The same while a moment that brings it up is fresh."""
STAYS = 0.42
"""Chance that who spoke of a topic before speaks of it again: two people have half of its lines."""
GROWS = 0.3
"""Chance that who speaks of a topic begins to spin out a thought of it, where it has one."""
TAKES_UP = 0.28
"""Chance to look for a line with a word that somebody just used."""
HEARD = 5
"""Latest messages of which a word may bring something else to mind."""
LIKELY = 0.62
"""Chance that any other line is one of what goes on, and not one that is always true."""
OPENS_THREAD = 0.065
"""Chance that somebody who speaks of their own accord opens a thread, where the packs have some."""
MOST_NAMES = 2
"""Proper names of the game that are known at once: a chat speaks of two or three bosses in half an hour."""
LACKING = 4.0
"""Emotes that are missing to their share from which somebody sends one without an occasion."""
REACTED_TO = 4
"""Latest messages that somebody sends an emote at."""
WONDERS_APART_S = 1200.0
"""From one line that wonders aloud to the next, at least: "forgot if...", "me pregunto si..."."""
OWN_LINE = 0.25
"""Chance that somebody whom the streamer gave lines says one of them."""
FIRST = 8
"""Viewers who are asked for the first line of something new."""
OTHERS = 3
"""Viewers who are asked when nothing new suits the first one."""


class LineChooser:
    """Chooses lines for one show. `source`, `crowd` and `settings` may be replaced while it runs."""

    def __init__(
        self,
        *,
        source: PhraseSource,
        crowd: Crowd,
        settings: ShowSettings,
        attention: Attention,
        recent: RecentMessages,
        composer: Composer,
        community: Community,
        random: Random,
    ) -> None:
        self.source, self.crowd, self.composer, self.community = source, crowd, composer, community
        self._attention, self._recent, self._random = attention, recent, random
        self._settings = settings
        self._short = ShortLines(recent, random)
        self._wondered_at = float("-inf")
        self._emotes: ChannelEmotes | None = None
        self._categories = QuotaSampler(settings.weights)
        self._moods = QuotaSampler(MOODS[settings.crowd_mood])

    @property
    def settings(self) -> ShowSettings:
        """What the streamer chose."""
        return self._settings

    @settings.setter
    def settings(self, settings: ShowSettings) -> None:
        if not self._categories.is_of(settings.weights):
            self._categories = QuotaSampler(settings.weights)
        if settings.crowd_mood != self._settings.crowd_mood:
            self._moods = QuotaSampler(MOODS[settings.crowd_mood])
        self._emotes = None
        self._settings = settings

    def set_emotes(self, own: Mapping[Mood, tuple[str, ...]]) -> None:
        """Other emotes of the streamer's own, by the temper of the lines that they go with."""
        self.composer.own = own
        self._emotes = None

    def note(self, phrase: Phrase, now: float) -> None:
        """That was said: the mix has it."""
        if phrase.category == "questions" and wonders(phrase.text, phrase.language):
            self._wondered_at = now
        self._categories.note(phrase.category)
        if phrase.mood is not None:
            self._moods.note(phrase.mood)

    def first(self, now: float) -> Draft | None:
        """The first that is said of something new, by whoever would say it."""
        for _ in range(FIRST):
            viewer = self.crowd.pick(now)
            phrase = self.source.draw_first(self.taste_of(viewer))
            if phrase is not None:
                return Draft(viewer, phrase)
        return None

    def own(self, now: float) -> Draft:
        """What somebody says of their own accord. Raises `NothingToSay`."""
        leaving = self.crowd.take_leaving()
        if leaving is not None and (line := self._courtesy("goodbye", leaving)) is not None:
            return line
        line = self._comes_back(now)
        if line is not None:
            return line
        viewer = self.crowd.pick(now)
        if self.crowd.greets(viewer) and (line := self._greeting(viewer)) is not None:
            return line
        if viewer.lines and self._random.random() < OWN_LINE:
            given = [text for text in viewer.lines if not self.composer.memory.has(text)]
            if given:
                text = self._random.choice(given)
                return Draft(viewer, Phrase(text, self._settings.main, self.crowd.viewer_factory.material.language))
        for _ in range(OTHERS):
            found = self._fresh(viewer, now)
            if found is not None:
                return found
            viewer = self.crowd.pick(now, avoid=(viewer,))
        return self._any(viewer, now)

    def order(self, viewer: Viewer) -> Iterable[Category]:
        """The categories, in the order in which this viewer would rather speak."""

        def liking(category: Category) -> float:
            name = "main" if category == self._settings.main else category
            return viewer.categories.get(name, 1.0) * at_length(name, viewer.habits)

        return self._categories.choose(self._random, liking)

    def taste_of(self, viewer: Viewer, *, mood: Mood | None = None, words: float | None = None) -> Taste:
        """What suits that viewer now."""
        origins = self.crowd.viewer_factory.origins
        taste = taste_of(viewer, origins, crowd_mood=self._settings.crowd_mood, mood=mood, words=words)
        names_in, known = self.source.names_in, self._attention.names
        language = self.crowd.viewer_factory.material.language
        wondered = self._recent.last_at - self._wondered_at < WONDERS_APART_S

        def suits(text: str, of: Mood | None) -> float:
            if wondered and wonders(text, language):
                return 0.0
            names = names_in(text)
            if names and not names <= known and len(known | names) > MOST_NAMES:
                return 0.0
            return taste(text, of)

        return suits

    def _fresh(self, viewer: Viewer, now: float) -> Draft | None:
        """What nobody said yet and suits the viewer: of a topic, of what goes on, or what is always true."""
        order = list(self.order(viewer))
        if order[0] == "emotes":
            found = self._emote(viewer, now)
            if found is not None or len(order) == 1 or self._categories.lacks("emotes") > LACKING:
                return found
            order.pop(0)
        category = order[0]
        return (
            self._recollection(viewer, category, now)
            or self._short.under(viewer, category, now, self)
            or self._of_topic(viewer, category, now)
            or self._short.asking(viewer, category, now, self)
            or self._opening(viewer, category, now)
            or self._thread(viewer, category)
            or self._about_that(viewer, category, now)
            or self._likely(viewer, category, now)
            or self._drawn(viewer, category, now)
        )

    def _of_topic(self, viewer: Viewer, category: Category, now: float) -> Draft | None:
        topic = self._attention.any_topic()
        if topic is None or self._random.random() >= JOINS * (1 + 0.25 * min(4, topic.left)):
            return None
        if topic.latest is not viewer and self.source.builds(topic.key) and self._random.random() < GROWS:
            begun = self.source.build_on(topic.key)
            if begun is not None:
                return Draft(viewer, begun)
        there = [one for one in topic.speakers if one is not topic.latest and self.crowd.is_here(one)]
        if there and self._random.random() < STAYS:
            viewer = self._random.choices(there, [topic.speakers[one] for one in there])[0]
        elif topic.latest is viewer:
            return None
        roles = topic.roles(viewer, category, self._random)
        phrase = self.source.go_on(topic.key, category, roles, self._taste(viewer, now, category))
        return Draft(viewer, phrase) if phrase is not None else None

    def _opening(self, viewer: Viewer, category: Category, now: float) -> Draft | None:
        if not self._attention.may_open():
            return None
        moment = self._attention.brought_up(now)
        if moment is not None and self._random.random() < OPENS_AFTER:
            phrase = self.source.open_topic(category, self._taste(viewer, now), moment)
            if phrase is not None:
                return Draft(viewer, phrase)
        if self._random.random() >= OPENS:
            return None
        phrase = self.source.open_topic(category, self._taste(viewer, now), heard=self._heard())
        return Draft(viewer, phrase) if phrase is not None else None

    def _about_that(self, viewer: Viewer, category: Category, now: float) -> Draft | None:
        """A line with a word that somebody just used."""
        often = self.crowd.viewer_factory.material.people.typing.takes_up
        if self._random.random() >= TAKES_UP * often or not (words := self._heard()):
            return None
        phrase = self.source.draw_about(category, words, self._taste(viewer, now, category))
        return Draft(viewer, phrase) if phrase is not None else None

    def _heard(self) -> frozenset[str]:
        """The words that were just used."""
        return frozenset[str]().union(*(said.words for said in islice(self._recent, HEARD)))

    def _likely(self, viewer: Viewer, category: Category, now: float) -> Draft | None:
        if self._attention.situation is None or self._random.random() >= LIKELY:
            return None
        phrase = self.source.draw_likely(category, self._taste(viewer, now, category))
        return Draft(viewer, phrase) if phrase is not None else None

    def _thread(self, viewer: Viewer, category: Category) -> Draft | None:
        if self._random.random() >= OPENS_THREAD:
            return None
        suits = self.crowd.viewer_factory.origins.suits
        exchange = self.source.thread(category, lambda text: suits(text, viewer.region))
        if exchange is None:
            return None
        thread = ThreadProgress(exchange, {0: viewer})
        return Draft(viewer, thread.phrase, thread=thread)

    def emote(self, viewer: Viewer, occasion: Occasion, now: float) -> Phrase | None:
        """What that viewer sends with an emote and hardly a word."""
        if self._emotes is None:
            material = self.crowd.viewer_factory.material
            channel = f"{self._settings.streamer}/{material.language}"
            self._emotes = ChannelEmotes(material.people, material.language, self.composer.own, channel, self._random)
        return self._emotes.line(viewer, occasion, self.source, self._taste(viewer, now, "emotes"))

    def _emote(self, viewer: Viewer, now: float) -> Draft | None:
        """An emote at something that was just said, or at what goes on when too many are missing."""
        for said in islice(self._recent, REACTED_TO):
            occasion = occasion_of(said) if now - said.at < LATELY_S and said.viewer is not viewer else None
            if occasion is not None:
                phrase = self.emote(viewer, occasion, now)
                return Draft(viewer, phrase) if phrase is not None else None
        if self._categories.lacks("emotes") <= LACKING:
            return None
        phrase = self.emote(viewer, "excited" if self._random.random() < 0.5 else "teasing", now)
        return Draft(viewer, phrase) if phrase is not None else None

    def _drawn(self, viewer: Viewer, category: Category, now: float) -> Draft | None:
        phrase = self.source.draw(category, self._taste(viewer, now, category), old=False)
        return Draft(viewer, phrase) if phrase is not None else None

    def _comes_back(self, now: float) -> Draft | None:
        """A word that a talk left comes back, from another mouth."""
        key = self._attention.due_back(now)
        if key is None:
            return None
        viewer = self.crowd.pick(now, avoid=self._attention.mouths(key))
        self._attention.came_back(key, viewer, now)
        for category in ("reactions", self._settings.main, "questions"):
            phrase = self.source.go_on(key, category, ("back",), self.taste_of(viewer))
            if phrase is not None:
                return Draft(viewer, phrase)
        return None

    def _any(self, viewer: Viewer, now: float) -> Draft:
        """Something new of another category, as long as the mix can bear it; else what was said longest ago, rather
        than nothing; at last even what doesn't suit."""
        taste = self._taste(viewer, now)
        order = list(self.order(viewer))
        phrase = self.source.draw_likely(order[0], taste)
        if phrase is not None:
            return Draft(viewer, phrase)
        if self._categories.may_wait(order[0]):
            for category in order[1:]:
                phrase = self.source.draw(category, taste, old=False) or self.source.draw_likely(category, taste)
                if phrase is not None:
                    return Draft(viewer, phrase)
        for suiting in (taste, None):
            for category in self.order(viewer):
                phrase = self.source.draw_likely(category, suiting, again=True) or self.source.draw(category, suiting)
                if phrase is not None:
                    return Draft(viewer, phrase)
        raise NothingToSay

    def welcome(self, parent: SentMessage, now: float) -> Draft | None:
        """A regular who has just greeted is greeted by name, by another one."""
        recollection = self.community.welcome(parent.viewer)
        if recollection is None:
            return None
        viewer = self.crowd.pick(now, avoid=(parent.viewer,), liking=lambda one: float(self.community.knows(one)))
        phrase = self.source.community(recollection.kind, recollection.values, None, self.taste_of(viewer))
        if phrase is None:
            return None
        return Draft(viewer, replace(phrase, is_courtesy=not phrase.answers), to=parent, names_whom=True)

    def _recollection(self, viewer: Viewer, category: Category, now: float) -> Draft | None:
        """Something of the evenings before, of who is missing, or of what else somebody plays and watches."""
        if self._settings.imagination == "off":
            return None
        recollection = self.community.recalls(viewer, now, self.crowd.stayed)
        if recollection is None:
            return None
        phrase = self.source.community(
            recollection.kind, recollection.values, category, self._taste(viewer, now, category)
        )
        if phrase is None:
            return None
        facts = facts_in(phrase.text)
        if self.community.has_told(viewer, facts):
            return None
        self.community.told(recollection, viewer, now, facts)
        return Draft(viewer, phrase, names_whom=True)

    def _greeting(self, viewer: Viewer) -> Draft | None:
        """Regulars greet the streamer by their nickname, where they know one."""
        self.community.arrives(viewer)
        streamer = self._settings.streamer
        if streamer and self.community.knows(viewer) and self._random.random() < BY_NICKNAME:
            taste = self.taste_of(viewer)
            phrase = self.source.community("hello", {NICK: self.community.call(streamer)}, None, taste)
            if phrase is not None:
                return Draft(viewer, replace(phrase, is_courtesy=True), names_whom=True)
        return self._courtesy("greeting", viewer)

    def _courtesy(self, moment: str, viewer: Viewer) -> Draft | None:
        phrase = self.source.draw_wave(moment, self.taste_of(viewer))
        return Draft(viewer, replace(phrase, is_courtesy=True)) if phrase is not None else None

    def _taste(self, viewer: Viewer, now: float, category: Category = "") -> Taste:
        mood = self._moods.choose(self._random, lambda mood: viewer.moods.get(mood, 1.0))[0]
        words = words_now(viewer, now - self._recent.last_at)
        if category == "reactions":
            words *= self.crowd.viewer_factory.material.people.typing.reactions
        return self.taste_of(viewer, mood=mood, words=max(1.0, words))


class NothingToSay(Exception):
    """No category has a phrase that fits: the packs are broken."""

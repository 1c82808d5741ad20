"""Line chooser: what somebody says of their own accord, by what the crowd's attention is on.

Pure: takes time (seconds) as an argument.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from server.audience.community import Community
from server.audience.community_chooser import CommunityChooser
from server.audience.composer import Composer
from server.audience.crowd import Crowd
from server.audience.draft import Draft
from server.audience.emote_chooser import EmoteChooser
from server.audience.line_context import LineContext
from server.audience.short_lines import ShortLines
from server.audience.show_settings import ShowSettings
from server.audience.topic_chooser import TopicChooser
from server.audience.viewer import Viewer
from server.audience.word_play import WordPlay
from server.model.phrase import Category, Mood, Phrase

TAKES_UP = 0.28
"""Chance to look for a line with a word that somebody just used."""
ROUGH: frozenset[Mood] = frozenset({"rough"})
"""The mood of which a line is looked for, when it is due, before any topic."""
OTHER_MOODS: frozenset[Mood] = frozenset({"excited", "teasing", "bored", "offtopic"})
"""Moods of which a line is looked for, when they are due, after the topics."""
LIKELY = 0.74
"""Chance that any other line is one of what goes on, and not one that is always true."""
OWN_LINE = 0.25
"""Chance that somebody whom the streamer gave lines says one of them."""
FIRST = 8
"""Viewers who are asked for the first line of something new."""
OTHERS = 3
"""Viewers who are asked when nothing new suits the first one."""


class LineChooser:
    """Chooses lines for one show."""

    def __init__(self, context: LineContext) -> None:
        self._context = context
        self.emotes = EmoteChooser(context)
        self.community = CommunityChooser(context)
        self._topics = TopicChooser(context)
        self._short = ShortLines(context)
        self._word_play = WordPlay(context)

    def forget(self) -> None:
        """Another show."""
        self._word_play.forget()

    def change(self, settings: ShowSettings) -> None:
        """The streamer chose otherwise."""
        self._context.settings = settings
        self.emotes.reset()

    def replace_crowd(self, crowd: Crowd, community: Community, composer: Composer) -> None:
        """Other people speak from now on. The streamer's own emotes stay."""
        context = self._context
        composer.own, composer.community = context.composer.own, community
        context.crowd, context.community, context.composer = crowd, community, composer
        self.emotes.reset()
        self.forget()

    def set_emotes(self, own: Mapping[Mood, tuple[str, ...]]) -> None:
        """Other emotes of the streamer's own, by the temper of the lines that they go with."""
        self._context.composer.own = own
        self.emotes.reset()

    def first(self, now: float) -> Draft | None:
        """The first that is said of something new, by whoever would say it."""
        context = self._context
        for _ in range(FIRST):
            viewer = context.crowd.pick(now)
            phrase = context.source.draw_first(context.preference_of(viewer))
            if phrase is not None:
                return Draft(viewer, phrase)
        return None

    def own(self, now: float) -> Draft:
        """What somebody says of their own accord. Raises `NothingToSay`."""
        context = self._context
        leaving = context.crowd.take_leaving()
        if leaving is not None and (line := self.community.courtesy("goodbye", leaving)) is not None:
            return line
        line = self._topics.coming_back(now)
        if line is not None:
            return line
        viewer = context.crowd.pick(now)
        if context.crowd.greets(viewer) and (line := self.community.greeting(viewer)) is not None:
            return line
        if viewer.lines and context.random.random() < OWN_LINE:
            given = [text for text in viewer.lines if not context.composer.memory.has(text)]
            if given:
                text = context.random.choice(given)
                return Draft(
                    viewer,
                    Phrase(text, context.settings.main, context.crowd.viewer_factory.material.language),
                )
        for _ in range(OTHERS):
            found = self._fresh(viewer, now)
            if found is not None:
                return found
            viewer = context.crowd.pick(now, avoid=(viewer,))
        return self._any(viewer, now)

    def _fresh(self, viewer: Viewer, now: float) -> Draft | None:
        """What nobody said yet and suits the viewer: of a topic, of what goes on, or what is always true."""
        order = list(self._context.order(viewer))
        if order[0] == "emotes":
            found = self.emotes.reaction(viewer, now)
            if found is not None or len(order) == 1 or self.emotes.are_lacking:
                return found
            order.pop(0)
        category = order[0]
        return (
            self.community.recollection(viewer, category, now)
            or self._word_play.line(viewer, category, now)
            or self._short.under(viewer, category, now)
            or self._in_mood(viewer, category, ROUGH)
            or self._topics.joining(viewer, category, now)
            or self._short.asking(viewer, category, now)
            or self._topics.opening(viewer, category, now)
            or self._topics.thread(viewer, category)
            or self._about_that(viewer, category, now)
            or self._in_mood(viewer, category, OTHER_MOODS)
            or self._likely(viewer, category, now)
            or self._drawn(viewer, category, now)
        )

    def _about_that(self, viewer: Viewer, category: Category, now: float) -> Draft | None:
        """A line with a word that somebody just used."""
        context = self._context
        often = context.typing.takes_up
        if context.random.random() >= TAKES_UP * often or not (words := context.words_heard()):
            return None
        phrase = context.source.draw_about(category, words, context.preference_now(viewer, now, category))
        return Draft(viewer, phrase) if phrase is not None else None

    def _in_mood(self, viewer: Viewer, category: Category, moods: Collection[Mood]) -> Draft | None:
        """A line of the game in the mood that is due, where it is one of these: few lines have one, and hardly any of
        them would be met by chance."""
        context = self._context
        if category != context.settings.main or (mood := context.due_mood(viewer)) not in moods:
            return None
        usual = context.preference_of(viewer)

        def suits(text: str, of: Mood | None) -> float:
            return usual(text, of) if of == mood else 0.0

        source = context.source
        phrase = source.draw_likely(category, suits) or source.draw(category, suits, old=False, again=False)
        return Draft(viewer, phrase) if phrase is not None else None

    def _likely(self, viewer: Viewer, category: Category, now: float) -> Draft | None:
        context = self._context
        if context.attention.situation is None or context.random.random() >= LIKELY:
            return None
        phrase = context.source.draw_likely(category, context.preference_now(viewer, now, category))
        return Draft(viewer, phrase) if phrase is not None else None

    def _drawn(self, viewer: Viewer, category: Category, now: float) -> Draft | None:
        context = self._context
        phrase = context.source.draw(category, context.preference_now(viewer, now, category), old=False)
        return Draft(viewer, phrase) if phrase is not None else None

    def _any(self, viewer: Viewer, now: float) -> Draft:
        """Something new of another category, as long as the mix can bear it; else what was said longest ago, rather
        than nothing; at last even what doesn't suit."""
        context = self._context
        preference = context.preference_now(viewer, now)
        order = list(context.order(viewer))
        phrase = context.source.draw_likely(order[0], preference)
        if phrase is not None:
            return Draft(viewer, phrase)
        if context.categories.may_wait(order[0]):
            for category in order[1:]:
                phrase = context.source.draw(category, preference, old=False) or context.source.draw_likely(
                    category, preference
                )
                if phrase is not None:
                    return Draft(viewer, phrase)
        for suiting in (preference, None):
            for category in context.order(viewer):
                phrase = context.source.draw_likely(category, suiting, again=True) or context.source.draw(
                    category, suiting
                )
                if phrase is not None:
                    return Draft(viewer, phrase)
        raise NothingToSay


class NothingToSay(Exception):
    """No category has a phrase that fits: the packs are broken."""

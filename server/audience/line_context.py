"""Line context: what the lines of a show are chosen by, and what suits a viewer now.

Pure: takes time (seconds) and randomness as arguments.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from random import Random

from server.audience.attention import Attention
from server.audience.community import Community
from server.audience.composer import Composer
from server.audience.conversation import RecentMessages
from server.audience.crowd import Crowd
from server.audience.phrase_source import PhraseSource
from server.audience.preference import MOODS, at_length, preference_of, words_now
from server.audience.sampling import QuotaSampler
from server.audience.show_settings import ShowSettings
from server.audience.viewer import Viewer
from server.model.phrase import Category, Mood, Phrase, Preference
from server.phrases.viewer_kinds import Typing, ViewerKinds
from server.text.wondering import wonders

HEARD = 5
"""Latest messages of which a word may bring something else to mind."""
MOST_NAMES = 2
"""Proper names of the game that are known at once: a chat speaks of two or three bosses in half an hour."""
WONDERS_APART_S = 1200.0
"""From one line that wonders aloud to the next, at least: "forgot if...", "me pregunto si..."."""


class LineContext:
    """The context of one show. All but `attention`, `recent` and `random` may be replaced while it runs."""

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
        self.attention, self.recent, self.random = attention, recent, random
        self._settings = settings
        self._wondered_at = float("-inf")
        self.categories = QuotaSampler(settings.weights)
        """How far each category is from its share."""
        self._moods = QuotaSampler(MOODS[settings.crowd_mood])

    @property
    def settings(self) -> ShowSettings:
        """What the streamer chose."""
        return self._settings

    @settings.setter
    def settings(self, settings: ShowSettings) -> None:
        if not self.categories.is_of(settings.weights):
            self.categories = QuotaSampler(settings.weights)
        if settings.crowd_mood != self._settings.crowd_mood:
            self._moods = QuotaSampler(MOODS[settings.crowd_mood])
        self._settings = settings

    @property
    def people(self) -> ViewerKinds:
        """What kinds of viewers there are in the chat's language, and their facts."""
        return self.crowd.viewer_factory.material.people

    @property
    def typing(self) -> Typing:
        """How people type in the chat's language."""
        return self.people.typing

    def note(self, phrase: Phrase, now: float) -> None:
        """That was said: the mix has it."""
        if phrase.category == "questions" and wonders(phrase.text, phrase.language):
            self._wondered_at = now
        self.categories.note(phrase.category)
        if phrase.mood is not None:
            self._moods.note(phrase.mood)

    def order(self, viewer: Viewer) -> Iterable[Category]:
        """The categories, in the order in which this viewer would rather speak."""

        def liking(category: Category) -> float:
            name = "main" if category == self._settings.main else category
            return viewer.categories.get(name, 1.0) * at_length(name, viewer.habits)

        return self.categories.choose(self.random, liking)

    def words_heard(self) -> frozenset[str]:
        """The words that were just used."""
        return frozenset[str]().union(*(said.words for said in islice(self.recent, HEARD)))

    def could_say(self) -> Callable[[str], bool]:
        """Tells of a text whether anybody who is here would say it like that."""
        regions = {viewer.region for viewer in self.crowd.here}
        of = self.crowd.viewer_factory.origins.of
        return lambda text: not (home := of(text)) or not home.isdisjoint(regions)

    def preference_of(self, viewer: Viewer, *, mood: Mood | None = None, words: float | None = None) -> Preference:
        """What suits that viewer now."""
        origins = self.crowd.viewer_factory.origins
        preference = preference_of(viewer, origins, crowd_mood=self._settings.crowd_mood, mood=mood, words=words)
        names_in, known = self.source.names_in, self.attention.names
        language = self.crowd.viewer_factory.material.language
        wondered = self.recent.last_at - self._wondered_at < WONDERS_APART_S

        def suits(text: str, of: Mood | None) -> float:
            if wondered and wonders(text, language):
                return 0.0
            names = names_in(text)
            if names and not names <= known and len(known | names) > MOST_NAMES:
                return 0.0
            return preference(text, of)

        return suits

    def due_mood(self, viewer: Viewer) -> Mood:
        """The mood that the mix lacks most, of those that are this viewer's."""
        return self._moods.choose(self.random, lambda mood: viewer.moods.get(mood, 1.0))[0]

    def preference_now(self, viewer: Viewer, now: float, category: Category = "") -> Preference:
        """What suits that viewer now, in a mood and at a length that are drawn."""
        mood = self.due_mood(viewer)
        words = words_now(viewer, now - self.recent.last_at)
        if category == "reactions":
            words *= self.typing.reactions
        return self.preference_of(viewer, mood=mood, words=max(1.0, words))

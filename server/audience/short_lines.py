"""Short lines: a word or three at the screen or under what somebody just said, and what somebody wants of the streamer.

Pure: takes time (seconds) as an argument.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import islice

from server.audience.common_words import CommonWords
from server.audience.conversation import SentMessage
from server.audience.draft import Draft
from server.audience.emote_line import occasion_of
from server.audience.line_context import LineContext
from server.audience.preference import USUAL_WORDS
from server.audience.viewer import Viewer
from server.audience.viewer_factory import CrowdMaterial
from server.model.phrase import Category, Phrase, Role
from server.phrases.viewer_kinds import Common
from server.text.words import likeness

BRIEF_S = 25.0
"""So long after something a word under it still is about it; later ones are at the screen."""
ASKS_BACK = 0.4
"""Chance that who would ask asks somebody about what they just said."""
REQUESTS = 0.3
"""Chance that who would ask otherwise wants something of the streamer."""
ASKED_BACK_S = 30.0
"""Seconds within which somebody may ask back about a message."""
ASKED_WORDS = 4
"""Words from which there is something to ask about."""
Shares = Mapping[Common, float]
UNDER_A_JOKE: Shares = {"laugh": 110.0, "agree": 10.0, "react": 40.0}
UNDER_A_CLAIM: Shares = {"agree": 46.0, "disagree": 14.0, "laugh": 14.0, "react": 32.0}
UNDER_ANYTHING: Shares = {"react": 66.0, "laugh": 34.0}
"""What such a word is, how often of a hundred: nobody agrees where nothing was claimed, and most of it is no answer at
all but said at the screen."""
CLAIMS: frozenset[Role] = frozenset({"claim", "yes", "no", "detail", "example"})
"""Lines of a talk that one can agree with."""
COMMON = 0.8
"""Chance that such a word is one that everybody types all evening, and not one of the packs'."""
ASKED_BACK = 2
"""Latest messages that somebody asks about."""
INSTEAD = 0.42
"""How much less often a word under somebody's line stands for what would be said of the game itself."""
MOST_BRIEF = 2.2
"""By how much, at most, who writes shorter than others does so more often."""
OWN_LATEST = 12
"""Latest messages among which nobody types the same word again."""
BRIEF_WORDS, ASKING_WORDS = 1.0, 1.6
"""Words of both."""


class ShortLines:
    """Chooses short lines for one show."""

    def __init__(self, context: LineContext) -> None:
        self._context = context
        self._common: tuple[CrowdMaterial, CommonWords] | None = None
        """The words of the people who are there now."""

    def under(self, viewer: Viewer, category: Category, now: float) -> Draft | None:
        """A word at the screen, or under what somebody just said: a laugh, a yes."""
        context = self._context
        brief = context.typing.brief * self._brevity(viewer)
        if category != "reactions":
            brief *= INSTEAD if category == context.settings.main else 0.0
        if context.random.random() >= brief:
            return None
        kind, to = self._kind_under(viewer, now)
        phrase = self._word(kind, viewer)
        return Draft(viewer, replace(phrase, category=category), to=to) if phrase is not None else None

    def _brevity(self, viewer: Viewer) -> float:
        """How much rather a word will do for that viewer than for others."""
        return min(MOST_BRIEF, USUAL_WORDS * self._context.typing.words / viewer.habits.words)

    def _kind_under(self, viewer: Viewer, now: float) -> tuple[Common, SentMessage | None]:
        """What such a word is, and to which message it is said, if to any."""
        context = self._context
        said = next((one for one in islice(context.recent, 2) if one.viewer is not viewer), None)
        if said is None or now - said.at > BRIEF_S:
            return "react", None
        shares = (
            UNDER_A_JOKE
            if occasion_of(said) == "teasing"
            else UNDER_A_CLAIM
            if said.phrase.role in CLAIMS
            else UNDER_ANYTHING
        )
        weights = {**shares, "laugh": shares["laugh"] * context.typing.laughs}
        kind = context.random.choices(list(weights), list(weights.values()))[0]
        return kind, said if kind in ("agree", "disagree") else None

    def _word(self, kind: Common, viewer: Viewer, words: float = BRIEF_WORDS) -> Phrase | None:
        """A word of that kind: mostly one that everybody types, else one of the packs."""
        context, preference = self._context, self._context.preference_of(viewer, words=words)
        origins, material = context.crowd.viewer_factory.origins, context.crowd.viewer_factory.material
        own = {likeness(said.phrase.text) for said in islice(context.recent, OWN_LATEST) if said.viewer is viewer}
        if self._common is None or self._common[0] is not material:
            self._common = material, CommonWords(material.people, material.channel)
        if kind == "react" or context.random.random() < COMMON:
            word = self._common[1].draw(
                kind,
                viewer,
                lambda text: (
                    likeness(text) not in own and origins.suits(text, viewer.region) and context.source.allows(text)
                ),
                context.random,
            )
            if word is not None:
                said = context.source.takes(word, again=True)
                return Phrase(word, "reactions", material.language) if said else None
        return context.source.role("laugh" if kind == "react" else kind, preference)

    def asking(self, viewer: Viewer, category: Category, now: float) -> Draft | None:
        """What somebody asks about what was just said, or wants of the streamer."""
        if category != "questions":
            return None
        return self._asks_back(viewer, now) or self._requests(viewer)

    def _asks_back(self, viewer: Viewer, now: float) -> Draft | None:
        """A word or three to who just said something: "wdym", "since when"."""
        context = self._context
        if context.random.random() >= ASKS_BACK * self._brevity(viewer):
            return None
        said = next((one for one in islice(context.recent, ASKED_BACK) if _can_be_asked(one, viewer, now)), None)
        phrase = self._word("ask", viewer, ASKING_WORDS) if said is not None else None
        if said is None or phrase is None:
            return None
        topic = said.phrase.topic
        asks = replace(phrase, category="questions", topic=topic, role="ask" if topic else None)
        return Draft(viewer, asks, to=said)

    def _requests(self, viewer: Viewer) -> Draft | None:
        """What somebody wants of the streamer, in any show."""
        context = self._context
        if context.random.random() >= REQUESTS:
            return None
        phrase = context.source.role("request", context.preference_of(viewer), old=False)
        return Draft(viewer, replace(phrase, category="questions")) if phrase is not None else None


def _can_be_asked(said: SentMessage, viewer: Viewer, now: float) -> bool:
    """Whether somebody can ask what was meant: it says something, and is no question itself."""
    return (
        said.viewer is not viewer
        and now - said.at < ASKED_BACK_S
        and said.wave is None
        and said.phrase.category not in ("questions", "emotes")
        and not said.phrase.is_courtesy
        and len(said.phrase.text.split()) >= ASKED_WORDS
    )

"""Short lines: a word or three under what somebody just said, and what somebody wants of the streamer.

Pure: takes time (seconds) as an argument.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from server.audience.conversation import SentMessage
from server.audience.draft import Draft
from server.audience.line_context import LineContext
from server.audience.preference import USUAL_WORDS
from server.audience.viewer import Viewer
from server.model.phrase import Category

BRIEF_S = 25.0
"""So long after something a word under it still is about it."""
ASKS_BACK = 0.4
"""Chance that who would ask asks somebody about what they just said."""
REQUESTS = 0.3
"""Chance that who would ask otherwise wants something of the streamer."""
ASKED_BACK_S = 30.0
"""Seconds within which somebody may ask back about a message."""
ASKED_WORDS = 4
"""Words from which there is something to ask about."""
BRIEF = {"laugh": 28.0, "agree": 54.0, "disagree": 18.0}
"""What such a word is, how often of a hundred."""
ASKED_BACK = 4
"""Latest messages that somebody asks about."""
INSTEAD = 0.3
"""How much less often a word under somebody's line stands for what would be said of the game itself."""
MOST_BRIEF = 1.4
"""By how much who writes shorter than others does so more often."""
BRIEF_WORDS, ASKING_WORDS = 1.0, 1.6
"""Words of both."""


class ShortLines:
    """Chooses short lines for one show."""

    def __init__(self, context: LineContext) -> None:
        self._context = context

    def under(self, viewer: Viewer, category: Category, now: float) -> Draft | None:
        """A word under what somebody just said: a laugh, a yes."""
        context = self._context
        typing = context.typing
        brief = typing.brief * min(MOST_BRIEF, USUAL_WORDS * typing.words / viewer.habits.words)
        if category != "reactions":
            brief *= INSTEAD if category == context.settings.main else 0.0
        if context.random.random() >= brief:
            return None
        if not any(now - said.at < BRIEF_S and said.viewer is not viewer for said in islice(context.recent, 2)):
            return None
        shares = BRIEF | {"laugh": BRIEF["laugh"] * typing.laughs}
        role = context.random.choices(list(shares), list(shares.values()))[0]
        phrase = context.source.role(role, context.preference_of(viewer, words=BRIEF_WORDS))
        return Draft(viewer, replace(phrase, category=category)) if phrase is not None else None

    def asking(self, viewer: Viewer, category: Category, now: float) -> Draft | None:
        """What somebody asks about what was just said, or wants of the streamer."""
        if category != "questions":
            return None
        return self._asks_back(viewer, now) or self._requests(viewer)

    def _asks_back(self, viewer: Viewer, now: float) -> Draft | None:
        """A word or three to who just said something: "wdym", "since when"."""
        context = self._context
        if context.random.random() >= ASKS_BACK:
            return None
        said = next((one for one in islice(context.recent, ASKED_BACK) if _can_be_asked(one, viewer, now)), None)
        phrase = (
            context.source.role("ask", context.preference_of(viewer, words=ASKING_WORDS)) if said is not None else None
        )
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

"""Topic chooser: how talks of several viewers begin, go on and come back.

Pure: takes time (seconds) as an argument.
"""

from __future__ import annotations

from server.audience.conversation import ThreadProgress
from server.audience.draft import Draft
from server.audience.line_context import LineContext
from server.audience.viewer import Viewer
from server.model.phrase import Category

JOINS = 0.6
"""Chance that a line of somebody's own accord goes on with an open topic. With it a third of all lines are in one, as
in real chats (docs/realism.md); answers, emotes and waves are in none or in their own."""
OPENS = 0.16
"""Chance that one that doesn't opens a topic, where there is room."""
OPENS_AFTER = 0.6
"""The same while a moment that brings it up is fresh."""
STAYS = 0.42
"""Chance that who spoke of a topic before speaks of it again: two people have half of its lines."""
GROWS = 0.08
"""Chance that who speaks of a topic begins to spin out a thought of it, where it has one."""
SAID_TO = 0.3
"""Chance that who goes on with a topic says it to who spoke of it last, where people call each other as often as they
do on average."""
OPENS_THREAD = 0.065
"""Chance that somebody who speaks of their own accord opens a thread, where the packs have some."""


class TopicChooser:
    """Chooses the lines of a show's topics and threads."""

    def __init__(self, context: LineContext) -> None:
        self._context = context

    def joining(self, viewer: Viewer, category: Category, now: float) -> Draft | None:
        """A line of an open topic, often by somebody who spoke of it before."""
        context = self._context
        topic = context.attention.any_topic()
        if topic is None or context.random.random() >= JOINS * (1 + 0.25 * min(4, topic.left)):
            return None
        if topic.latest is not viewer and context.source.builds(topic.key) and context.random.random() < GROWS:
            begun = context.source.build_on(topic.key)
            if begun is not None:
                return Draft(viewer, begun)
        there = [one for one in topic.speakers if one is not topic.latest and context.crowd.is_here(one)]
        if there and context.random.random() < STAYS:
            viewer = context.random.choices(there, [topic.speakers[one] for one in there])[0]
        elif topic.latest is viewer:
            return None
        roles = topic.roles(viewer, category, context.random)
        phrase = context.source.go_on(topic.key, category, roles, context.preference_now(viewer, now, category))
        if phrase is None:
            return None
        before = next((said for said in context.recent if said.phrase.topic == topic.key), None)
        if before is None or before.viewer is viewer or context.random.random() >= SAID_TO * context.typing.at:
            before = None
        return Draft(viewer, phrase, to=before)

    def opening(self, viewer: Viewer, category: Category, now: float) -> Draft | None:
        """A line that begins a topic, where there is room: one brought up by a moment, or by a word just used."""
        context = self._context
        if not context.attention.may_open():
            return None
        moment = context.attention.brought_up(now)
        if moment is not None and context.random.random() < OPENS_AFTER:
            phrase = context.source.open_topic(category, context.preference_now(viewer, now), moment)
            if phrase is not None:
                return Draft(viewer, phrase)
        if context.random.random() >= OPENS:
            return None
        phrase = context.source.open_topic(category, context.preference_now(viewer, now), heard=context.words_heard())
        return Draft(viewer, phrase) if phrase is not None else None

    def thread(self, viewer: Viewer, category: Category) -> Draft | None:
        """A line that begins a thread, whose next lines are given."""
        context = self._context
        if context.random.random() >= OPENS_THREAD:
            return None
        suits = context.crowd.viewer_factory.origins.suits
        exchange = context.source.thread(category, lambda text: suits(text, viewer.region))
        if exchange is None:
            return None
        thread = ThreadProgress(exchange, {0: viewer})
        return Draft(viewer, thread.phrase, thread=thread)

    def coming_back(self, now: float) -> Draft | None:
        """A word that a talk left comes back, from another mouth."""
        context = self._context
        key = context.attention.due_back(now)
        if key is None:
            return None
        viewer = context.crowd.pick(now, avoid=context.attention.mouths(key))
        context.attention.came_back(key, viewer, now)
        for category in ("reactions", context.settings.main, "questions"):
            phrase = context.source.go_on(key, category, ("back",), context.preference_of(viewer))
            if phrase is not None:
                return Draft(viewer, phrase)
        return None

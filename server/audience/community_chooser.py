"""Community chooser: how viewers greet and welcome each other, say goodbye, and what they remember.

Pure: takes time (seconds) as an argument.
"""

from __future__ import annotations

from dataclasses import replace

from server.audience.conversation import SentMessage
from server.audience.draft import Draft
from server.audience.line_context import LineContext
from server.audience.sending import facts_in
from server.audience.viewer import Viewer
from server.model.phrase import Category
from server.phrases.community import NICK

BY_NICKNAME = 0.3
"""Chance that a regular's greeting is to the streamer, by nickname."""


class CommunityChooser:
    """Chooses the lines of a show that viewers say because they know each other, or have just met."""

    def __init__(self, context: LineContext) -> None:
        self._context = context

    def welcome(self, parent: SentMessage, now: float) -> Draft | None:
        """A regular who has just greeted is greeted by name, by another one."""
        context = self._context
        recollection = context.community.welcome(parent.viewer)
        if recollection is None:
            return None
        viewer = context.crowd.pick(now, avoid=(parent.viewer,), liking=lambda one: float(context.community.knows(one)))
        phrase = context.source.community(recollection.kind, recollection.values, None, context.preference_of(viewer))
        if phrase is None:
            return None
        return Draft(viewer, replace(phrase, is_courtesy=not phrase.answers), to=parent, names_whom=True)

    def recollection(self, viewer: Viewer, category: Category, now: float) -> Draft | None:
        """Something of the evenings before, of who is missing, or of what else somebody plays and watches."""
        context = self._context
        if context.settings.imagination == "off":
            return None
        recollection = context.community.recalls(viewer, now, context.crowd.stayed)
        if recollection is None:
            return None
        phrase = context.source.community(
            recollection.kind, recollection.values, category, context.preference_now(viewer, now, category)
        )
        if phrase is None:
            return None
        facts = facts_in(phrase.text)
        if context.community.has_told(viewer, facts):
            return None
        context.community.told(recollection, viewer, now, facts)
        return Draft(viewer, phrase, names_whom=True)

    def greeting(self, viewer: Viewer) -> Draft | None:
        """Regulars greet the streamer by their nickname, where they know one."""
        context = self._context
        context.community.arrives(viewer)
        streamer = context.settings.streamer
        if streamer and context.community.knows(viewer) and context.random.random() < BY_NICKNAME:
            preference = context.preference_of(viewer)
            phrase = context.source.community("hello", {NICK: context.community.call(streamer)}, None, preference)
            if phrase is not None:
                return Draft(viewer, replace(phrase, is_courtesy=True), names_whom=True)
        return self.courtesy("greeting", viewer)

    def courtesy(self, moment: str, viewer: Viewer) -> Draft | None:
        """A hello or a goodbye: `moment` is `greeting` or `goodbye`."""
        context = self._context
        phrase = context.source.draw_wave(moment, context.preference_of(viewer))
        return Draft(viewer, replace(phrase, is_courtesy=True)) if phrase is not None else None

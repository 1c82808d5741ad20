"""Reply: what is said in answer to somebody.

A child of the rhythm answers its parent. It goes on with a thought, a thread, an echo; it is one of what may answer
that line, or goes on with its topic; or it is something short that fits under any line. Never by the one who wrote the
parent, but where they go on themselves; often by the one whom the parent answered: so people talk to each other.

Pure: takes time (seconds) as an argument.
"""

from __future__ import annotations

from dataclasses import replace

from server.audience.conversation import Following, Growing, SentMessage, ThreadProgress
from server.audience.crowd import Crowd
from server.audience.draft import Draft
from server.audience.emote_line import occasion_of
from server.audience.line_chooser import LineChooser
from server.audience.line_context import LineContext
from server.audience.preference import USUAL_WORDS, words_now
from server.audience.viewer import Viewer
from server.model.phrase import Phrase, Preference
from server.text.words import is_emotes

BACK = 0.4
"""Chance that who was answered answers."""
BY_ANSWERS = 0.9
"""Chance that a line which says what may answer it is answered so."""
TAKES_UP = 0.24
"""Chance to look for a line with a word of the parent's: 4 in 10 children then have one."""
SHORT = 0.38
"""Chance of something short that fits under any line, where there is nothing else."""
SHORT_UNDER = 5
"""Words of a line from which something short makes sense under it."""
OLD_ANSWERS = 0.65
"""Chance of an answer by category, where a pack has such."""
LAUGHS = 0.12
"""Chance to laugh at what was meant to be funny."""
LAUGHS_BETWEEN = 0.38
"""Chance that somebody laughs before a thought grows on."""
SAME_PARTNER = 0.7
"""Chance that a thought which grows is spun out by somebody who has a part in it: two people joke, not six."""
AT_A_JOKE = {"laugh": 80, "agree": 20}
"""What is said then, how often of a hundred."""
LAUGHS_AT_JOKES = 0.4
"""Chance that the answer to a joke is a laugh."""
FUNNY = ("teasing", "offtopic")
"""Moods of lines that are laughed at as well, with the chance `LAUGHS`."""
TO_QUESTIONS = {"dunno": 75, "same": 25}
"""Roles that fit under any question, in percent."""
TO_OTHERS = {"agree": 70, "disagree": 22, "ask": 8}
"""Roles that fit under any other line, in percent."""


def reply_line(parent: SentMessage, now: float, chooser: LineChooser, context: LineContext) -> Draft | None:
    """An answer to `parent`; None when nothing fits."""
    crowd, follow_up = context.crowd, parent.follow_up
    if follow_up.thread is not None and not follow_up.thread.done:
        return _next_of(follow_up.thread, parent, now, crowd)
    if follow_up.following is not None and not follow_up.following.done:
        return _goes_on(follow_up.following, parent, context)
    if follow_up.growing is not None and not follow_up.growing.done:
        return _builds_on(parent, follow_up.growing, context)
    if follow_up.echoes:
        # Nobody says the same twice; where everybody here has, the chain ends.
        chain = parent.chain
        viewer = crowd.pick(now, avoid=chain)
        return Draft(viewer, parent.phrase, to=parent, as_is=True) if viewer not in chain else None
    if parent.phrase.is_courtesy:
        return chooser.community.welcome(parent, now)
    if is_emotes(parent.phrase.text) or parent.wave is not None:
        return None
    viewer = _answerer(parent, now, context)
    occasion = occasion_of(parent)
    if occasion is not None and next(iter(context.order(viewer))) == "emotes":
        emote = chooser.emotes.emote(viewer, occasion, now)
        if emote is not None:
            return Draft(viewer, emote, to=parent)
    preference = context.preference_of(viewer, words=words_now(viewer, now - parent.at))
    phrase = _phrase(parent, viewer, preference, context)
    return Draft(viewer, phrase, to=parent) if phrase is not None else None


def _goes_on(following: Following, parent: SentMessage, context: LineContext) -> Draft | None:
    """The rest of somebody's thought; or who asked takes up the answer."""
    if not context.crowd.is_here(following.viewer):
        return None
    following.done = True
    if following.rest:
        first, *rest = following.rest
        return Draft(following.viewer, first, to=parent, rest=tuple(rest), goes_on=True, is_typed=following.is_typed)
    phrase = context.source.role("ack", context.preference_of(following.viewer))
    return Draft(following.viewer, phrase, to=parent) if phrase is not None else None


def _builds_on(parent: SentMessage, growing: Growing, context: LineContext) -> Draft | None:
    """The next line of a thought that grows, by another mouth or who began it; in between somebody laughs."""
    growing.done = True
    crowd, random = context.crowd, context.random
    if not growing.laughed and random.random() < LAUGHS_BETWEEN:
        viewer = crowd.pick(parent.at, avoid=(parent.viewer, growing.starter))
        role = random.choices(list(AT_A_JOKE), list(AT_A_JOKE.values()))[0]
        laugh = context.source.role(role, context.preference_of(viewer))
        if laugh is not None:
            return Draft(viewer, laugh, growing=replace(growing, laughed=True, done=False))
    phrase = context.source.build_on(growing.topic)
    if phrase is None:
        return None
    origins = crowd.viewer_factory.origins
    viewer = growing.starter
    if not phrase.returns or viewer is parent.viewer or not crowd.is_here(viewer):
        partner = next((one for one in growing.mouths if one is not parent.viewer and crowd.is_here(one)), None)
        if partner is not None and origins.suits(phrase.text, partner.region) and random.random() < SAME_PARTNER:
            viewer = partner
        else:
            viewer = crowd.pick(
                parent.at,
                avoid=(parent.viewer, growing.starter),
                liking=lambda one: float(origins.suits(phrase.text, one.region)),
            )
    mouths = growing.mouths if viewer in (growing.starter, *growing.mouths) else (*growing.mouths, viewer)
    return Draft(viewer, phrase, growing=replace(growing, mouths=mouths, laughed=False, done=False))


def _answerer(parent: SentMessage, now: float, context: LineContext) -> Viewer:
    crowd, random = context.crowd, context.random
    asked = parent.parent.viewer if parent.parent is not None else None
    if asked is not None and asked is not parent.viewer and crowd.is_here(asked) and random.random() < BACK:
        return asked
    return crowd.pick(now, avoid=(parent.viewer,))


def _phrase(parent: SentMessage, viewer: Viewer, preference: Preference, context: LineContext) -> Phrase | None:
    source, random = context.source, context.random
    if parent.phrase.answers and random.random() < BY_ANSWERS:
        found = source.answer_to(parent.phrase, preference)
        if found is not None:
            return found
    is_joke = parent.phrase.role in ("joke", "builds")
    typing = context.typing
    laughs = LAUGHS_AT_JOKES if is_joke else LAUGHS if parent.phrase.mood in FUNNY else 0.0
    if laughs and random.random() < laughs * typing.laughs:
        laugh = source.role("laugh", preference) or source.draw_wave("laugh", preference)
        if laugh is not None:
            return laugh
    order = list(context.order(viewer))
    topic = context.attention.topic(parent.phrase.topic)
    if topic is not None and order[0] != "emotes":
        found = source.go_on(topic.key, order[0], topic.roles(viewer, order[0], random), preference)
        if found is not None:
            return found
    if parent.words and random.random() < TAKES_UP * typing.takes_up:
        for category in order:
            found = source.draw_about(category, parent.words, preference) if category != "emotes" else None
            if found is not None:
                return found
    if order[0] != "emotes" and random.random() < OLD_ANSWERS:
        found = source.answer(parent.phrase.category, preference)
        if found is not None:
            return found
    brief = min(1.0, USUAL_WORDS / viewer.habits.words)
    if len(parent.phrase.text.split()) >= SHORT_UNDER and random.random() < SHORT * brief:
        roles = TO_QUESTIONS if parent.phrase.category == "questions" else TO_OTHERS
        words = viewer.habits.words * typing.reactions
        short = context.preference_of(viewer, words=max(1.0, words))
        return source.role(random.choices(list(roles), list(roles.values()))[0], short)
    return None


def _next_of(thread: ThreadProgress, parent: SentMessage, now: float, crowd: Crowd) -> Draft:
    """The next line of a thread, by who has that part; who hasn't left, and speaks that way."""
    origins, phrase = crowd.viewer_factory.origins, thread.phrase
    thread.done = True
    viewer = thread.viewers.get(thread.speaker)
    if viewer is None:
        taken = (*thread.viewers.values(), parent.viewer)
        viewer = crowd.pick(now, avoid=taken, liking=lambda one: float(origins.suits(phrase.text, one.region)))
        thread.viewers[thread.speaker] = viewer
    return Draft(viewer, phrase, to=parent, thread=thread)

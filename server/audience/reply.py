"""Reply: what is said in answer to somebody.

A child of the rhythm answers its parent. It goes on with a thread, echoes, takes up a word, answers, laughs, or just
talks on; never the one who wrote the parent, and often the one whom the parent answered: so people talk to each other.

Pure: takes randomness as an argument.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from random import Random

from server.audience.conversation import SentMessage, ThreadProgress
from server.audience.crowd import Crowd
from server.audience.draft import Draft
from server.audience.phrase_source import PhraseSource
from server.audience.preference import taste_of, words_now
from server.audience.viewer import Viewer
from server.model.channel import CrowdMood
from server.model.phrase import Category, Phrase, Taste, moment_category
from server.text.words import is_emotes

BACK = 0.4
"""Chance that who was answered answers."""
TAKES_UP = 0.16
"""Chance to look for a line with a word of the parent's: 4 in 10 children then have one."""
ANSWERS = 0.65
"""Chance of an answer from the packs, for the others."""
LAUGHS = 0.12
"""Chance to laugh at what was meant to be funny."""
FUNNY = ("teasing", "offtopic")


def reply_line(
    parent: SentMessage,
    now: float,
    *,
    source: PhraseSource,
    crowd: Crowd,
    crowd_mood: CrowdMood,
    categories: Callable[[Viewer], Iterable[Category]],
    random: Random,
) -> Draft | None:
    """An answer to `parent`; None when nothing fits."""
    if parent.follows is not None and not parent.follows.done:
        return _next_of(parent.follows, parent, now, crowd)
    if parent.echoes:
        # Nobody says the same twice; where everybody here has, the chain ends.
        chain = parent.chain
        viewer = crowd.pick(now, avoid=chain)
        return Draft(viewer, parent.phrase, to=parent, as_is=True) if viewer not in chain else None
    viewer = _answerer(parent, now, crowd, random)
    taste = taste_of(
        viewer, crowd.viewer_factory.origins, crowd_mood=crowd_mood, words=words_now(viewer, now - parent.at)
    )
    phrase = _phrase(parent, viewer, taste, source, categories, random)
    return Draft(viewer, phrase, to=parent) if phrase is not None else None


def _answerer(parent: SentMessage, now: float, crowd: Crowd, random: Random) -> Viewer:
    asked = parent.parent.viewer if parent.parent is not None else None
    if asked is not None and asked is not parent.viewer and crowd.is_here(asked) and random.random() < BACK:
        return asked
    return crowd.pick(now, avoid=(parent.viewer,))


def _phrase(
    parent: SentMessage,
    viewer: Viewer,
    taste: Taste,
    source: PhraseSource,
    categories: Callable[[Viewer], Iterable[Category]],
    random: Random,
) -> Phrase | None:
    if parent.phrase.mood in FUNNY and random.random() < LAUGHS:
        laugh = source.draw(moment_category("laugh"), taste)
        if laugh is not None:
            return laugh
    order = list(categories(viewer))
    words = parent.words
    if words and random.random() < TAKES_UP:
        for category in order:
            found = source.draw_about(category, words, taste) if category != "emotes" else None
            if found is not None:
                return found
    if not is_emotes(parent.phrase.text) and order[0] != "emotes" and random.random() < ANSWERS:
        return source.answer(parent.phrase.category, taste)
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

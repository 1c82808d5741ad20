"""Composer: turns a line into what stands on the screen: the viewer's hand, an @name, the reply button.

Pure: takes randomness as an argument.
"""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from server.audience.community import Community
from server.audience.conversation import RecentMessages, SentMessage
from server.audience.draft import Draft
from server.audience.emote_line import copied
from server.audience.message import Reply
from server.audience.typing_style import typed
from server.audience.viewer import Viewer
from server.model.phrase import Mood, Phrase
from server.phrases.pack_file import TANGENTS
from server.phrases.viewer_kinds import ViewerKinds
from server.text.second_person import called, says_you
from server.text.words import Memory, is_emotes

LATELY_S = 120.0
"""Seconds since a message after which its author is one who spoke longer ago."""
OLDER = 0.12
"""Chance, for those who like to mention, to call somebody who spoke longer ago: 17 % of the mentions are
(docs/realism.md)."""
CALLED = 0.16
"""Chance that a question, or a line with a "you" in it, calls the streamer by name."""
APART, AT_APART = 2, 1.8
"""Messages in between from which an answer rather names whom it is to, and by how much."""
BY_NICKNAME = 0.6
"""Chance that a regular calls another, or the streamer, by a nickname rather than by @name."""
CALLS = 0.08
"""Chance that a regular who answers another calls them by their nickname, where nothing else says whom."""
OWN = 0.5
"""Chance that an emote is one of the streamer's own: chats are proud of theirs."""
BARE_SPACES = 2
"""Spaces of a neutral line that may still end with an emote."""
REPLY_CHARACTERS = 80
"""Of the answered message, what the reply shows."""


class Composer:
    """Types for everybody, and sees to it that nothing long is typed twice."""

    def __init__(self, people: ViewerKinds, random: Random) -> None:
        self._people = people
        self._random = random
        self.memory = Memory()
        self.community: Community | None = None
        """Who calls whom by which nickname."""
        self.own: Mapping[Mood, tuple[str, ...]] = {}
        """The streamer's own emotes, by the temper of the lines that they go with."""
        self._short: dict[str, Mapping[str, str]] = {
            name: {**people.short, **region.short} for name, region in people.regions.items()
        }

    def forget(self) -> None:
        """Another show."""
        self.memory.forget()

    def write(self, line: Draft, recent: RecentMessages, now: float, *, streamer: str) -> tuple[str, Reply | None]:
        """The text of a message, and the message that it was sent as a reply to."""
        content = self._content(line)
        named, reply = self._address(line, content, recent, now, streamer)
        if self.memory.has(named):
            named = content
        self.memory.add(named)
        if named != content:
            self.memory.add(content)
        return named, reply

    def _content(self, line: Draft) -> str:
        viewer, text = line.viewer, line.phrase.text
        if line.as_is and line.to is not None:
            content = line.to.message.content
            return copied(content, self._random) if is_emotes(content) else content
        if line.is_typed or line.phrase.category == "emotes":
            return text
        short = self._short.get(viewer.region, self._people.short)
        mood = line.phrase.mood or "neutral"
        emotes = self._people.emotes.get(mood, ())
        if mood in self.own and self._random.random() < OWN:
            emotes = self.own[mood]
        if line.phrase.category == "questions" or line.stretch or (mood == "neutral" and text.count(" ") > BARE_SPACES):
            emotes = ()  # a whole sentence that is neither funny nor sad has no cause for one
        loud = line.phrase.mood == "excited" or line.phrase.category == "reactions"
        once = typed(
            text,
            viewer,
            self._random,
            short=short,
            apostrophes=self._people.apostrophes,
            emotes=emotes,
            stretch=line.stretch,
            loud=loud,
        )
        if not self.memory.has(once):
            return once
        return typed(text, viewer, self._random, short=short, apostrophes=self._people.apostrophes, plain=True)

    def _address(
        self, line: Draft, content: str, recent: RecentMessages, now: float, streamer: str
    ) -> tuple[str, Reply | None]:
        habits = line.viewer.habits
        chance = self._random.random()
        if line.as_is or line.goes_on or line.names_whom or (line.to is not None and line.to.viewer is line.viewer):
            return content, None
        if line.to is not None:
            # Who answers over the heads of others says whom.
            rather = AT_APART if recent.since(line.to) >= APART else 1.0
            if chance < habits.button:
                return content, _reply(line.to)
            if chance > 1 - CALLS and self._are_friends(line.viewer, line.to.viewer):
                return f"{self._nickname(line.to.viewer.name)} {content}", None
            named = chance < habits.button + rather * habits.at
            return (f"{self._called(line.viewer, line.to.viewer)} {content}" if named else content), None
        if streamer and streamer not in content and self._is_for_streamer(line.phrase, chance):
            name = self._streamer(line.viewer, streamer)
            return called(content, name, self._random, at=name == streamer), None
        if chance < OLDER * habits.at and (other := _older(recent, line.viewer, now)) is not None:
            return f"{self._called(line.viewer, other.viewer)} {content}", None
        return content, None

    def _called(self, viewer: Viewer, other: Viewer) -> str:
        """How a viewer calls another: regulars each other mostly by nicknames, everybody else by @name."""
        if self._are_friends(viewer, other) and self._random.random() < BY_NICKNAME:
            return self._nickname(other.name)
        return f"@{other.name}"

    def _streamer(self, viewer: Viewer, streamer: str) -> str:
        if self._are_friends(viewer, viewer) and self._random.random() < BY_NICKNAME:
            return self._nickname(streamer)
        return streamer

    def _are_friends(self, viewer: Viewer, other: Viewer) -> bool:
        return self.community is not None and self.community.knows(viewer) and self.community.knows(other)

    def _nickname(self, name: str) -> str:
        return self.community.call(name) if self.community is not None else f"@{name}"

    def _is_for_streamer(self, phrase: Phrase, chance: float) -> bool:
        """Whether somebody calls the streamer by name for it."""
        if phrase.topic is not None and phrase.topic.startswith(TANGENTS):
            return False
        asks = phrase.category == "questions"
        return chance < CALLED and (asks or says_you(phrase.text, phrase.language))


def _reply(said: SentMessage) -> Reply:
    content = said.message.content
    if len(content) > REPLY_CHARACTERS:
        content = content[: REPLY_CHARACTERS - 1].rstrip() + "…"
    return Reply(said.message.id, said.viewer.name, content)


def _older(recent: RecentMessages, viewer: Viewer, now: float) -> SentMessage | None:
    """Somebody who is still on screen, though they spoke longer than two minutes ago."""
    return next((said for said in recent if now - said.at > LATELY_S and said.viewer is not viewer), None)

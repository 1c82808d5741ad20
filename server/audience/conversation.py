"""Conversation: what was said lately, by whom, in answer to what, and what is still to follow from it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from server.audience.message import ChatMessage
from server.audience.moment import Wave
from server.audience.viewer import Viewer
from server.model.phrase import Phrase
from server.phrases.exchange import Exchange
from server.text.words import content_words

VISIBLE = 40
"""Messages that people answer to: those on screen (the overlay shows 40 by default)."""


@dataclass(slots=True)
class ThreadProgress:
    """A thread while it is said: who plays whom, and the line that comes next."""

    exchange: Exchange
    viewers: dict[int, Viewer] = field(default_factory=dict)
    place: int = 0
    done: bool = False
    """Whether this line was said; of two who would answer, the first one says it."""

    @property
    def phrase(self) -> Phrase:
        return self.exchange.phrases[self.place]

    @property
    def speaker(self) -> int:
        return self.exchange.speakers[self.place]

    def after(self) -> ThreadProgress | None:
        """What follows the line that was just said, if anything does."""
        if self.place + 1 == len(self.exchange.phrases):
            return None
        return ThreadProgress(self.exchange, self.viewers, self.place + 1)


@dataclass(slots=True, eq=False)
class Following:
    """What one person still has to say after a message: the rest of a thought, or "ah ok" to an answer."""

    viewer: Viewer
    rest: tuple[Phrase, ...] = ()
    """The other messages of the same thought; none: they take up an answer."""
    is_typed: bool = False
    """Whether the rest stands as it is typed: a word put right."""
    done: bool = False


@dataclass(slots=True, eq=False)
class Growing:
    """A thought that several people spin out, after one of its lines."""

    topic: str
    starter: Viewer
    """Who began it."""
    mouths: tuple[Viewer, ...] = ()
    """Who else spun it out, the latest last."""
    laughed: bool = False
    """Whether what was said last was a laugh at it."""
    done: bool = False
    """Whether somebody went on from here."""


@dataclass(frozen=True, slots=True, eq=False)
class FollowUp:
    """What is to follow a message; all that is None or False doesn't."""

    thread: ThreadProgress | None = None
    """The thread that goes on."""
    following: Following | None = None
    """What somebody in particular says."""
    growing: Growing | None = None
    """The thought that somebody goes on with."""
    echoes: bool = False
    """Whether others send the same."""


NOTHING_FOLLOWS = FollowUp()


@dataclass(frozen=True, slots=True, eq=False)
class SentMessage:
    """A message and what it came from."""

    number: int
    """Of its beat."""
    at: float
    message: ChatMessage
    viewer: Viewer
    phrase: Phrase
    parent: SentMessage | None = None
    wave: Wave | None = None
    follow_up: FollowUp = NOTHING_FOLLOWS
    """What is still to come of it."""

    @property
    def chain(self) -> tuple[Viewer, ...]:
        """Who wrote this same text: the author, and those whom they echoed."""
        before = self.parent.chain if self.parent is not None and self.parent.follow_up.echoes else ()
        return (*before, self.viewer)

    @property
    def words(self) -> frozenset[str]:
        """What it is about."""
        return content_words(self.phrase.text)


class RecentMessages:
    """The latest messages, those that are on screen."""

    def __init__(self) -> None:
        self._said: deque[SentMessage] = deque(maxlen=VISIBLE)

    def __iter__(self) -> Iterator[SentMessage]:
        """The newest first."""
        return reversed(self._said)

    @property
    def last_at(self) -> float:
        """When somebody spoke last."""
        return self._said[-1].at if self._said else float("-inf")

    def add(self, said: SentMessage) -> None:
        """Somebody spoke."""
        self._said.append(said)

    def since(self, said: SentMessage) -> int:
        """How many messages came after that one; all that are on screen if it is no longer."""
        return next((place for place, one in enumerate(self) if one is said), len(self._said))

    def find(self, number: int | None) -> SentMessage | None:
        """The message of that beat, if it is still on screen."""
        return next((said for said in self if said.number == number), None) if number is not None else None

    def of_wave(self, wave: Wave) -> list[SentMessage]:
        """What was said in a wave."""
        return [said for said in self._said if said.wave is wave]

    def clear(self) -> None:
        """Another show."""
        self._said.clear()

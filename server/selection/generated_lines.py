"""Generated lines: the written lines of one show, as they come from the writer. The show's side of `writer.Reader`."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Mapping, Sequence, Set
from random import Random
from typing import Protocol

from server.generation.line import GeneratedLine, Subject
from server.generation.marks import Lacks
from server.generation.prompt import SAID
from server.model.channel import Channel
from server.model.phrase import STREAMER, About, Category, Phrase, Preference
from server.phrases.exchange import Exchange
from server.selection.bank import Bank, BankEmpty
from server.selection.channel_filter import WriterDirectory
from server.selection.drawer import Drawer, OfCategory
from server.selection.generated_banks import GeneratedBanks, sayable
from server.selection.topic_lines import TopicLines
from server.text.normalize import plain
from server.text.words import Memory

OWN = 100
"""Lines of the show's own that are remembered as such."""


class LineListener(Protocol):
    """The room that the lines are for."""

    def tell(self) -> None:
        """Who writes has changed."""

    def hear(self, line: GeneratedLine) -> None:
        """A line was just written."""

    def could_say(self) -> Callable[[str], bool]:
        """Tells of a text whether anybody who is here would say it like that."""

    def spoken(self) -> Sequence[str]:
        """What the streamer said in the last minute; nothing where nobody hears them."""

    def bring(self) -> None:
        """Somebody is to speak soon: there is a first line of something new."""


class GeneratedLines:
    """The written lines of one show, and what its writer may know of it."""

    def __init__(
        self,
        subject: Subject,
        channel: Channel,
        random: Random,
        memory: Memory,
        lacks: Callable[[], Lacks] = Lacks,
    ) -> None:
        """`lacks` tells what the show has least lines of."""
        self.subject = subject
        self.channel = channel.id
        self.situation = channel.situation
        self._weights = channel.weights.named(channel.mode)
        self._about = About()
        self._banks = GeneratedBanks(subject, random, memory)
        self._lacks = lacks
        self._goes_on = ""
        """The situation that goes on, by its key."""
        self._taken: set[str] = set()
        self._answered: set[str] = set()
        self._own: deque[str] = deque(maxlen=OWN)
        """Texts of lines that are this show's alone."""
        self._latest: deque[str] = deque(maxlen=SAID)
        self._awaited: Bank | None = None
        """The bank whose first line is to be brought forward once it comes."""
        self._brought: Bank | None = None
        """The bank whose first line has been brought forward, and is said next."""
        self._listener: LineListener | None = None
        self._wake_writer: Callable[[], None] = lambda: None

    @property
    def topics(self) -> TopicLines:
        """The talks that were written."""
        return self._banks.topics

    @property
    def has_lines(self) -> bool:
        """Whether anything was written for the show."""
        return bool(self._taken)

    def know(self, channel: Channel, about: About) -> None:
        """What is going on may have changed: what was written about it is over, and the first new line comes soon."""
        self._weights, self._about = channel.weights.named(channel.mode), about
        if channel.situation != self.situation:
            self.situation = channel.situation
            self._banks.end_now()
            self._brought = None
            self._awaited = self._banks.about_now if channel.situation else None
            if self._listener is not None:
                self._wake_writer()

    def expect(self) -> None:
        """The game was just chosen: its first line comes soon."""
        self._awaited = self._banks.about_game
        self._bring()

    def spoken(self) -> Sequence[str]:
        """What the streamer said in the last minute; nothing where nobody hears them."""
        return self._listener.spoken() if self._listener is not None else ()

    def connect(self, writers: WriterDirectory, listener: LineListener) -> None:
        """Begin to read."""
        if self._listener is None:
            self._listener = listener
            self._wake_writer = writers.writer(self.subject).wake
            writers.add_reader(self.subject, self)

    def disconnect(self, writers: WriterDirectory) -> None:
        """Stop reading."""
        if self._listener is not None:
            self._listener = None
            writers.remove_reader(self.subject, self)

    def moment(self, moment: str, writers: WriterDirectory) -> None:
        """Something happened: what was written for the moment before is over."""
        if self._listener is not None:
            self._banks.begin_moment()
            writers.writer(self.subject).moment(self, moment)

    def draw(self, drawer: Drawer, about: About, game: str | None, preference: Preference | None) -> Phrase | None:
        """A fresh line: of the moment, of what is going on, else, for its share of the time, about the game."""
        for bank in self._banks.having(drawer):
            try:
                return bank.draw(drawer, about, game=game, preference=preference, old=False)
            except BankEmpty:
                continue
        return None

    def draw_first(self, about: About, game: str | None, preference: Preference | None) -> Phrase | None:
        """A line of the bank that was just begun."""
        if self._brought is None:
            return None
        for category in (category for category, weight in self._weights.items() if weight > 0):
            try:
                return self._brought.draw(OfCategory(category), about, game=game, preference=preference, old=False)
            except BankEmpty:
                continue
        return None

    def draw_about(
        self, category: Category, about: About, words: Set[str], game: str | None, preference: Preference
    ) -> Phrase | None:
        """A fresh line with one of these words in it."""
        drawer = OfCategory(category)
        for bank in self._banks.having(drawer):
            phrase = bank.draw_about(drawer, about, words, game=game, preference=preference)
            if phrase is not None:
                return phrase
        return None

    def thread(
        self, category: Category, about: About, suits: Callable[[str], bool], game: str | None
    ) -> Exchange | None:
        """A line with its answer, as a talk of two."""
        return self._banks.threads.draw(category, about, suits, game=game)

    def said(self, text: str) -> None:
        """The show said that."""
        name = self._about.streamer
        self._latest.append(re.sub(rf"(?i)(?<!\w){re.escape(name)}(?!\w)", STREAMER, text) if name else text)

    def reset(self) -> None:
        """Another show: everything may be said again."""
        self._banks.reset()

    def receive(self, lines: Sequence[GeneratedLine], *, only_now: bool = False) -> None:
        """Lines, new or with an answer that they didn't have."""
        for line in lines:
            if only_now and line.now != self.situation:
                continue  # it leans on what is over
            key = plain(line.text)
            if line.answer and not only_now and key not in self._answered:
                self._answered.add(key)
                if line.is_plain:
                    self._banks.add_thread(line)
                elif key in self._taken:  # it stands there without its answer
                    self._banks.forget(line.text)
                    self._taken.discard(key)
            if key not in self._taken:
                self._taken.add(key)
                if only_now:
                    self._own.append(line.text)
                self._banks.add(line, only_now=only_now)
                if len(lines) == 1 and self._listener is not None:  # what comes by the dozen was written long ago
                    self._listener.hear(line)
        self._bring()

    def forget(self, lines: Sequence[GeneratedLine]) -> None:
        """Lines that it has received are none after all."""
        for line in lines:
            self._taken.discard(plain(line.text))
            self._banks.forget(line.text)

    def weights(self) -> Mapping[Category, float]:
        """How often each category speaks."""
        return self._weights

    def stock(self) -> Mapping[Category, int]:
        """How many lines about the game can be said now and weren't yet, by category: talks, and what goes on, too."""
        return self._sayable(self._banks.about_game, self._goes_on)

    def lacks(self) -> Lacks:
        """What the show has least lines of, besides plain ones."""
        return self._lacks()

    def unsaid(self, drawer: Drawer) -> int:
        """How many lines of that drawer weren't said yet."""
        return self._banks.about_game.unsaid(drawer)

    def enter(self, situation: str) -> None:
        """That goes on now, by its key; "" for nothing that is known."""
        self._goes_on = situation

    def unsaid_written(self) -> int:
        """How many lines about the game weren't said yet."""
        return self._banks.about_game.unsaid()

    def unsaid_now(self) -> int:
        """The number of unsaid lines about the situation that a viewer who is here could say."""
        return sum(self._sayable(self._banks.about_now).values())

    def latest(self, *, shared: bool) -> Sequence[str]:
        """What the show said last; `shared`: of what isn't its own alone."""
        return [text for text in self._latest if not shared or text not in self._own]

    def writing_changed(self) -> None:
        """Who writes, and how much there is, has changed."""
        if self._listener is not None:
            self._listener.tell()

    def _sayable(self, bank: Bank, situation: str = "") -> dict[Category, int]:
        could_say = self._listener.could_say() if self._listener is not None else None
        categories = [category for category, weight in self._weights.items() if weight > 0]
        return sayable(bank, categories, self._about, could_say, situation)

    def _bring(self) -> None:
        """Have the first line of what was just begun said soon, if it has come."""
        if self._awaited is not None and self._listener is not None and any(self._sayable(self._awaited).values()):
            self._brought, self._awaited = self._awaited, None
            self._listener.bring()

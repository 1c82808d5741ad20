"""Desk: the written lines of one show, as they come from the writer. The show's side of `writer.Reader`."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence, Set
from random import Random

from server.channel import Channel
from server.live.house import Office
from server.phrases.bank import Bank, BankEmpty
from server.phrases.normal import plain
from server.phrases.phrase import MOMENT, About, Category, Phrase, Taste, after_category, answer_category
from server.phrases.prompt import SAID
from server.phrases.template import Thread
from server.phrases.text import Memory
from server.phrases.threads import Exchange, Threads
from server.phrases.written import Subject, Written, as_template

PREFERRED = 0.65
"""Share of the phrases that are written ones while there are fresh ones; the packs say the rest."""
OF_NOW = 0.8
"""The same for lines about what is going on: they are few, and soon old."""
IN_TIME_S = 2.5
"""So long after a moment its lines join the wave; later ones are for its afterglow."""


class Desk:
    """Three stocks: about the game, about what is going on, which goes when that does, and about the last moment."""

    def __init__(self, subject: Subject, channel: Channel, random: Random, memory: Memory) -> None:
        self.subject = subject
        self.channel = channel.id
        self.happening = channel.happening
        self._random, self._memory = random, memory
        self._about_game, self._about_now, self._about_moment = (self._new_bank() for _ in range(3))
        self._threads = Threads(random, memory)
        self._moment_at = 0.0
        self._taken: set[str] = set()
        self._answered: set[str] = set()
        self._latest: deque[str] = deque(maxlen=SAID)
        self._tell: Callable[[], None] | None = None
        self._hear: Callable[[Written], None] = lambda line: None
        self._nudge: Callable[[], None] = lambda: None

    @property
    def has_lines(self) -> bool:
        """Whether anything was written for the show."""
        return bool(self._taken)

    def know(self, channel: Channel) -> None:
        """What is going on may have changed: what was written about it is over."""
        if channel.happening != self.happening:
            self.happening = channel.happening
            self._about_now = self._new_bank()
            if self._tell is not None:
                self._nudge()

    def attend(self, office: Office, tell: Callable[[], None], hear: Callable[[Written], None]) -> None:
        """Begin to read; `tell` is called when who writes has changed, `hear` with each line that was just written."""
        if self._tell is None:
            self._tell, self._hear = tell, hear
            self._nudge = office.writer(self.subject).nudge
            office.attend(self.subject, self)

    def leave(self, office: Office) -> None:
        """Stop reading."""
        if self._tell is not None:
            self._tell = None
            office.leave(self.subject, self)

    def moment(self, moment: str, office: Office) -> None:
        """Something happened: what was written for the moment before is over."""
        if self._tell is not None:
            self._moment_at = time.monotonic()
            self._about_moment = self._new_bank()
            office.writer(self.subject).moment(self, moment)

    def draw(self, drawer: Category, about: About, game: str | None, taste: Taste | None) -> Phrase | None:
        """A fresh line: of the moment, of what is going on, else, for its share of the time, about the game."""
        for bank in self._stocks(drawer):
            try:
                return bank.draw(drawer, about, game=game, taste=taste, old=False)
            except BankEmpty:
                continue
        return None

    def draw_about(
        self, category: Category, about: About, words: Set[str], game: str | None, taste: Taste
    ) -> Phrase | None:
        """A fresh line with one of these words in it."""
        for bank in self._stocks(category):
            phrase = bank.draw_about(category, about, words, game=game, taste=taste)
            if phrase is not None:
                return phrase
        return None

    def thread(
        self, category: Category, about: About, suits: Callable[[str], bool], game: str | None
    ) -> Exchange | None:
        """A line with its answer, as a talk of two."""
        return self._threads.draw(category, about, suits, game=game)

    def said(self, text: str) -> None:
        """The show said that."""
        self._latest.append(text)

    def renew(self) -> None:
        """Another show: everything may be said again."""
        for bank in (self._about_game, self._about_now, self._about_moment):
            bank.renew()
        self._threads.renew()

    def receive(self, lines: Sequence[Written], *, only_now: bool = False) -> None:
        """Lines, new or with an answer that they didn't have."""
        for line in lines:
            key = plain(line.text)
            if line.answer and not only_now and key not in self._answered:
                self._answered.add(key)
                self._threads.add([_thread(line, self.subject)])
            if key not in self._taken:
                self._taken.add(key)
                self._stock(line, only_now=only_now)
                if len(lines) == 1:  # what comes by the dozen was written long ago
                    self._hear(line)

    def unsaid_written(self) -> int:
        """How many lines about the game weren't said yet."""
        return self._about_game.unsaid()

    def unsaid_now(self) -> int:
        """How many about what is going on."""
        return self._about_now.unsaid()

    def latest(self) -> Sequence[str]:
        """What the show said last."""
        return list(self._latest)

    def writing_changed(self) -> None:
        """Who writes, and how much there is, has changed."""
        if self._tell is not None:
            self._tell()

    def _new_bank(self) -> Bank:
        return Bank(self._random, self._memory)

    def _stocks(self, drawer: Category) -> Iterator[Bank]:
        for bank, share in ((self._about_moment, 1.0), (self._about_now, OF_NOW), (self._about_game, PREFERRED)):
            if bank.unsaid(drawer) and self._random.random() < share:
                yield bank

    def _stock(self, line: Written, *, only_now: bool) -> None:
        if not line.category.startswith(MOMENT):
            (self._about_now if only_now else self._about_game).add([line.line()])
            return
        moment = line.category.removeprefix(MOMENT)
        late = time.monotonic() - self._moment_at > IN_TIME_S
        self._about_moment.add([line.line()], drawer=after_category(moment) if late else line.category)


def _thread(line: Written, subject: Subject) -> Thread:
    main = "gameplay" if subject.mode == "game" else "comments"
    answer = line.answer or ""
    reply = as_template(answer, answer_category(answer, main), line.language)
    return Thread(line.category, line.language, (0, 1), (line.line(), reply))

"""Generated lines: the written lines of one show, as they come from the writer. The show's side of `writer.Reader`."""

from __future__ import annotations

import re
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from random import Random
from typing import Protocol

from server.generation.line import GeneratedLine, Subject, as_template
from server.generation.marks import Lacks
from server.generation.prompt import SAID
from server.model.channel import Channel
from server.model.phrase import STREAMER, About, Category, Phrase, Taste, answer_category
from server.phrases.exchange import Exchange
from server.phrases.template import Template, Thread
from server.selection.bank import Bank, BankEmpty
from server.selection.channel_filter import WriterDirectory
from server.selection.drawer import AfterMoment, Drawer, OfCategory, OfMoment, OfSituation, OfTopic
from server.selection.threads import Threads
from server.selection.topic_lines import TopicLines
from server.text.normalize import plain
from server.text.words import Memory

PREFERRED = 0.65
"""Share of the phrases that are written ones while there are fresh ones; the packs say the rest."""
OF_NOW = 0.8
"""The same for lines about what is going on: they are few, and soon old."""
OWN = 100
"""Lines of the show's own that are remembered as such."""
IN_TIME_S = 2.5
"""So long after a moment its lines join the wave; later ones are for its afterglow."""


class Audience(Protocol):
    """The room that the lines are for."""

    def tell(self) -> None:
        """Who writes has changed."""

    def hear(self, line: GeneratedLine) -> None:
        """A line was just written."""

    def could_say(self) -> Callable[[str], bool]:
        """Tells of a text whether anybody who is here would say it like that."""

    def bring(self) -> None:
        """Somebody is to speak soon: there is a first line of something new."""


class GeneratedLines:
    """Three stocks: about the game, about what is going on, which goes when that does, and about the last moment."""

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
        self._random, self._memory = random, memory
        self._about_game, self._about_now, self._about_moment = (self._new_bank() for _ in range(3))
        self._threads = Threads(random, memory)
        self.topics = TopicLines(self._about_game, memory, random)
        self._lacks = lacks
        self._goes_on = ""
        """The situation that goes on, by its key."""
        self._moment_at = 0.0
        self._taken: set[str] = set()
        self._answered: set[str] = set()
        self._own: deque[str] = deque(maxlen=OWN)
        """Texts of lines that are this show's alone."""
        self._latest: deque[str] = deque(maxlen=SAID)
        self._awaited: Bank | None = None
        """The stock whose first line is to be brought forward once it comes."""
        self._brought: Bank | None = None
        """The stock that somebody is about to speak from."""
        self._audience: Audience | None = None
        self._wake_writer: Callable[[], None] = lambda: None

    @property
    def has_lines(self) -> bool:
        """Whether anything was written for the show."""
        return bool(self._taken)

    def know(self, channel: Channel, about: About) -> None:
        """What is going on may have changed: what was written about it is over, and the first new line comes soon."""
        self._weights, self._about = channel.weights.named(channel.mode), about
        if channel.situation != self.situation:
            self.situation = channel.situation
            self._about_now = self._new_bank()
            self._brought = None
            self._awaited = self._about_now if channel.situation else None
            if self._audience is not None:
                self._wake_writer()

    def expect(self) -> None:
        """The game was just chosen: its first line comes soon."""
        self._awaited = self._about_game
        self._bring()

    def attend(self, writers: WriterDirectory, audience: Audience) -> None:
        """Begin to read."""
        if self._audience is None:
            self._audience = audience
            self._wake_writer = writers.writer(self.subject).wake
            writers.attend(self.subject, self)

    def leave(self, writers: WriterDirectory) -> None:
        """Stop reading."""
        if self._audience is not None:
            self._audience = None
            writers.leave(self.subject, self)

    def moment(self, moment: str, writers: WriterDirectory) -> None:
        """Something happened: what was written for the moment before is over."""
        if self._audience is not None:
            self._moment_at = time.monotonic()
            self._about_moment = self._new_bank()
            writers.writer(self.subject).moment(self, moment)

    def draw(self, drawer: Drawer, about: About, game: str | None, taste: Taste | None) -> Phrase | None:
        """A fresh line: of the moment, of what is going on, else, for its share of the time, about the game."""
        for bank in self._stocks(drawer):
            try:
                return bank.draw(drawer, about, game=game, taste=taste, old=False)
            except BankEmpty:
                continue
        return None

    def draw_first(self, about: About, game: str | None, taste: Taste | None) -> Phrase | None:
        """A line of the stock that was just begun."""
        if self._brought is None:
            return None
        for category in (category for category, weight in self._weights.items() if weight > 0):
            try:
                return self._brought.draw(OfCategory(category), about, game=game, taste=taste, old=False)
            except BankEmpty:
                continue
        return None

    def draw_about(
        self, category: Category, about: About, words: Set[str], game: str | None, taste: Taste
    ) -> Phrase | None:
        """A fresh line with one of these words in it."""
        drawer = OfCategory(category)
        for bank in self._stocks(drawer):
            phrase = bank.draw_about(drawer, about, words, game=game, taste=taste)
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
        name = self._about.streamer
        self._latest.append(re.sub(rf"(?i)(?<!\w){re.escape(name)}(?!\w)", STREAMER, text) if name else text)

    def reset(self) -> None:
        """Another show: everything may be said again."""
        for bank in (self._about_game, self._about_now, self._about_moment):
            bank.reset()
        self._threads.reset()

    def receive(self, lines: Sequence[GeneratedLine], *, only_now: bool = False) -> None:
        """Lines, new or with an answer that they didn't have."""
        for line in lines:
            if only_now and line.now != self.situation:
                continue  # it leans on what is over
            key = plain(line.text)
            if line.answer and not only_now and key not in self._answered:
                self._answered.add(key)
                if line.is_plain:
                    self._threads.add([_thread(line, self.subject)])
                elif key in self._taken:  # it stands there without its answer
                    self._about_game.forget(line.text)
                    self._taken.discard(key)
            if key not in self._taken:
                self._taken.add(key)
                self._stock(line, only_now=only_now)
                if len(lines) == 1 and self._audience is not None:  # what comes by the dozen was written long ago
                    self._audience.hear(line)
        self._bring()

    def forget(self, lines: Sequence[GeneratedLine]) -> None:
        """Lines that it has received are none after all."""
        for line in lines:
            self._taken.discard(plain(line.text))
            for bank in (self._about_game, self._about_now, self._about_moment):
                bank.forget(line.text)

    def weights(self) -> Mapping[Category, float]:
        """How often each category speaks."""
        return self._weights

    def stock(self) -> Mapping[Category, int]:
        """How many lines about the game can be said now and weren't yet, by category: talks, and what goes on, too."""
        return self._sayable(self._about_game, self._goes_on)

    def lacks(self) -> Lacks:
        """What the show has least lines of, besides plain ones."""
        return self._lacks()

    def unsaid(self, drawer: Drawer) -> int:
        """How many lines of that drawer weren't said yet."""
        return self._about_game.unsaid(drawer)

    def enter(self, situation: str) -> None:
        """That goes on now, by its key; "" for nothing that is known."""
        self._goes_on = situation

    def unsaid_written(self) -> int:
        """How many lines about the game weren't said yet."""
        return self._about_game.unsaid()

    def unsaid_now(self) -> int:
        """How many about what is going on that somebody here could say."""
        return sum(self._sayable(self._about_now).values())

    def latest(self, *, shared: bool) -> Sequence[str]:
        """What the show said last; `shared`: of what isn't its own alone."""
        return [text for text in self._latest if not shared or text not in self._own]

    def writing_changed(self) -> None:
        """Who writes, and how much there is, has changed."""
        if self._audience is not None:
            self._audience.tell()

    def _sayable(self, bank: Bank, situation: str = "") -> dict[Category, int]:
        could_say = self._audience.could_say() if self._audience is not None else None
        counts = {category: 0 for category, weight in self._weights.items() if weight > 0}
        for drawer in bank.drawers():
            match drawer:
                case OfCategory(category) | OfTopic(category=category) if category in counts:
                    pass
                case OfSituation(name, category) if name == situation and category in counts:
                    pass
                case _:
                    continue
            counts[category] += sum(
                line.fits(self._about) and (could_say is None or could_say(line.say(0, self._about)))
                for line in bank.fresh(drawer)
            )
        return counts

    def _bring(self) -> None:
        """Have the first line of what was just begun said soon, if it has come."""
        if self._awaited is not None and self._audience is not None and any(self._sayable(self._awaited).values()):
            self._brought, self._awaited = self._awaited, None
            self._audience.bring()

    def _new_bank(self) -> Bank:
        return Bank(self._random, self._memory)

    def _stocks(self, drawer: Drawer) -> Iterator[Bank]:
        for bank, share in ((self._about_moment, 1.0), (self._about_now, OF_NOW), (self._about_game, PREFERRED)):
            if bank.unsaid(drawer) and self._random.random() < share:
                yield bank

    def _stock(self, line: GeneratedLine, *, only_now: bool) -> None:
        if only_now:
            self._own.append(line.text)
        main = "gameplay" if self.subject.mode == "game" else "comments"
        template = line.line(main)
        if not only_now:
            self._stock_for_all(line, template)
            return
        if not line.moment:
            self._about_now.add([template])
            return
        is_late = time.monotonic() - self._moment_at > IN_TIME_S
        self._about_moment.add([template], AfterMoment(line.moment) if is_late else OfMoment(line.moment))

    def _stock_for_all(self, line: GeneratedLine, template: Template) -> None:
        """A line about the game: said at any time, or only where it fits."""
        if line.moment:
            self._about_game.add([template], OfMoment(line.moment))
        elif line.topic and line.role is not None:
            self.topics.join(line.topic, line.role, template, situation=line.situation)
        elif line.situation:
            self._about_game.add([template], OfSituation(line.situation, line.category))
        else:
            self._about_game.add([template])


def _thread(line: GeneratedLine, subject: Subject) -> Thread:
    main = "gameplay" if subject.mode == "game" else "comments"
    answer = line.answer or ""
    reply = as_template(answer, answer_category(answer, main), line.language)
    return Thread(line.category, line.language, (0, 1), (line.line(), reply))

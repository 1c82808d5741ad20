"""Show: the phrases of what a room plays now, drawn from the packs through a bank. The director's stock."""

from __future__ import annotations

from collections.abc import Callable, Set
from random import Random

from server.channel import Channel
from server.phrases.bank import Bank, BankEmpty
from server.phrases.pack import CHATTING, GENERAL, Pack
from server.phrases.phrase import About, Category, Language, Mode, Phrase, Taste
from server.phrases.shelf import Shelf
from server.phrases.text import Memory
from server.phrases.threads import Exchange, Threads

SHARED = ("reactions", "questions", "emotes")
"""Categories in which the general pack's lines also fit a game that has a pack of its own."""
LENT_MOODS = ("offtopic", "bored")
"""Of the general pack's gameplay, what doesn't depend on the game: people's own lives."""
ANSWER = "answer:"
"""Before the category that the lines of a drawer answer to."""


def source_of(shelf: Shelf, game: str | None, mode: Mode, language: Language) -> Pack:
    """The pack that speaks for that game or topic."""
    own = shelf.pack(game, language, mode) if game else None
    return own or (shelf.chatting(language) if mode == "chatting" else shelf.general(language))


class Show:
    """A bank and what it is about. Shows of one room share a `memory`: what one game said, the next doesn't repeat."""

    def __init__(
        self, shelf: Shelf, channel: Channel, language: Language, random: Random, memory: Memory | None = None
    ) -> None:
        self.source = source_of(shelf, channel.game, channel.mode, language)
        self._memory = memory or Memory()
        self.bank = Bank(random, self._memory)
        self._threads = Threads(random, self._memory)
        general, chatting = shelf.general(language), shelf.chatting(language)
        self._stock(self.source, all_of=True)
        if self.source.mode == "chatting" and self.source.key != CHATTING:
            self._stock(chatting, all_of=True)
        if self.source.key != GENERAL:
            self._stock(general, all_of=False)
        else:
            # Without a game there is less to ask about what goes on, and more about whoever streams.
            self.bank.add(chatting.lines.get("questions", ()))
        self._game = channel.game
        self.about = About()
        self.know(channel)

    def know(self, channel: Channel) -> None:
        """What the lines may say of the game and the streamer."""
        streamer, rough = channel.streamer, channel.mood == "rough"
        self.about = About(channel.game, channel.mode, streamer.name, streamer.address, rough)

    def unsaid(self) -> int:
        """Phrases that nobody has said yet."""
        return self.bank.unsaid()

    def draw(self, category: Category, taste: Taste | None = None, *, old: bool = True) -> Phrase | None:
        """A phrase of `category`, or None when nothing of it fits the show and the taste."""
        try:
            return self.bank.draw(category, self.about, game=self._game, taste=taste, old=old)
        except BankEmpty:
            return None

    def draw_about(self, category: Category, words: Set[str], taste: Taste) -> Phrase | None:
        """A phrase that nobody said yet with one of these words in it."""
        return self.bank.draw_about(category, self.about, words, game=self._game, taste=taste)

    def answer(self, to: Category, taste: Taste) -> Phrase | None:
        """What somebody answers to a line of that category."""
        return self.draw(ANSWER + to, taste, old=False)

    def thread(self, category: Category, suits: Callable[[str], bool]) -> Exchange | None:
        """A talk that opens with a line of `category`."""
        return self._threads.draw(category, self.about, suits, game=self._game)

    def new_show(self) -> None:
        """Everything may be said again, what nobody said yet first."""
        self._memory.forget()
        self.bank.renew()
        self._threads.renew()

    def _stock(self, pack: Pack, *, all_of: bool) -> None:
        """Put a pack's lines in stock; of the general pack, beside a game's own, those that fit every game."""
        lent = SHARED if self.source.mode == "game" else ("emotes",)
        for category, lines in pack.lines.items():
            if all_of or category in lent:
                self.bank.add(lines)
            elif category == "gameplay" and self.source.mode == "game":
                self.bank.add(line for line in lines if line.mood in LENT_MOODS)
        for category, answers in pack.answers.items():
            if all_of or self.source.mode == "game":
                self.bank.add(answers, drawer=ANSWER + category)
        if all_of or self.source.mode == "game":
            self._threads.add(thread for thread in pack.threads if all_of or thread.category in lent)
        for moment in pack.moments.values():
            self.bank.add(moment.lines)
            self.bank.add(moment.after)

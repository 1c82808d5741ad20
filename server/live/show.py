"""Show: the phrases of what a room plays now, drawn from the packs through a bank."""

from __future__ import annotations

from random import Random

from server.channel import Channel
from server.phrases.bank import Bank, BankEmpty
from server.phrases.pack import CHATTING, GENERAL, Pack
from server.phrases.phrase import About, Category, Language, Mode, Phrase
from server.phrases.shelf import Shelf

SHARED = ("reactions", "questions", "emotes")
"""Categories in which the general pack's lines also fit a game that has a pack of its own."""


def source_of(shelf: Shelf, game: str | None, mode: Mode, language: Language) -> Pack:
    """The pack that speaks for that game or topic."""
    own = shelf.pack(game, language, mode) if game else None
    return own or (shelf.chatting(language) if mode == "chatting" else shelf.general(language))


class Show:
    """A bank and what it is about. The director's stock."""

    def __init__(self, shelf: Shelf, channel: Channel, language: Language, random: Random) -> None:
        self.source = source_of(shelf, channel.game, channel.mode, language)
        self._bank = Bank(random)
        general = shelf.general(language)
        for lines in self.source.lines.values():
            self._bank.add(lines)
        for moment in self.source.moments.values():
            self._bank.add(moment.lines)
        if self.source.mode == "chatting" and self.source.key != CHATTING:
            for lines in shelf.chatting(language).lines.values():
                self._bank.add(lines)
        if self.source.key != GENERAL:
            for category in SHARED if self.source.mode == "game" else ("emotes",):
                self._bank.add(general.lines.get(category, ()))
            for moment in general.moments.values():
                self._bank.add(moment.lines)
        self._game = channel.game
        self.about = About()
        self.know(channel)

    def know(self, channel: Channel) -> None:
        """What the lines may say of the game and the streamer."""
        self.about = About(channel.game, channel.mode, channel.streamer.name, channel.streamer.address)

    def unsaid(self) -> int:
        """Phrases that nobody has said yet."""
        return self._bank.unsaid()

    def draw(self, category: Category) -> Phrase | None:
        """A phrase of `category`, or None when nothing of it fits the show."""
        try:
            return self._bank.draw(category, self.about, game=self._game)
        except BankEmpty:
            return None

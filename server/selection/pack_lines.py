"""Pack lines: what the packs have for one show, put in stock: lines, threads, situations and topics."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from random import Random

from server.model.channel import Channel
from server.model.phrase import Language
from server.phrases.library import PackLibrary
from server.phrases.pack import GENERAL, Pack
from server.phrases.pack_file import CHATTING
from server.phrases.proper_names import names_said
from server.phrases.speech import moment_of
from server.phrases.template import Template, Thread
from server.selection.bank import Bank
from server.selection.drawer import AfterMoment, AnswersTo, OfAnyGame, OfMoment, OfRole
from server.selection.pack_sources import genres_of, other_situations_of, situations_of, source_of, spoken, topics_of
from server.selection.situation_lines import SituationLines
from server.selection.threads import Threads
from server.selection.topic_lines import TopicLines
from server.text.words import Memory, likeness


class PackLines:
    """The stock of one show. `keeps` tells of a line's source whether the channel hasn't banned it."""

    def __init__(
        self,
        library: PackLibrary,
        channel: Channel,
        language: Language,
        *,
        keeps: Callable[[str], bool],
        random: Random,
        memory: Memory,
    ) -> None:
        self.source = source_of(library, channel.game, channel.mode, language)
        """The pack of what is on: of the game or topic, else of any."""
        self.names_said = names_said(self.source)
        self._genres = genres_of(self.source, channel)
        self._keeps = keeps
        self.bank = Bank(random, memory)
        self.threads = Threads(random, memory)
        for pack, category, lines in spoken(library, self.source, self._genres):
            # What fits any game is said once the game's own is: it says less, and everybody has heard it elsewhere.
            is_lent = pack is not self.source and category not in ("emotes", "reactions")
            self.bank.add(self.kept(lines), OfAnyGame(category) if is_lent else None)
        general, chatting = library.general(language), library.chatting(language)
        self.situations = SituationLines(self.bank, random)
        self.situations.stock(
            situations_of(library, self.source, self._genres),
            other_situations_of(library, self.source, self._genres),
            general,
            self.kept,
        )
        self.topics = TopicLines(self.bank, memory, random)
        self.topics.stock(topics_of(library, self.source, self._genres), self.source, self.kept)
        self.moments: dict[str, str] = {}
        """The moments that have a button, by their types, and what they are called."""
        self._unknowing = {likeness(line.source) for line in general.roles.get("dunno", ())}
        """Answers that tell nothing."""
        self._stock(self.source, all_of=True)
        if self.source.mode == "chatting" and self.source.key != CHATTING:
            self._stock(chatting, all_of=True)
        if self.source.key != GENERAL:
            self._stock(general, all_of=False)
        for kind, replies in library.speech(language).replies.items():
            self.bank.add(self.kept(replies), OfMoment(moment_of(kind)))

    @property
    def has_own_pack(self) -> bool:
        """Whether a pack is about the game or topic that is on."""
        return self.source.key not in (GENERAL, CHATTING)

    def counts(self) -> dict[str, int]:
        """How many phrases there are: `own` about the game or topic alone, `any` that fit every one."""
        stocked = self.bank.stocked()
        own = min(self.source.count(), stocked) if self.has_own_pack else 0
        return {"own": own, "any": stocked - own}

    def tells(self, answer: str) -> bool:
        """Whether an answer tells what was asked: "no idea" doesn't."""
        return likeness(answer) not in self._unknowing

    def kept(self, lines: Iterable[Template]) -> list[Template]:
        """The lines that the channel hasn't banned."""
        return [line for line in lines if self._keeps(line.source)]

    def reset(self) -> None:
        """Another evening: everything may be said again, what wasn't said yet comes first."""
        self.bank.reset()
        self.threads.reset()
        self.topics.reset()

    def _stock(self, pack: Pack, *, all_of: bool) -> None:
        """Put a pack's answers, threads and moments in stock; of the general pack those that fit every game."""
        self._stock_threads(pack.threads, all_of=all_of)
        for role, lines in pack.roles.items():
            self.bank.add(self.kept(lines), OfRole(role))
        for some in pack.only:
            if not some.genres.isdisjoint(self._genres):
                self._stock_threads(some.threads, all_of=all_of)
        for category, answers in pack.answers.items():
            if all_of or self.source.mode == "game":
                self.bank.add(self.kept(answers), AnswersTo(category))
        for name, moment in pack.moments.items():
            if moment.label:
                self.moments.setdefault(name, moment.label)
            self.bank.add(self.kept(moment.lines), OfMoment(name))
            self.bank.add(self.kept(moment.after), AfterMoment(name))

    def _stock_threads(self, threads: Iterable[Thread], *, all_of: bool) -> None:
        if all_of or self.source.mode == "game":
            self.threads.add(thread for thread in threads if all(self._keeps(line.source) for line in thread.lines))

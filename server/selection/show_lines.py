"""Show lines: all that one show can say, by packs, models and the streamer, and what the channel allows of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from random import Random
from typing import Any, TypeVar

from server.generation.marks import Lacks
from server.model.channel import Channel
from server.model.phrase import About, Category, Language, Phrase, Preference
from server.phrases.exchange import Exchange
from server.phrases.library import PackLibrary
from server.phrases.situation import Situation
from server.selection.bank import BankEmpty
from server.selection.channel_filter import SelectionContext
from server.selection.drawer import Drawer
from server.selection.generated_lines import GeneratedLines, LineListener
from server.selection.lacking import lacks_of
from server.selection.own_lines import OwnLines
from server.selection.pack_lines import PackLines
from server.selection.situation_lines import bound_of
from server.selection.source_status import writing_of
from server.selection.subject import subject_of
from server.text.words import Memory, content_words

TRIES = 16
"""Phrases that the channel's filter may drop before another category is tried."""

Found = TypeVar("Found", Phrase, Exchange)


class ShowLines:
    """The lines of one show. Shows of one room share a `memory`: what one game said, the next doesn't repeat."""

    def __init__(
        self,
        library: PackLibrary,
        channel: Channel,
        language: Language,
        random: Random,
        memory: Memory,
        selection_context: SelectionContext,
    ) -> None:
        self._language: Language = language
        self._selection_context = selection_context
        self.channel_filter = selection_context.channel_filter(channel, language)
        self.memory = memory
        self.packs = PackLines(
            library,
            channel,
            language,
            keeps=lambda text: self.channel_filter.keeps(text),
            random=random,
            memory=memory,
        )
        self.game = channel.game
        self.main: Category = "comments" if self.packs.source.mode == "chatting" else "gameplay"
        """The category of lines about what is on."""
        self.own = OwnLines(language, self.main, random, memory)
        subject = subject_of(channel, language)
        self.generated = GeneratedLines(subject, channel, random, memory, self._lacks) if subject is not None else None
        """None where models may write nothing about what is on."""
        self.about = About()
        self._bound: tuple[tuple[str, str], ...] = ()
        self._listener: LineListener | None = None
        self._situation = ""
        self.situation_words: frozenset[str] = frozenset()
        """The content words of what the streamer typed about what is going on."""
        self.know(channel)

    def know(self, channel: Channel) -> None:
        """Apply the channel's settings: what lines may say of the game and the streamer, and what it wants to see."""
        streamer, rough = channel.streamer, channel.mood == "rough"
        self.about = About(channel.game, channel.mode, streamer.name, streamer.address, rough, self._bound)
        self.own.know(channel)
        self.channel_filter = self._selection_context.channel_filter(channel, self._language)
        if channel.situation != self._situation:
            self._situation = channel.situation
            self.situation_words = content_words(channel.situation)
        if self.generated is not None:
            self.generated.know(channel, self.about)

    def enter(self, situation: Situation | None, values: Mapping[str, str]) -> None:
        """That goes on now, and is about these values."""
        self.packs.situations.enter(situation)
        if self.generated is not None:
            self.generated.enter(situation.key if situation is not None else "")
        self._bound = bound_of(values)
        self.about = replace(self.about, bound=self._bound)

    def _lacks(self) -> Lacks:
        assert self.generated is not None
        return lacks_of(self.packs, self.generated)

    def connect(self, listener: LineListener) -> None:
        """The room is awake: models may write for it."""
        self._listener = listener
        if self.generated is not None and self._selection_context.writers is not None:
            self.generated.connect(self._selection_context.writers, listener)

    def disconnect(self) -> None:
        """The room sleeps: models write nothing for it."""
        self._listener = None
        if self.generated is not None and self._selection_context.writers is not None:
            self.generated.disconnect(self._selection_context.writers)

    def expect(self) -> None:
        """What is on was just chosen: a line about it comes soon, from its own pack or once one was written."""
        if self.packs.has_own_pack and self._listener is not None:
            self._listener.bring()
        elif self.generated is not None:
            self.generated.expect()

    def moment(self, moment: str) -> None:
        """Something happened: models may write a few lines about it."""
        if self.generated is not None and self._selection_context.writers is not None:
            self.generated.moment(moment, self._selection_context.writers)

    def writing(self) -> dict[str, Any]:
        """Where the phrases come from and which model writes, for the panel."""
        return writing_of(self.packs.source, self.generated, self._selection_context.writers)

    def unsaid(self) -> int:
        """How many phrases weren't said yet."""
        return self.packs.bank.unsaid() + (self.generated.unsaid_written() if self.generated is not None else 0)

    def reset(self) -> None:
        """Another evening: everything may be said again, what wasn't said yet comes first."""
        self.memory.forget()
        self.packs.reset()
        self.own.reset()
        if self.generated is not None:
            self.generated.reset()

    def drawn(
        self, drawers: Sequence[Drawer], preference: Preference | None, *, old: bool, again: bool = True
    ) -> Phrase | None:
        """A generated line of the first of these drawers, else one of the packs from any of them, fresh ones first;
        `again`: then what earlier evenings said."""

        def one() -> Phrase | None:
            if self.generated is not None:
                written = self.generated.draw(drawers[0], self.about, self.game, preference)
                if written is not None:
                    return written
            for earlier in (False, True) if again else (False,):
                for drawer in drawers:
                    try:
                        return self.packs.bank.draw(
                            drawer,
                            self.about,
                            game=self.game,
                            preference=preference,
                            old=old and earlier,
                            again=earlier,
                        )
                    except BankEmpty:
                        continue
            return None

        return self.allowed(one)

    def allowed(self, one: Callable[[], Found | None]) -> Found | None:
        """The first of the next few results of `one` that the channel's filter lets through."""
        for _ in range(TRIES):
            found = one()
            if found is None:
                return None
            texts = [phrase.text for phrase in (found.phrases if isinstance(found, Exchange) else (found,))]
            if all(map(self.channel_filter.allows, texts)):
                if self.generated is not None:
                    for text in texts:
                        self.generated.said(text)
                return found
        return None

    def noted(self, phrase: Phrase | None) -> Phrase | None:
        """The phrase, counted beside the streamer's own lines."""
        if phrase is not None:
            self.own.note()
        return phrase

    def unless_behind(self, drawn: Callable[[], Phrase | None]) -> Phrase | None:
        """What `drawn` gives, counted beside the own lines; None while so many of those are due that others wait."""
        return None if self.own.is_behind else self.noted(drawn())

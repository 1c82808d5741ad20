"""Selector: which phrase of what a room plays comes next, from the packs and from the generated lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import replace
from random import Random
from typing import Any, TypeVar

from server.generation.line import Subject
from server.model.channel import Channel
from server.model.phrase import (
    About,
    Category,
    Language,
    Mood,
    Phrase,
    Role,
    Taste,
)
from server.phrases.exchange import Exchange
from server.phrases.library import PackLibrary
from server.phrases.pack import GENERAL, Pack
from server.phrases.pack_file import CHATTING
from server.phrases.questions import ASKED, Question
from server.phrases.situation import Situation
from server.phrases.template import Template, Thread
from server.selection.asked_question import AskedQuestion
from server.selection.bank import Bank, BankEmpty
from server.selection.channel_filter import SelectionContext
from server.selection.drawer import AfterMoment, AnswersTo, Drawer, OfAnyGame, OfCategory, OfMoment, OfRole
from server.selection.generated_lines import PREFERRED, Audience, GeneratedLines
from server.selection.own_lines import OwnLines
from server.selection.situation_lines import SituationLines, bound_of
from server.selection.source_status import writing_of
from server.selection.spoken import genres_of, other_situations_of, situations_of, source_of, spoken, topics_of
from server.selection.threads import Threads
from server.selection.topic_lines import TopicLines
from server.text.words import Memory, content_words, likeness

LENT_MOODS = ("offtopic", "bored")
"""Of the general pack's gameplay, what says nothing of a game that was just chosen."""
COURTESIES = ("greeting", "goodbye")
"""What people say as they come and go: part of the chat of which the own lines have their share, unlike a wave."""
OF_SITUATION = 0.4
"""Chance that a line is looked for among those with a word of what is going on."""
TRIES = 16
"""Phrases that the channel's gate may turn down before another category is tried."""

Found = TypeVar("Found", Phrase, Exchange)


class PhraseSelector:
    """A bank and what it is about. Shows of one room share a `memory`: what one game said, the next doesn't repeat."""

    def __init__(
        self,
        library: PackLibrary,
        channel: Channel,
        language: Language,
        random: Random,
        memory: Memory | None = None,
        selection_context: SelectionContext | None = None,
    ) -> None:
        self.source = source_of(library, channel.game, channel.mode, language)
        self._genres = genres_of(self.source, channel)
        self._selection_context = selection_context or SelectionContext()
        self._language: Language = language
        self._random = random
        self._channel_filter = self._selection_context.channel_filter(channel, language)
        self._memory = memory or Memory()
        self.bank = Bank(random, self._memory)
        self._threads = Threads(random, self._memory)
        for pack, category, lines in spoken(library, self.source, self._genres):
            # What fits any game is said once the game's own is: it says less, and everybody has heard it elsewhere.
            is_lent = pack is not self.source and category not in ("emotes", "reactions")
            self.bank.add(self._kept(lines), OfAnyGame(category) if is_lent else None)
        self._situations = SituationLines(self.bank, random)
        self._situations.stock(
            situations_of(library, self.source, self._genres),
            other_situations_of(library, self.source, self._genres),
            library.general(language),
            self._kept,
        )
        self._asked = AskedQuestion(library.typed(language).questions, random, self._memory)
        self._unknowing = {likeness(line.source) for line in library.general(language).roles.get("dunno", ())}
        """Answers that tell nothing."""
        self._topics = TopicLines(self.bank, self._memory, random)
        self._topics.stock(topics_of(library, self.source, self._genres), self.source, self._kept)
        self._stocked = self.bank.unsaid()
        general, chatting = library.general(language), library.chatting(language)
        self._stock(self.source, all_of=True)
        if self.source.mode == "chatting" and self.source.key != CHATTING:
            self._stock(chatting, all_of=True)
        if self.source.key != GENERAL:
            self._stock(general, all_of=False)
        self._game = channel.game
        self._main = main = "comments" if self.source.mode == "chatting" else "gameplay"
        self._speaks_of_it = self.source.key not in (GENERAL, CHATTING)
        self._audience: Audience | None = None
        self._situation = ""
        self._situation_words: frozenset[str] = frozenset()
        self._own = OwnLines(language, main, random, self._memory)
        self.about = About()
        self._bound: tuple[tuple[str, str], ...] = ()
        subject = subject_of(channel, language)
        self.generated = GeneratedLines(subject, channel, random, self._memory) if subject is not None else None
        self.know(channel)

    def know(self, channel: Channel) -> None:
        """What the lines may say of the game and the streamer, and what the channel wants to see."""
        streamer, rough = channel.streamer, channel.mood == "rough"
        self.about = About(channel.game, channel.mode, streamer.name, streamer.address, rough, self._bound)
        self._own.know(channel)
        self._channel_filter = self._selection_context.channel_filter(channel, self._language)
        if channel.situation != self._situation:
            self._situation = channel.situation
            self._situation_words = content_words(channel.situation)
        if self.generated is not None:
            self.generated.know(channel, self.about)

    def attend(self, audience: Audience) -> None:
        """Somebody watches: the writer may work for us."""
        self._audience = audience
        if self.generated is not None and self._selection_context.writers is not None:
            self.generated.attend(self._selection_context.writers, audience)

    def leave(self) -> None:
        """Nobody watches any more."""
        self._audience = None
        if self.generated is not None and self._selection_context.writers is not None:
            self.generated.leave(self._selection_context.writers)

    def expect(self) -> None:
        """It was just chosen: a line that is about it comes soon, from its own pack or once one was written."""
        if self._speaks_of_it and self._audience is not None:
            self._audience.bring()
        elif self.generated is not None:
            self.generated.expect()

    def moment(self, moment: str) -> None:
        """Something happened: the writer may have a few lines of its own about it."""
        if self.generated is not None and self._selection_context.writers is not None:
            self.generated.moment(moment, self._selection_context.writers)

    def writing(self) -> dict[str, Any]:
        """Where the phrases come from and who writes, for the panel."""
        return writing_of(self.source, self.generated, self._selection_context.writers)

    def unsaid(self) -> int:
        """Phrases that nobody has said yet."""
        return self.bank.unsaid() + (self.generated.unsaid_written() if self.generated is not None else 0)

    def stocked(self) -> dict[str, int]:
        """Of the packs, how many phrases there are: `own` about the game or topic alone, `any` that fit every one."""
        is_own = self.source.key not in (GENERAL, CHATTING)
        own = min(self.source.count(), self._stocked) if is_own else 0
        return {"own": own, "any": self._stocked - own}

    def draw(self, category: Category, taste: Taste | None = None, *, old: bool = True) -> Phrase | None:
        """A phrase of `category`, or None when nothing of it fits the show and the taste."""

        own = self._own.draw(category, self.about, taste, self._game)
        if own is not None:
            return own
        return self._noted(
            self._of_situation(category, taste)
            or self._drawn((OfCategory(category), OfAnyGame(category)), taste, old=old)
        )

    def draw_wave(self, moment: str, taste: Taste) -> Phrase | None:
        """A phrase of that moment's wave."""
        if moment == ASKED:
            return self._allowed(lambda: self._asked.draw(self.about, taste, self._game))
        phrase = self._drawn((OfMoment(moment),), taste, old=True)
        return self._noted(phrase) if moment in COURTESIES else phrase

    def draw_afterglow(self, moment: str, taste: Taste) -> Phrase | None:
        """A phrase of the afterglow of that moment's wave, one that nobody said yet."""
        return self._drawn((AfterMoment(moment),), taste, old=False)

    def draw_about(self, category: Category, words: Set[str], taste: Taste) -> Phrase | None:
        """A phrase that nobody said yet with one of these words in it."""

        def one() -> Phrase | None:
            generated = self.generated
            written = (
                generated.draw_about(category, self.about, words, self._game, taste) if generated is not None else None
            )
            return written or self.bank.draw_about(
                OfCategory(category), self.about, words, game=self._game, taste=taste
            )

        phrase = self._allowed(one) if not self._own.is_behind else None
        if phrase is not None:
            self._own.note()
        return phrase

    def speaks_of(self, words: Set[str]) -> bool:
        """Whether any line of the packs has one of these words in it."""
        return self.bank.speaks_of(words, self.about)

    def _of_situation(self, category: Category, taste: Taste | None) -> Phrase | None:
        """Now and then a line of the packs with a word of what is going on in it, as long as there are fresh ones."""
        if not self._situation_words or taste is None or category == "emotes":
            return None
        if self._random.random() >= OF_SITUATION:
            return None
        about, words, game = self.about, self._situation_words, self._game
        drawer = OfCategory(category)
        return self._allowed(lambda: self.bank.draw_about(drawer, about, words, game=game, taste=taste))

    def draw_first(self, taste: Taste | None) -> Phrase | None:
        """A line of what was just chosen: the game, or what is going on."""

        def one() -> Phrase | None:
            written = self.generated.draw_first(self.about, self._game, taste) if self.generated is not None else None
            if written is None and self._situation_words and taste is not None:
                about, words = self.about, self._situation_words
                for category in (self._main, "reactions", "questions"):
                    found = self.bank.draw_about(OfCategory(category), about, words, game=self._game, taste=taste)
                    if found is not None:
                        return found
            if written is not None or not self._speaks_of_it:
                return written
            try:
                return self.bank.draw(
                    OfCategory(self._main), self.about, game=self._game, taste=_of_it(taste), old=False
                )
            except BankEmpty:
                return None

        return self._allowed(one)

    def situations(self) -> Sequence[Situation]:
        """What can go on in the show."""
        return self._situations.among

    def other_situations(self) -> Sequence[Situation]:
        """What can go on in any game or talk; in this show, if somebody says so."""
        return self._situations.others

    def ask(self, question: Question) -> None:
        """The streamer asks that: the wave that follows answers it."""
        self._asked.ask(question, self._kept)

    def speaks_at(self, moment: str) -> bool:
        """Whether there are lines for that moment's wave."""
        return self.bank.has(OfMoment(moment))

    def enter(self, situation: Situation | None, values: Mapping[str, str]) -> None:
        """That goes on now, and is about these values."""
        self._situations.enter(situation)
        self._bound = bound_of(values)
        self.about = replace(self.about, bound=self._bound)

    def draw_likely(self, category: Category, taste: Taste | None, *, again: bool = False) -> Phrase | None:
        """A line that nobody said yet and that is likely while what goes on does; `again`: this evening."""
        if self._own.is_behind:
            return None
        return self._noted(
            self._allowed(lambda: self._situations.draw(category, self.about, taste, self._game, again=again))
        )

    def open_topic(self, category: Category, taste: Taste | None, moment: str | None = None) -> Phrase | None:
        """What begins a topic; `moment`: one that this brings up."""
        if self._own.is_behind:
            return None
        now = self._situations.now
        situation = now.key if now is not None else None
        return self._noted(
            self._allowed(
                lambda: self._topics.open(category, self.about, taste, self._game, situation=situation, moment=moment)
            )
        )

    def go_on(self, topic: str, category: Category, roles: Sequence[Role], taste: Taste | None) -> Phrase | None:
        """Another line of a topic, of the first of these roles that has one."""
        if self._own.is_behind:
            return None
        return self._noted(
            self._allowed(lambda: self._topics.go_on(topic, category, roles, self.about, taste, self._game))
        )

    def comes_back(self, topic: str) -> bool:
        """Whether the topic leaves a word that somebody takes up much later."""
        return self._topics.has(topic, "back")

    def answer_to(self, phrase: Phrase, taste: Taste) -> Phrase | None:
        """One of what may answer that line, of those that suit."""
        if self._own.is_behind:
            return None
        found: list[tuple[float, Phrase]] = []
        for line in phrase.answers:
            text = line.say(self._random.randrange(line.ways), self.about) if line.fits(self.about) else ""
            if text and not self._memory.has(text) and (suits := taste(text, line.mood)) > 0:
                tells = likeness(text) not in self._unknowing
                found.append(
                    (
                        suits,
                        Phrase(
                            text,
                            line.category,
                            line.language,
                            self._game,
                            line.mood,
                            topic=phrase.topic,
                            is_answer=tells,
                        ),
                    )
                )
        if not found:
            return None
        (chosen,) = self._random.choices([answer for _, answer in found], [suits for suits, _ in found])
        if not self._channel_filter.allows(chosen.text):
            return None
        self._memory.add(chosen.text)
        return self._noted(chosen)

    def role(self, role: str, taste: Taste) -> Phrase | None:
        """Something short that fits under any line of a talk, by one of `ROLE_NAMES`."""
        if self._own.is_behind:
            return None
        return self._noted(self._allowed(lambda: self._from_bank(OfRole(role), taste)))

    def answer(self, to: Category, taste: Taste) -> Phrase | None:
        """What somebody answers to a line of that category."""
        return self._noted(self._drawn((AnswersTo(to),), taste, old=False)) if not self._own.is_behind else None

    def thread(self, category: Category, suits: Callable[[str], bool]) -> Exchange | None:
        """A talk that opens with a line of `category`."""

        def one() -> Exchange | None:
            written = None
            if self.generated is not None and self.generated.has_lines and self._random.random() < PREFERRED:
                written = self.generated.thread(category, self.about, suits, self._game)
            return written or self._threads.draw(category, self.about, suits, game=self._game)

        exchange = self._allowed(one) if not self._own.is_behind else None
        if exchange is not None:
            self._own.note(len(exchange.phrases))
        return exchange

    def new_show(self) -> None:
        """Everything may be said again, what nobody said yet first."""
        self._memory.forget()
        self.bank.reset()
        self._own.reset()
        self._threads.reset()
        if self.generated is not None:
            self.generated.reset()

    def _from_bank(self, drawer: Drawer, taste: Taste | None) -> Phrase | None:
        try:
            return self.bank.draw(drawer, self.about, game=self._game, taste=taste)
        except BankEmpty:
            return None

    def _drawn(self, drawers: Sequence[Drawer], taste: Taste | None, *, old: bool) -> Phrase | None:
        """A generated line of the first of these drawers, else one of the packs that fits, what is fresh first."""

        def one() -> Phrase | None:
            if self.generated is not None:
                written = self.generated.draw(drawers[0], self.about, self._game, taste)
                if written is not None:
                    return written
            for again in (False, True):
                for drawer in drawers:
                    try:
                        return self.bank.draw(
                            drawer, self.about, game=self._game, taste=taste, old=old and again, again=again
                        )
                    except BankEmpty:
                        continue
            return None

        return self._allowed(one)

    def _noted(self, phrase: Phrase | None) -> Phrase | None:
        """The phrase, counted beside the streamer's own lines."""
        if phrase is not None:
            self._own.note()
        return phrase

    def _allowed(self, one: Callable[[], Found | None]) -> Found | None:
        """The next that the channel's gate lets through."""
        for _ in range(TRIES):
            found = one()
            if found is None:
                return None
            texts = [phrase.text for phrase in (found.phrases if isinstance(found, Exchange) else (found,))]
            if all(map(self._channel_filter.allows, texts)):
                if self.generated is not None:
                    for text in texts:
                        self.generated.said(text)
                return found
        return None

    def _kept(self, lines: Iterable[Template]) -> list[Template]:
        """Those that the channel hasn't thrown out."""
        return [line for line in lines if self._channel_filter.keeps(line.source)]

    def _whole(self, thread: Thread) -> bool:
        return all(self._channel_filter.keeps(line.source) for line in thread.lines)

    def _stock(self, pack: Pack, *, all_of: bool) -> None:
        """Put a pack's answers, talks and moments in stock; of the general pack those that fit every game."""
        self._stock_threads(pack.threads, all_of=all_of)
        for role, lines in pack.roles.items():
            self.bank.add(self._kept(lines), OfRole(role))
        for some in pack.only:
            if not some.genres.isdisjoint(self._genres):
                self._stock_threads(some.threads, all_of=all_of)
        for category, answers in pack.answers.items():
            if all_of or self.source.mode == "game":
                self.bank.add(self._kept(answers), AnswersTo(category))
        for name, moment in pack.moments.items():
            self.bank.add(self._kept(moment.lines), OfMoment(name))
            self.bank.add(self._kept(moment.after), AfterMoment(name))

    def _stock_threads(self, threads: Iterable[Thread], *, all_of: bool) -> None:
        if all_of or self.source.mode == "game":
            self._threads.add(thread for thread in threads if self._whole(thread))


def subject_of(channel: Channel, language: Language) -> Subject | None:
    """What a writer may write about for that channel; None for a game that the streamer insisted on, or for none."""
    if channel.game is None:
        return Subject("", "chatting", language) if channel.mode == "chatting" else None
    slot = channel.slot(channel.game)
    return None if slot is not None and slot.insisted else Subject(channel.game, channel.mode, language)


def _of_it(taste: Taste | None) -> Taste:
    """A taste for what is about the game: not for people's own lives, which every game is lent."""

    def suits(text: str, mood: Mood | None) -> float:
        return 0.0 if mood in LENT_MOODS else taste(text, mood) if taste is not None else 1.0

    return suits

"""Selector: which phrase of what a room plays comes next, from the packs and from the generated lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import replace
from random import Random

from server.model.channel import Channel
from server.model.phrase import Category, Language, Phrase, Preference, Role
from server.phrases.exchange import Exchange
from server.phrases.library import PackLibrary
from server.phrases.questions import ASKED, Question
from server.phrases.situation import Situation
from server.phrases.speech import PICKED, WORD, moment_of
from server.selection.answer_selector import AnswerSelector
from server.selection.asked_question import AskedQuestion
from server.selection.bank import BankEmpty
from server.selection.channel_filter import SelectionContext
from server.selection.community_lines import CommunityLines
from server.selection.drawer import AfterMoment, OfAnyGame, OfCategory, OfMoment, OfSituation
from server.selection.generated_banks import PREFERRED
from server.selection.show_lines import ShowLines
from server.selection.subject import preference_for_game
from server.selection.topic_selector import TopicSelector
from server.text.words import Memory

COURTESIES = ("greeting", "goodbye")
"""Moments of viewers who come and go: their lines are part of the chat of which the own lines have their share, unlike
a wave's."""
OF_SITUATION = 0.4
"""Chance that a line is looked for among those with a word of what is going on."""


class PhraseSelector:
    """Draws from the lines of one show: `server.audience.phrase_source.PhraseSource`."""

    def __init__(
        self,
        library: PackLibrary,
        channel: Channel,
        language: Language,
        random: Random,
        memory: Memory | None = None,
        selection_context: SelectionContext | None = None,
    ) -> None:
        memory = memory or Memory()
        self.lines = ShowLines(library, channel, language, random, memory, selection_context or SelectionContext())
        self._packs, self._own, self._bank = self.lines.packs, self.lines.own, self.lines.packs.bank
        self._game = channel.game
        self._topics = TopicSelector(self.lines, random)
        self._answers = AnswerSelector(self.lines, random, channel.game)
        self._random = random
        self._asked = AskedQuestion(library.typed(language).questions, random, memory)
        self._community = CommunityLines(library.community(language), self._packs.kept, memory, random, self.lines.main)

    def draw(
        self, category: Category, preference: Preference | None = None, *, old: bool = True, again: bool = True
    ) -> Phrase | None:
        """A phrase of `category`, or None when nothing of it fits the show and the preference."""
        lines = self.lines
        own = self._own.draw(category, lines.about, preference, self._game)
        if own is not None:
            return own
        return lines.noted(
            self._of_situation(category, preference)
            or lines.drawn((OfCategory(category), OfAnyGame(category)), preference, old=old, again=again)
        )

    def draw_wave(self, moment: str, preference: Preference) -> Phrase | None:
        """A phrase of that moment's wave."""
        if moment == ASKED:
            return self.lines.allowed(lambda: self._asked.draw(self.lines.about, preference, self._game))
        phrase = self.lines.drawn((OfMoment(moment),), preference, old=True)
        return self.lines.noted(phrase) if moment in COURTESIES else phrase

    def draw_afterglow(self, moment: str, preference: Preference) -> Phrase | None:
        """A phrase of the afterglow of that moment's wave, one that wasn't said yet."""
        return self.lines.drawn((AfterMoment(moment),), preference, old=False)

    def draw_about(self, category: Category, words: Set[str], preference: Preference) -> Phrase | None:
        """A phrase that wasn't said yet with one of these words in it."""
        generated, about, game = self.lines.generated, self.lines.about, self._game

        def one() -> Phrase | None:
            written = generated.draw_about(category, about, words, game, preference) if generated is not None else None
            return written or self._bank.draw_about(
                OfCategory(category), about, words, game=game, preference=preference
            )

        return self.lines.unless_behind(lambda: self.lines.allowed(one))

    def draw_about_speech(self, word: str, preference: Preference) -> Phrase | None:
        """A phrase about what the streamer just said; `word` is of it."""
        drawer, game = OfMoment(moment_of(PICKED)), self._game
        about = replace(self.lines.about, bound=(*self.lines.about.bound, (WORD, word)))

        def one() -> Phrase | None:
            try:
                return self._bank.draw(drawer, about, game=game, preference=preference)
            except BankEmpty:
                return None

        return self.lines.allowed(one)

    def draw_first(self, preference: Preference | None) -> Phrase | None:
        """A line of what was just chosen: the game, or what is going on."""
        generated, about, game = self.lines.generated, self.lines.about, self._game
        main, words = self.lines.main, self.lines.situation_words

        def one() -> Phrase | None:
            written = generated.draw_first(about, game, preference) if generated is not None else None
            if written is None and words and preference is not None:
                for category in (main, "reactions", "questions"):
                    found = self._bank.draw_about(OfCategory(category), about, words, game=game, preference=preference)
                    if found is not None:
                        return found
            if written is not None or not self._packs.has_own_pack:
                return written
            try:
                return self._bank.draw(
                    OfCategory(main), about, game=game, preference=preference_for_game(preference), old=False
                )
            except BankEmpty:
                return None

        return self.lines.allowed(one)

    def draw_likely(self, category: Category, preference: Preference | None, *, again: bool = False) -> Phrase | None:
        """A line that wasn't said yet and that is likely while what goes on does; `again`: this evening."""
        lines, situations, generated = self.lines, self._packs.situations, self.lines.generated

        def one() -> Phrase | None:
            written = None
            if generated is not None and situations.now is not None:
                drawer = OfSituation(situations.now.key, category)
                written = generated.draw(drawer, lines.about, self._game, preference)
            return written or situations.draw(category, lines.about, preference, self._game, again=again)

        return self.lines.unless_behind(lambda: lines.allowed(one))

    def speaks_of(self, words: Set[str]) -> bool:
        """Whether any line of the packs has one of these words in it."""
        return self._bank.speaks_of(words, self.lines.about)

    def speaks_at(self, moment: str) -> bool:
        """Whether there are lines for that moment's wave."""
        return self._bank.has(OfMoment(moment))

    def situations(self) -> Sequence[Situation]:
        """What can go on in the show."""
        return self._packs.situations.among

    def other_situations(self) -> Sequence[Situation]:
        """What can go on in any game or talk; in this show, if somebody says so."""
        return self._packs.situations.others

    def situation(self, key: str) -> Situation | None:
        """The situation of that key: the show's own, or one of any game."""
        return next((one for one in (*self.situations(), *self.other_situations()) if one.key == key), None)

    def enter(self, situation: Situation | None, values: Mapping[str, str]) -> None:
        """That goes on now, and is about these values."""
        self.lines.enter(situation, values)

    def ask(self, question: Question) -> None:
        """The streamer asks that: the wave that follows answers it."""
        self._asked.ask(question, self._packs.kept)

    def open_topic(
        self,
        category: Category,
        preference: Preference | None,
        moment: str | None = None,
        heard: Set[str] = frozenset(),
    ) -> Phrase | None:
        """What begins a topic; `moment`: one that this brings up; `heard`: the words that were just said."""
        return self._topics.open(category, preference, moment, heard)

    def builds(self, topic: str) -> bool:
        """Whether a thought of that topic can begin to grow, or grow on."""
        return self._topics.builds(topic)

    def build_on(self, topic: str) -> Phrase | None:
        """The next line of a topic's thought that grows."""
        return self._topics.build_on(topic)

    def allows(self, text: str) -> bool:
        """Whether the channel lets that be said."""
        return self.lines.channel_filter.allows(text)

    def takes(self, text: str, *, again: bool = False) -> bool:
        """Whether that is said now: the channel allows it, no line of the streamer's own has to come first, and nobody
        said it lately, unless it may be said `again`. It counts as said from now on."""
        lines, memory = self.lines, self.lines.memory
        if lines.own.is_behind or not lines.channel_filter.allows(text):
            return False
        if not again:
            if memory.has(text) or memory.evenings_ago(text):
                return False
            memory.add(text)
        lines.own.note()
        return True

    def names_in(self, text: str) -> frozenset[str]:
        """The proper names of the game that a text holds."""
        return self._packs.names_said.of(text)

    def go_on(
        self, topic: str, category: Category, roles: Sequence[Role], preference: Preference | None
    ) -> Phrase | None:
        """Another line of a topic, of the first of these roles that has one."""
        return self._topics.go_on(topic, category, roles, preference)

    def answer_to(self, phrase: Phrase, preference: Preference) -> Phrase | None:
        """One of what may answer that line, of those that suit."""
        return self._answers.to(phrase, preference)

    def role(self, role: str, preference: Preference, *, old: bool = True) -> Phrase | None:
        """Something short that fits under any line of a talk, by one of `ROLE_NAMES`; `old`: else what was said
        longest ago."""
        return self._answers.role(role, preference, old=old)

    def community(
        self, kind: str, values: Mapping[str, str], category: Category | None, preference: Preference | None
    ) -> Phrase | None:
        """What a regular says of that kind, about these values; `category`: one of it, else of any."""
        lines, game = self.lines, self._game
        return self.lines.unless_behind(
            lambda: lines.allowed(lambda: self._community.draw(kind, values, category, lines.about, preference, game))
        )

    def topic_word(self, topic: str) -> str | None:
        """The word by which people know a talk again."""
        return self._topics.word(topic)

    def answer(self, to: Category, preference: Preference) -> Phrase | None:
        """An answer to a line of that category."""
        return self._answers.any(to, preference)

    def thread(self, category: Category, suits: Callable[[str], bool]) -> Exchange | None:
        """A talk that opens with a line of `category`."""
        if self._own.is_behind:
            return None
        generated, about = self.lines.generated, self.lines.about

        def one() -> Exchange | None:
            written = None
            if generated is not None and generated.has_lines and self._random.random() < PREFERRED:
                written = generated.thread(category, about, suits, self._game)
            return written or self._packs.threads.draw(category, about, suits, game=self._game)

        exchange = self.lines.allowed(one)
        if exchange is not None:
            self._own.note(len(exchange.phrases))
        return exchange

    def new_show(self) -> None:
        """Another evening: everything may be said again, what wasn't said yet comes first."""
        self.lines.reset()

    def _of_situation(self, category: Category, preference: Preference | None) -> Phrase | None:
        """Now and then a line of the packs with a word of what is going on in it, as long as there are fresh ones."""
        words, about = self.lines.situation_words, self.lines.about
        if not words or preference is None or category == "emotes" or self._random.random() >= OF_SITUATION:
            return None
        drawer = OfCategory(category)
        return self.lines.allowed(
            lambda: self._bank.draw_about(drawer, about, words, game=self._game, preference=preference)
        )

"""Asked question: what answers the question that the streamer asked last."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from random import Random

from server.model.phrase import About, Phrase, Preference
from server.phrases.questions import ASKED, Question, QuestionWords
from server.phrases.template import Template
from server.selection.bank import Bank, BankEmpty
from server.selection.drawer import OfMoment
from server.text.words import Memory


class AskedQuestion:
    """The answers to one question at a time, in a bank of their own: the next question may have the same."""

    def __init__(self, questions: QuestionWords, random: Random, memory: Memory) -> None:
        self._questions = questions
        self._random, self._memory = random, memory
        self._bank: Bank | None = None
        self._things: tuple[tuple[str, str], ...] = ()

    def ask(self, question: Question, keeps: Callable[[Iterable[Template]], list[Template]]) -> None:
        """That is asked now."""
        self._bank = Bank(self._random, self._memory, alike=True)
        self._bank.add(keeps(self._questions.answers[question.kind]), OfMoment(ASKED))
        self._things = tuple(zip("ab", question.things, strict=False))

    def draw(self, about: About, preference: Preference | None, game: str | None) -> Phrase | None:
        """An answer; one that wasn't given yet while there are any."""
        if self._bank is None:
            return None
        about = replace(about, bound=(*about.bound, *self._things))
        try:
            return self._bank.draw(OfMoment(ASKED), about, game=game, preference=preference)
        except BankEmpty:
            return None

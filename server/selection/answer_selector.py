"""Answer selector: which line answers another one: one that its pack has for it, one for its category, a short one."""

from __future__ import annotations

from random import Random

from server.model.phrase import Category, Phrase, Preference
from server.selection.bank import BankEmpty
from server.selection.drawer import AnswersTo, OfRole
from server.selection.line_answers import pick_answer
from server.selection.show_lines import ShowLines


class AnswerSelector:
    """Draws answers from the lines of one show."""

    def __init__(self, lines: ShowLines, random: Random, game: str | None) -> None:
        self._lines, self._random, self._game = lines, random, game

    def to(self, phrase: Phrase, preference: Preference) -> Phrase | None:
        """One of what may answer that line, of those that suit."""
        return self._lines.unless_behind(lambda: self._picked(phrase, preference))

    def any(self, to: Category, preference: Preference) -> Phrase | None:
        """An answer to a line of that category."""
        return self._lines.unless_behind(lambda: self._lines.drawn((AnswersTo(to),), preference, old=False))

    def role(self, role: str, preference: Preference, *, old: bool) -> Phrase | None:
        """Something short that fits under any line of a talk, by one of `ROLE_NAMES`; `old`: else what was said
        longest ago."""
        lines = self._lines

        def one() -> Phrase | None:
            try:
                return lines.packs.bank.draw(
                    OfRole(role), lines.about, game=self._game, preference=preference, old=old, again=old
                )
            except BankEmpty:
                return None

        return lines.unless_behind(lambda: lines.allowed(one))

    def _picked(self, phrase: Phrase, preference: Preference) -> Phrase | None:
        lines = self._lines
        chosen = pick_answer(
            phrase,
            lines.about,
            preference,
            game=self._game,
            tells=lines.packs.tells,
            memory=lines.memory,
            random=self._random,
        )
        if chosen is None or not lines.channel_filter.allows(chosen.text):
            return None
        lines.memory.add(chosen.text)
        return chosen

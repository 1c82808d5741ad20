"""Generated banks: where the written lines of one show are kept, by what they are about and when they may be said."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from random import Random

from server.generation.line import GeneratedLine, Subject, as_template
from server.model.phrase import About, Category, answer_category
from server.phrases.template import Template, Thread
from server.selection.bank import Bank
from server.selection.drawer import AfterMoment, Drawer, OfCategory, OfMoment, OfSituation, OfTopic
from server.selection.threads import Threads
from server.selection.topic_lines import TopicLines
from server.text.words import Memory

PREFERRED = 0.65
"""Share of the phrases that are written ones while there are fresh ones; the packs say the rest."""
OF_NOW = 0.8
"""The same for lines about what is going on: they are few, and soon old."""
IN_TIME_S = 2.5
"""Seconds after a moment in which its lines join the wave; later ones are for its afterglow."""


class GeneratedBanks:
    """Three banks: about the game, about what is going on, and about the last moment; and the talks among the first."""

    def __init__(self, subject: Subject, random: Random, memory: Memory) -> None:
        self._main: Category = "gameplay" if subject.mode == "game" else "comments"
        self._random, self._memory = random, memory
        self.about_game, self.about_now, self.about_moment = (self._new_bank() for _ in range(3))
        self.threads = Threads(random, memory)
        self.topics = TopicLines(self.about_game, memory, random)
        self._moment_at = 0.0

    def end_now(self) -> None:
        """What was going on is over, and so are the lines about it."""
        self.about_now = self._new_bank()

    def begin_moment(self) -> None:
        """Something happened: the lines about the moment before are over."""
        self._moment_at = time.monotonic()
        self.about_moment = self._new_bank()

    def reset(self) -> None:
        """Another show: everything may be said again."""
        for bank in self._all():
            bank.reset()
        self.threads.reset()

    def add(self, line: GeneratedLine, *, only_now: bool) -> None:
        """Keep a line; `only_now`: it is about what is going on, or about the moment that just was."""
        template = line.line(self._main)
        if not only_now:
            self._add_for_all(line, template)
            return
        if not line.moment:
            self.about_now.add([template])
            return
        is_late = time.monotonic() - self._moment_at > IN_TIME_S
        self.about_moment.add([template], AfterMoment(line.moment) if is_late else OfMoment(line.moment))

    def add_thread(self, line: GeneratedLine) -> None:
        """Keep a line with its answer, as a talk of two."""
        answer = line.answer or ""
        reply = as_template(answer, answer_category(answer, self._main), line.language)
        self.threads.add([Thread(line.category, line.language, (0, 1), (line.line(), reply))])

    def forget(self, text: str) -> None:
        """Drop a line."""
        for bank in self._all():
            bank.forget(text)
        self.topics.forget(text)

    def having(self, drawer: Drawer) -> Iterator[Bank]:
        """The banks with fresh lines in that drawer, the most pressing first; each is left out for the share of the
        time that the packs speak."""
        for bank, share in ((self.about_moment, 1.0), (self.about_now, OF_NOW), (self.about_game, PREFERRED)):
            if bank.unsaid(drawer) and self._random.random() < share:
                yield bank

    def _all(self) -> tuple[Bank, ...]:
        return self.about_game, self.about_now, self.about_moment

    def _new_bank(self) -> Bank:
        return Bank(self._random, self._memory)

    def _add_for_all(self, line: GeneratedLine, template: Template) -> None:
        """A line about the game: said at any time, or only where it fits."""
        if line.moment:
            self.about_game.add([template], OfMoment(line.moment))
        elif line.topic and line.role is not None:
            self.topics.join(line.topic, line.role, template, situation=line.situation)
        elif line.situation:
            self.about_game.add([template], OfSituation(line.situation, line.category))
        else:
            self.about_game.add([template])


def sayable(
    bank: Bank,
    categories: Iterable[Category],
    about: About,
    could_say: Callable[[str], bool] | None,
    situation: str,
) -> dict[Category, int]:
    """How many fresh lines of a bank can be said now, by category: plain ones, and those of talks and of the situation
    that goes on. `could_say`: whether anybody who is here would."""
    counts = dict.fromkeys(categories, 0)
    for drawer in bank.drawers():
        match drawer:
            case OfCategory(category) | OfTopic(category=category) if category in counts:
                pass
            case OfSituation(name, category) if name == situation and category in counts:
                pass
            case _:
                continue
        counts[category] += sum(
            line.fits(about) and (could_say is None or could_say(line.say(0, about))) for line in bank.fresh(drawer)
        )
    return counts

"""Phrase source: where a show's lines come from, as the director needs them; `server.selection.selector` fulfils it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from typing import Protocol

from server.model.phrase import Category, Phrase, Preference, Role
from server.phrases.exchange import Exchange
from server.phrases.situation import Situation


class PhraseSource(Protocol):
    """A show's lines. Each call gives None when nothing of what it asks for fits the show and the preference."""

    def draw(
        self, category: Category, preference: Preference | None = None, *, old: bool = True, again: bool = True
    ) -> Phrase | None:
        """A phrase of `category`; without `old` one that nobody said yet, without `again` on no evening before."""

    def draw_wave(self, moment: str, preference: Preference) -> Phrase | None:
        """A phrase of that moment's wave."""

    def draw_afterglow(self, moment: str, preference: Preference) -> Phrase | None:
        """A phrase of the afterglow of that moment's wave, one that nobody said yet."""

    def draw_first(self, preference: Preference | None) -> Phrase | None:
        """A phrase about what was just chosen: the game, or what is going on."""

    def draw_about(self, category: Category, words: Set[str], preference: Preference) -> Phrase | None:
        """A phrase that nobody said yet with one of these words in it."""

    def draw_about_speech(self, word: str, preference: Preference) -> Phrase | None:
        """A phrase about what the streamer just said; `word` is of it."""

    def situations(self) -> Sequence[Situation]:
        """What can go on in the show."""

    def situation(self, key: str) -> Situation | None:
        """The situation of that key: the show's own, or one of any game."""

    def enter(self, situation: Situation | None, values: Mapping[str, str]) -> None:
        """That goes on now, and is about these values."""

    def draw_likely(self, category: Category, preference: Preference | None, *, again: bool = False) -> Phrase | None:
        """A line that nobody said yet and that is likely while what goes on does; `again`: this evening."""

    def open_topic(
        self,
        category: Category,
        preference: Preference | None,
        moment: str | None = None,
        heard: Set[str] = frozenset(),
    ) -> Phrase | None:
        """What begins a topic that nobody spoke of yet; `moment`: one that this brings up; `heard`: the words that were
        just said, which may bring one to mind."""

    def builds(self, topic: str) -> bool:
        """Whether a thought of that topic can begin to grow, or grow on."""

    def build_on(self, topic: str) -> Phrase | None:
        """The next line of a topic's thought that grows."""

    def go_on(
        self, topic: str, category: Category, roles: Sequence[Role], preference: Preference | None
    ) -> Phrase | None:
        """Another line of a topic, of the first of these roles that has one."""

    def answer_to(self, phrase: Phrase, preference: Preference) -> Phrase | None:
        """One of what may answer that line."""

    def role(self, role: str, preference: Preference, *, old: bool = True) -> Phrase | None:
        """Something short that fits under any line of a talk, by one of `ROLE_NAMES`; `old`: else what was said
        longest ago."""

    def allows(self, text: str) -> bool:
        """Whether the channel lets that be said."""

    def takes(self, text: str, *, again: bool = False) -> bool:
        """Whether that is said now: the channel allows it, no line of the streamer's own has to come first, and nobody
        said it lately, unless it may be said `again`. It counts as said from now on."""

    def names_in(self, text: str) -> frozenset[str]:
        """The proper names of the game that a text holds."""

    def speaks_at(self, moment: str) -> bool:
        """Whether there are lines for that moment's wave."""

    def answer(self, to: Category, preference: Preference) -> Phrase | None:
        """What somebody answers to a line of that category."""

    def thread(self, category: Category, suits: Callable[[str], bool]) -> Exchange | None:
        """A talk that opens with a line of `category`."""

    def community(
        self, kind: str, values: Mapping[str, str], category: Category | None, preference: Preference | None
    ) -> Phrase | None:
        """What a regular says of that kind, about these values; `category`: one of it, else of any."""

    def topic_word(self, topic: str) -> str | None:
        """The word by which people know a talk again."""

    def new_show(self) -> None:
        """Everything may be said again."""

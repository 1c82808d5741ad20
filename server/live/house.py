"""House: what all rooms of a server share beside the packs: the screen, the writers, what each channel threw out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from server.channel import Channel
from server.phrases.kit import Reader
from server.phrases.normal import plain
from server.phrases.phrase import Language
from server.phrases.screen import Screen
from server.phrases.wordlist import WordList
from server.phrases.writer import Writer
from server.phrases.written import Subject
from server.providers.standing import Standing


class Office(Protocol):
    """Where the writers are."""

    def writer(self, subject: Subject) -> Writer: ...
    def attend(self, subject: Subject, reader: Reader) -> None: ...
    def leave(self, subject: Subject, reader: Reader) -> None: ...
    def standings(self, subject: Subject | None = None) -> list[Standing]: ...


@dataclass
class House:
    """Without an office the packs do all the talking."""

    screen: Screen = field(default_factory=Screen)
    office: Office | None = None
    thrown: dict[str, set[tuple[Language, str]]] = field(default_factory=dict)
    """By channel, the language and plain text of each line that was thrown out."""

    def gate(self, channel: Channel, language: Language) -> Gate:
        """What that channel lets on the stage."""
        words = WordList(channel.blocked_words) if channel.blocked_words else None
        return Gate(self.screen, language, channel.family_friendly, words, self.thrown.get(channel.id, set()))


@dataclass(frozen=True, slots=True)
class Gate:
    """What one channel lets on the stage, in one language."""

    screen: Screen
    language: Language
    family_friendly: bool
    blocked: WordList | None
    thrown: set[tuple[Language, str]]

    def keeps(self, text: str) -> bool:
        """Whether a line wasn't thrown out."""
        return not self.thrown or (self.language, plain(text)) not in self.thrown

    def allows(self, text: str) -> bool:
        """Whether a line may be said."""
        return self.keeps(text) and self.screen.allows(
            text, self.language, family_friendly=self.family_friendly, blocked=self.blocked
        )

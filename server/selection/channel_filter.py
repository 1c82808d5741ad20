"""Channel filter: what a channel's chat may say, and what all rooms share for it: filter, writers, banned lines."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from server.generation.dependencies import Reader
from server.generation.line import Subject
from server.generation.writer import Writer
from server.model.channel import Channel
from server.model.phrase import Language
from server.moderation.filter import ContentFilter
from server.moderation.word_list import WordList
from server.providers.status import ProviderStatus
from server.text.normalize import plain


class WriterDirectory(Protocol):
    """Where the writers are."""

    def writer(self, subject: Subject) -> Writer: ...
    def add_reader(self, subject: Subject, reader: Reader) -> None: ...
    def remove_reader(self, subject: Subject, reader: Reader) -> None: ...
    def statuses(self, subject: Subject | None = None) -> list[ProviderStatus]: ...
    def spent_until(self, channel: str) -> float | None: ...


@dataclass
class SelectionContext:
    """What the selection of every room shares. Without `writers` only packs and the streamer's own lines are said."""

    content_filter: ContentFilter = field(default_factory=ContentFilter)
    writers: WriterDirectory | None = None
    banned: dict[str, set[tuple[Language, str]]] = field(default_factory=dict)
    """By channel, the language and plain text of each banned line."""

    def channel_filter(self, channel: Channel, language: Language) -> ChannelFilter:
        """The filter of that channel's lines."""
        words = WordList(channel.blocked_words) if channel.blocked_words else None
        return ChannelFilter(
            self.content_filter, language, channel.family_friendly, words, self.banned.get(channel.id, set())
        )


@dataclass(frozen=True, slots=True)
class ChannelFilter:
    """Which lines one channel may say, in one language."""

    content_filter: ContentFilter
    language: Language
    family_friendly: bool
    blocked: WordList | None
    banned: set[tuple[Language, str]]

    def keeps(self, text: str) -> bool:
        """Whether a line isn't banned."""
        return not self.banned or (self.language, plain(text)) not in self.banned

    def allows(self, text: str) -> bool:
        """Whether a line may be said."""
        return self.keeps(text) and self.content_filter.allows(
            text, self.language, family_friendly=self.family_friendly, blocked=self.blocked
        )

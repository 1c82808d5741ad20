"""Line list: what there is to say about a game or topic, where it comes from, and what shall not be said again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from server.generation.line import GeneratedLine, Subject
from server.live.rooms import Rooms
from server.model.channel import Channel
from server.model.phrase import Language, Mode
from server.phrases.library import PackLibrary
from server.phrases.pack import Pack
from server.phrases.template import Template
from server.selection.channel_filter import ChannelFilter, SelectionContext
from server.selection.pack_sources import all_spoken, genres_of, source_of
from server.services.channels import Channels
from server.services.games import Games
from server.services.generation import GenerationService
from server.store.banned_lines import BannedLines
from server.text.normalize import plain


@dataclass(frozen=True, slots=True)
class ListedLines:
    """All lines about one subject."""

    subject: Subject
    generated: list[GeneratedLine]
    """The newest first."""
    packed: list[tuple[Pack, str, Template]]
    """Hand-written ones that may be said, with their pack and category; the subject's own pack first."""
    dropped: Mapping[str, int]
    """Generated lines that were dropped, by reason."""
    banned: list[str]
    """Texts that this channel banned, in the subject's language."""
    channel_filter: ChannelFilter


class LineList:
    """Lists, bans and keeps lines."""

    def __init__(
        self,
        channels: Channels,
        rooms: Rooms,
        library: PackLibrary,
        games: Games,
        *,
        generation: GenerationService,
        selection: SelectionContext,
        banned_lines: BannedLines,
    ) -> None:
        self._channels = channels
        self._rooms = rooms
        self._library = library
        self._games = games
        self._generation = generation
        self._selection = selection
        self._banned_lines = banned_lines

    async def load(self, channel_id: str) -> None:
        """Read what the channel has banned. Raises `StoreError`."""
        self._selection.banned[channel_id] = set(await self._banned_lines.of(channel_id))

    async def lines(self, channel_id: str, game: str | None, mode: Mode, asked: str | None) -> ListedLines:
        """What there is to say about a game, or about the one that is on (`game` None).

        In the language that was asked for, if there are packs of it, else in the channel's. Raises `UnfitGame`.
        """
        channel = self._channels.get(channel_id)
        language = asked if asked in self._library.languages else self._games.language_of(channel)
        if game is None:
            subject = Subject(channel.game or "", channel.mode, language)
        else:
            subject = Subject(self._games.title(game, mode), mode, language)
        writer = self._generation.writers.writer(subject)
        await writer.load()
        channel = self._channels.get(channel_id)
        banned = await self._banned_lines.of(channel_id)
        return ListedLines(
            subject,
            list(reversed(writer.lines.values())),
            list(self._packed(channel, subject)),
            dict(writer.dropped),
            sorted(text for (spoken, _), text in banned.items() if spoken == subject.language),
            self._selection.channel_filter(channel, subject.language),
        )

    async def ban(self, channel_id: str, language: Language, text: str, *, banned: bool) -> None:
        """Whether this channel never says that line again. Raises `StoreError`."""
        kept = self._selection.banned.setdefault(channel_id, set())
        if banned:
            await self._banned_lines.ban(channel_id, language, text)
            kept.add((language, plain(text)))
        else:
            await self._banned_lines.unban(channel_id, language, text)
            kept.discard((language, plain(text)))
        self._rooms.rebuild_selector(self._channels.get(channel_id))

    async def keep(self, subject: Subject, text: str, *, kept: bool) -> None:
        """Whether a generated line stays however old it grows. Raises `StoreError`."""
        await self._generation.archive.keep(subject, text, is_kept=kept)
        self._generation.writers.writer(subject).keep(text, is_kept=kept)

    def _packed(self, channel: Channel, subject: Subject) -> Iterator[tuple[Pack, str, Template]]:
        source = source_of(self._library, subject.name or None, subject.mode, subject.language)
        genres = genres_of(source, channel.model_copy(update={"game": subject.name or None}))
        return iter(all_spoken(self._library, source, genres))

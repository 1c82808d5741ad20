"""Games: the slots of a channel, and the phrases for the games and topics in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from server.generation.line import Subject
from server.generation.response import Refusal
from server.model.channel import Channel, GameLimit
from server.model.names import BadName, game_name
from server.model.phrase import CATEGORIES, About, Genre, Language, Mode
from server.model.settings import GameSlot
from server.phrases.library import PackLibrary
from server.phrases.template import Template
from server.selection.pack_sources import source_of
from server.services.channels import Channels, How
from server.services.errors import LimitReached, Missing, UnfitGame
from server.services.generation import GenerationService

PATIENCE_S = 6.5
"""How long `add_game` waits for a new game's first line, or for the answer that it is no game."""
SAMPLE_WAYS = 3
"""Ways of a line with slots that are shown; all of them would be thousands."""


@dataclass(frozen=True, slots=True)
class AddedGame:
    """A game that has a slot, and what there is to say about it."""

    name: str
    channel: Channel
    phrases: dict[str, list[str]]
    """Texts by category."""


class Games:
    """The games of every channel. `limit`: slots that a channel may have; `language`: of a channel without one."""

    def __init__(
        self,
        channels: Channels,
        library: PackLibrary,
        generation: GenerationService,
        *,
        limit: int,
        language: Language,
    ) -> None:
        self._channels = channels
        self._library = library
        self._generation = generation
        self.limit = limit
        self._language = language

    async def add_game(
        self,
        channel_id: str,
        name: str,
        mode: Mode,
        *,
        language: Language | None = None,
        insist: bool = False,
        replaces: str | None = None,
        place: int | None = None,
    ) -> AddedGame:
        """Give a game a slot, once it has phrases. It isn't selected.

        `insist`: it is one, though a model may have said that it is none. `replaces`: the game whose slot and place it
        takes. `place`: where among the slots, 0 being the first. Raises `UnfitGame`, `LimitReached`.
        """
        title = self.title(name, mode)
        before = self._channels.get(channel_id)
        subject = Subject(title, mode, language or self.language_of(before))
        if not insist and before.slot(title) is None and self._has_room(before, replaces):
            await self._prepare(channel_id, subject)

        def changed(channel: Channel) -> Channel:
            at = place
            if replaces is not None and channel.slot(title) is None:
                old = channel.slot(replaces)
                at = channel.slots.index(old) if old is not None else place
                channel = channel.without_slot(replaces)
            channel = self.with_game(channel, title, mode, insist=insist)
            return channel if at is None else channel.placed(title, at)

        channel = await self.change(channel_id, changed)
        return AddedGame(title, channel, self._phrases(channel, subject))

    async def set_genre(self, channel_id: str, name: str, genre: Genre | None) -> Channel:
        """Keep what kind of game it is, where no pack says so. Raises `Missing`."""

        def changed(channel: Channel) -> Channel:
            slot = channel.slot(name)
            if slot is None:
                raise Missing(f"{name!r} is in none of the slots.")
            return channel.with_slot(slot.model_copy(update={"genre": genre}), limit=len(channel.slots))

        return await self.change(channel_id, changed)

    async def remove_game(self, channel_id: str, name: str) -> Channel:
        """Free a slot. Raises `Missing`."""
        if self._channels.get(channel_id).slot(name) is None:
            raise Missing(f"{name!r} is in none of the slots.")
        return await self.change(channel_id, lambda channel: channel.without_slot(name))

    async def change(self, channel_id: str, how: How) -> Channel:
        """Make a change that may need a slot. Raises `LimitReached` when every slot is taken, and what `how` raises."""
        try:
            return await self._channels.change(channel_id, how)
        except GameLimit:
            raise LimitReached(
                f"All {self.limit} slots are taken: free one first.",
                code="GAME_LIMIT",
                limitReached=True,
                currentGames=[slot.name for slot in self._channels.get(channel_id).slots],
            ) from None

    def language_of(self, channel: Channel) -> Language:
        """The language that a channel speaks."""
        return channel.language or self._language

    def title(self, name: str, mode: Mode) -> str:
        """The name of a game or topic as it is kept: as the packs write it. Raises `UnfitGame`."""
        try:
            name = game_name(name)
        except BadName as error:
            raise UnfitGame(
                f"That can't be a {'game' if mode == 'game' else 'topic'}: {error}.", code=_CODES[mode]
            ) from None
        return self._library.title(name) if mode == "game" else name

    def with_game(self, channel: Channel, name: str, mode: Mode, *, insist: bool = False) -> Channel:
        """The channel with a game or topic in a slot. Raises `UnfitGame`, `GameLimit`."""
        title = self.title(name, mode)
        kept = channel.slot(title)
        again = kept if kept is not None and kept.mode == mode else None
        slot = GameSlot(
            name=title,
            mode=mode,
            insisted=insist or (again is not None and again.insisted),
            genre=again.genre if again is not None else None,
        )
        if not slot.insisted:
            self._refuse_known(Subject(title, mode, self.language_of(channel)))
        return channel.with_slot(slot, limit=self.limit)

    def select_game(self, channel: Channel, name: str, mode: Mode | None) -> Channel:
        """The channel with a game or topic on; one that has no slot takes one. Without a mode, that of its slot.

        Raises `UnfitGame`, `GameLimit`.
        """
        if mode is None:
            kept = channel.slot(name)
            mode = kept.mode if kept else "game"
        title = self.title(name, mode)
        return self.with_game(channel, title, mode).model_copy(update={"game": title, "mode": mode})

    def _has_room(self, channel: Channel, replaces: str | None) -> bool:
        """Whether a new game finds a slot: only then is there something to write for."""
        freed = channel.slot(replaces) is not None if replaces else False
        return freed or len(channel.slots) < self.limit

    def _refuse_known(self, subject: Subject) -> None:
        """Raise `UnfitGame` if a model took that for no game, or no decent topic, a while ago."""
        if not self._library.knows(subject.name, subject.mode):
            _refuse(subject, self._generation.writers.writer(subject).refusal)

    async def _prepare(self, channel_id: str, subject: Subject) -> None:
        """Wait until a game without a pack has a line, where a provider can write one. Raises `UnfitGame`."""
        if self._library.pack(subject.name, subject.language, subject.mode) is None:
            _refuse(subject, await self._generation.writers.prepare(subject, channel_id, patience_s=PATIENCE_S))

    def _phrases(self, channel: Channel, subject: Subject) -> dict[str, list[str]]:
        source = source_of(self._library, subject.name, subject.mode, subject.language)
        about = About(subject.name, subject.mode, channel.streamer.name, channel.streamer.address)
        lines = [line.line() for line in self._generation.writers.writer(subject).lines.values()]
        lines += [line for category in CATEGORIES for line in source.lines.get(category, ())]
        return _by_category(lines, about)


_CODES: dict[Mode, str] = {"game": "INVALID_GAME", "chatting": "INVALID_TOPIC"}


def _refuse(subject: Subject, refusal: Refusal | None) -> None:
    if refusal is not None:
        raise UnfitGame(refusal.reason, code=_CODES[subject.mode], refused=True, meant=refusal.meant or None)


def _by_category(lines: Iterable[Template], about: About) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in lines:
        found.setdefault(line.category, []).extend(_some_ways(line, about))
    return found


def _some_ways(line: Template, about: About) -> list[str]:
    if not line.fits(about):
        return []
    step = max(1, line.ways // SAMPLE_WAYS)
    return [line.say(way, about) for way in range(0, line.ways, step)][:SAMPLE_WAYS]

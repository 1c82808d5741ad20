"""Own content: the streamer's own lines, names and people, put in place of what is there or beside it.

What is good is kept and what isn't is listed: one long line among 300 costs itself.
"""

from __future__ import annotations

import asyncio

from pydantic import BaseModel, ConfigDict, Field

from server.model.channel import Channel
from server.model.own_content import OwnContent, Share
from server.services.channels import Channels
from server.services.errors import Unacceptable
from server.services.mine_file import Format, sort_file
from server.services.own_content_check import Sorted, Sorter
from server.text.bounded import Unreadable


class _Typed(BaseModel):
    model_config = ConfigDict(extra="forbid")


class TypedPerson(_Typed):
    """One of the streamer's people, as they were typed."""

    name: str = Field(max_length=4_000)
    character: str = Field("", max_length=4_000)
    lines: list[str] = Field([], max_length=1_000)


class TypedContent(_Typed):
    """Everything of the streamer's own, as it was typed; each text is looked at by itself."""

    share: Share = 0.25
    lines: list[str] = Field([], max_length=10_000)
    names: list[str] = Field([], max_length=10_000)
    people: list[TypedPerson] = Field([], max_length=1_000)


class NothingUsable(Unacceptable):
    """Nothing of a file can be kept; `found` says why."""

    def __init__(self, found: Sorted) -> None:
        super().__init__("Nothing in it can be kept.", code="NOTHING_USABLE")
        self.found = found


class OwnContentService:
    """Reads and changes the own content of every channel."""

    def __init__(self, channels: Channels) -> None:
        self._channels = channels

    def get(self, channel_id: str) -> OwnContent:
        """The channel's own lines, names and people."""
        return self._channels.get(channel_id).mine

    async def put(self, channel_id: str, typed: TypedContent) -> tuple[OwnContent, Sorted]:
        """This, in place of what is there."""
        return await self._keep(channel_id, await asyncio.to_thread(_sorted, typed), joins=False)

    async def add(
        self, channel_id: str, data: bytes | str, format: Format, *, replace: bool
    ) -> tuple[OwnContent, Sorted]:
        """The lines, names and people of a file, beside what is there or in its place.

        Raises `Unacceptable` for what is no such file, `NothingUsable`.
        """
        mine = self.get(channel_id)
        sorter = Sorter(OwnContent(share=mine.share) if replace else mine)
        try:
            await asyncio.to_thread(sort_file, data, format, sorter)
        except Unreadable as error:
            raise Unacceptable(f"{error}.", code="UNREADABLE", reason=error.code, line=error.line) from None
        found = sorter.sorted
        if not (found.lines or found.names or found.people or found.same):
            raise NothingUsable(found)
        return await self._keep(channel_id, sorter, joins=not replace)

    async def _keep(self, channel_id: str, sorter: Sorter, *, joins: bool) -> tuple[OwnContent, Sorted]:
        def changed(channel: Channel) -> Channel:
            nonlocal sorter
            if joins and channel.mine != sorter.before:  # another call came first, while a thread read this one's file
                sorter = sorter.again(channel.mine)
            return channel.model_copy(update={"mine": sorter.mine()})

        channel = await self._channels.change(channel_id, changed)
        return channel.mine, sorter.sorted


def _sorted(typed: TypedContent) -> Sorter:
    sorter = Sorter(OwnContent(share=typed.share))
    for place, text in enumerate(typed.lines, 1):
        sorter.line(place, text)
    for place, text in enumerate(typed.names, 1):
        sorter.name(place, text)
    for place, person in enumerate(typed.people, 1):
        sorter.person(place, person.name, person.character, person.lines)
    return sorter

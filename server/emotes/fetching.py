"""Fetching: one provider's lists and images, taken with bounds and checked away from the loop.

What is missing costs only itself: a channel without an account has no emotes, an image that won't do is passed over,
a list that fails leaves the others.
"""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import aiohttp

from server.emotes.disk import read_some, write_whole
from server.emotes.emote import Emote, is_code
from server.emotes.image import inspect
from server.emotes.image_types import LARGEST_BYTES, TYPES, BadImage, Image
from server.emotes.set_api import EmoteProvider, Listed
from server.text.bounded import load_json

LIST_BYTES = 4 * 1_024 * 1_024
"""Longest list of emotes that is read."""
AT_ONCE = 4
"""Images fetched at the same time."""
MOST_LOST = 8
"""Failed connections in one fetch after which no further image is asked for: the network is down."""

FAILURES = (aiohttp.ClientError, TimeoutError, OSError, ValueError, TypeError, AttributeError, KeyError)
"""Whatever a provider does instead of answering with its list."""

Account = Literal["found", "absent"]


@dataclass(slots=True)
class Fetched:
    """The result of fetching one provider's emotes."""

    emotes: list[Emote] = field(default_factory=list)
    passed_over: int = 0
    """Emotes of the lists that weren't taken."""
    account: Account | None = None
    """Whether the provider knows the channel; None: it wasn't asked, or didn't say."""
    error: str = ""
    """What failed; empty when nothing did."""
    lost: int = 0
    """Images that the network lost."""


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Takes one provider's emotes."""

    session: aiohttp.ClientSession
    provider: EmoteProvider
    folder: Path
    """Of its images."""
    most: int
    largest_bytes: int

    async def fetch(self, twitch_id: str) -> Fetched:
        """Everybody's emotes and the channel's, as far as they can be had."""
        done = Fetched()
        listed = await self._tried(done, self.provider.everywhere)
        if twitch_id:
            own = await self._tried(done, self.provider.channel.format(id=twitch_id), absent_is_well=True)
            listed |= own
        wanted = list(listed.values())[: self.most]
        gate = asyncio.Semaphore(AT_ONCE)
        taken = await asyncio.gather(*(self._take(done, gate, one) for one in wanted))
        done.emotes = [emote for emote in taken if emote is not None]
        done.passed_over = len(listed) - len(done.emotes) - done.lost
        if done.lost:
            done.error = done.error or f"{done.lost} images didn't come"
        return done

    async def _tried(self, done: Fetched, path: str, *, absent_is_well: bool = False) -> dict[str, Listed]:
        try:
            found = await self._list(path)
        except aiohttp.ClientResponseError as error:
            if absent_is_well and error.status == 404:
                done.account = "absent"
                return {}
            done.error = f"HTTP {error.status}"
        except FAILURES as error:
            done.error = f"{type(error).__name__}: {error}"
        else:
            if absent_is_well:
                done.account = "found"
            return found
        return {}

    async def _list(self, path: str) -> dict[str, Listed]:
        async with self.session.get(self.provider.api + path, raise_for_status=True, allow_redirects=False) as answer:
            data = await _body(answer, LIST_BYTES)
        return await asyncio.to_thread(self._read, data)

    def _read(self, data: bytes) -> dict[str, Listed]:
        every = self.provider.read(load_json(data), self.provider.images)
        return {one.code: one for one in every if is_code(one.code)}

    async def _take(self, done: Fetched, gate: asyncio.Semaphore, one: Listed) -> Emote | None:
        """The emote, from the disk if it was fetched before; None if its image won't do, or didn't come."""
        name = hashlib.sha256(one.url.encode()).hexdigest()[:24]
        path = self.folder / name
        image = await asyncio.to_thread(image_of, path)
        if image is None:
            try:
                async with gate:
                    image = await self._image(done, one.url, path)
            except (BadImage, _TooLarge, aiohttp.ClientResponseError):
                return None
            except (aiohttp.ClientError, TimeoutError):
                done.lost += 1
                return None
        return Emote(one.code, path, TYPES[image.kind], name, image.width, image.height, one.zero_width)

    async def _image(self, done: Fetched, url: str, path: Path) -> Image:
        if done.lost >= MOST_LOST:
            raise TimeoutError
        async with self.session.get(url, raise_for_status=True, allow_redirects=False) as answer:
            data = await _body(answer, self.largest_bytes)
        return await asyncio.to_thread(_checked, path, data)


def image_of(path: Path) -> Image | None:
    """The image that was kept in that file; None if there is none, or it can't be read. Blocks."""
    try:
        return inspect(read_some(path, LARGEST_BYTES))
    except (OSError, BadImage):
        return None


def _checked(path: Path, data: bytes) -> Image:
    image = inspect(data)
    if image.kind == "svg":
        raise BadImage("type")  # none of them sends any
    write_whole(path, data)
    return image


class _TooLarge(ValueError):
    """More bytes than were allowed."""


async def _body(answer: aiohttp.ClientResponse, most: int) -> bytes:
    """The answer's body. Raises `_TooLarge` as soon as it is."""
    data = bytearray()
    async for part in answer.content.iter_chunked(65_536):
        data += part
        if len(data) > most:
            raise _TooLarge
    return bytes(data)

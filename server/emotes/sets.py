"""Sets: the emotes of 7TV, BTTV and FrankerFaceZ, fetched and checked by the server and kept in the data folder.

The pages never ask anybody else. What was fetched once is there again after a restart, and when the provider is out
of reach.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import time
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import Literal

import aiohttp

from server.config import EmoteSets
from server.emotes.folder import CODE, Emote
from server.emotes.image import TYPES, BadImage, Kind, inspect
from server.emotes.providers import PROVIDERS, Listed, Name, Provider

TIMEOUT_S = 15.0
LIST_BYTES = 4 * 1_024 * 1_024
AT_ONCE = 4
RETRY_S = 900.0
"""After a failure; a success lasts `refresh_h`."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class State:
    """How it stands with a provider: `fetching`, `ready`, or `failed` with what was kept from before."""

    name: Name
    state: Literal["fetching", "ready", "failed"]
    count: int = 0
    passed_over: int = 0
    """Emotes of its lists that weren't taken: too large, no image, too many."""
    retry_at: float | None = None
    """Unix time of the next try."""


class Sets:
    """What the config wants of the providers. Run `keep`; `emotes` and `states` tell what there is."""

    def __init__(self, config: EmoteSets, folder: Path) -> None:
        self._config = config
        self._folder = folder
        wanted: list[tuple[Name, bool]] = [
            ("seventv", config.seventv),
            ("bttv", config.bttv),
            ("ffz", config.ffz),
        ]
        self._providers = [self._configured(PROVIDERS[name]) for name, on in wanted if on]
        self.states = {provider.name: State(provider.name, "fetching") for provider in self._providers}
        self._kept: dict[Name, tuple[Emote, ...]] = {}

    def __bool__(self) -> bool:
        return bool(self._providers)

    @property
    def emotes(self) -> tuple[Emote, ...]:
        """What there is now, of all providers."""
        return tuple(emote for provider in self._providers for emote in self._kept.get(provider.name, ()))

    async def keep(self) -> None:
        """Fetch what is wanted, now and then again. Ends only by being cancelled."""
        for provider in self._providers:
            self._kept[provider.name] = await asyncio.to_thread(self._read, provider)
        while True:
            pauses_s = [await self._refresh(provider) for provider in self._providers]
            await asyncio.sleep(min(pauses_s))

    async def _refresh(self, provider: Provider) -> float:
        """Seconds until the next try."""
        try:
            emotes, passed_over = await self._fetch(provider)
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            # Whatever a provider sends instead of its list, the chat goes on with what it had.
            log.warning("%s can't be fetched: %s; trying again in %.0f min", provider.name, error, RETRY_S / 60)
            count = len(self._kept.get(provider.name, ()))
            self.states[provider.name] = State(provider.name, "failed", count, retry_at=time.time() + RETRY_S)
            return RETRY_S
        self._kept[provider.name] = emotes
        self.states[provider.name] = State(provider.name, "ready", len(emotes), passed_over)
        return self._config.refresh_h * 3_600

    async def _fetch(self, provider: Provider) -> tuple[tuple[Emote, ...], int]:
        timeout = aiohttp.ClientTimeout(total=TIMEOUT_S)
        async with aiohttp.ClientSession(timeout=timeout, headers={"User-Agent": "Seatfiller"}) as session:
            listed = await self._list(session, provider, provider.everywhere)
            if self._config.twitch_id:
                listed |= await self._list(session, provider, provider.channel.format(id=self._config.twitch_id))
            wanted = list(listed.values())[: self._config.most]
            gate = asyncio.Semaphore(AT_ONCE)
            taken = await asyncio.gather(*(self._take(session, gate, provider, one) for one in wanted))
        emotes = tuple(emote for emote in taken if emote is not None)
        await asyncio.to_thread(self._write, provider, emotes)
        return emotes, len(listed) - len(emotes)

    async def _list(self, session: aiohttp.ClientSession, provider: Provider, path: str) -> dict[str, Listed]:
        async with session.get(provider.api + path, raise_for_status=True, allow_redirects=False) as answer:
            data = await _body(answer, LIST_BYTES)
        return {one.code: one for one in provider.read(json.loads(data), provider.images) if CODE.fullmatch(one.code)}

    async def _take(
        self, session: aiohttp.ClientSession, gate: asyncio.Semaphore, provider: Provider, one: Listed
    ) -> Emote | None:
        """The emote, from the disk if it was fetched before; None if its image won't do."""
        name = hashlib.sha256(one.url.encode()).hexdigest()[:24]
        path = self._folder / provider.name / name
        kind = await asyncio.to_thread(_kind_of, path)
        if kind is None:
            try:
                async with gate, session.get(one.url, raise_for_status=True, allow_redirects=False) as answer:
                    data = await _body(answer, self._config.largest_bytes)
                kind = inspect(data).kind
            except (BadImage, _TooLarge, aiohttp.ClientResponseError):
                return None
            if kind == "svg":
                return None  # none of them sends any
            await asyncio.to_thread(_put, path, data)
        return Emote(one.code, path, TYPES[kind], name)

    def _read(self, provider: Provider) -> tuple[Emote, ...]:
        """What was fetched before, as the list beside it says."""
        try:
            listed = json.loads((self._folder / f"{provider.name}.json").read_text("utf-8"))
            found = [(str(code), self._folder / provider.name / str(name)) for code, name in listed.items()]
        except (OSError, ValueError, AttributeError):
            return ()
        kinds = [(code, path, _kind_of(path)) for code, path in found if path.parent == self._folder / provider.name]
        return tuple(Emote(code, path, TYPES[kind], path.name) for code, path, kind in kinds if kind is not None)

    def _write(self, provider: Provider, emotes: tuple[Emote, ...]) -> None:
        _put(
            self._folder / f"{provider.name}.json",
            json.dumps({emote.code: emote.path.name for emote in emotes}).encode(),
        )

    def _configured(self, provider: Provider) -> Provider:
        """The provider at the address that the config gives, if it gives one: then images come from there too."""
        base = self._config.base_url
        if base is None:
            return provider
        root = f"{str(base).rstrip('/')}/{provider.name}"
        return Provider(provider.name, root, root, provider.everywhere, provider.channel, provider.read)


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


def _put(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, even where two codes have one image and both write it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{token_hex(4)}")
    draft.write_bytes(data)
    draft.replace(path)


def _kind_of(path: Path) -> Kind | None:
    try:
        return inspect(path.read_bytes()).kind
    except (OSError, BadImage):
        return None

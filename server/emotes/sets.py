"""Sets: the emotes of 7TV, BTTV and FrankerFaceZ, fetched and checked by the server and kept in the data folder.

The pages never ask anybody else. What was fetched once is there again after a restart, and when the provider is out
of reach.
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import aiohttp

from server.emotes.disk import write_whole
from server.emotes.emote import Emote, is_code
from server.emotes.enabled_sets import EnabledSets, of_config, read_wanted, write_wanted
from server.emotes.fetching import FAILURES, LIST_BYTES, Account, Fetched, Fetcher, image_of
from server.emotes.image_types import TYPES
from server.emotes.set_api import PROVIDERS, EmoteProvider, Name
from server.emotes.settings import EmoteSets
from server.outbound import Outbound, certificates
from server.text.bounded import Unreadable, load_json, read_text

TIMEOUT_S = 15.0
"""For one request to a provider."""
RETRY_S, LONGEST_RETRY_S = 900.0, 86_400.0
"""After a failure, doubled after each further one; a success lasts `refresh_h`."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SetState:
    """How it stands with a provider: `fetching`, `ready`, or `failed` with what was kept from before."""

    name: Name
    state: Literal["fetching", "ready", "failed"]
    count: int = 0
    passed_over: int = 0
    """Emotes of its lists that weren't taken: too large, no image, too many."""
    retry_at: float | None = None
    """Unix time of the next try."""
    account: Account | None = None
    """Whether it knows the channel, where that was asked."""


class Sets:
    """What is wanted of the providers. Run `keep`; `emotes` and `states` tell what there is."""

    def __init__(self, config: EmoteSets, folder: Path, outbound: Outbound | None = None) -> None:
        self._config = config
        self._folder = folder
        self._way_out = outbound or Outbound()
        self._said = EnabledSets()
        self._kept: dict[Name, tuple[Emote, ...]] = {}
        self._states: dict[Name, SetState] = {}
        self._failures: dict[Name, int] = {}
        self._due: dict[Name, float] = {}
        self._changed = asyncio.Event()

    @property
    def wanted(self) -> EnabledSets:
        """Whose sets are on."""
        return self._said.over(of_config(self._config))

    @property
    def states(self) -> dict[Name, SetState]:
        """How it stands with those that are on."""
        return {name: self._states.get(name, SetState(name, "fetching")) for name in self.wanted.names()}

    @property
    def emotes(self) -> tuple[Emote, ...]:
        """What there is now, of all that are on."""
        return tuple(emote for name in self.wanted.names() for emote in self._kept.get(name, ()))

    async def open(self) -> None:
        """Read what the switches said last."""
        self._said = await asyncio.to_thread(read_wanted, self._folder / "wanted.json")

    async def want(self, wanted: EnabledSets) -> None:
        """Switch sets on and off; it is kept over restarts. Raises `OSError`."""
        before = self.wanted
        said = wanted.over(self._said)
        await asyncio.to_thread(write_wanted, self._folder / "wanted.json", said)
        self._said = said
        another = self.wanted.twitch_id != before.twitch_id
        for name in PROVIDERS:
            if another or (name in self.wanted.names()) != (name in before.names()):
                self._due.pop(name, None)
                self._failures.pop(name, None)
                self._states.pop(name, None)
        self._changed.set()

    async def keep(self) -> None:
        """Fetch what is wanted, now and then again. Ends only by being cancelled."""
        while True:
            self._changed.clear()
            for name in self.wanted.names():
                if self._due.get(name, 0.0) <= time.monotonic():
                    self._due[name] = time.monotonic() + await self._refresh(self._configured(PROVIDERS[name]))
            due = [self._due.get(name, 0.0) for name in self.wanted.names()]
            with suppress(TimeoutError):
                async with asyncio.timeout(max(0.0, min(due) - time.monotonic()) if due else None):
                    await self._changed.wait()

    async def _refresh(self, provider: EmoteProvider) -> float:
        """Seconds until the next try."""
        name = provider.name
        if name not in self._kept:
            self._kept[name] = await asyncio.to_thread(self._read, provider)
        fetched = await self._fetch(provider)
        if fetched.error:
            return self._failed(name, fetched)
        self._failures.pop(name, None)
        self._states[name] = SetState(name, "ready", len(fetched.emotes), fetched.passed_over, account=fetched.account)
        return self._config.refresh_h * 3_600

    def _failed(self, name: Name, fetched: Fetched) -> float:
        failures = self._failures.get(name, 0)
        self._failures[name] = failures + 1
        pause_s = min(LONGEST_RETRY_S, RETRY_S * 2.0 ** min(failures, 20))
        log.warning("%s can't be fetched: %s; trying again in %.0f min", name, fetched.error, pause_s / 60)
        count = len(self._kept.get(name, ()))
        retry_at = time.time() + pause_s
        self._states[name] = SetState(
            name, "failed", count, fetched.passed_over, retry_at=retry_at, account=fetched.account
        )
        return pause_s

    async def _fetch(self, provider: EmoteProvider) -> Fetched:
        """Fetch the sets that are due. One that fails keeps the emotes that it had."""
        timeout = aiohttp.ClientTimeout(total=TIMEOUT_S)
        try:
            async with aiohttp.ClientSession(
                timeout=timeout,
                headers={"User-Agent": "Seatfiller"},
                proxy=self._way_out.proxy,
                connector=aiohttp.TCPConnector(ssl=certificates(self._way_out) or True),
            ) as session:
                fetcher = Fetcher(
                    session,
                    provider,
                    self._folder / provider.name,
                    most=self._config.most,
                    largest_bytes=self._config.largest_bytes,
                )
                fetched = await fetcher.fetch(self.wanted.twitch_id or "")
            came = {emote.code: emote for emote in fetched.emotes}
            before = {emote.code: emote for emote in self._kept.get(provider.name, ())} if fetched.error else {}
            kept = tuple((before | came).values())
            self._kept[provider.name] = kept
            await asyncio.to_thread(self._write, provider, kept)
        except FAILURES as error:  # a disk error or a defect: the task must go on
            return Fetched(error=f"{type(error).__name__}: {error}")
        return fetched

    def _read(self, provider: EmoteProvider) -> tuple[Emote, ...]:
        """What was fetched before, as the list beside it says."""
        folder = self._folder / provider.name
        try:
            listed = load_json(read_text(folder.with_suffix(".json"), LIST_BYTES))
            entries = [(str(code), one if isinstance(one, dict) else {"file": one}) for code, one in listed.items()]
        except (Unreadable, AttributeError):
            return ()
        found = []
        for code, entry in entries[: self._config.most]:
            path = folder / str(entry.get("file"))
            image = image_of(path) if is_code(code) and path.parent == folder else None
            if image is not None:
                over = entry.get("zeroWidth") is True
                found.append(Emote(code, path, TYPES[image.kind], path.name, image.width, image.height, over))
        return tuple(found)

    def _write(self, provider: EmoteProvider, emotes: tuple[Emote, ...]) -> None:
        listed = {emote.code: {"file": emote.path.name, "zeroWidth": emote.zero_width} for emote in emotes}
        write_whole(self._folder / f"{provider.name}.json", json.dumps(listed).encode())

    def _configured(self, provider: EmoteProvider) -> EmoteProvider:
        """The provider at the address that the config gives, if it gives one: then images come from there too."""
        base = self._config.base_url
        if base is None:
            return provider
        root = f"{str(base).rstrip('/')}/{provider.name}"
        return EmoteProvider(provider.name, root, root, provider.everywhere, provider.channel, provider.read)

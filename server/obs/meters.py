"""Meters: how loud the microphone is, twenty times a second, while a sense listens.

OBS measures only while somebody has subscribed to it, so we do for as long as there is a listener. Each message is
acted on when it comes and then forgotten: nothing waits, and of two levels the newest one is what counts.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any, Protocol

from server.obs.client import Client
from server.obs.mics import Mics, find_mics
from server.obs.protocol import EVENTS, LEVEL_EVENTS, ObsEvent

LEVELS = "InputVolumeMeters"
MUTED, RENAMED = "InputMuteStateChanged", "InputNameChanged"
APART_S = 0.2
"""Between two looks at OBS's inputs: a scene that is built makes dozens of changes."""
AGAIN_S = 2.0
"""After a request that OBS didn't answer or turned down."""

log = logging.getLogger(__name__)


class Listener(Protocol):
    """Who wants to know."""

    def hear(self, magnitude: float | None) -> None:
        """How loud the microphone is now, as a multiplier of full scale; None while it can't be heard: it is muted, or
        not on air."""

    def know(self, mics: Mics | None) -> None:
        """Which input is the microphone now; None while OBS isn't connected, or no levels are wanted."""

    def renamed(self, before: str, after: str) -> None:
        """One of OBS's inputs has another name now."""


class Meters:
    """The levels of one connection after the other."""

    def __init__(self) -> None:
        self._listener: Listener | None = None
        self._choice: str | None = None
        self._mics: Mics | None = None
        self._wake = asyncio.Event()

    def listen(self, listener: Listener, choice: str | None) -> None:
        """Tell that listener from now on. `choice`: the owner's microphone, None: found by itself."""
        if self._listener is listener and self._choice == choice:
            return
        self._listener, self._choice = listener, choice
        self._wake.set()

    def rest(self) -> None:
        """Nobody wants to know any more."""
        if self._listener is not None:
            self._know(None)
            self._listener = None
            self._wake.set()

    async def follow(self, client: Client) -> None:
        """Do what is wanted as long as the connection lasts; cancelled when it ends."""
        client.heard = self._hear
        is_subscribed = failed = False
        self._wake.set()
        try:
            while True:
                await self._wake.wait()
                self._wake.clear()
                try:
                    if is_subscribed != (self._listener is not None):
                        is_subscribed = self._listener is not None
                        await client.subscribe(EVENTS | LEVEL_EVENTS if is_subscribed else EVENTS)
                    if self._listener is not None:
                        self._know(await find_mics(client.ask, self._choice))
                    failed = False
                    await asyncio.sleep(APART_S)
                except Exception as error:
                    # The edge of a task that may not give up, whatever OBS answers. What it says may name an input.
                    if not failed:
                        log.warning("OBS doesn't say which the microphone is; asked again: %s", type(error).__name__)
                    failed = True
                    with suppress(TimeoutError):
                        await asyncio.wait_for(self._wake.wait(), AGAIN_S)
                    self._wake.set()
        finally:
            self._know(None)

    def _know(self, mics: Mics | None) -> None:
        before, self._mics = self._mics, mics
        if mics != before and self._listener is not None:
            self._listener.know(mics)

    def _hear(self, event: ObsEvent) -> None:
        """An event as it comes, before any that waits. Whatever OBS sends, it may not end the connection."""
        try:
            if self._listener is None:
                return
            if event.type == LEVELS:
                if self._mics is not None:
                    self._listener.hear(loudest(event.data.get("inputs"), self._mics.live))
                return
            if event.type == MUTED and self._mics is not None:
                self._know(self._mics.muting(str(event.data.get("inputName")), muted=bool(event.data["inputMuted"])))
            elif event.type == RENAMED:
                self._rename(str(event.data.get("oldInputName")), str(event.data.get("inputName")))
            self._wake.set()
        except Exception:
            log.exception("an event of OBS's inputs could not be followed")

    def _rename(self, before: str, after: str) -> None:
        if self._listener is not None:
            if self._choice == before:
                self._choice = after
            self._listener.renamed(before, after)


def loudest(inputs: Any, names: Sequence[str]) -> float | None:
    """The magnitude of the loudest of these inputs in a message of OBS's meters; None where none of them is in it.

    Each channel is `[magnitude, peak, inputPeak]`. Only the magnitude counts: it is 0 while the input is muted, and
    smaller with its fader, while the last of the three still shows what nobody hears. It may be null, the RMS of an
    empty block; an input that never gave a sound has no channel; one that was just removed is null itself.
    """
    found: list[float] = []
    for one in inputs if isinstance(inputs, list) else []:
        if isinstance(one, Mapping) and one.get("inputName") in names:
            channels = one.get("inputLevelsMul")
            listed = channels if isinstance(channels, list) else []
            found.append(max(map(_magnitude, listed), default=0.0))
    return max(found, default=None)


def _magnitude(channel: Any) -> float:
    """Exactly 1 is no level but what OBS writes for a block that it couldn't measure; a voice is never so loud."""
    first = channel[0] if isinstance(channel, list) and channel else None
    if not isinstance(first, int | float) or isinstance(first, bool) or first == 1 or not first > 0:
        return 0.0
    return float(first)

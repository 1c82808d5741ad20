"""Hiding: while the chat is hidden, our sources in OBS are hidden too; by a second road, for when the first fails.

The chat is hidden in memory and on every page before OBS hears of it. Nobody waits for what happens here.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress

from server.obs import hidden_places
from server.obs.errors import ObsError
from server.obs.sources import Overlays
from server.obs.state import Ask

AGAIN_S = 2.0
"""After a request that OBS didn't answer or turned down."""
SHOW_S = 2.0
"""How long a goodbye may take to show what we hid."""

log = logging.getLogger(__name__)


class Hiding:
    """What is wanted, and what OBS has done. `changed` is called when that is something else."""

    def __init__(self, overlays: Overlays, changed: Callable[[], None]) -> None:
        self._overlays = overlays
        self._changed = changed
        self._wanted = False
        self._is_done = False
        self._wake = asyncio.Event()

    @property
    def is_done(self) -> bool:
        """Whether OBS has hidden our sources, and there were some."""
        return self._is_done

    def want(self, *, hidden: bool) -> None:
        """Ask for our sources to be hidden, or shown again. Only the last call counts."""
        if hidden != self._wanted:
            self._wanted = hidden
            self._wake.set()

    def again(self) -> None:
        """Something in OBS has changed: look at its scenes once more."""
        self._wake.set()

    async def follow(self, ask: Ask) -> None:
        """Do what is wanted as long as the connection lasts; cancelled when it ends."""
        self._wake.set()
        failed = False
        try:
            while True:
                await self._wake.wait()
                self._wake.clear()
                try:
                    await self._do(ask, hidden=self._wanted)
                    failed = False
                except Exception as error:
                    # The edge of a task that may not give up, whatever OBS answers.
                    if not failed:
                        log.warning("OBS would not hide or show our sources; it is tried again. %r", error)
                    failed = True
                    with suppress(TimeoutError):
                        await asyncio.wait_for(self._wake.wait(), AGAIN_S)
                    self._wake.set()
        finally:
            self._tell(is_done=False)

    async def let_go(self, ask: Ask) -> None:
        """The connection is closed on purpose: what we hid is shown again first, since nothing else would do it."""
        with suppress(ObsError, TimeoutError):
            async with asyncio.timeout(SHOW_S):
                await hidden_places.show(ask)

    async def _do(self, ask: Ask, *, hidden: bool) -> None:
        if hidden:
            self._tell(is_done=await hidden_places.hide(ask, self._overlays) > 0)
        else:
            await hidden_places.show(ask)
            self._tell(is_done=False)

    def _tell(self, *, is_done: bool) -> None:
        if is_done != self._is_done:
            self._is_done = is_done
            log.info("our sources in OBS are %s", "hidden" if is_done else "no longer hidden by us")
            self._changed()

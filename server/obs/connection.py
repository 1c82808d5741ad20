"""Connection: keeps the connection to OBS, for as long as the owner wants one, and minds our sources there.

One task connects, listens, and comes back after whatever ended it. OBS is off most of the day: that is no error, and
nothing is logged but a change.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Self

from aiohttp import ClientSession
from yarl import URL

from server.obs import sources
from server.obs.client import Client, connected
from server.obs.errors import ConnectionState, NotSetUp, ObsError, ObsUnreachable, RequestRefusedError
from server.obs.hiding import Hiding
from server.obs.sources import Added, Overlays
from server.obs.state import ObsState, news_now, news_of, scene_names

RESTS_S = (1.0, 2.0, 4.0, 8.0, 15.0)
"""Between attempts while OBS isn't there; a refused connection on one's own machine costs nothing."""
ASKED_FOR_S = 60.0
"""After a wrong password, which OBS writes into its log each time, or an old version: neither mends itself soon."""
STEADY_S = 30.0
"""A connection that held for so long was one; the next attempts begin in quick succession again."""
REFRESH_S = 60.0
"""Between two times that all our sources are loaded anew."""
AT_ONCE_S = 5.0
"""How long somebody who asks for something waits for a connection to be tried."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ConnectionStatus:
    """How the connection stands. `version` is that of OBS, while connected; `hidden` whether it hides our sources."""

    state: ConnectionState = "off"
    version: str | None = None
    hidden: bool = False


class ObsConnection:
    """An async context; `set_up` begins. Nothing connects before that."""

    def __init__(
        self,
        url: str,
        overlays: Overlays,
        *,
        heard: Callable[[ObsState], Awaitable[object]],
        changed: Callable[[ConnectionStatus], None],
    ) -> None:
        self._url = url
        self._overlays = overlays
        self._heard = heard
        self._changed = changed
        self._standing = ConnectionStatus()
        self._hiding = Hiding(overlays, self._show_hiding)
        self._task: asyncio.Task[None] | None = None
        self._session: ClientSession | None = None
        self._client: Client | None = None
        self._why: ObsError = NotSetUp()
        self._refreshed_at = float("-inf")
        self._sooner = asyncio.Event()
        self._tried = asyncio.Event()

    async def __aenter__(self) -> Self:
        self._session = ClientSession()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self._stop()
        if self._session is not None:
            await self._session.close()

    @property
    def standing(self) -> ConnectionStatus:
        """How the connection stands now."""
        return self._standing

    async def set_up(self, password: str) -> None:
        """Connect with that password from now on; empty where OBS asks for none."""
        await self._stop()
        self._tried.clear()
        self._show("connecting")
        self._task = asyncio.create_task(self._keep(password), name="obs keeper")

    async def forget(self) -> None:
        """Connect no more."""
        if self._client is not None:
            await self._hiding.let_go(self._client.ask)
        await self._stop()
        self._why = NotSetUp()
        self._show("off")

    async def add(self, link: URL) -> Added:
        """See to it that the scene on air shows the overlay of `link`. Raises `ObsError`."""
        client = await self._at_once()
        try:
            return await sources.add(client.ask, link, self._overlays)
        finally:
            self._hiding.again()

    def hide(self, *, hidden: bool) -> None:
        """The chat is hidden, or shown again: our sources in OBS follow, as soon as there is one."""
        self._hiding.want(hidden=hidden)

    async def scenes(self) -> list[str]:
        """The names of OBS's scenes; none without OBS."""
        if self._client is None:
            return []
        try:
            return await scene_names(self._client.ask)
        except ObsError:
            return []

    async def renew(self) -> int:
        """The overlay's link was renewed: sources that had the old one get it. How many did; none without OBS."""
        if self._client is None:
            return 0
        try:
            return await self._mend(self._client, refresh=False)
        except ObsError:
            return 0  # the connection ended; the next one begins with mending

    async def _at_once(self) -> Client:
        """The connection; where there is none, one is tried now. Raises why there is none."""
        if self._client is None and self._task is not None:
            if self._tried.is_set():
                self._tried.clear()
                self._sooner.set()
            try:
                await asyncio.wait_for(self._tried.wait(), AT_ONCE_S)
            except TimeoutError:
                raise ObsUnreachable("it doesn't answer") from None
        if self._client is None:
            raise self._why
        return self._client

    async def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait({self._task})
            self._task = self._client = None

    async def _keep(self, password: str) -> None:
        tries = 0
        while True:
            began = self._now()
            try:
                await self._visit(password)
            except ObsError as error:
                self._why = error
            except Exception:
                # The edge of the keeper's task: nothing that OBS says may end it for good.
                log.exception("the talk with OBS broke; it begins anew")
                self._why = ObsUnreachable("the talk broke")
            tries = 1 if self._now() - began > STEADY_S else tries + 1
            self._client = None
            self._show(self._why.state)
            self._tried.set()
            await self._rest(tries)

    async def _visit(self, password: str) -> None:
        """One connection, from its beginning to its end. Raises what ended it."""
        assert self._session is not None, "the keeper is open only inside its context"
        async with connected(self._session, self._url, password) as client:
            version = str((await client.ask("GetVersion")).get("obsVersion", ""))
            self._client = client
            self._show("connected", version=version)
            self._tried.set()
            hiding = asyncio.create_task(self._hiding.follow(client.ask), name="obs hiding")
            try:
                await self._mend(client, refresh=self._may_refresh())
                await self._tell(await news_now(client.ask))
                await self._listen(client)
            finally:
                hiding.cancel()
                await asyncio.wait({hiding})

    async def _listen(self, client: Client) -> None:
        while True:
            event = await client.event()
            if event.type == "CurrentSceneCollectionChanged":
                self._hiding.again()
                await self._mend(client, refresh=False)
            else:
                await self._tell(news_of(event))

    async def _mend(self, client: Client, *, refresh: bool) -> int:
        try:
            return await sources.mend(client.ask, self._overlays, refresh=refresh)
        except RequestRefusedError as refusal:
            log.warning("OBS would not tell its sources: %s", refusal)
            return 0

    def _may_refresh(self) -> bool:
        """A connection that comes and goes must not make the chat flicker on air."""
        rested = self._now() - self._refreshed_at > REFRESH_S
        if rested:
            self._refreshed_at = self._now()
        return rested

    def _now(self) -> float:
        return asyncio.get_running_loop().time()

    async def _tell(self, news: ObsState) -> None:
        if not news:
            return
        try:
            await self._heard(news)
        except Exception:
            # The edge towards the channel: a full disk there is no reason to hang up here.
            log.exception("what OBS said could not be acted on")

    async def _rest(self, tries: int) -> None:
        asked_for = self._why.state in ("wrong-password", "old")
        rest_s = ASKED_FOR_S if asked_for else RESTS_S[min(tries, len(RESTS_S)) - 1]
        with suppress(TimeoutError):
            await asyncio.wait_for(self._sooner.wait(), rest_s)
        self._sooner.clear()
        self._tried.clear()

    def _show(self, state: ConnectionState, *, version: str | None = None) -> None:
        standing = ConnectionStatus(state, version)
        if standing == self._standing:
            return
        self._standing = standing
        log.info("OBS at %s: %s%s", self._url, state, f", {version}" if version else "")
        self._changed(standing)

    def _show_hiding(self) -> None:
        self._standing = replace(self._standing, hidden=self._hiding.is_done)
        self._changed(self._standing)

"""Connection: holds a connection to OBS while one is set up, and keeps our browser sources there up to date.

One task connects, listens, and reconnects after any failure. OBS is off most of the day: that is no error, and only
changes of the status are logged.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Any, Self

from aiohttp import ClientSession
from yarl import URL

from server.obs import sources
from server.obs.client import Client, connected
from server.obs.errors import ConnectionState, NotSetUp, ObsError, ObsUnreachable, RequestRefusedError
from server.obs.hiding import Hiding
from server.obs.meters import Meters
from server.obs.sources import Added, Overlays
from server.obs.state import ObsState, current_state, scene_names, state_from_event

RESTS_S = (1.0, 2.0, 4.0, 8.0, 15.0)
"""Seconds between attempts while OBS doesn't answer; the last one repeats. A refused local connection is cheap."""
ASKED_FOR_S = 60.0
"""Seconds until the next attempt after a wrong password (OBS logs each) or an unsupported version."""
STEADY_S = 30.0
"""A connection that lasted longer than this (seconds) resets the delay between attempts."""
REFRESH_S = 60.0
"""Least seconds between two reloads of all our sources."""
AT_ONCE_S = 5.0
"""Seconds that a request waits for a connection attempt to end."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ConnectionStatus:
    """State of the connection. `version`: of OBS, while connected; `hidden`: whether our sources are hidden in OBS."""

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
        self._status = ConnectionStatus()
        self._hiding = Hiding(overlays, self._show_hiding)
        self.meters = Meters()
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
    def status(self) -> ConnectionStatus:
        """The current status."""
        return self._status

    async def set_up(self, password: str) -> None:
        """Connect with that password from now on; empty where OBS asks for none."""
        await self._stop()
        self._tried.clear()
        self._show("connecting")
        self._task = asyncio.create_task(self._run(password), name="obs connection")

    async def forget(self) -> None:
        """Disconnect, and don't connect again until `set_up`."""
        if self._client is not None:
            await self._hiding.let_go(self._client.ask)
        await self._stop()
        self._why = NotSetUp()
        self._show("off")

    async def add(self, link: URL) -> Added:
        """Make the scene on air show the overlay of `link`. Raises `ObsError`."""
        client = await self._at_once()
        try:
            return await sources.add(client.ask, link, self._overlays)
        finally:
            self._hiding.again()

    def hide(self, *, hidden: bool) -> None:
        """The chat is hidden, or shown again: our sources in OBS follow, as soon as there is one."""
        self._hiding.want(hidden=hidden)

    async def ask(self, type: str, /, **data: Any) -> dict[str, Any]:
        """Send a request over the open connection. Raises `ObsError`, at once while there is no connection."""
        if self._client is None:
            raise self._why
        return await self._client.ask(type, **data)

    async def scenes(self) -> list[str]:
        """The names of OBS's scenes; empty while not connected."""
        if self._client is None:
            return []
        try:
            return await scene_names(self._client.ask)
        except ObsError:
            return []

    async def update_links(self) -> int:
        """Give sources with an outdated overlay link the current one; returns how many changed (0: not connected)."""
        if self._client is None:
            return 0
        try:
            return await self._update_sources(self._client, refresh=False)
        except ObsError:
            return 0  # the connection ended; the next one begins with this update

    async def _at_once(self) -> Client:
        """The connection; without one, an attempt is made now. Raises the `ObsError` that prevents it."""
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

    async def _run(self, password: str) -> None:
        tries = 0
        while True:
            began = self._now()
            try:
                await self._run_connection(password)
            except ObsError as error:
                self._why = error
            except Exception:
                # The task's outermost frame: nothing that OBS sends may end it for good.
                log.exception("OBS connection failed, reconnecting")
                self._why = ObsUnreachable("the connection failed")
            tries = 1 if self._now() - began > STEADY_S else tries + 1
            self._client = None
            self._show(self._why.state)
            self._tried.set()
            await self._rest(tries)

    async def _run_connection(self, password: str) -> None:
        """One connection, from its beginning to its end. Raises what ended it."""
        assert self._session is not None, "use the connection only inside its context"
        async with connected(self._session, self._url, password) as client:
            version = str((await client.ask("GetVersion")).get("obsVersion", ""))
            self._client = client
            self._show("connected", version=version)
            self._tried.set()
            beside = {
                asyncio.create_task(self._hiding.follow(client.ask), name="obs hiding"),
                asyncio.create_task(self.meters.follow(client), name="obs meters"),
            }
            try:
                await self._update_sources(client, refresh=self._may_refresh())
                await self._report(await current_state(client.ask))
                await self._listen(client)
            finally:
                for task in beside:
                    task.cancel()
                await asyncio.wait(beside)

    async def _listen(self, client: Client) -> None:
        while True:
            event = await client.event()
            if event.type == "CurrentSceneCollectionChanged":
                self._hiding.again()
                await self._update_sources(client, refresh=False)
            else:
                await self._report(state_from_event(event))

    async def _update_sources(self, client: Client, *, refresh: bool) -> int:
        try:
            return await sources.update_sources(client.ask, self._overlays, refresh=refresh)
        except RequestRefusedError as refusal:
            log.warning("OBS refused to list its sources: %s", refusal)
            return 0

    def _may_refresh(self) -> bool:
        """Whether sources may be reloaded: a flapping connection must not make the chat flicker on air."""
        rested = self._now() - self._refreshed_at > REFRESH_S
        if rested:
            self._refreshed_at = self._now()
        return rested

    def _now(self) -> float:
        return asyncio.get_running_loop().time()

    async def _report(self, state: ObsState) -> None:
        if not state:
            return
        try:
            await self._heard(state)
        except Exception:
            # A failure in the channel, such as a full disk, is no reason to disconnect here.
            log.exception("could not apply the state that OBS reported")

    async def _rest(self, tries: int) -> None:
        asked_for = self._why.state in ("wrong-password", "old")
        rest_s = ASKED_FOR_S if asked_for else RESTS_S[min(tries, len(RESTS_S)) - 1]
        with suppress(TimeoutError):
            await asyncio.wait_for(self._sooner.wait(), rest_s)
        self._sooner.clear()
        self._tried.clear()

    def _show(self, state: ConnectionState, *, version: str | None = None) -> None:
        status = ConnectionStatus(state, version)
        if status == self._status:
            return
        self._status = status
        log.info("OBS at %s: %s%s", self._url, state, f", {version}" if version else "")
        self._changed(status)

    def _show_hiding(self) -> None:
        self._status = replace(self._status, hidden=self._hiding.is_done)
        self._changed(self._status)

"""OBS bridge: the connection to OBS, what OBS reports of the channel, and what it is to hide of it."""

from __future__ import annotations

import logging
from dataclasses import asdict
from typing import Any

from yarl import URL

from server.live.event import Event
from server.live.rooms import Rooms
from server.model.channel import MAIN
from server.model.on_air import Live
from server.obs.connection import ConnectionStatus, ObsConnection
from server.obs.errors import NoBrowser, ObsError, RequestRefusedError
from server.obs.settings import Obs
from server.obs.sources import Added
from server.obs.state import ObsState
from server.services.channels import Channels
from server.services.errors import NotAllowed, ObsFailed
from server.services.link_tokens import Scope
from server.services.obs_hiding import ObsHiding
from server.services.obs_reports import ObsReport, ObsReports
from server.services.overlay_links import OverlayLinks
from server.services.reporters import OBS_ITSELF, Reporters
from server.store.secrets import Secrets, SecretUnusable
from server.store.store import StoreError

SECRET = "obs"
"""The name that OBS's password is stored under."""

log = logging.getLogger(__name__)


class ObsBridge:
    """The connection to the OBS of the server's one channel. `open` it once the channels are loaded."""

    def __init__(self, config: Obs, channels: Channels, rooms: Rooms, secrets: Secrets, links: OverlayLinks) -> None:
        self._config = config
        self._channels = channels
        self._rooms = rooms
        self._secrets = secrets
        self._reports: ObsReports | None = None
        self.connection = ObsConnection(config.url, links, heard=self._heard, changed=self._tell)
        self.reporters = Reporters(rooms.pages, lambda: self.connection.status.state == "connected")
        self.hiding = ObsHiding(
            lambda hidden: self.connection.hide(hidden=hidden),
            is_lost=lambda channel: self.reporters.stream(channel) == "lost",
        )

    async def open(self, reports: ObsReports) -> None:
        """Follow the channel from now on, and connect with the password that the owner typed once."""
        self._reports = reports
        self._channels.on_change.append(lambda before, after: self.hiding.follow(after))
        self.hiding.follow(self._channels.get(MAIN))
        await self._reconnect()

    def describe(self) -> dict[str, Any]:
        """How the connection stands, for the panel."""
        return {**asdict(self.connection.status), "enabled": self._config.enabled, "url": self._config.url}

    async def connect(self, password: str) -> None:
        """Connect with that password, after every start too. Raises `NotAllowed`, `StoreError`, `SecretUnusable`."""
        if not self._config.enabled:
            raise NotAllowed("The connection to OBS is switched off in the config.", code="OBS_DISABLED")
        await self._secrets.save(SECRET, {"password": password, "url": self._config.url})
        await self.connection.set_up(password)

    async def disconnect(self) -> None:
        """Connect no more, and forget the password. Raises `StoreError`."""
        await self._secrets.forget(SECRET)
        await self.connection.forget()

    async def scenes(self) -> list[str]:
        """The scenes that OBS has; none without OBS."""
        return list(await self.connection.scenes())

    async def add_source(self, link: URL) -> Added:
        """See to it that the scene on air shows that page. Raises `ObsFailed`."""
        try:
            return await self.connection.add(link)
        except NoBrowser:
            raise ObsFailed("This OBS was built without browser sources.", code="OBS_NO_BROWSER") from None
        except RequestRefusedError as refusal:
            raise ObsFailed(f"OBS said no. {refusal}", code="OBS_REFUSED", comment=refusal.comment) from None
        except ObsError as error:
            raise ObsFailed(f"OBS: {error.state}. {error}", code=_CODES[error.state]) from None

    async def rotate_link(self, channel_id: str, scope: Scope) -> int:
        """Make a new link; the old one dies. How many of OBS's sources carry the new one now. Raises `StoreError`."""
        await self._channels.renew(channel_id, scope)
        return await self.connection.update_links() if scope == "overlay" else 0

    async def _heard(self, changes: ObsState) -> None:
        if self._reports is None:
            return
        self._reports.report_obs(MAIN, ObsReport.model_validate(changes), Live(page=OBS_ITSELF))
        if "streaming" in changes:
            self.hiding.heard(streaming=changes["streaming"])
        self.hiding.follow(self._channels.get(MAIN))

    def _tell(self, status: ConnectionStatus) -> None:
        if status.state != "connected":
            self.hiding.disconnected()
        event = Event("obs", self.describe())
        for room in self._rooms.of(MAIN):
            room.hub.send(event, room.hub.pages("panel"))
            room.tell()

    async def _reconnect(self) -> None:
        """Connect, if the password was typed for this address."""
        try:
            kept = (await self._secrets.load()).get(SECRET)
        except (SecretUnusable, StoreError) as error:
            log.warning("%s: OBS's password is out of reach", error)
            return
        if kept is None or not self._config.enabled:
            return
        if kept.get("url") != self._config.url:
            log.warning("obs.url has changed: the password typed for the old address is not used")
            return
        await self.connection.set_up(str(kept.get("password", "")))


_CODES = {"off": "OBS_OFF", "wrong-password": "OBS_WRONG_PASSWORD", "absent": "OBS_ABSENT", "old": "OBS_OLD"}

"""OBS bridge: the connection to OBS and the channel: our links, what OBS reports, and who is told the state."""

from __future__ import annotations

import logging
from dataclasses import asdict
from typing import Any

from aiohttp import web
from yarl import URL

from server.live.event import Event
from server.model.channel import MAIN, Channel
from server.model.on_air import Live
from server.obs.connection import ConnectionStatus, ObsConnection
from server.obs.state import ObsState
from server.services.link_tokens import BadToken
from server.services.obs_hiding import ObsHiding
from server.services.reporters import OBS_ITSELF
from server.store.secrets import SecretUnusable
from server.store.store import StoreError
from server.web.app_keys import CHANNELS, CONFIG, OBS_CONNECTION, OBS_HIDING, PORT, REPORTERS, ROOMS, SECRETS, SIGNER
from server.web.handlers.obs import ObsBody, hear

SECRET = "obs"
"""The name that OBS's password is stored under."""

log = logging.getLogger(__name__)


class OverlayLinks:
    """Links of our pages, as OBS's sources hold them. A server of one's own has one channel."""

    PATHS = frozenset({"/overlay", "/highlight", "/chat"})

    def __init__(self, app: web.Application) -> None:
        self._app = app

    def is_ours(self, url: URL) -> bool:
        """By our signature, dead or alive; else by our address, for a token of a key that is lost."""
        return url.path in self.PATHS and (self._is_signed(url) or (url.host, url.port) in self._addresses())

    def is_alive(self, url: URL) -> bool:
        """Whether its token opens the page."""
        try:
            link = self._app[SIGNER].read(url.query.get("token", ""))
        except BadToken:
            return False
        return self._app[CHANNELS].alive(link)

    def token(self) -> str:
        """The overlay's token that is good now."""
        return self._app[SIGNER].sign(self._app[CHANNELS].link(MAIN, "overlay"))

    def _is_signed(self, url: URL) -> bool:
        try:
            return self._app[SIGNER].read(url.query.get("token", "")).scope == "overlay"
        except BadToken:
            return False

    def _addresses(self) -> set[tuple[str | None, int | None]]:
        config, port = self._app[CONFIG], self._app[PORT]
        ours: set[tuple[str | None, int | None]] = {
            (host, port) for host in ("127.0.0.1", "localhost", "::1", config.host, *config.hosts)
        }
        if config.public_url is not None:
            ours.add((config.public_url.host, config.public_url.port))
        return ours


def make_keeper(app: web.Application) -> ObsConnection:
    """The keeper of the channel's OBS. It opens later."""

    async def act(news: ObsState) -> None:
        hear(app, MAIN, ObsBody.model_validate(news), Live(page=OBS_ITSELF))
        if "streaming" in news:
            app[OBS_HIDING].heard(streaming=news["streaming"])
        app[OBS_HIDING].follow(app[CHANNELS].get(MAIN))

    def tell(status: ConnectionStatus) -> None:
        if status.state != "connected":
            app[OBS_HIDING].disconnected()
        event = Event("obs", describe(app))
        for room in app[ROOMS].of(MAIN):
            room.hub.send(event, room.hub.pages("panel"))
            room.tell()

    return ObsConnection(app[CONFIG].obs.url, OverlayLinks(app), heard=act, changed=tell)


def make_obs_hiding(app: web.Application) -> ObsHiding:
    """What tells the keeper when our sources in OBS are to be hidden."""
    return ObsHiding(
        lambda hidden: app[OBS_CONNECTION].hide(hidden=hidden),
        is_lost=lambda channel: app[REPORTERS].stream(channel) == "lost",
    )


def follow_channel(app: web.Application) -> None:
    """From now on OBS hides our sources while the channel is hidden; so does one that is connected later."""

    def follow(before: Channel, after: Channel) -> None:
        app[OBS_HIDING].follow(after)

    app[CHANNELS].on_change.append(follow)
    app[OBS_HIDING].follow(app[CHANNELS].get(MAIN))


def describe(app: web.Application) -> dict[str, Any]:
    """How the connection stands, for the panel."""
    config = app[CONFIG].obs
    return {**asdict(app[OBS_CONNECTION].status), "enabled": config.enabled, "url": config.url}


async def remember(app: web.Application) -> None:
    """Connect with the password that the owner typed once, if it was typed for this address."""
    config = app[CONFIG].obs
    try:
        kept = (await app[SECRETS].load()).get(SECRET)
    except (SecretUnusable, StoreError) as error:
        log.warning("%s: OBS's password is out of reach", error)
        return
    if kept is None or not config.enabled:
        return
    if kept.get("url") != config.url:
        log.warning("obs.url has changed: the password typed for the old address is not used")
        return
    await app[OBS_CONNECTION].set_up(str(kept.get("password", "")))

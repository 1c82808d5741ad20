"""Own links: which URLs in OBS's sources are links to our pages, and the tokens that they carry."""

from __future__ import annotations

from yarl import URL

from server.config.config import Config
from server.model.channel import MAIN
from server.services.channels import Channels
from server.services.link_tokens import BadToken, Scope, Signer


class LinkTokens:
    """The tokens of every channel's links."""

    def __init__(self, channels: Channels, signer: Signer) -> None:
        self._channels = channels
        self._signer = signer

    def token(self, channel_id: str, scope: Scope) -> str:
        """The token of that scope that is good now."""
        return self._signer.sign(self._channels.link(channel_id, scope))

    def is_alive(self, token: str) -> bool:
        """Whether it opens anything."""
        try:
            link = self._signer.read(token)
        except BadToken:
            return False
        return self._channels.alive(link)

    def scope(self, token: str) -> Scope | None:
        """The scope of a token that we signed, dead or alive."""
        try:
            return self._signer.read(token).scope
        except BadToken:
            return None


class OverlayLinks:
    """Links of our pages, as OBS's sources hold them. A server of one's own has one channel."""

    PATHS = frozenset({"/overlay", "/highlight", "/chat"})

    def __init__(self, tokens: LinkTokens, config: Config) -> None:
        self._tokens = tokens
        self._config = config

    def is_ours(self, url: URL) -> bool:
        """By our signature, dead or alive; else by our address, for a token of a key that is lost."""
        is_signed = self._tokens.scope(url.query.get("token", "")) == "overlay"
        return url.path in self.PATHS and (is_signed or (url.host, url.port) in self._addresses())

    def is_alive(self, url: URL) -> bool:
        """Whether its token opens the page."""
        return self._tokens.is_alive(url.query.get("token", ""))

    def token(self) -> str:
        """The overlay's token that is good now."""
        return self._tokens.token(MAIN, "overlay")

    def _addresses(self) -> set[tuple[str | None, int | None]]:
        config = self._config
        ours: set[tuple[str | None, int | None]] = {
            (host, config.port) for host in ("127.0.0.1", "localhost", "::1", config.host, *config.hosts)
        }
        if config.public_url is not None:
            ours.add((config.public_url.host, config.public_url.port))
        return ours

"""Sign-in: a one-time code becomes the owner's link, and tells a new channel the owner's language and region."""

from __future__ import annotations

import secrets
import time

from server.config.config import Config
from server.model.channel import MAIN
from server.model.phrase import Language
from server.phrases.library import PackLibrary
from server.services.channels import Channels
from server.services.home_region import guess_home
from server.services.link_tokens import Link
from server.store.store import Store

CODE_S = 600
"""How long a code is good for."""
LONGEST_CODE = 200
"""Characters."""


async def new_code(store: Store, channel: str = MAIN) -> str:
    """A one-time code, kept in the store. Raises `StoreError`."""
    code = secrets.token_urlsafe(18)
    await store.add_code(code, channel, expires_at=time.time() + CODE_S)
    return code


class SignIn:
    """Signs owners in."""

    def __init__(self, store: Store, channels: Channels, library: PackLibrary, config: Config) -> None:
        self._store = store
        self._channels = channels
        self._library = library
        self._config = config

    async def sign_in(self, code: str, language: Language, accepted: str, zone: str) -> Link | None:
        """The owner's link of the channel that the code is for; None for a code that is no good. A code works once.

        A channel without a language gets the config's, else `language`, that of the visitor's page; and a region by
        what the browser says: `accepted`, its Accept-Language, and `zone`, its time zone. Raises `StoreError`.
        """
        code = code.strip()
        channel = await self._store.use_code(code, now=time.time()) if 0 < len(code) < LONGEST_CODE else None
        if channel is None or channel not in self._channels:
            return None
        if self._channels.get(channel).language is None:
            configured = self._config.language
            spoken = language if configured == "auto" else configured
            home = guess_home(spoken, accepted, zone, self._library.people(spoken).homes)
            changes = {"language": spoken, "home": home}
            await self._channels.change(channel, lambda old: old.model_copy(update=changes))
        return self._channels.link(channel, "owner")

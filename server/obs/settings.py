"""Config of the way to OBS itself."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, AnyWebsocketUrl, Field

from server.model.section import Section


def _bare_url(text: str) -> str:
    url = AnyWebsocketUrl(text)
    if url.username or url.password or url.query or url.fragment:
        raise ValueError("ws or wss, host and port only: the password is typed into the panel")
    return text.rstrip("/")


class Obs(Section):
    """OBS itself, over its obs-websocket. Nothing connects until the owner has typed OBS's password into the panel."""

    enabled: bool = Field(True, description="Whether the owner may do that.")
    url: Annotated[str, AfterValidator(_bare_url)] = Field(
        "ws://127.0.0.1:4455",
        description="Where OBS's obs-websocket listens. From a container: ws://host.docker.internal:4455",
    )

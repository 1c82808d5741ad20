"""Config: what the host of the server decides, validated once and then frozen.

`server.config.load` reads it.
"""

from __future__ import annotations

from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Annotated, Literal

import platformdirs
from pydantic import AfterValidator, AnyHttpUrl, Field, ValidationInfo
from yarl import URL

from server.config.sections import HealthConfig, LimitsConfig, StreamConfig, TranscriptionConfig
from server.emotes.settings import EmoteSets
from server.model.section import Section
from server.obs.settings import Obs
from server.providers.sections import Providers
from server.text.invalid import listed
from server.text.languages import OURS, languages_in


def _no_path(url: AnyHttpUrl) -> AnyHttpUrl:
    if url.path not in (None, "/") or url.query or url.fragment:
        raise ValueError("scheme, host and port only, as in https://chat.example.org")
    return url


def _host_name(host: str) -> str:
    if "/" in host or host.count(":") == 1:  # an IPv6 address has two at least
        raise ValueError("a bare host name or address, without scheme or port")
    return host.strip("[]").lower()


def _origin(text: str) -> str:
    try:
        url = URL(text)
        if url.scheme in ("http", "https") and url.host and url == url.origin():
            return str(url.origin())
    except ValueError:
        pass
    raise ValueError("scheme, host and port of a page, as in http://localhost:5500")


def usual_data_folder() -> Path:
    """The data folder when none is given: the system's usual place for an application's data."""
    try:
        return platformdirs.user_data_path("seatfiller", appauthor=False)
    except RuntimeError:
        return Path("~")


def _at_home(path: Path) -> Path:
    """`~` is the home folder, which a user without an account on this machine doesn't have."""
    try:
        return path.expanduser()
    except RuntimeError:
        raise ValueError("no home folder is known; say where with --data") from None


def _language(code: str, info: ValidationInfo) -> str:
    """One that comes along, or one of which the data folder has packs."""
    data = info.data.get("data")
    among = ("auto", *OURS, *(languages_in(data / "packs") if isinstance(data, Path) else ()))
    if code not in among:
        raise ValueError(f"Input should be {listed(dict.fromkeys(among))}")
    return code


class Config(Section):
    """The whole configuration. Frozen: it is read once, at start."""

    host: str = Field(
        "127.0.0.1",
        min_length=1,
        description="Address to listen on. 0.0.0.0 lets other devices in; the panel has a switch for that, too.",
    )
    port: int = Field(
        4321,
        ge=0,
        le=65_535,
        description="Port to listen on; 0 takes any free one. Unset: 4321, or another where that is taken.",
    )
    data: Annotated[Path, AfterValidator(_at_home)] = Field(
        default_factory=usual_data_folder,
        validate_default=True,
        description="Folder of the database, the key that signs links, and your own packs/.",
    )
    browser: bool = Field(True, description="Open the panel in the browser at start, when there is a desktop.")
    language: Annotated[str, AfterValidator(_language)] = Field(
        "auto", description='Language of a new channel\'s chat. "auto" takes that of the browser that signs in first.'
    )
    public_url: Annotated[AnyHttpUrl, AfterValidator(_no_path)] | None = Field(
        None, description="Address that others reach this server by, behind a proxy: https://chat.example.org"
    )
    hosts: tuple[Annotated[str, AfterValidator(_host_name)], ...] = Field(
        (), description="Further names that this server answers to. Anything else is refused (DNS rebinding)."
    )
    origins: tuple[Annotated[str, AfterValidator(_origin)], ...] = Field(
        (), description="Origins of your own widgets that may read the stream: http://localhost:5500"
    )
    trusted_proxies: tuple[IPv4Network | IPv6Network, ...] = Field(
        (), description="Networks of the proxies whose X-Forwarded-For, -Proto, -Host and -Port count."
    )
    secret_file: Path | None = Field(
        None, description="File with the secret that encrypts stored keys; without it, secret.key in the data folder."
    )
    started_by: Literal["start.cmd", "make", "docker"] | None = Field(
        None, description="How it was started, for the words that say how to sign in; set by what starts it."
    )
    log: Literal["debug", "info", "warning", "error"] = Field("info", description="How much to log, on standard error.")
    limits: LimitsConfig = Field(LimitsConfig(), description=LimitsConfig.__doc__ or "")
    stream: StreamConfig = Field(StreamConfig(), description=StreamConfig.__doc__ or "")
    emotes: EmoteSets = Field(EmoteSets(), description=EmoteSets.__doc__ or "")
    health: HealthConfig = Field(HealthConfig(), description=HealthConfig.__doc__ or "")
    obs: Obs = Field(Obs(), description=Obs.__doc__ or "")
    providers: Providers = Field(Providers(), description=Providers.__doc__ or "")
    transcription: TranscriptionConfig = Field(TranscriptionConfig(), description=TranscriptionConfig.__doc__ or "")

"""Config: what the host of the server decides, validated once and then frozen.

Sources, strongest first: the command line, the environment (`SEATFILLER_*`), a `.env` beside the config file,
the TOML file, the defaults. Nothing else in the program reads the environment.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Annotated, Any, Literal

import platformdirs
from pydantic import AfterValidator, AnyHttpUrl, BaseModel, Field, ValidationError, ValidationInfo
from yarl import URL

from server.config.env_file import read_env_file
from server.config.example import example_of
from server.emotes.settings import EmoteSets
from server.model.section import Section as _Section
from server.obs.settings import Obs
from server.providers.registry import KEYS
from server.providers.sections import Providers
from server.text.bounded import Unreadable, read_toml
from server.text.invalid import listed
from server.text.languages import OURS, languages_in

PREFIX = "SEATFILLER_"
LONGEST_FILE = 256 * 1_024
"""Bytes of a config file."""
LEVELS = "__"
"""Between the levels of a key in an environment variable: `SEATFILLER_LIMITS__GAMES`."""


class ConfigError(Exception):
    """A config that can't be used. Its text is one line: the key, the value, what is accepted."""


class LimitsConfig(_Section):
    """What one client, link or channel may ask of the server."""

    games: int = Field(4, ge=1, le=100, description="Games that a channel may hold at once.")
    calls_per_minute: int = Field(
        60,
        ge=1,
        description="Changes by the API per link and minute. Reading, hiding, pausing, clearing and OBS don't count.",
    )
    streams_per_link: int = Field(
        12, ge=1, description="Streams open at once per link. OBS itself opens six at most over HTTP/1.1."
    )
    body_bytes: int = Field(
        65_536,
        ge=1_024,
        description="Largest request body, in bytes. Own lines and a backup may be as large as all they can hold.",
    )
    connections: int = Field(0, ge=0, description="Connections open at once; 0: as many as open files allow.")
    connections_per_address: int = Field(
        256, ge=8, description="The same of one address. Addresses of trusted_proxies have no such bound."
    )
    sign_ins_per_minute: int = Field(10, ge=1, description="One-time codes that a client may try in a minute.")


class StreamConfig(_Section):
    """The event stream that overlays read."""

    heartbeat_s: float = Field(
        15, gt=0, le=55, description="Seconds between comment lines; nginx cuts a silent stream after 60."
    )
    replay_s: float = Field(120, ge=0, description="Seconds that a page may be away and still miss nothing.")
    replay_events: int = Field(500, ge=20, le=10_000, description="Events kept for that, at most.")
    buffer_bytes: int = Field(
        65_536, ge=4_096, description="Bytes a slow reader may lag behind before it is cut off; it then resumes."
    )


class HealthConfig(_Section):
    """Pages for monitoring, each open to whoever reaches the port."""

    healthz: bool = Field(True, description="/healthz: 200 while the process serves. The overlay's recovery uses it.")
    readyz: bool = Field(True, description="/readyz: 200 while the store answers.")
    metrics: bool = Field(False, description="/metrics: counters for Prometheus.")


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
    """Where the data lies if nobody says where."""
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


class Config(_Section):
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


def load_config(
    file: Path | None = None,
    *,
    environ: Mapping[str, str] | None = None,
    overrides: Mapping[str, Any] | None = None,
) -> tuple[Config, list[str]]:
    """Read the config and the warnings that its reader should see (unknown variables).

    `file`, or `config.toml` in the working folder if there is one. Raises `ConfigError`.
    """
    environ = os.environ if environ is None else environ
    path = file or Path("config.toml")
    if file is not None and not path.exists():
        raise ConfigError(f"config file {path}: there is no such file")
    values = _read_toml(path) if path.is_file() or file is not None else {}
    beside, warnings = _read_env(path.parent / ".env")
    for source in (beside, environ):
        # `SEATFILLER_DATA=` in a compose file or a .env means: not set.
        unknown = _merge_environment(values, {name: text for name, text in source.items() if text.strip()})
        warnings += [f"{name} is set, but Seatfiller knows no such setting" for name in unknown]
    values.update({key: value for key, value in (overrides or {}).items() if value is not None})
    try:
        return Config.model_validate(values), warnings
    except ValidationError as error:
        raise ConfigError(_one_line(error, path)) from None


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return read_toml(path, LONGEST_FILE)
    except Unreadable as error:
        raise ConfigError(f"config file {path}: {error}") from None


def _read_env(path: Path) -> tuple[dict[str, str], list[str]]:
    try:
        return read_env_file(path)
    except UnicodeDecodeError:
        raise ConfigError(f"{path}: it isn't UTF-8 text; save it as such") from None
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}") from None


def _merge_environment(values: dict[str, Any], environ: Mapping[str, str]) -> Iterator[str]:
    """Lay the variables of `environ` over `values`; the names that mean nothing to us come back."""
    unknown = []
    for name, text in environ.items():
        if name in KEYS and text.strip():
            _inside(_inside(values, "providers"), KEYS[name])["api_key"] = text.strip()
        if not name.upper().startswith(PREFIX):
            continue
        path = name[len(PREFIX) :].lower().split(LEVELS)
        if not _is_key(Config, path):
            unknown.append(name)
            continue
        *parents, leaf = path
        section = values
        for parent in parents:
            section = _inside(section, parent)
        section[leaf] = [part.strip() for part in text.split(",") if part.strip()] if leaf in _LISTS else text
    return iter(unknown)


def _inside(values: dict[str, Any], name: str) -> dict[str, Any]:
    """The section of that name, made if there is none. Raises `ConfigError` where the file has a plain value."""
    section = values.setdefault(name, {})
    if not isinstance(section, dict):
        raise ConfigError(f"{name} = {section!r}: a section is wanted, [{name}]")
    return section


_LISTS = frozenset({"hosts", "origins", "trusted_proxies", "models"})


def _is_key(model: type[BaseModel], path: list[str]) -> bool:
    field = model.model_fields.get(path[0])
    if field is None:
        return False
    inner = field.annotation
    if isinstance(inner, type) and issubclass(inner, BaseModel):
        return len(path) > 1 and _is_key(inner, path[1:])
    return len(path) == 1


def _one_line(error: ValidationError, path: Path) -> str:
    first = error.errors(include_url=False)[0]
    key = ".".join(str(part) for part in first["loc"]) or str(path)
    if first["type"] == "extra_forbidden":
        *parents, _ = first["loc"]
        model: Any = Config
        for parent in parents:
            model = model.model_fields[parent].annotation
        return f"unknown key {key}; there are: {', '.join(model.model_fields)}"
    if first["type"] == "model_type":
        return f"{key} = {first['input']!r}: a section is wanted, [{key}]"
    message = first["msg"].removeprefix("Value error, ")
    if key.endswith("api_key"):
        return f"{key}: {message[0].lower()}{message[1:]}"  # never the value
    value = str(first["input"]) if isinstance(first["input"], Path) else first["input"]
    return f"{key} = {value!r}: {message[0].lower()}{message[1:]}"


def example() -> str:
    """The text of `config.example.toml`: every key, its default, a line of why."""
    lines = [
        "# Seatfiller: every setting with its default. Copy this file to config.toml and change what you like.",
        "",
        *example_of(Config),
    ]
    return "\n".join(lines) + "\n"

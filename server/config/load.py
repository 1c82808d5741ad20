"""Load: the config from all its sources, and the one line that says what is wrong with it.

Sources, strongest first: the command line, the environment (`SEATFILLER_*`), a `.env` beside the config file,
the TOML file, the defaults. Nothing else in the program reads the environment.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, get_args, get_origin

from pydantic import BaseModel, SecretStr, ValidationError
from pydantic.fields import FieldInfo

from server.config.config import Config
from server.config.env_file import read_env_file
from server.providers.registry import KEYS
from server.text.bounded import Unreadable, read_toml

PREFIX = "SEATFILLER_"
"""Of the environment variables that are settings."""
LEVELS = "__"
"""Between the levels of a key in an environment variable: `SEATFILLER_LIMITS__GAMES`."""
LONGEST_FILE = 256 * 1_024
"""Bytes of a config file."""


class ConfigError(Exception):
    """A config that can't be used. Its text is one line: the key, the value, what is accepted."""


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
        field = _field(path)
        if field is None:
            unknown.append(name)
            continue
        *parents, leaf = path
        section = values
        for parent in parents:
            section = _inside(section, parent)
        section[leaf] = _items(text) if _is_list(field) else text
    return iter(unknown)


def _inside(values: dict[str, Any], name: str) -> dict[str, Any]:
    """The section of that name, made if there is none. Raises `ConfigError` where the file has a plain value."""
    section = values.setdefault(name, {})
    if not isinstance(section, dict):
        raise ConfigError(f"{name} = {section!r}: a section is wanted, [{name}]")
    return section


def _field(path: Sequence[str]) -> FieldInfo | None:
    """The setting of that path; None if there is none, or only a section."""
    model: Any = Config
    field: FieldInfo | None = None
    for name in path:
        if not (isinstance(model, type) and issubclass(model, BaseModel)) or name not in model.model_fields:
            return None
        field = model.model_fields[name]
        model = field.annotation
    return None if isinstance(model, type) and issubclass(model, BaseModel) else field


def _is_list(field: FieldInfo) -> bool:
    return get_origin(field.annotation) is tuple


def _is_secret(field: FieldInfo) -> bool:
    return SecretStr in (field.annotation, *get_args(field.annotation))


def _items(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _one_line(error: ValidationError, path: Path) -> str:
    first = error.errors(include_url=False)[0]
    key = ".".join(str(part) for part in first["loc"]) or str(path)
    if first["type"] == "extra_forbidden":
        model: Any = Config
        for parent in first["loc"][:-1]:
            model = model.model_fields[parent].annotation
        return f"unknown key {key}; there are: {', '.join(model.model_fields)}"
    if first["type"] == "model_type":
        return f"{key} = {first['input']!r}: a section is wanted, [{key}]"
    message = first["msg"].removeprefix("Value error, ")
    field = _field([str(part) for part in first["loc"]])
    if field is not None and _is_secret(field):
        return f"{key}: {message[0].lower()}{message[1:]}"  # never the value
    value = str(first["input"]) if isinstance(first["input"], Path) else first["input"]
    return f"{key} = {value!r}: {message[0].lower()}{message[1:]}"

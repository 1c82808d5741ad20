"""The example of a config file, made of the config's own fields: it can't lag behind them."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from server.config.config import Config


def example() -> str:
    """The text of `config.example.toml`: every setting, its default, and a line that says what it is."""
    lines = [
        "# Seatfiller: every setting with its default. Copy this file to config.toml and change what you like.",
        "",
        *_example_of(Config),
    ]
    return "\n".join(lines) + "\n"


def _example_of(model: type[BaseModel], prefix: str = "") -> Iterator[str]:
    """The lines of a config file that shows every field of `model`: why, and its default or an example."""
    sections = []
    for name, field in model.model_fields.items():
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            sections.append((name, inner))
            continue
        yield f"# {field.description}"
        default = None if field.default_factory else field.default
        example = _EXAMPLES.get(prefix + name) or _EXAMPLES.get(name)
        if prefix + name in _LEFT_OUT:
            default, example = None, _toml(default)
        yield f"{name} = {_toml(default)}" if default is not None else f"# {name} = {example}"
        yield ""
    for name, inner in sections:
        yield f"# {inner.__doc__}"
        yield f"[{prefix}{name}]"
        yield from _example_of(inner, prefix=f"{prefix}{name}.")


_EXAMPLES = {
    "data": '"/srv/seatfiller"',
    "public_url": '"https://chat.example.org"',
    "base_url": '"http://127.0.0.1:9000"',
    "api_key": '"..."',
    "proxy": '"http://proxy.example.org:3128"',
    "started_by": '"make"',
    "secret_file": '"/run/secrets/seatfiller"',
    "key_file": '"/run/secrets/key"',
    "providers.compatible.base_url": '"http://127.0.0.1:11434/v1"',
    "reasoning_effort": '"low"',
}


_LEFT_OUT = frozenset({"port"})
"""Settings for which the default written down means something else than nothing said."""


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    if isinstance(value, tuple):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    return str(value)

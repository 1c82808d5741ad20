"""Printed address: the address of the server that is printed and opened, and whether there is a browser for it."""

from __future__ import annotations

import os
import sys

from server.config.config import Config
from server.services.server_state import Remembered

_LOOPBACK = frozenset({"0.0.0.0", "localhost", "::"})


def canonical_url(config: Config, port: int) -> str:
    """The one address to print: public_url, else the loopback address that OBS and the browser agree on."""
    if config.public_url is not None:
        return str(config.public_url).rstrip("/")
    host = "127.0.0.1" if config.host in _LOOPBACK else config.host
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def port_of(config: Config, remembered: Remembered) -> int:
    """The port that the config asks for by name; else the one that the server had to move to; else the default."""
    if "port" in config.model_fields_set:
        return config.port
    return remembered.port or config.port


def can_open_browser() -> bool:
    """Whether this machine has a desktop that a browser can open on."""
    if sys.platform.startswith(("win", "darwin")):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")) and sys.stdout.isatty()

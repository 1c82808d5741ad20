"""Eyes extra: what reads the screen's text is installed apart. How big it is, and the one command that gets it."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

from server.services.launch_method import How, command_line, own_source

PACKAGES = ("rapidocr", "onnxruntime")
SIZE_MB = 410
"""On disk, with all that they need: onnxruntime, OpenCV, NumPy, Shapely and the weights."""


def install_command(how: How) -> str | None:
    """The command for how this server was installed; None for the ready build, which takes nothing in."""
    if how == "exe":
        return None
    if how == "docker":
        return "docker compose build --build-arg EXTRAS=eyes && docker compose up -d"
    beside = [word for package in PACKAGES for word in ("--with", package)]
    if how == "uvx":
        return command_line(("uvx", *beside, *own_source(), "seatfiller"))
    places = {part.casefold() for part in Path(sys.prefix).parts}
    if "pipx" in places:
        return command_line(("pipx", "inject", "seatfiller", *PACKAGES))
    if {"uv", "tools"} <= places:
        return command_line(("uv", "tool", "install", *beside, *own_source(), "seatfiller"))
    if find_spec("pip") is None:
        return command_line(("uv", "pip", "install", "--python", sys.executable, *PACKAGES))
    return command_line((sys.executable, "-m", "pip", "install", *PACKAGES))

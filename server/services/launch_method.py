"""Start method: how this server was started, and the command (or act) that gets a new sign-in link from it."""

from __future__ import annotations

import json
import shlex
import shutil
import socket
import subprocess
import sys
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Literal

from server.config.config import Config, usual_data_folder
from server.services.network_adapters import in_a_container

How = Literal["start.cmd", "make", "docker", "uvx", "exe", "module", "command"]


@dataclass(frozen=True, slots=True)
class StartMethod:
    """How it was started, and the command that prints a new sign-in link."""

    how: How
    sign_in: str
    """The whole line, with the options that this server needs."""
    bare: str
    """The same without anything that tells of this machine: for visitors from elsewhere."""


def how_started(config: Config) -> StartMethod:
    """How this process was started, with this config."""
    how = _how(config)
    # The port is kept in the data folder; a container's environment says where that is.
    usual = how == "docker" or config.data == usual_data_folder()
    line = command_line((*_command(how), "sign-in", *(() if usual else ("--data", str(config.data.resolve())))))
    return StartMethod(how, line, line if how == "docker" else f"{_BARE.get(how, 'seatfiller')} sign-in")


_BARE = {"start.cmd": "start.cmd", "make": ".venv/bin/seatfiller", "exe": "Seatfiller.exe", "uvx": "uvx seatfiller"}


def _how(config: Config) -> How:
    if config.started_by is not None:
        return config.started_by
    if Path(sys.argv[0]).name == "__main__.py":
        return "module"  # from the sources, in a developer's container too
    if in_a_container():
        return "docker"
    if getattr(sys, "frozen", False):
        return "exe"
    if _from_uv_cache(Path(sys.prefix)):
        return "uvx"
    return "command"


def _command(how: How) -> tuple[str, ...]:
    if how == "start.cmd":
        return ("start.cmd",)
    if how == "docker":
        name = socket.gethostname()
        # Docker names a container's host by the container's id; who gave it a name of its own uses compose.
        by_id = len(name) == 12 and all(letter in "0123456789abcdef" for letter in name)
        return ("docker", *(("exec", name) if by_id else ("compose", "exec", "seatfiller")), "seatfiller")
    if how == "exe":
        return (Path(sys.executable).name,)
    if how == "uvx":
        return ("uvx", *own_source(), "seatfiller")
    if how == "module":
        return (sys.executable, "-m", "server")
    here = Path(sys.argv[0])
    found = shutil.which(here.name)
    if found is not None and Path(found).resolve() == here.resolve():
        return (here.name.removesuffix(".exe"),)
    return (str(here),)


def _from_uv_cache(prefix: Path) -> bool:
    """uvx makes an environment in uv's cache, which isn't on PATH."""
    return any(part.startswith(("archive-v", "environments-v")) for part in prefix.parts)


def own_source() -> tuple[str, ...]:
    """Where the package came from, as `uvx --from` wants it."""
    try:
        said = json.loads(metadata.distribution("seatfiller").read_text("direct_url.json") or "{}")
    except (metadata.PackageNotFoundError, ValueError):
        return ()
    url = said.get("url")
    if not url:
        return ()
    kind = said.get("vcs_info", {}).get("vcs")
    return ("--from", f"{kind}+{url}" if kind else str(url))


def command_line(words: tuple[str, ...]) -> str:
    return subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words)

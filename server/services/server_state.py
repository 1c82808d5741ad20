"""Remembered: what the server keeps of itself over restarts, in `server.json` in the data folder.

The port that it moved to (OBS's links carry it), whether the phone may come in, and where it listened last.
"""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

from server.text.bounded import load_json

FILE = "server.json"

log = logging.getLogger(__name__)


class Remembered:
    """Read at once; each change is written whole or not at all. A file that can't be read counts as none."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._values = self._read()

    @property
    def port(self) -> int | None:
        """The port of the last start, where it isn't the config's."""
        port = self._values.get("port")
        return port if isinstance(port, int) and not isinstance(port, bool) and 0 < port <= 65_535 else None

    @property
    def url(self) -> str | None:
        """The address of the server that ran last, or runs, as it is printed."""
        return self._address("url")

    @property
    def local(self) -> str | None:
        """Where that server listens on this machine."""
        return self._address("local")

    @property
    def instance(self) -> str | None:
        """What names that run of it, and no other."""
        instance = self._values.get("instance")
        return instance if isinstance(instance, str) else None

    @property
    def lan(self) -> bool:
        """Whether devices on the network may come in."""
        return self._values.get("lan") is True

    def keep(self, **values: Any) -> None:
        """Remember. Raises `OSError`."""
        changed = self._values | values
        if changed == self._values:
            return
        draft = self._path.with_name(f"{FILE}.new")
        draft.write_text(json.dumps(changed, indent=2) + "\n", encoding="utf-8")
        draft.replace(self._path)
        self._values = changed

    def _address(self, name: str) -> str | None:
        url = self._values.get(name)
        return url if isinstance(url, str) and url.startswith(("http://", "https://")) else None

    def _read(self) -> dict[str, Any]:
        try:
            found = load_json(self._path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            log.warning("%s can't be read (%s): its port and its switch are as at the first start", self._path, error)
            return {}
        return found if isinstance(found, dict) else {}

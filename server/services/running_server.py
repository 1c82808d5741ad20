"""Running: whether a server runs on a data folder, asked of the server itself.

What it left in the folder says where; what it answers there says that it is the one. A process number would say neither
through a container's wall, and another program may have the port by now.
"""

from __future__ import annotations

import http.client
from hashlib import sha256
from urllib.parse import urlsplit

from server.services.server_state import Remembered

HEADER = "Seatfiller-Instance"
"""On the answer of /healthz. A hash: who reads it learns nothing that is in the folder."""
TIMEOUT_S = 3.0
"""For the answer of a server that may run already."""


def fingerprint(instance: str) -> str:
    """What a server with that name of this run answers."""
    return sha256(f"seatfiller {instance}".encode()).hexdigest()[:24]


def running_at(remembered: Remembered) -> str | None:
    """The address of the server that runs on this folder, as it is printed; None if none runs."""
    local, instance = remembered.local, remembered.instance
    if local is None or instance is None:
        return None
    where = urlsplit(local)
    connection = http.client.HTTPConnection(where.hostname or "", where.port or 80, timeout=TIMEOUT_S)
    try:
        connection.request("GET", "/healthz")
        said = connection.getresponse().getheader(HEADER)
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()
    return remembered.url if said == fingerprint(instance) else None

"""File limit: how many connections this process can hold, by the system's limit on open files."""

from __future__ import annotations

import sys

RESERVED = 128
"""Descriptors that are no client's: the database, assets, the models' connections, OBS's."""
MOST = 65_536
"""Descriptors that are asked for at most."""
WINDOWS = 8_192
"""Windows counts no sockets; this is a bound of memory."""


def connections_at_once(configured: int) -> int:
    """The config's number of connections, or as many as the limit on open files allows once it is raised."""
    if sys.platform == "win32":
        return configured or WINDOWS
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST if hard == resource.RLIM_INFINITY else min(hard, MOST)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
            soft = wanted
        except (OSError, ValueError):  # macOS has a lower one that it doesn't tell
            pass
    files = MOST if soft == resource.RLIM_INFINITY else soft
    most = max(files - RESERVED, files // 2)
    return min(configured, most) if configured else most

"""Pack error: a pack that can't be used, with the file, the line and how to correct it."""

from __future__ import annotations

from pathlib import Path

from server.logs import one_line

LONGEST_REASON = 300
"""Characters of why a file isn't taken."""


class PackError(Exception):
    """A pack that can't be used. Its text names the file, the line and how to correct it."""

    def __init__(self, path: Path, line: int | None, why: str, code: str = "BAD_CONTENT") -> None:
        why = one_line(why, LONGEST_REASON)  # it may quote whatever stands in the file
        super().__init__(f"{path}{f':{line}' if line else ''}: {why}")
        self.path = path
        self.line = line
        self.why = why
        self.code = code
        """For a page: BAD_CONTENT, or one of `Unreadable`'s."""

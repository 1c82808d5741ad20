"""Refused: a command that can't be carried out, and the exit codes."""

from __future__ import annotations

DONE, REFUSED = 0, 2
"""Exit codes."""


class CommandRefused(Exception):
    """The command can't be carried out. Its text is one line: what failed and how to fix it."""

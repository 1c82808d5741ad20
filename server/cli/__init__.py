"""The command line. Exit codes: 0 done, 2 refused with one clear line on standard error."""

from __future__ import annotations

from server.cli.main import main
from server.cli.parser import COMMANDS
from server.cli.refused import DONE, REFUSED, CommandRefused

__all__ = ["COMMANDS", "DONE", "REFUSED", "CommandRefused", "main"]

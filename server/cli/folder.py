"""Folder: where the data is, for the commands that need it."""

from __future__ import annotations

from pathlib import Path

from server.cli.refused import CommandRefused
from server.config.config import Config


def find_folder(config: Config) -> Path:
    """The data folder, made if there is none. Raises `CommandRefused`."""
    from server.app import data_folder

    try:
        return data_folder(config.data)
    except OSError as error:
        raise CommandRefused(
            f"data folder {config.data}: {error.strerror}; make it writable or choose another with --data"
        ) from None

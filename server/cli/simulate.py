"""Simulate: write a chat as JSON Lines."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from server.cli.refused import CommandRefused
from server.config.config import Config

if TYPE_CHECKING:
    from server.model.cue import Cue


def write_chat(config: Config, options: argparse.Namespace) -> None:
    """`seatfiller simulate`. Raises `CommandRefused`."""
    from server.model.channel import Channel
    from server.model.names import BadName, game_name
    from server.model.settings import MOST_VIEWERS, USUAL_VIEWERS
    from server.phrases.library import load_library
    from server.simulate import as_json_line, simulate

    name: Any = options.topic or options.game
    try:
        name = game_name(name) if name is not None else None
    except BadName as error:
        raise CommandRefused(f"{name!r}: {error}") from None
    if not 0 < options.minutes <= 100_000:
        raise CommandRefused(f"--minutes {options.minutes}: more than 0, at most 100000")
    if options.viewers is not None and not 1 <= options.viewers <= MOST_VIEWERS:
        raise CommandRefused(f"--viewers {options.viewers}: 1 to {MOST_VIEWERS}")
    pace = options.pace or ("life" if options.viewers else "normal")
    library = load_library(config.data / "packs")
    if options.language not in library.languages:
        raise CommandRefused(f"--language {options.language}: one of {', '.join(library.languages)}")
    homes = library.people(options.language).homes
    if options.home is not None and options.home not in homes:
        raise CommandRefused(f"--home {options.home}: one of {', '.join(homes)}")
    channel = Channel(
        crowd=options.viewers or USUAL_VIEWERS,
        pace=pace,
        mood=options.mood,
        imagination=options.imagination,
        home=options.home,
    )
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # JSON Lines are UTF-8, whatever the console's encoding
    write = sys.stdout.write
    for message in simulate(
        library,
        game=name,
        mode="chatting" if options.topic else "game",
        language=options.language,
        minutes=options.minutes,
        seed=options.seed,
        channel=channel,
        cues=_cues(options.cues) if options.cues is not None else (),
    ):
        write(as_json_line(message) + "\n")


def _cues(path: Path) -> Sequence[Cue]:
    from server.model.cue_file import LARGEST_BYTES, BadCues, read_cues
    from server.text.bounded import Unreadable, read_text

    try:
        return read_cues(read_text(path, LARGEST_BYTES))
    except (Unreadable, BadCues) as error:
        raise CommandRefused(f"--cues {path}: {error}") from None

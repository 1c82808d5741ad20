"""Simulate: a channel's chat as fast as it can be made, for those who want to read or measure it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from random import Random

from server.audience.director import Director
from server.audience.message import ChatMessage
from server.audience.show_settings import show_settings_of
from server.live.viewer_source import crowd_material_of
from server.model.channel import Channel
from server.model.phrase import Language, Mode
from server.phrases.library import PackLibrary
from server.selection.selector import PhraseSelector
from server.text.words import Memory


def simulate(
    library: PackLibrary,
    *,
    game: str | None,
    mode: Mode,
    language: Language,
    minutes: float,
    seed: int,
    channel: Channel,
    memory: Memory | None = None,
) -> Iterator[ChatMessage]:
    """The messages of a show of that length. The same arguments give the same messages, to the byte.

    `memory` knows what earlier evenings said and learns what this one says.
    """
    random = Random(seed)
    title = library.title(game) if game and mode == "game" else game
    channel = channel.model_copy(update={"game": title, "mode": mode, "language": language})
    director = Director(
        source=PhraseSelector(library, channel, language, random, memory),
        settings=show_settings_of(channel),
        material=crowd_material_of(library, language, channel.mine, channel.home),
        random=random,
        asked=channel.mine.people,
    )
    director.start(0.0)
    while director.next_at() < minutes * 60:
        message = director.next()
        if message.timestamp > minutes * 60_000:
            return  # the beat that was due gave way to a later one
        yield message


def as_json_line(message: ChatMessage) -> str:
    """One line of JSON Lines."""
    return json.dumps(message.as_json(), ensure_ascii=False, separators=(",", ":"))

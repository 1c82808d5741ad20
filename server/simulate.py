"""Simulate: a channel's chat as fast as it can be made, for those who want to read or measure it."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

from server.audience.chatter_count import chatters_at_start
from server.audience.community import PastEvening
from server.audience.director import Director
from server.audience.message import ChatMessage
from server.audience.regulars import after_show
from server.audience.show_settings import show_settings_of
from server.audience.viewer import Viewer
from server.live.crowd_material import crowd_material_of
from server.live.heard_speech import hear, speech_reader
from server.model.channel import Channel
from server.model.cue import Cue
from server.model.evening import Evening
from server.model.phrase import Language, Mode
from server.phrases.library import PackLibrary
from server.selection.selector import PhraseSelector
from server.text.words import Memory

DAY_S = 86_400.0
"""From one simulated evening to the next."""


@dataclass(slots=True)
class Past:
    """The evenings before, as they are simulated one after the other; each adds itself when it is over."""

    regulars: list[Viewer] = field(default_factory=list)
    evenings: list[Evening] = field(default_factory=list)
    """What each was about, the latest first."""


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
    past: Past | None = None,
    cues: Sequence[Cue] = (),
    habits_of: str | None = None,
) -> Iterator[ChatMessage]:
    """The messages of a show of that length. The same arguments give the same messages, to the byte.

    `memory` knows what earlier evenings said and learns what this one says; `past`, who came to them and what they were
    about; `cues`, in the order of their times, are what is sensed meanwhile. `habits_of`: the name of the streamer as
    whose viewers they type, if not the channel's own.
    """
    random = Random(seed)
    title = library.title(game) if game and mode == "game" else game
    channel = channel.model_copy(update={"game": title, "mode": mode, "language": language})
    selector, reader = PhraseSelector(library, channel, language, random, memory), speech_reader(library, language)
    director = Director(
        source=selector,
        settings=show_settings_of(channel),
        material=crowd_material_of(
            library, language, channel.mine, channel.home, streamer=habits_of or channel.streamer.name
        ),
        random=random,
        asked=channel.mine.people,
    )
    if past is not None:
        director.expect(past.regulars, channel.mine.people)
        director.recall([PastEvening(one, DAY_S * ago) for ago, one in enumerate(past.evenings, 1)])
    director.start(0.0)
    due = deque(cues)
    while True:
        while due and due[0].at <= director.next_at():
            cue = due.popleft()
            if cue.kind == "said" and cue.text:
                heard = reader.read(cue, selector, [viewer.name for viewer in director.crowd.here])
                hear(heard, cue.at, director, selector)
            else:
                director.notice(cue, cue.at)
        if director.next_at() >= minutes * 60:
            break
        message = director.next()
        if message.timestamp > minutes * 60_000:
            break  # the beat that was due gave way to a later one
        yield message
    if past is not None:
        chatters = chatters_at_start(channel.crowd)
        past.regulars = after_show(past.regulars, director.crowd.regulars(), chatters, random)
        past.evenings.insert(0, director.evening())


def as_json_line(message: ChatMessage) -> str:
    """One line of JSON Lines."""
    return json.dumps(message.as_json(), ensure_ascii=False, separators=(",", ":"))

"""Sending: a draft becomes messages, typed by hand: one thought is one message or several, with facts filled in.

Pure: takes time (seconds) as an argument.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import replace

from server.audience.draft import Draft
from server.audience.line_context import LineContext
from server.audience.message import ChatMessage
from server.audience.slips import slip
from server.audience.viewer import Viewer
from server.phrases.template import FACT, SENT_APART

_FACT = re.compile(r"\{(my_[a-z0-9_]+)\}")


def in_messages(line: Draft, facts: Mapping[str, Sequence[str]]) -> Draft:
    """The draft of the first message of it, the others as its `rest`."""
    text = line.phrase.text
    if FACT in text:
        text = _FACT.sub(lambda match: fact_of(line.viewer, match[1], facts), text)
    if text == line.phrase.text and SENT_APART not in text:
        return line
    first, *others = text.split(SENT_APART)
    if not others:
        return replace(line, phrase=replace(line.phrase, text=first))
    # What may answer the thought answers its last message.
    rest = [replace(line.phrase, text=other, answers=()) for other in others]
    rest[-1] = replace(rest[-1], answers=line.phrase.answers)
    return replace(line, phrase=replace(line.phrase, text=first, answers=()), rest=(*rest, *line.rest))


def typed_message(line: Draft, at: float, context: LineContext) -> tuple[ChatMessage, str | None]:
    """The message as the viewer types it; and a word that they mistyped, put right, if they notice one."""
    viewer = line.viewer
    content, reply = context.composer.write(line, context.recent, at, streamer=context.settings.streamer)
    correction = None
    if not (line.as_is or line.is_typed):
        content, correction = slip(content, viewer.habits, context.random)
    message = ChatMessage(
        id=f"{context.random.getrandbits(48):012x}",
        username=viewer.name,
        content=content,
        timestamp=round(at * 1000),
        category=line.phrase.category,
        color=viewer.color,
        badges=viewer.badges,
        reply_to=reply,
    )
    return message, correction


def facts_in(text: str) -> frozenset[str]:
    """The facts about who speaks that a line names, before they are filled in."""
    return frozenset(_FACT.findall(text)) if FACT in text else frozenset()


def fact_of(viewer: Viewer, name: str, facts: Mapping[str, Sequence[str]]) -> str:
    """What is so of that viewer, for life: of the values of the fact one that goes with their name."""
    values = facts.get(name)
    if not values:
        return name.removeprefix(FACT).replace("_", " ")
    return values[zlib.crc32(f"{viewer.name.casefold()}/{name}".encode()) % len(values)]

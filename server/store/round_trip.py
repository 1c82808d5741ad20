"""Read back: what is about to be written is read first, with the model of the next start. Blocks for its length."""

from __future__ import annotations

from pydantic import ValidationError
from pydantic_core import PydanticSerializationError

from server.model.channel import Channel
from server.model.own_content import OwnContent
from server.store.errors import NotStorable


def read_back(channel: Channel, known: OwnContent | None = None) -> tuple[str, Channel]:
    """The channel as it is written, and as it will be read. Raises `NotStorable`.

    `known` is own content that has been read back before. A channel that has that very object still, and not just its
    like, keeps it: 2,000 lines take some 30 ms, and no change of the pace or the look touches them.
    """
    same = known is not None and channel.mine is known
    try:
        written = channel.model_dump_json()
        read = channel.model_dump_json(exclude={"mine"}) if same else written
        kept = Channel.model_validate_json(read)
    except (ValidationError, PydanticSerializationError, UnicodeEncodeError) as error:
        why = " ".join(str(error).split())
        raise NotStorable(f"the channel {channel.id!r} couldn't be read back: {why}") from error
    return written, kept.model_copy(update={"mine": channel.mine}) if same else kept

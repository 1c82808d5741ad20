"""Settings that a file or a program has by the names of version 0.1."""

from __future__ import annotations

import pytest
from pydantic import BaseModel, ValidationError

from server.model.channel import Channel
from server.model.channel_patch import ChannelPatch
from server.model.look import Looks
from server.model.old_names import OLD_NAMES
from server.model.settings import Preset

NAMED = [{"name": "Tall"}]


@pytest.mark.parametrize(
    ("model", "old", "more", "value"),
    [
        (Channel, "happening", {}, "a boss"),
        (Channel, "curtain", {}, "panic"),
        (ChannelPatch, "happening", {}, "a boss"),
        (ChannelPatch, "curtain", {}, "panic"),
        (Looks, "worn", {"named": NAMED}, "Tall"),
        (Preset, "worn", {"name": "Friday"}, "Tall"),
    ],
)
def test_a_field_is_read_by_its_old_name(model: type[BaseModel], old, more, value):
    """As by that of today, which counts where both are given; what is written has that of today alone."""
    name = OLD_NAMES[old]
    read = model.model_validate({old: value} | more)
    assert read == model.model_validate({name: value} | more)
    assert model.model_validate({old: "another", name: value} | more) == read
    written = read.model_dump(by_alias=True)
    assert written[name] == value
    assert old not in written


def test_no_other_name_is_taken():
    """An unknown field is refused beside an old one too."""
    with pytest.raises(ValidationError, match="stage"):
        Channel.model_validate({"happening": "a boss", "stage": 1})

"""Looks: the options that the panel offers, and looks kept under a name."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from server.model.channel import Channel
from server.model.channel_patch import ChannelPatch
from server.model.look import Look, LookLimit, Looks, NameTaken

ROOT = Path(__file__).parent.parent.parent
NONE = Look()


def test_a_patch_changes_the_active_look_and_no_other():
    """Options stand beside the rest; `look` says which look they are for."""
    channel = Channel(looks=Looks().saved("boss", NONE, limit=9).with_active(None))
    channel = ChannelPatch.model_validate({"look": "BOSS", "theme": "kick", "lineHeight": 1.5}).applied_to(channel)
    assert channel.looks.active == "boss"
    assert (channel.looks.look.theme, channel.looks.look.line_height) == ("kick", 1.5)
    assert channel.looks.main == NONE
    channel = ChannelPatch.model_validate({"look": None, "size": 30}).applied_to(channel)
    assert (channel.looks.main.size, channel.looks.active) == (30, None)
    assert channel.looks.find("boss").look.size is None
    channel = ChannelPatch.model_validate({"size": None}).applied_to(channel)
    assert channel.looks.main.size is None


@pytest.mark.parametrize(
    "option",
    [
        {"theme": "neon"},
        {"size": 9},
        {"nameColor": "red"},
        {"nameColor": "#fff;}"},
        {"plate": 2},
        {"font": "Comic Sans"},
    ],
)
def test_a_value_that_no_theme_can_draw_is_refused(option):
    """Nothing reaches a style sheet that isn't a number in bounds, a colour or one of our words."""
    with pytest.raises(ValidationError):
        ChannelPatch.model_validate(option)


def test_a_look_is_saved_renamed_and_deleted_by_name():
    """Names are found whatever their capitals; the active one stays active under its new name."""
    looks = Looks(main=Look(theme="retro")).saved(" Boss   night ", Look(size=30), limit=2)
    assert (looks.active, looks.look.theme, looks.look.size) == ("Boss night", "retro", 30)
    with pytest.raises(NameTaken):
        looks.saved("boss NIGHT", NONE, limit=2)
    looks = looks.renamed("boss night", "finale")
    assert looks.active == "finale"
    with pytest.raises(LookLimit):
        looks.saved("one", NONE, limit=1)
    assert looks.without("Finale") == Looks(main=Look(theme="retro"))
    with pytest.raises(KeyError):
        looks.without("boss night")


@pytest.mark.parametrize("name", ["", "  ", "x" * 31, "a&b", "Main", "a\u202eb"])
def test_a_name_that_a_url_or_a_reader_would_garble_is_none(name):
    """1 to 30 characters, visible, and none that means something in a URL."""
    with pytest.raises(ValueError, match="look"):
        Looks().saved(name, NONE, limit=9)


def test_a_channel_survives_the_store():
    """As JSON and back."""
    channel = Channel(looks=Looks().saved("boss", Look(line_height=2), limit=9))
    assert Channel.model_validate_json(channel.model_dump_json()) == channel


def test_the_panel_offers_every_option_within_its_bounds():
    """The panel's table and the model are two languages: neither has an option that the other lacks."""
    schema = Look.model_json_schema()["properties"]
    source = (ROOT / "overlay/panel/sections/look/options.js").read_text("utf-8")
    offered = _table(source)
    assert {option["name"] for option in offered} | {"theme"} == set(schema)
    for option in offered:
        kinds = [schema[option["name"]], *schema[option["name"]].get("anyOf", [])]
        if option["kind"] == "pick":
            assert set(option["values"]) == next(set(kind["enum"]) for kind in kinds if "enum" in kind), option["name"]
        elif option["kind"] in ("slider", "number"):
            least, most = next((k["minimum"], k["maximum"]) for k in kinds if "minimum" in k)
            assert [least] <= option["min"] < option["max"] <= [most], option["name"]


def _table(source: str) -> list[dict[str, Any]]:
    """The options as options.js writes them, one call each."""
    found: list[dict[str, Any]] = []
    for kind, arguments in re.findall(r"\b(pick|flip|number|slider)\(('[^()]*)\)", source):
        name, *rest = [json.loads(part.strip().replace("'", '"')) for part in arguments.split(",")]
        found.append({"name": name, "kind": kind, "values": rest, "min": rest[:1], "max": rest[1:2]})
    return found + [{"name": name, "kind": "color"} for name in re.findall(r"name: '(\w+)', kind: 'color'", source)]

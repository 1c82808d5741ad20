"""What server and pages share is said once: the pages are told, or their list is compared with the server's."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

import overlay
from server.audience.viewer import COLORS
from server.live.event import EVENT_NAMES
from server.model.channel import Channel
from server.model.look import Look
from server.model.on_air import OnAir, SceneRule
from server.model.own_content import OwnContent, Person
from server.model.phrase import GENRES
from server.model.settings import CustomPace, GameSlot, Preset, Streamer
from server.model.themes import DEFAULT_THEME, THEMES

OVERLAY = Path(str(overlay.__file__)).parent


async def page_data(server, path):
    """What the page at that path is told."""
    async with server.client.get(server.url + path) as answer:
        found = re.search(r'<script type="application/json" id="page">(.*?)</script>', await answer.text(), re.DOTALL)
    assert found is not None
    return json.loads(found[1])


def test_the_pages_listen_to_every_event():
    """A browser gives a page only those named events that it asks for."""
    source = (OVERLAY / "common/source.js").read_text(encoding="utf-8")
    (named,) = re.findall(r"const NAMED = \[(.*?)\];", source, re.DOTALL)
    assert sorted(re.findall(r"'(\w+)'", named)) == sorted(EVENT_NAMES)


def test_the_themes_are_the_style_sheets():
    """Each file of the folder is a theme under its own name, and nothing else is one."""
    assert THEMES[0] == DEFAULT_THEME
    assert sorted(THEMES) == sorted(path.stem for path in (OVERLAY / "themes").glob("*.css"))
    assert [Look(theme=theme).theme for theme in THEMES] == list(THEMES)
    with pytest.raises(ValidationError, match="outline"):
        Look(theme="none of ours")


def test_the_panel_asks_for_every_genre():
    """Of a game without a pack, in the model's order."""
    source = (OVERLAY / "panel/sections/games/genre.js").read_text("utf-8")
    (named,) = re.findall(r"const GENRES = \[(.*?)\];", source)
    assert tuple(re.findall(r"'(\w+)'", named)) == GENRES


@pytest.mark.parametrize("field", ["mood", "imagination"])
def test_the_panel_offers_every_mood_and_every_degree_of_imagination(field):
    """Its markup and the model have the same ones."""
    markup = (OVERLAY / "panel/sections/mood/mood.html").read_text("utf-8")
    offered = [set(re.findall(r'"(\w+)"', listed)) for listed in re.findall(r"{% for \w+ in \((.*?)\) %}", markup)]
    assert set(Channel.model_json_schema()["properties"][field]["enum"]) in offered


@pytest.mark.parametrize(
    ("field", "model", "name"),
    [
        ('id="situation"', Channel, "situation"),
        ('id="name"', Streamer, "name"),
        ('id="preset-name"', Preset, "name"),
        ('id="fade-minutes"', OnAir, "fade_minutes"),
        ('id="rule-contains"', SceneRule, "contains"),
        ('data-part="name"', Person, "name"),
        ('data-part="character"', Person, "character"),
        ('id="pace-{{ end }}"', CustomPace, "min"),
        ('id="pace-{{ end }}"', CustomPace, "max"),
        ('id="q"', GameSlot, "name"),
        ('id="mine-share"', OwnContent, "share"),
    ],
)
def test_a_field_of_the_panel_takes_what_its_model_does(field, model: type[BaseModel], name):
    """As long a text, and numbers within the same bounds; the share in hundredths."""
    (markup,) = (found for found in _inputs() if field in found)
    bounds = _bounds_of(model.model_json_schema()["properties"][name])
    wanted = {key: bounds[key] for key in ("maxLength", "minimum", "maximum") if key in bounds}
    assert wanted
    said = {"maxLength": "maxlength", "minimum": "min", "maximum": "max"}
    found = {key: float(value) for key in wanted for value in re.findall(rf'\b{said[key]}="([\d.]+)"', markup)}
    assert found == {key: 100 * bound if name == "share" else bound for key, bound in wanted.items()}


def _inputs() -> list[str]:
    markup = "".join(path.read_text("utf-8") for path in sorted((OVERLAY / "panel/sections").glob("*/*.html")))
    return re.findall(r"<input[^>]*>", re.sub(r"\{%.*?%\}", "", markup))


def _bounds_of(schema: dict[str, Any]) -> dict[str, Any]:
    """Of a field that may be null, those of what it is otherwise."""
    return schema | next((kind for kind in schema.get("anyOf", ()) if kind.get("type") != "null"), {})


@pytest.mark.parametrize("path", ["/overlay", "/chat", "/highlight", "/panel"])
async def test_a_page_is_told_the_themes(start, path):
    """The pages that show a look, and the one that chooses it."""
    server = await start()
    await server.sign_in()
    assert (await page_data(server, path))["themes"] == list(THEMES)


async def test_the_demo_has_the_colours_of_the_crowd(start):
    """The landing page draws its viewers' names in them."""
    assert (await page_data(await start(), "/"))["colors"] == list(COLORS)

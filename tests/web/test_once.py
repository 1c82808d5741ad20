"""What server and pages share is said once: the pages are told, or their list is compared with the server's."""

import json
import re
from pathlib import Path

import pytest
from pydantic import ValidationError

import overlay
from server.audience.viewer import COLORS
from server.live.event import EVENT_NAMES
from server.model.look import Look
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


@pytest.mark.parametrize("path", ["/overlay", "/chat", "/highlight", "/panel"])
async def test_a_page_is_told_the_themes(start, path):
    """The pages that show a look, and the one that chooses it."""
    server = await start()
    await server.sign_in()
    assert (await page_data(server, path))["themes"] == list(THEMES)


async def test_the_demo_has_the_colours_of_the_crowd(start):
    """The landing page draws its viewers' names in them."""
    assert (await page_data(await start(), "/"))["colors"] == list(COLORS)

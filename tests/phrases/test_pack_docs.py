"""The guide to packs shows packs that work."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from server.phrases.lint import check_pack
from server.phrases.pack import KEYS, ROLE_NAMES, parse_pack
from server.phrases.situation import KINDS, MOST_SITUATIONS, MOST_VALUES
from server.phrases.topic import BUILDS, MOST_TOPICS
from tests.phrases.packs import pack

DOCS = Path(__file__).parents[2] / "docs"
GUIDES = {"en": DOCS / "packs.md", "es": DOCS / "es" / "packs.md"}
EXAMPLES = [
    (language, example)
    for language, path in GUIDES.items()
    for example in re.findall(r"```toml\n(.*?)```", path.read_text("utf-8"), re.DOTALL)
]


@pytest.mark.parametrize(("language", "example"), EXAMPLES)
def test_every_example_is_a_pack_that_the_check_lets_stand(language, example):
    """Whoever copies it has a pack with situations, topics and values."""
    shown = parse_pack(example, key="game", language=language, path=Path("game.toml"))
    assert list(check_pack(shown)) == []
    assert shown.situations
    assert shown.topics


@pytest.mark.parametrize("language", GUIDES)
def test_the_guide_knows_every_key(language):
    """Tables, roles, kinds, and the bounds of what a pack may hold."""
    text = GUIDES[language].read_text("utf-8")
    for name in (*KEYS, *ROLE_NAMES, *KINDS, "claim", "example", "detail", "joke", "aside", "back", "builds"):
        assert re.search(rf"\b{name}\b", text), name
    for most in (MOST_SITUATIONS, MOST_VALUES, MOST_TOPICS, *BUILDS):
        assert str(most) in text


def test_the_old_keys_are_read_as_the_guide_says():
    """Answers by category, and threads."""
    old = pack('[answers]\ngameplay = ["same here"]\n[threads]\ngameplay = [["a: that was new", "b: it was"]]')
    assert [line.source for line in old.answers["gameplay"]] == ["same here"]
    assert old.threads[0].speakers == (0, 1)

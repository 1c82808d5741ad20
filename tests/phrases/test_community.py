"""What regulars say: the file, and what is wrong in one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from server.model.phrase import LANGUAGES
from server.phrases.community import KINDS, WHENS, read_community
from server.phrases.library import load_library
from server.phrases.lint import check_files
from server.phrases.pack_error import PackError
from server.phrases.pack_folders import OURS
from server.text.words import fold

LIBRARY = load_library()
DOCS = Path(__file__).parents[2] / "docs"
GUIDES = {"en": DOCS / "viewers.md", "es": DOCS / "es" / "viewers.md"}


def read(tmp_path: Path, text: str, language: str = "en"):
    path = tmp_path / language / "community.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return read_community(path, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_ours_has_enough_of_every_kind_and_passes_the_check(language):
    """So many that a pattern can rest for ten evenings."""
    community = LIBRARY.community(language)
    assert set(community.lines) == set(KINDS)
    assert sum(map(len, community.lines.values())) >= 150
    assert all(len(lines) >= 6 for lines in community.lines.values())
    assert set(community.when) == set(WHENS)
    assert community.nicknames.skip
    assert list(check_files([OURS / language / "community.toml"])) == []


def test_no_line_is_in_both_languages():
    """They are no translations of each other, but for what is nothing but a name."""
    texts = [
        {fold(line.source) for lines in LIBRARY.community(language).lines.values() for line in lines}
        for language in LANGUAGES
    ]
    assert all(not re.search(r"[a-z]{3}", re.sub(r"\{\w+\}", "", text)) for text in texts[0] & texts[1])


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('[lines]\nmissing = ["where is {joke}"]', "joke"),
        ('[lines]\nmissing = ["wheres {name} >> ask {nick}"]', "nick"),
        ('[lines]\nwelcome = ["hi {boss}"]', "boss"),
        ('[lines]\nlost = ["hi"]', "lost"),
        ("[lines]\nwelcome = []", "empty"),
        ('[when]\ntomorrow = ["soon"]', "tomorrow"),
        ("[nicknames.short]\nmichael = 5", "short"),
        ('[people]\nname = "lee"', "people"),
    ],
)
def test_a_mistake_is_named(tmp_path, text, why):
    """With the file: a name that nobody can say there, a kind that there isn't."""
    with pytest.raises(PackError, match=why):
        read(tmp_path, text)


def test_the_check_finds_what_no_viewer_could_say(tmp_path):
    """A fact that nobody has, a word of no region, two lines of one pattern."""
    read(
        tmp_path,
        '[lines]\nself = ["my {my_boat} is broken"]\n'
        'talked = ["{name} wrote so many lines here", "{name} wrote so many words here"]',
    )
    found = "\n".join(check_files([tmp_path / "en" / "community.toml"]))
    assert "my_boat" in found
    assert "pattern" in found


def test_the_streamers_own_joins_ours(tmp_path):
    """Kind by kind; nothing of ours is lost."""
    read(tmp_path, '[lines]\nmissing = ["no {name} no party"]\n[nicknames]\nshort = { "titania" = "tita" }')
    joined = load_library(tmp_path).community("en")
    assert "no {name} no party" in [line.source for line in joined.lines["missing"]]
    assert len(joined.lines["missing"]) == len(LIBRARY.community("en").lines["missing"]) + 1
    assert joined.nicknames.short["titania"] == "tita"
    assert joined.nicknames.short["michael"] == "mike"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_shows_every_kind(tmp_path, language):
    """Its example is a file that can be read, with a line of each kind."""
    examples = re.findall(r"```toml\n(.*?)```", GUIDES[language].read_text("utf-8"), re.DOTALL)
    example = next(example for example in examples if "[nicknames]" in example)
    assert set(read(tmp_path, example, language).lines) == set(KINDS)
    assert list(check_files([tmp_path / language / "community.toml"])) == []

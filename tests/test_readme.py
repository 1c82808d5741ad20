"""The READMEs and the documents: what they point to is there, and both READMEs tell the same."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

from docs.screenshots.obs import WORDS, pictures
from server.cli import COMMANDS
from server.model.phrase import LANGUAGES
from server.phrases.pack_folders import OURS

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
SPANISH = DOCS / "es"
DOCUMENTS = [*ROOT.glob("*.md"), *DOCS.rglob("*.md")]
READMES = {name: (ROOT / name).read_text("utf-8") for name in ("README.md", "README.es.md")}
TECHNICAL = {"docs/api.md", "docs/architecture.md", "docs/realism.md"}
"""Linked for those who program, and in English alone, as the code is."""

TOLD = (
    *("panel.link.drag", "panel.link.copy", "panel.link.renew", "panel.dock", "panel.chat-in", "panel.panic"),
    *("panel.reader", "panel.reader.open", "panel.devices", "panel.devices.code.remote", "panel.situation"),
    *("panel.writing", "panel.session.leave", "panel.session.leave-all", "panel.state.playing", "panel.state.paused"),
)
"""Words of the panel that both READMEs use."""


def anchor(heading: str) -> str:
    """What a heading is called in a link."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_no_link_leads_nowhere(document: Path):
    """Files and headings of ours; other people's pages are their own."""
    text = document.read_text("utf-8")
    for link in re.findall(r"\]\((?!https?:)([^)\s]+)\)", text):
        path, _, heading = link.partition("#")
        target = (document.parent / path).resolve() if path else document
        assert target.exists(), link
        if heading:
            assert heading in map(anchor, re.findall(r"(?m)^#+ (.*)$", target.read_text("utf-8"))), link


def outline(text: str) -> list[str]:
    """The levels of its headings, in order: `##`, `###`…"""
    return re.findall(r"(?m)^(#+) ", re.sub(r"(?ms)^```.*?^```", "", text))


def in_english(link: str) -> str:
    """The English page, or picture, of a Spanish one."""
    return re.sub(r"(?<=/)es(?=/)", "en", link).replace("docs/en/", "docs/").replace(".es.", ".en.")


def test_both_readmes_have_equal_rank():
    """The same sections in the same order, the same links, commands, settings and rows of tables."""
    english, spanish = READMES.values()
    assert outline(english) == outline(spanish)
    for pattern in (
        r"\]\(([^)#\s]+\.(?:md|png|svg|toml|txt))",
        r"`(seatfiller[a-z -]*|--[a-z-]+|SEATFILLER_\w+|Seatfiller\S+|docker [^`]+|pipx [^`]+|make [^`]+)`",
        r"\]\((https:[^)]+)\)",
    ):
        found = [
            {in_english(match) for match in re.findall(pattern, text)} - {"README.md", "README.en.md"}
            for text in (english, spanish)
        ]
        assert found[0] == found[1], pattern
    assert english.count("\n|") == spanish.count("\n|")


def test_what_the_spanish_readme_links_is_in_spanish():
    """But what is for those who change the code."""
    linked = set(re.findall(r"\]\((docs/[^)#]+\.md)", READMES["README.es.md"]))
    assert {link for link in linked if not link.startswith("docs/es/") and ".es." not in link} == TECHNICAL
    assert {f"docs/es/{page.name}" for page in SPANISH.glob("*.md")} <= linked


@pytest.mark.parametrize("page", sorted(SPANISH.glob("*.md")), ids=lambda path: path.name)
def test_a_page_says_the_same_in_both_languages(page: Path):
    """The same headings, examples, rows, list entries and names of code; who mends one mends the other."""
    spanish, english = page.read_text("utf-8"), (DOCS / page.name).read_text("utf-8")
    assert outline(spanish) == outline(english)
    for pattern in (r"(?m)^```(\w*)$", r"(?m)^(\|)", r"(?m)^(- |\d\. )", r"`(--sf-[\w-]+|sf-[\w-]+|data-[\w-]+|&\w+)`"):
        assert sorted(re.findall(pattern, spanish)) == sorted(re.findall(pattern, english)), pattern


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_command_that_is_told_exists(document: Path):
    """`seatfiller …` in text or in an example: a command, an option, or a word that stands for what one types."""
    text = document.read_text("utf-8")
    if document.name == "CHANGELOG.md":
        return  # it may tell of commands that are gone
    for command in re.findall(r"(?:`|^|exec seatfiller )(?:seatfiller|start\.cmd) ([a-z][a-z-]*)", text, re.MULTILINE):
        assert command in COMMANDS, command


@pytest.mark.parametrize("name", READMES)
def test_every_option_that_is_told_exists(name):
    """Of the command; `--volumes` is Docker's."""
    known = set(re.findall(r'add_argument\("(--[a-z-]+)"', (ROOT / "server" / "cli" / "parser.py").read_text("utf-8")))
    assert set(re.findall(r"`(--[a-z-]+)`", READMES[name])) <= known | {"--help", "--volumes"}


def test_obs_is_drawn_as_the_drawings_are_kept():
    """`make screenshots` has nothing to renew, and both languages show the same drawings."""
    for language in WORDS:
        kept = {path.stem: path.read_text("utf-8") for path in (DOCS / "pictures" / language).glob("*.svg")}
        assert kept == pictures(language)


@pytest.mark.parametrize("name", READMES)
def test_every_command_is_told(name):
    """In the table of each README."""
    for command in COMMANDS:
        assert command == "serve" or f"seatfiller {command}" in READMES[name]


@pytest.mark.parametrize("name", READMES)
def test_the_number_of_known_games_is_told(name):
    """As many as have a pack in every language."""
    for language in LANGUAGES:
        packs = [tomllib.loads(path.read_text("utf-8")) for path in (OURS / language).glob("*.toml")]
        games = sum("game" in pack for pack in packs)
        assert re.search(rf"\b{games} (games|juegos)\b", READMES[name])


@pytest.mark.parametrize(("name", "language"), [("README.md", "en"), ("README.es.md", "es")])
def test_the_panel_is_named_by_its_own_words(name, language):
    """What one is told to press or to find in the panel is written there."""
    words = json.loads((ROOT / "overlay" / "locales" / f"{language}.json").read_text("utf-8"))
    for key in TOLD:
        assert re.search(rf"\*{re.escape(words[key])}\*", READMES[name]), key

"""The documentation says what the program does."""

from __future__ import annotations

import dataclasses
import re
import tomllib
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from docs import calls
from server.audience.director import SHOW_ENDS_S
from server.config.config import Config
from server.live.hub import HISTORY
from server.live.moment_limit import MOST, WITHIN_S
from server.providers.base import ProviderError
from server.providers.registry import KINDS, title_of
from server.web.rate_limits import RATE_LIMITS
from server.web.routes import ROUTES
from tests.faults.test_faults import EXPECTED

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PROVIDERS = {"en": DOCS / "providers.md", "es": DOCS / "es" / "providers.md"}
THOUSANDS = {"en": ",", "es": "."}
MONTHS = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre"),
    "diciembre",
)


@pytest.mark.parametrize("language", PROVIDERS)
def test_the_table_of_faults_is_that_of_the_tests(language: str):
    """Each fault, the class that its circuit opens for, and what is banked."""
    text = PROVIDERS[language].read_text("utf-8").replace("| todas |", "| all |")
    rows = re.findall(r"^\| ([a-z0-9 ]+) \| ([A-Z–]+) \| (all|\d) \|", text, re.MULTILINE)
    expected = {
        name.replace("_", " "): (kind or "–", "all" if lines == 8 else str(lines))
        for name, (kind, lines) in EXPECTED.items()
    }
    assert {name: (kind, banked) for name, kind, banked in rows} == expected


@pytest.mark.parametrize("language", PROVIDERS)
def test_every_class_of_trouble_is_explained(language: str):
    """In the table of rests."""
    text = PROVIDERS[language].read_text("utf-8")
    for kind in ProviderError.__subclasses__():
        assert kind.kind in text


@pytest.mark.parametrize(
    ("language", "costs", "own", "free"),
    [
        ("en", "What they cost, as of ", "your own server", "free within"),
        ("es", "Lo que cuestan, a ", "un servidor tuyo", "gratis hasta"),
    ],
)
def test_the_table_of_services_is_that_of_their_files(language: str, costs: str, own: str, free: str):
    """Each provider with where its keys come from and its limits, and the month of all that."""
    text = PROVIDERS[language].read_text("utf-8").partition(costs)[2]
    rows = dict(re.findall(r"^\| ([^|]+) \| (.*?\|.*?) \|$", text, re.MULTILINE))
    months = [date.fromisoformat(month + "-01") for month in {kind.facts.as_of for kind in KINDS.values()} - {""}]
    told = {"en": "{:%B %Y}".format, "es": lambda month: f"{MONTHS[month.month - 1]} de {month.year}"}[language]
    assert [told(month) for month in months] == [text.partition(":")[0]]
    for name, kind in KINDS.items():
        row = rows[title_of(name) or own]
        assert kind.facts.keys_at in row
        assert (free in row) == (kind.facts.cost == "free")
        if kind.facts.cost == "free":
            for limit in dataclasses.astuple(kind.facts.limits):
                assert not limit or f"{limit:,}".replace(",", THOUSANDS[language]) in row


def test_the_table_of_calls_is_that_of_the_routes():
    """`make api` writes it: every call with who may, its limit, its body, and what it does."""
    page = calls.PAGE.read_text("utf-8")
    assert page == calls.renewed(page)
    assert calls.table().count("\n") > 60
    for route in ROUTES:
        assert route.method not in route.summary or not route.path.startswith("/api/"), route.path


def test_every_limit_class_is_explained():
    """With how many calls a minute it allows."""
    rows = dict(re.findall(r"(?m)^\| ([\w-]+) \| (.*(?:\d|`).*) \|$", (DOCS / "api.md").read_text("utf-8")))
    for name, limit in RATE_LIMITS.items():
        assert f"{limit.most(Config().limits):,}" in rows[name]


def floors() -> list[str]:
    """The packages and modules of the import contract, from the top."""
    (contract,) = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    return [name for layer in contract["layers"] for name in re.split(r"\W+", layer)]


def test_every_floor_is_explained():
    """In the order of the import contract, each with what it is for."""
    text = (DOCS / "architecture.md").read_text("utf-8")
    assert re.findall(r"(?m)^\| `(\w+)` \| \S", text) == floors()


def test_every_floor_is_drawn():
    """From the top to the bottom, in a picture that is well-formed."""
    picture = ElementTree.parse(DOCS / "architecture.svg").getroot()
    names = [" ".join(text.itertext()) for text in picture.iter() if text.get("class") == "name"]
    drawn = [name for text in names for name in re.findall(r"\w+", text)]
    assert [name for name in dict.fromkeys(drawn) if name in floors()] == floors()


@pytest.mark.parametrize("document", ["CONTRIBUTING.md", "docs/architecture.md"])
def test_every_file_and_target_that_is_told_exists(document: str):
    """Files of the server by their path in it, the others by their path in the repository; `make` by its targets.

    Celeste, Neon and Strawberry are those that the reader is about to add.
    """
    text = (ROOT / document).read_text("utf-8")
    for path in re.findall(r"`((?:\w[\w-]*/)+[\w.-]+\.\w+)`", text):
        assert (ROOT / path).exists() or (ROOT / "server" / path).exists() or "celeste" in path or "neon" in path, path
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"(?m)(?:`|^)make ([a-z-]+)", text):
        assert re.search(rf"(?m)^{target}:", makefile), target


@pytest.mark.parametrize("document", ["docs/architecture.md", "CONTRIBUTING.md"])
def test_every_method_that_is_told_is_in_its_file(document: str):
    """A class and its method in brackets stand in the file that is named before them."""
    text = (ROOT / document).read_text("utf-8")
    for path, owner, method in re.findall(r"`([\w/]+\.py)` \(`(\w+)\.(\w+)`\)", text):
        found = re.findall(r"(?m)^class (\w+)|^    (?:async )?def (\w+)", (ROOT / "server" / path).read_text("utf-8"))
        assert {owner, method} <= {name for pair in found for name in pair}, (path, owner, method)


def test_the_numbers_that_matter_are_those_of_the_code():
    """The table's figures, each from where the program has it."""
    text = (DOCS / "architecture.md").read_text("utf-8").partition("The numbers that matter")[2]
    config = Config()
    stream, limits = config.stream, config.limits
    for figure in (
        f"every {stream.heartbeat_s:g} s",
        f"{stream.replay_s / 60:g} minutes or {stream.replay_events} events",
        f"the last {HISTORY} messages",
        f"{stream.buffer_bytes:,}",
        f"{MOST} in {WITHIN_S:g} s",
        f"{SHOW_ENDS_S / 60:g} minutes",
        f"{limits.calls_per_minute} a minute",
        f"| {limits.streams_per_link} |",
        f"| {limits.games} |",
    ):
        assert figure in text, figure

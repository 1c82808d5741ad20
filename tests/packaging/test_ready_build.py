"""The ready build runs where there is no Python: everything that it needs is in its folder."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PROGRAM = "Seatfiller.exe" if sys.platform == "win32" else "Seatfiller"
BUILD_S = 1_500
"""Building takes a minute and a half of one core; a machine may have much else to do."""
START_S = 120

pytestmark = pytest.mark.build


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program: that of the folder which READY_BUILD names, else one that is built here."""
    if found := os.environ.get("READY_BUILD"):
        return Path(found).resolve() / PROGRAM
    pytest.importorskip("PyInstaller")
    place = tmp_path_factory.mktemp("ready")
    subprocess.run(
        [
            *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"),
            *("--distpath", str(place / "dist"), "--workpath", str(place / "work")),
            str(ROOT / "packaging" / "seatfiller.spec"),
        ],
        check=True,
        capture_output=True,
        timeout=BUILD_S,
    )
    return place / "dist" / "Seatfiller" / PROGRAM


def run(program: Path, *arguments: str, cwd: Path) -> str:
    """What it prints, started from a folder that has nothing of ours and without a Python's environment."""
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    done = subprocess.run(
        [str(program), *arguments], cwd=cwd, env=bare, capture_output=True, timeout=START_S, check=True
    )
    return done.stdout.decode()


@pytest.fixture
def served(program: Path, tmp_path: Path) -> Iterator[tuple[str, list[str]]]:
    """The address of a server on a fresh data folder, and what it said at its start."""
    process = subprocess.Popen(
        [str(program), "serve", "--no-browser", "--port", "0", "--data", str(tmp_path / "data")],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    assert process.stdout is not None
    lines: list[str] = []
    try:
        for line in process.stdout:
            lines.append(line)
            if "sign-in?code=" in line:
                break
        said = re.search(r"http://127\.0\.0\.1:\d+", "".join(lines))
        assert said, "".join(lines)
        yield said[0], lines
    finally:
        process.terminate()
        process.wait(START_S)
        process.stdout.close()


def get(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=START_S) as answer:
        content: bytes = answer.read()
        return content


def test_it_says_its_version(program: Path, tmp_path: Path):
    """The one that the package has."""
    from server import __version__

    assert run(program, "--version", cwd=tmp_path).strip() == f"seatfiller {__version__}"


@pytest.mark.parametrize("language", ["en", "es"])
def test_it_has_the_packs(program: Path, tmp_path: Path, language: str):
    """A simulated chat of a game that has a pack: packs, kinds of viewers, word lists."""
    lines = run(
        program,
        *(
            "simulate",
            "--game",
            "Minecraft",
            "--language",
            language,
            "--minutes",
            "3",
            "--data",
            str(tmp_path / "data"),
        ),
        cwd=tmp_path,
    ).splitlines()
    assert len(lines) > 5
    assert all(json.loads(line)["content"] for line in lines)


def test_it_has_the_pages(served: tuple[str, list[str]]):
    """Every page with what it loads: scripts, styles, fonts, words."""
    url, _ = served
    assert get(f"{url}/healthz")
    assets = set()
    for page in ("", "overlay", "panel", "chat", "highlight", "sign-in"):
        assets |= set(re.findall(r'(?:src|href)="(/assets/[^"]+)"', get(f"{url}/{page}").decode()))
    assert assets
    for asset in assets:
        assert get(f"{url}{asset}"), asset
    folder = next(iter(assets)).split("/")[2]
    font = "themes/fonts/atkinson-next-700.woff2"
    assert get(f"{url}/assets/{folder}/{font}") == (ROOT / "overlay" / font).read_bytes()


def test_it_opens_its_store_and_the_sign_in(served: tuple[str, list[str]]):
    """The printed link opens the page with the button that signs in."""
    _, lines = served
    link = re.search(r"http://\S+/sign-in\?code=\S+", "".join(lines))
    assert link
    assert b"<form" in get(link[0])


def test_it_has_every_file_beside_the_code(program: Path):
    """Scripts for rehearsals, instructions for models, emotes, locales: the names are the repository's."""
    inside = next(path for path in (program.parent / "_internal", program.parent) if (path / "server").exists())
    ours = {
        path.relative_to(ROOT).as_posix()
        for package in ("server", "overlay")
        for path in (ROOT / package).rglob("*")
        if path.is_file() and path.suffix not in (".py", ".pyc")
    }
    assert {name for name in ours if not (inside / name).is_file()} == set()

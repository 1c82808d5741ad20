"""The ready build runs where there is no Python: everything that it needs is in its folder."""

from __future__ import annotations

import ctypes
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import urllib.request
from collections.abc import Iterator
from http.cookiejar import CookieJar
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
    if sys.platform == "linux" and not (shutil.which("objdump") and has_shared_library()):
        pytest.skip("PyInstaller needs binutils and Python's shared library: apt install binutils libpython3-dev")
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


def has_shared_library() -> bool:
    """Debian's Python has it in a package apart."""
    name = sysconfig.get_config_var("INSTSONAME") or ""
    for path in (name, str(Path(sysconfig.get_config_var("LIBDIR") or "") / name)):
        try:
            ctypes.CDLL(path)
            return ".so" in name
        except OSError:
            continue
    return False


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


def test_its_link_opens_the_pages(served: tuple[str, list[str]]):
    """The printed link signs in, and every page is there with what it loads: scripts, styles, fonts, pictures."""
    url, lines = served
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    code = re.search(r"/sign-in\?code=(\S+)", "".join(lines))
    assert code
    browser.open(f"{url}/sign-in", data=f"code={code[1]}".encode(), timeout=START_S).close()
    assets: set[str] = set()
    for page in ("healthz", "", "overlay", "panel", "chat", "highlight"):
        with browser.open(f"{url}/{page}", timeout=START_S) as answer:
            assets |= set(re.findall(r'(?:src|href)="(/assets/[^"]+)"', answer.read().decode()))
    assert any("/panel/" in asset for asset in assets)
    for asset in assets:
        browser.open(url + asset, timeout=START_S).close()
    folder = next(iter(assets)).split("/")[2]
    font = "themes/fonts/atkinson-next-700.woff2"
    with browser.open(f"{url}/assets/{folder}/{font}", timeout=START_S) as answer:
        assert answer.read() == (ROOT / "overlay" / font).read_bytes()


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

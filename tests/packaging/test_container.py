"""The container: compose takes its file, the Dockerfile has no known mistake, and both READMEs' lines fit them."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from server.cli.parser import make_parser

ROOT = Path(__file__).parent.parent.parent
COMPOSE = ROOT / "compose.yaml"
SERVICE = YAML(typ="safe").load(COMPOSE.read_text("utf-8"))["services"]["seatfiller"]
"""Read strictly: a key twice in one mapping is an error, as it is for Docker."""
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
SCRIPTS = Path(sys.executable).parent


def compose() -> list[str] | None:
    """The real Docker Compose, where there is one; it needs no engine to read a file."""
    if shutil.which("docker") and subprocess.run(["docker", "compose", "version"], capture_output=True).returncode == 0:
        return ["docker", "compose"]
    found = shutil.which("docker-compose")
    if found is None:
        return None
    version = subprocess.run([found, "version", "--short"], capture_output=True, text=True).stdout
    return [found] if version.startswith("2.") else None  # the first generation takes what the second refuses


def test_compose_reads_its_file():
    """By the schema of the Compose specification, and by Docker Compose itself where it is installed."""
    subprocess.run(
        [SCRIPTS / "check-jsonschema", "--builtin-schema", "vendor.compose-spec", COMPOSE],
        check=True,
        capture_output=True,
    )
    if command := compose():
        subprocess.run([*command, "-f", COMPOSE, "config", "-q"], check=True, capture_output=True)


def test_a_key_twice_is_refused(tmp_path: Path):
    """The check that a compose file must pass finds what Docker Compose refuses."""
    twice = tmp_path / "compose.yaml"
    twice.write_text(COMPOSE.read_text("utf-8").replace("    image:", "    environment: {A: b}\n    image:"), "utf-8")
    checked = subprocess.run(
        [SCRIPTS / "check-jsonschema", "--builtin-schema", "vendor.compose-spec", twice], capture_output=True, text=True
    )
    assert checked.returncode != 0
    assert "environment" in checked.stdout + checked.stderr
    if command := compose():
        assert subprocess.run([*command, "-f", twice, "config", "-q"], capture_output=True).returncode != 0


def test_the_dockerfile_has_no_known_mistake():
    """As hadolint knows them."""
    checked = subprocess.run([SCRIPTS / "hadolint", ROOT / "Dockerfile"], capture_output=True, text=True)
    assert (checked.returncode, checked.stdout) == (0, "")


def test_compose_passes_on_what_the_readme_names():
    """The keys of the models, the public address, and where OBS is heard."""
    for name in (
        "GROQ_API_KEY",
        "CEREBRAS_API_KEY",
        "SEATFILLER_PUBLIC_URL",
        "SEATFILLER_TRUSTED_PROXIES",
        "SEATFILLER_OBS__URL",
    ):
        assert SERVICE["environment"][name].startswith("${" + name + ":-")


def test_the_port_is_for_this_computer_alone():
    """Published on the loopback address, and the one that the image listens on."""
    port = re.search(r"SEATFILLER_PORT=(\d+)", DOCKERFILE)
    assert port
    assert SERVICE["ports"] == [f"127.0.0.1:{port[1]}:{port[1]}"]
    assert f"EXPOSE {port[1]}" in DOCKERFILE


OPTIONS = {"up": {"-d", "--build"}, "build": {"--build-arg"}, "stop": set(), "down": {"--volumes"}}
"""Of Docker Compose's commands, what the READMEs may use."""


def test_docker_compose_has_these_options():
    """By its own help, where it is installed."""
    for name, options in OPTIONS.items() if (command := compose()) else ():
        told = subprocess.run([*command, name, "--help"], check=True, capture_output=True, text=True).stdout
        assert options <= set(re.findall(r"(?<=\s)-[\w-]+", told))


@pytest.mark.parametrize("name", ["README.md", "README.es.md"])
def test_the_readmes_docker_lines_fit(name: str):
    """The service that they call, commands that exist, and the user who must own a folder of one's own."""
    text = (ROOT / name).read_text("utf-8")
    user = re.search(r"USER (\d+):\d+", DOCKERFILE)
    assert user
    assert f"chown {user[1]}" in text
    lines = [line.split() for line in re.findall(r"docker compose ([a-z][^`#\n]*)", text)]
    assert {line[0] for line in lines} == {"exec", *OPTIONS}
    for name, *arguments in lines:
        if name == "exec":
            service, program, *rest = arguments
            assert (service, program) == ("seatfiller", "seatfiller")
            assert make_parser().parse_args(rest).command == rest[0]
        else:
            values = [one for one in arguments if "=" in one]
            assert set(arguments) - set(values) <= OPTIONS[name]
            assert all(f"ARG {value.partition('=')[0]}=" in DOCKERFILE for value in values)

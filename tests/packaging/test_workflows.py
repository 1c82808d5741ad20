"""The workflows: GitHub takes them, and a release carries what the READMEs offer."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).parent.parent.parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
@pytest.mark.parametrize("schema", ["vendor.github-workflows", "custom.github-workflows-require-timeout"])
def test_github_takes_it(path: Path, schema: str):
    """By its schema; and no job runs for hours when something hangs."""
    command = [Path(sys.executable).parent / "check-jsonschema", "--builtin-schema", schema, path]
    subprocess.run(command, check=True, capture_output=True)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_what_it_calls_is_in_the_repository(path: Path):
    """Files, and targets of the Makefile."""
    text = path.read_text("utf-8")
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for name in re.findall(r"(?:packaging|tests|\.ci)/[\w./]*\w|requirements-dev\.txt|start\.cmd", text):
        assert (ROOT / name).exists(), name
    for target in re.findall(r"(?m)^\s+make (\S+)", text):
        assert re.search(rf"(?m)^{re.escape(target.replace('.venv', '$(VENV)'))}:", makefile), target


@pytest.mark.parametrize("name", ["README.md", "README.es.md"])
def test_a_release_has_what_the_readme_offers(name: str):
    """The ready builds by their file names, for each system."""
    release = YAML(typ="safe").load((ROOT / ".github" / "workflows" / "release.yml").read_text("utf-8"))
    made = {f"{build['name']}.zip" for build in release["jobs"]["ready"]["strategy"]["matrix"]["include"]}
    offered = set(re.findall(r"Seatfiller-\w+\.zip", (ROOT / name).read_text("utf-8")))
    assert offered == made

"""The tables of what was tried name tests that there are, and none of their folders' is missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent
FAULTS = FOLDER.with_name("faults")


@pytest.mark.parametrize("folder", [FOLDER, FAULTS], ids=lambda folder: folder.name)
def test_every_test_that_the_table_names_is_there(folder):
    """Files, and the tests in them."""
    path = folder
    for name in re.findall(r"`((?:\.\./|::|test_|soak)[^`]*)`", (folder / "README.md").read_text("utf-8")):
        file, _, test = name.partition("::")
        path = folder / file if file else path
        assert path.exists(), name
        assert not test or re.search(rf"^(?:async )?def {test}\(", path.read_text("utf-8"), re.MULTILINE), name


@pytest.mark.parametrize("folder", [FOLDER, FAULTS], ids=lambda folder: folder.name)
def test_every_file_has_its_row(folder):
    """Whoever adds one says what it is against."""
    table = (folder / "README.md").read_text("utf-8")
    own = {path.name for path in folder.glob("test_*.py")} - {Path(__file__).name}
    assert {name for name in own if f"`{name}" not in table} == set()

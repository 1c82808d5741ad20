"""The table of what was tried names tests that there are, and none of this folder's is missing."""

from __future__ import annotations

import re
from pathlib import Path

FOLDER = Path(__file__).parent
TABLE = (FOLDER / "README.md").read_text("utf-8")


def test_every_test_that_the_table_names_is_there():
    """Files, and the tests in them."""
    path = FOLDER
    for name in re.findall(r"`((?:\.\./|::|test_|soak)[^`]*)`", TABLE):
        file, _, test = name.partition("::")
        path = FOLDER / file if file else path
        assert path.exists(), name
        assert not test or re.search(rf"^(?:async )?def {test}\(", path.read_text("utf-8"), re.MULTILINE), name


def test_every_file_of_attacks_has_its_row():
    """Whoever adds one says what it is against."""
    own = {path.name for path in FOLDER.glob("test_*.py")} - {Path(__file__).name}
    assert {name for name in own if f"`{name}" not in TABLE} == set()

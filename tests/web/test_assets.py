"""The files that a browser loads."""

from __future__ import annotations

from pathlib import Path

import pytest

import overlay
from server.web.assets import load_site, without_comments

FOLDER = Path(str(overlay.__file__)).parent
SOURCES = sorted(path for path in FOLDER.rglob("*") if path.suffix in (".js", ".css"))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_only_whole_lines_of_comments_are_left_out(path):
    """Every line of code is served as it was written, in its order; what is missing is comment."""
    source = path.read_text("utf-8").splitlines()
    served = without_comments(path.read_bytes()).decode().splitlines()
    left_out, at = [], 0
    for line in source:
        if at < len(served) and line == served[at]:
            at += 1
        else:
            left_out.append(line.strip())
    assert at == len(served)
    inside = False
    for line in left_out:
        assert inside or line.startswith(("//", "/*"))
        inside = (inside or line.startswith("/*")) and not line.endswith("*/")
    assert not inside


def test_what_isnt_a_comment_line_stays():
    """A comment behind code, one before code, an address, a line that only looks like one within a line."""
    kept = b"a(); // why\n/* b */ .x{}\nconst url = 'http://x';\n/* c */ d();\n"
    assert without_comments(kept) == kept
    assert without_comments(b"// one\n  /* two\n   three */\nx();\n/** four */\n") == b"x();\n"


def test_the_site_serves_them_so():
    """And names its build by what lies on the disk."""
    site = load_site()
    assert site.assets["chat/list.js"][0] == without_comments((FOLDER / "chat/list.js").read_bytes())

"""The `.env` beside the config: lines of NAME=value, as people write them, perhaps in Notepad."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

from dotenv.parser import parse_stream


def read_env_file(path: Path) -> tuple[dict[str, str], list[str]]:
    """Its variables, and a warning for each line that isn't one. A file that isn't there has none.

    A value is taken as it stands, quotes aside: a `$` in a key of some service means nothing.
    Raises `OSError`, `UnicodeDecodeError`.
    """
    if not path.is_file():
        return {}, []
    lines = list(parse_stream(StringIO(path.read_text(encoding="utf-8-sig"))))
    variables = {line.key: line.value or "" for line in lines if line.key is not None and not line.error}
    warnings = [f"{path}:{line.original.line} isn't NAME=value; it is left out" for line in lines if line.error]
    return variables, warnings

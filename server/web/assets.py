"""Assets: all that a browser loads, read once and named by its content's hash."""

from __future__ import annotations

import hashlib
import json
import mimetypes
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import overlay as _overlay
from server.model.phrase import LANGUAGES, Language


@dataclass(frozen=True, eq=False)
class Assets:
    """All that a browser loads: where it lies, its content hash, its words."""

    folder: Path
    build: str
    words: Mapping[Language, Mapping[str, Any]]
    assets: Mapping[str, tuple[bytes, str]] = field(repr=False)

    def words_of(self, language: Language, *prefixes: str) -> dict[str, Any]:
        """The words of some places."""
        return {key: text for key, text in self.words[language].items() if key.startswith(prefixes)}


@cache
def load_site() -> Assets:
    """Read the pages' files, once. They are small and few; a request then costs no disk."""
    folder = Path(str(_overlay.__file__)).parent
    assets = {}
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".py":
            name, content = path.relative_to(folder).as_posix(), path.read_bytes()
            digest.update(name.encode() + b"\0" + content + b"\0")
            if path.suffix in (".js", ".css"):
                content = without_comments(content)
            if path.suffix != ".html":
                assets[name] = content, _TYPES.get(path.suffix) or mimetypes.guess_type(name)[0] or "text/plain"
    words = {language: json.loads(assets[f"locales/{language}.json"][0]) for language in LANGUAGES}
    return Assets(folder, digest.hexdigest()[:16], words, assets)


def without_comments(source: bytes) -> bytes:
    """A script or style sheet without the comments that have lines of their own: those are for whoever reads the
    repository, and were a fifth of what a page loads. Nothing else is touched, so that it stays what was written.
    """
    return _COMMENT_LINES.sub(b"", source)


_COMMENT_LINES = re.compile(rb"^[ \t]*(?:/\*(?:(?!\*/).)*\*/[ \t]*|//[^\n]*)\n", re.DOTALL | re.MULTILINE)

_TYPES = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
"""Windows' registry may say otherwise for these, and a module of another type isn't run."""

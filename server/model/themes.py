"""Themes: the looks that the overlay comes with, one for each style sheet in `overlay/themes`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import overlay

DEFAULT_THEME = "outline"
THEMES: tuple[str, ...] = tuple(
    sorted(
        (path.stem for path in (Path(str(overlay.__file__)).parent / "themes").glob("*.css")),
        key=lambda name: (name != DEFAULT_THEME, name),
    )
)
"""Their names, the default first."""

if TYPE_CHECKING:
    Theme = str
else:
    Theme = Literal[THEMES]

"""Kinds: the images that a chat can show, and why one isn't."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["png", "gif", "webp", "jpeg", "avif", "svg"]
TYPES: dict[Kind, str] = {
    "png": "image/png",
    "gif": "image/gif",
    "webp": "image/webp",
    "jpeg": "image/jpeg",
    "avif": "image/avif",
    "svg": "image/svg+xml",
}
SUFFIXES = ("png", "gif", "webp", "jpg", "jpeg", "avif", "svg")
"""Endings of the files' names. AVIF is drawn from Chromium 85 on; OBS has had 103 since its version 29."""

LARGEST_BYTES = 4 * 1_024 * 1_024
"""Of any image at all, whatever a config allows."""
LARGEST_PX = 1_024
"""Of a side."""
MOST_FRAMES = 1_000
"""Frames of an animation."""
MOST_PX = 128 * 1_024 * 1_024
"""Of all frames together: 128 of the largest."""

Reason = Literal["type", "large", "frames", "unsafe", "size"]


class BadImage(ValueError):
    """Not an image that may be shown. `reason` is a word that the panel has a sentence for."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Image:
    """An image that may be shown."""

    kind: Kind
    width: int
    height: int
    """In px; of an SVG, the shape that it says, and 0 by 0 if it says none."""
    frames: int = 1
    px: int = 0
    """Of all frames together; 0: those of one."""

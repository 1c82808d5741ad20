"""Image: what a file really is, by its bytes and not by its name. Pure.

Sources: PNG (RFC 2083, 11.2.2), GIF89a (18), WebP (RFC 9649, 2.5 to 2.7), SVG 2.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["png", "gif", "webp", "svg"]
TYPES: dict[Kind, str] = {
    "png": "image/png",
    "gif": "image/gif",
    "webp": "image/webp",
    "svg": "image/svg+xml",
}
LARGEST_PX = 1_024
"""Of a side. A small file can hold an image that fills the memory of whoever decodes it."""


class BadImage(ValueError):
    """Not an image that may be shown. `reason` is a word that the panel has a sentence for."""

    def __init__(self, reason: Literal["type", "large", "unsafe"]) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Image:
    """An image that may be shown."""

    kind: Kind
    width: int
    height: int
    """In px; an SVG has none, and says 0."""


def inspect(data: bytes) -> Image:
    """What `data` is. Raises `BadImage`."""
    for read in (_png, _gif, _webp, _svg):
        image = read(data)
        if image is not None:
            if max(image.width, image.height) > LARGEST_PX:
                raise BadImage("large")
            return image
    raise BadImage("type")


def _png(data: bytes) -> Image | None:
    if data[:8] != b"\x89PNG\r\n\x1a\n" or data[12:16] != b"IHDR" or len(data) < 24:
        return None
    return Image("png", int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big"))


def _gif(data: bytes) -> Image | None:
    if data[:6] not in (b"GIF87a", b"GIF89a") or len(data) < 10:
        return None
    return Image("gif", int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:10], "little"))


def _webp(data: bytes) -> Image | None:
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP" or len(data) < 30:
        return None
    chunk = data[12:16]
    if chunk == b"VP8X":
        width, height = int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
    elif chunk == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    elif chunk == b"VP8 ":
        width, height = (int.from_bytes(data[at : at + 2], "little") & 0x3FFF for at in (26, 28))
    else:
        return None
    return Image("webp", width, height)


_SVG = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<svg[\s>]", re.DOTALL)
_UNSAFE = re.compile(rb"<!DOCTYPE|<!ENTITY|<script|<foreignObject|\son\w+\s*=|javascript:", re.IGNORECASE)
"""It couldn't run as an image, nor under the policy that it is served with; it isn't wanted all the same."""


def _svg(data: bytes) -> Image | None:
    if not _SVG.match(data[:4_096]):
        return None
    if _UNSAFE.search(data):
        raise BadImage("unsafe")
    return Image("svg", 0, 0)

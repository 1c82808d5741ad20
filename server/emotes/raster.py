"""Raster: the size of PNG, GIF, WebP, JPEG and AVIF images, from their headers and those of their frames. Pure.

Sources: PNG (RFC 2083, 11.2.2; APNG 1.0), GIF89a (20 to 26), WebP (RFC 9649, 2.5 to 2.7), JPEG (T.81, B.1 and B.2),
AVIF 1.1 in ISO/IEC 14496-12 boxes. Each reader is one pass, or None when the bytes are another kind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from server.emotes.image_types import LARGEST_PX, MOST_FRAMES, MOST_PX, BadImage, Image

MOST_SCANS = 100
"""Of a progressive JPEG: each is a pass over the whole image (libjpeg-turbo's own advice against bombs)."""
MOST_BOXES = 2_000
"""Boxes of an AVIF file."""
CONTAINERS = {b"meta": 4, b"iprp": 0, b"ipco": 0, b"moov": 0, b"trak": 0}
"""Boxes that hold boxes, and the bytes before the first one."""


def checked(image: Image) -> Image:
    """The image, if it isn't too much for who draws it. Raises `BadImage`."""
    if not (image.width and image.height):
        raise BadImage("type")
    if max(image.width, image.height) > LARGEST_PX:
        raise BadImage("large")
    if image.frames > MOST_FRAMES or image.px > MOST_PX:
        raise BadImage("frames")
    return image


def _of_frames(kind: str, sizes: list[tuple[int, int]]) -> Image:
    """The image that holds frames of these sizes (width, height): as large as the largest."""
    width, height = (max((size[side] for size in sizes), default=0) for side in (0, 1))
    px = sum(width * height for width, height in sizes)
    return Image(kind, width, height, max(1, len(sizes) - 1), px)  # type: ignore[arg-type] # the readers' own kinds


def read_png(data: bytes) -> Image | None:
    """PNG and APNG."""
    if data[:8] != b"\x89PNG\r\n\x1a\n" or data[12:16] != b"IHDR" or len(data) < 24:
        return None
    sizes = [(_big(data, 16, 4), _big(data, 20, 4))]
    at = 8
    while at + 8 <= len(data):
        if data[at + 4 : at + 8] == b"fcTL":
            sizes.append(
                (_big(data, at + 12, 4) + _big(data, at + 20, 4), _big(data, at + 16, 4) + _big(data, at + 24, 4))
            )
        at += 12 + _big(data, at, 4)
    return _of_frames("png", sizes)


def read_gif(data: bytes) -> Image | None:
    """GIF: the canvas, and the right and lower edge of every frame."""
    if data[:6] not in (b"GIF87a", b"GIF89a") or len(data) < 13:
        return None
    sizes = [(_little(data, 6, 2), _little(data, 8, 2))]
    at = 13 + _palette(data[10])
    while at < len(data):
        if data[at] == 0x21:  # an extension: its label, then blocks
            at = _after_blocks(data, at + 2)
        elif data[at] == 0x2C and at + 10 <= len(data):
            left, top, width, height = (_little(data, at + part, 2) for part in (1, 3, 5, 7))
            sizes.append((left + width, top + height))
            at = _after_blocks(data, at + 11 + _palette(data[at + 9]))
        else:
            break  # the end, or what no decoder reads on from
    return _of_frames("gif", sizes)


def _palette(flags: int) -> int:
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _after_blocks(data: bytes, at: int) -> int:
    while at < len(data) and data[at]:
        at += 1 + data[at]
    return at + 1


def read_webp(data: bytes) -> Image | None:
    """WebP: the canvas, and every frame or the one image."""
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP" or len(data) < 30:
        return None
    sizes: list[tuple[int, int]] = []
    at = 12
    while at + 18 <= len(data):
        chunk, body = data[at : at + 4], at + 8
        if chunk == b"VP8X":
            sizes.insert(0, (_little(data, body + 4, 3) + 1, _little(data, body + 7, 3) + 1))
        elif chunk == b"ANMF":
            left, top = (2 * _little(data, body + part, 3) for part in (0, 3))
            sizes.append((left + _little(data, body + 6, 3) + 1, top + _little(data, body + 9, 3) + 1))
        elif chunk == b"VP8L":
            bits = _little(data, body + 1, 4)
            sizes.append(((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1))
        elif chunk == b"VP8 ":
            sizes.append((_little(data, body + 6, 2) & 0x3FFF, _little(data, body + 8, 2) & 0x3FFF))
        length = _little(data, at + 4, 4)
        at = body + length + length % 2
    return _of_frames("webp", sizes) if sizes else None


def read_jpeg(data: bytes) -> Image | None:
    """JPEG: the frame's header. A scan is a pass over all of it, so many of them are as bad as many frames."""
    if data[:3] != b"\xff\xd8\xff":
        return None
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF or 0xD0 <= marker <= 0xD8 or marker == 0x01:  # filling, or a marker without a length
            at += 1 if marker == 0xFF else 2
        elif 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            if data.count(b"\xff\xda") > MOST_SCANS:
                raise BadImage("frames")
            return Image("jpeg", _big(data, at + 7, 2), _big(data, at + 5, 2))
        else:
            at += 2 + _big(data, at + 2, 2)
    return None


def read_avif(data: bytes) -> Image | None:
    """AVIF: every size that its boxes give, of tiles and tracks too."""
    if data[4:8] != b"ftyp" or not {b"avif", b"avis"} & _brands(data):
        return None
    sizes = []
    for kind, body, end in _boxes(data):
        if kind == b"ispe" and end - body >= 12:
            sizes.append((_big(data, body + 4, 4), _big(data, body + 8, 4)))
        elif kind == b"tkhd" and end - body >= 84:
            sizes.append((_big(data, end - 8, 2), _big(data, end - 4, 2)))
    return _of_frames("avif", [size for size in sizes if size != (0, 0)])


def _brands(data: bytes) -> set[bytes]:
    end = min(_big(data, 0, 4), len(data), 256)
    return {data[8:12]} | {data[at : at + 4] for at in range(16, end, 4)}


def _boxes(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """The boxes, outer ones first: kind, where the body begins, where it ends. Raises `BadImage` past `MOST_BOXES`."""
    spans = [(0, len(data))]
    seen = 0
    while spans:
        at, end = spans.pop()
        while at + 8 <= end:
            seen += 1
            if seen > MOST_BOXES:
                raise BadImage("unsafe")
            size, kind, body = _big(data, at, 4), data[at + 4 : at + 8], at + 8
            if size == 1:
                size, body = _big(data, at + 8, 8), at + 16
            stop = min(end, at + size) if size else end
            if stop < body:
                break
            yield kind, body, stop
            if kind in CONTAINERS:
                spans.append((body + CONTAINERS[kind], stop))
            at = stop


RASTERS: tuple[Callable[[bytes], Image | None], ...] = (read_png, read_gif, read_webp, read_jpeg, read_avif)


def _big(data: bytes, at: int, length: int) -> int:
    return int.from_bytes(data[at : at + length], "big")


def _little(data: bytes, at: int, length: int) -> int:
    return int.from_bytes(data[at : at + length], "little")

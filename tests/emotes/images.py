"""The smallest images of each kind that a browser shows, and some that nobody should."""

from __future__ import annotations

import struct
import zlib


def png(width: int = 2, height: int = 2) -> bytes:
    """A red square."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = b"".join(b"\0" + b"\xff\0\0" * width for _ in range(height)) if width < 100 else b""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def gif(frames: list[tuple[int, int]], canvas: tuple[int, int] = (1, 1)) -> bytes:
    """A GIF with frames of these sizes, without a pixel in them."""
    head = b"GIF89a" + struct.pack("<HH", *canvas) + b"\x80\0\0" + b"\0" * 6
    body = b"".join(b"!\xf9\x04\0\0\0\0\0," + struct.pack("<HHHH", 0, 0, *size) + b"\0\x02\x01D\0" for size in frames)
    return head + body + b";"


def webp(frames: list[tuple[int, int]], canvas: tuple[int, int] = (1, 1)) -> bytes:
    """An animated WebP with frames of these sizes, without a pixel in them."""

    def three(number: int) -> bytes:
        return struct.pack("<I", number)[:3]

    def chunk(name: bytes, data: bytes) -> bytes:
        return name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)

    body = chunk(b"VP8X", b"\x02\0\0\0" + b"".join(three(side - 1) for side in canvas))
    for width, height in frames:
        body += chunk(b"ANMF", b"\0" * 6 + three(width - 1) + three(height - 1) + b"\0" * 4)
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def jpeg(width: int = 2, height: int = 2, scans: int = 1) -> bytes:
    """The headers of a JPEG."""
    app = b"\xff\xe0\x00\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0"
    frame = b"\xff\xc2\x00\x0b\x08" + struct.pack(">HH", height, width) + b"\x01\x01\x11\0"
    return b"\xff\xd8" + app + frame + b"\xff\xda\x00\x08\x01\x01\0\0\x3f\0\0" * scans + b"\xff\xd9"


def box(kind: bytes, data: bytes) -> bytes:
    """A box of an ISO media file."""
    return struct.pack(">I", len(data) + 8) + kind + data


def avif(width: int = 2, height: int = 2) -> bytes:
    """The boxes of an AVIF that give its size."""
    size = box(b"ispe", b"\0" * 4 + struct.pack(">II", width, height))
    inner = box(b"iprp", box(b"ipco", size))
    return box(b"ftyp", b"avif\0\0\0\0avifmif1miaf") + box(b"meta", b"\0" * 4 + inner)


GIF = b"GIF89a\x01\0\x01\0\x80\0\0\xff\0\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;"
WEBP = b"RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0/\0\0\0\x10\x07\x10\x11\x11\x88\x88\xfe\x07\0"
SVG = b'<?xml version="1.0"?>\n<!-- a dot -->\n<svg xmlns="http://www.w3.org/2000/svg"><circle r="4"/></svg>'
"""Each is the whole file."""

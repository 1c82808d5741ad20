"""Image: what a file really is, by its bytes and not by its name. Pure.

One pass over at most `LARGEST_BYTES`, nothing decoded and no backtracking: a file's size bounds the work. What is let
through is bounded for who draws it too: a small file can hold an image that fills the memory of a page.
"""

from __future__ import annotations

from server.emotes.image_types import LARGEST_BYTES, BadImage, Image
from server.emotes.raster import RASTERS, checked
from server.emotes.svg import read_svg


def inspect(data: bytes) -> Image:
    """What `data` is. Raises `BadImage`."""
    if len(data) > LARGEST_BYTES:
        raise BadImage("size")
    for read in RASTERS:
        image = read(data)
        if image is not None:
            return checked(image)
    return read_svg(data)

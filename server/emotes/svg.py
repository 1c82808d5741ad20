"""SVG: an image that is a document, let through when it can only be an image, and one that can be drawn. Pure.

Read by expat, which takes time by length; a document type ends the reading, so no entity is ever expanded. What is
drawn many times (`<use>`, a pattern, a mask within a mask) is counted and not expanded: the sum over what each element
refers to, worked out once an element.
"""

from __future__ import annotations

import base64
import binascii
import math
import re
from xml.parsers import expat

from server.emotes.image_types import BadImage, Image
from server.emotes.raster import RASTERS, checked

MOST_ELEMENTS = 5_000
"""Elements in the file."""
MOST_DRAWN = 20_000
"""Elements when all that refers to another one stands there in full. Chromium 103 draws them in about a tenth of a
second; a `<use>` of a `<use>` five deep, ten wide each, is 100,000 and took twelve seconds a frame."""
MOST_DEPTH = 100
"""Levels of elements within elements."""
FILTER_COST = 200
"""A step of a filter counts as so many elements: it passes over the whole image."""

SVG = "http://www.w3.org/2000/svg"
_REFUSED = frozenset({"script", "foreignobject", "iframe", "object", "embed", "audio", "video", "handler", "listener"})
_REFERENCE = re.compile(r"url\(\s*[\"']?\s*([^\"')\s]*)", re.IGNORECASE)
_EMBEDDED = re.compile(r"data:image/(?:png|jpe?g|gif|webp|avif);base64,", re.IGNORECASE)
_NUMBER = re.compile(r"\s*(\d{1,7}(?:\.\d{1,7})?)(?:px)?\s*")


def read_svg(data: bytes) -> Image:
    """The image that `data` is. Raises `BadImage`."""
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise BadImage("type")
    document = _Document()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = document.start
    parser.EndElementHandler = document.end
    parser.CharacterDataHandler = document.text
    parser.StartDoctypeDeclHandler = document.unsafe
    parser.ProcessingInstructionHandler = document.unsafe
    try:
        parser.Parse(data, True)
    except expat.ExpatError:
        raise BadImage("type") from None
    if document.drawn() > MOST_DRAWN:
        raise BadImage("unsafe")
    return Image("svg", *document.shape)


class _Document:
    """What is learnt of a document as it is read."""

    def __init__(self) -> None:
        self.shape = (0, 0)
        self._costs: list[int] = []
        self._parts: list[list[int]] = []
        """Of each element, those inside it."""
        self._names: dict[str, int] = {}
        self._kinds: list[str] = []
        self._references: list[tuple[int, str]] = []
        self._of_sheets: list[str] = []
        self._open: list[int] = []
        self._styles = 0
        """Open <style> elements."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if not self._costs:
            if (space, local) != (SVG, "svg"):
                raise BadImage("type")
            self.shape = _shape(attributes)
        if local.casefold() in _REFUSED or space.endswith("xhtml"):
            raise BadImage("unsafe")
        number = len(self._costs)
        if number >= MOST_ELEMENTS or len(self._open) >= MOST_DEPTH:
            raise BadImage("unsafe")
        self._costs.append(FILTER_COST if local.startswith("fe") else 1)
        self._parts.append([])
        self._kinds.append(local)
        if self._open:
            self._parts[self._open[-1]].append(number)
        self._open.append(number)
        self._styles += local == "style"
        for attribute, value in attributes.items():
            self._attribute(number, attribute.rpartition(" ")[2].casefold(), value)
        if len(self._references) > MOST_ELEMENTS:
            raise BadImage("unsafe")

    def end(self, name: str) -> None:
        self._open.pop()
        self._styles -= name.rpartition(" ")[2] == "style"

    def text(self, text: str) -> None:
        if self._styles:
            if "@import" in text.casefold():
                raise BadImage("unsafe")
            self._of_sheets += self._references_in(text)

    def unsafe(self, *_: object) -> None:
        raise BadImage("unsafe")

    def drawn(self) -> int:
        """Elements when every reference is followed; more than `MOST_DRAWN` when they go in a circle."""
        targets = {self._kinds[self._names[name]] for name in self._of_sheets if name in self._names}
        if targets - {"linearGradient", "radialGradient"}:
            # A rule of a sheet may be for any element, within what it refers to as well: that can't be counted.
            return MOST_DRAWN + 1
        parts = [list(inside) for inside in self._parts]
        for number, name in self._references:
            if name in self._names:
                parts[number].append(self._names[name])
        sums: dict[int, int] = {}
        under: set[int] = set()
        stack = [0] if parts else []
        while stack:
            number = stack[-1]
            missing = [part for part in parts[number] if part not in sums]
            if number in under and not missing:
                sums[number] = min(MOST_DRAWN + 1, self._costs[number] + sum(sums[part] for part in parts[number]))
                under.discard(number)
                stack.pop()
            elif number in sums:
                stack.pop()
            elif number in under or any(part in under for part in missing):
                return MOST_DRAWN + 1
            else:
                under.add(number)
                stack.extend(missing)
        return sums.get(0, 0)

    def _attribute(self, number: int, name: str, value: str) -> None:
        if name.startswith("on") or "javascript:" in value.casefold():
            raise BadImage("unsafe")
        if name == "id":
            self._names.setdefault(value, number)
        elif name in ("href", "src"):
            name = self._name_of(value.strip())
            self._references += [(number, name)] if name else []
        else:
            self._refers(number, value)

    def _refers(self, number: int, text: str) -> None:
        self._references += [(number, name) for name in self._references_in(text)]

    def _references_in(self, text: str) -> list[str]:
        """The elements that a text of CSS refers to by `url(#name)`."""
        targets = _REFERENCE.findall(text) if "(" in text else []
        return [name for target in targets if (name := self._name_of(target))]

    def _name_of(self, target: str) -> str:
        """The element that an address means; none for an image that stands in the address itself."""
        if target.startswith("#"):
            return target[1:]
        if target and not _is_raster(target):
            raise BadImage("unsafe")
        return ""


def _is_raster(target: str) -> bool:
    """Whether an address holds an image itself, of a kind that can't refer to another. Raises `BadImage`."""
    found = _EMBEDDED.match(target)
    if found is None:
        return False
    try:
        data = base64.b64decode("".join(target[found.end() :].split()), validate=True)
    except (binascii.Error, ValueError):
        return False
    return any((image := read(data)) is not None and checked(image) for read in RASTERS)


def _shape(attributes: dict[str, str]) -> tuple[int, int]:
    """Width and height in proportion, up to 1,024; 0 by 0 when the document doesn't say."""
    box = attributes.get("viewBox", "").replace(",", " ").split()
    said = [attributes.get("width", ""), attributes.get("height", "")]
    for width, height in (
        (_side(said[0]), _side(said[1])),
        tuple(map(_side, box[2:4])) if len(box) == 4 else (0.0, 0.0),
    ):
        if width > 0 and height > 0:
            scale = min(1.0, 1_024 / max(width, height))
            return max(1, math.ceil(width * scale)), max(1, math.ceil(height * scale))
    return 0, 0


def _side(text: str) -> float:
    found = _NUMBER.fullmatch(text)
    return float(found[1]) if found else 0.0

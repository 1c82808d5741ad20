"""Marks: HTML, entities and escapes taken out of a line of an answer. One line may turn out to be several."""

from __future__ import annotations

import html
import re

_LETTERED = re.compile(
    r"<\w{1,12}\s{1,4}(?:letter|letra|kind|type|category|categoria|tipo)\s?=\s?[\"']?(\w{1,14})[\"']?\s?>",
    re.IGNORECASE,
)
_CELL = re.compile(r"<(?:td|th)(?:\s[^<>]{0,60})?>", re.IGNORECASE)
_BLOCK = re.compile(
    r"</?(?:ul|ol|li|p|br|div|tr|table|tbody|thead|pre|html|body|h[1-6]|dl|dt|dd|line|item|message|lines|messages|chat)"
    r"(?:\s[^<>]{0,60})?/?>",
    re.IGNORECASE,
)
_INLINE = re.compile(r"</?(?:b|i|u|em|strong|span|code|td|th|text|small)(?:\s[^<>]{0,60})?/?>", re.IGNORECASE)
_CLOSING = re.compile(r"</[a-z]{1,14}>\s*$", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,5});")


def unmarked(line: str) -> list[str]:
    """The lines that a line holds, without the marks around them."""
    if "<" in line:
        line = _LETTERED.sub(r"\n\1|", line)
        line = _INLINE.sub("", _BLOCK.sub("\n", _CELL.sub("|", line)))
        line = _CLOSING.sub("", line)
    if "&" in line and _ENTITY.search(line):
        line = html.unescape(line)
    return line.replace("\\n", "\n").splitlines() if "\n" in line or "\\n" in line else [line]

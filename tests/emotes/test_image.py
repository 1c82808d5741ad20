"""Images: told by their bytes, never by their names."""

from __future__ import annotations

import pytest

from server.emotes.image import BadImage, inspect
from tests.emotes.images import GIF, SVG, WEBP, png


@pytest.mark.parametrize(("data", "kind"), [(png(), "png"), (GIF, "gif"), (WEBP, "webp"), (SVG, "svg")])
def test_each_kind_is_known_by_its_bytes(data, kind):
    """The four that a browser shows."""
    assert inspect(data).kind == kind


def test_a_size_is_read_without_decoding():
    """From the header alone."""
    assert (inspect(png(3, 2)).width, inspect(png(3, 2)).height) == (3, 2)
    assert (inspect(WEBP).width, inspect(GIF).height) == (1, 1)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "type"),
        (b"<html><script>alert(1)</script>", "type"),
        (b"MZ\x90\0" + b"\0" * 90, "type"),
        (png()[:20], "type"),
        (png(20_000, 20_000), "large"),
        (b"<svg><script>alert(1)</script></svg>", "unsafe"),
        (b'<svg onload="alert(1)"/>', "unsafe"),
        (b'<svg><a href="JavaScript:alert(1)"/></svg>', "unsafe"),
        (b"<svg><foreignObject/></svg>", "unsafe"),
    ],
)
def test_what_should_not_be_shown_says_why(data, reason):
    """A word each, for which the panel has a sentence."""
    with pytest.raises(BadImage) as error:
        inspect(data)
    assert error.value.reason == reason

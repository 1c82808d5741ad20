"""Hostile images: small files that would hold whoever reads them, or whoever draws them. Each is refused."""

from __future__ import annotations

import sys
from base64 import b64encode
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as some

from server.emotes.image import inspect
from server.emotes.image_types import LARGEST_BYTES, BadImage
from tests.emotes.images import GIF, SVG, WEBP, avif, box, gif, jpeg, png, webp

X = b'xmlns="http://www.w3.org/2000/svg"'


def svg(inside: bytes) -> bytes:
    return b"<svg %s>%s</svg>" % (X, inside)


def uses(levels: int, wide: int) -> bytes:
    """`wide` uses of what is `wide` uses of ..."""
    inside = b'<rect id="l0"/>'
    for level in range(1, levels + 1):
        inside += b'<g id="l%d">%s</g>' % (level, b'<use href="#l%d"/>' % (level - 1) * wide)
    return svg(b"<defs>%s</defs><use href='#l%d'/>" % (inside, levels))


def masks(levels: int) -> bytes:
    inside = b'<mask id="m0"><rect/></mask>'
    for level in range(1, levels + 1):
        inside += b'<mask id="m%d">%s</mask>' % (level, b'<rect mask="url(#m%d)"/>' % (level - 1) * 10)
    return svg(inside + b'<rect mask="url(#m%d)"/>' % levels)


HOSTILE = {
    "remarks without end": b"<!-- a -->" * 40,
    "forty thousand remarks": b"<!-- a -->" * 40_000,
    "a remark that isn't closed": b"<!-- a" * 4_000,
    "uses within uses": uses(5, 10),
    "uses without end": uses(60, 60),
    "a use of itself": svg(b'<g id="a"><use href="#a"/></g>'),
    "two uses of each other": svg(b'<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'),
    "masks within masks": masks(5),
    "a mask by a sheet": svg(b"<style>rect{mask:url(#m)}</style><mask id='m'><rect/></mask><rect/>"),
    "a ring of uses": svg(b"".join(b'<use id="u%d" href="#u%d"/>' % (n, (n + 1) % 900) for n in range(900))),
    "elements without end": svg(b"<a/>" * 50_000),
    "depth without end": b"<svg %s>" % X + b"<g>" * 50_000,
    "filters without end": svg(b"<filter>%s</filter>" % (b"<feTurbulence/>" * 200)),
    "entities": b"<!DOCTYPE a [<!ENTITY a '%s'>]>" % (b"x" * 900) + svg(b"&a;" * 900),
    "a wall inside": svg(b"<image href='data:image/gif;base64,%s'/>" % b64encode(gif([(20_000, 20_000)]))),
    "a gif of one pixel with a frame of a wall": gif([(20_000, 20_000)]),
    "a gif of a thousand frames": gif([(1_000, 1_000)] * 900),
    "a gif of frames without end": gif([(1, 1)] * 20_000),
    "a webp of one pixel with a frame of a wall": webp([(16_000, 16_000)]),
    "a png of a wall": png(60_000, 60_000),
    "a png of frames without end": png() + (b"\0\0\0\x1afcTL" + b"\0" * 30) * 20_000,
    "a jpeg of scans without end": jpeg(1_000, 1_000, scans=30_000),
    "an avif of a wall": avif(60_000, 60_000),
    "an avif of boxes without end": box(b"ftyp", b"avif\0\0\0\0") + box(b"free", b"") * 60_000,
    "an avif of boxes within boxes": box(b"ftyp", b"avif\0\0\0\0") + b"\0\0\xff\xffmoov" * 8_000,
    "more than anybody needs": png() + b"\0" * LARGEST_BYTES,
    "nothing of a size": png(0, 0),
}  # fmt: skip


def steps_of(data: bytes) -> tuple[str, int]:
    """Why the image is refused, and how many lines of Python and calls of C that took."""
    steps = 0

    def count(frame, event, argument):
        nonlocal steps
        steps += 1
        return count

    def profile(frame, event, argument):
        nonlocal steps
        steps += event == "c_call"

    before = sys.gettrace()
    sys.settrace(count)
    sys.setprofile(profile)
    try:
        inspect(data)
        reason = "taken"
    except BadImage as error:
        reason = error.reason
    finally:
        sys.settrace(before)
        sys.setprofile(None)
    return reason, steps


@pytest.mark.parametrize("name", HOSTILE)
def test_no_hostile_image_is_taken(name):
    """Nor is one read in more steps than its length warrants."""
    reason, steps = steps_of(HOSTILE[name])
    assert reason in ("type", "large", "frames", "unsafe", "size")
    assert steps < 20_000 + 20 * len(HOSTILE[name])


@given(some.sampled_from([png(), GIF, WEBP, SVG, jpeg(), avif(), gif([(2, 2)]), webp([(2, 2)])]), some.data())
def test_a_spoilt_image_is_taken_or_refused(image, data):
    """Cut anywhere, or with any byte another one: nothing else comes of it."""
    at = data.draw(some.integers(0, len(image) - 1))
    spoilt = data.draw(
        some.sampled_from([image[:at], image[:at] + data.draw(some.binary(max_size=4)) + image[at + 1 :]])
    )
    with suppress(BadImage):
        inspect(spoilt)


@given(some.binary(max_size=300))
def test_noise_is_refused(data):
    """By its reason."""
    with pytest.raises(BadImage):
        inspect(data)

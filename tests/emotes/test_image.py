"""Images: told by their bytes, never by their names."""

from __future__ import annotations

from base64 import b64encode

import pytest

from server.emotes.image import inspect
from server.emotes.image_types import BadImage
from tests.emotes.images import GIF, SVG, WEBP, avif, gif, jpeg, png, webp

X = b'xmlns="http://www.w3.org/2000/svg"'


@pytest.mark.parametrize(
    ("data", "kind"),
    [(png(), "png"), (GIF, "gif"), (WEBP, "webp"), (SVG, "svg"), (jpeg(), "jpeg"), (avif(), "avif")],
)
def test_each_kind_is_known_by_its_bytes(data, kind):
    """The six that a browser shows."""
    assert inspect(data).kind == kind


@pytest.mark.parametrize("data", [png(3, 2), jpeg(3, 2), avif(3, 2), gif([(3, 2)]), webp([(3, 2)])])
def test_a_size_is_read_without_decoding(data):
    """From the headers alone."""
    image = inspect(data)
    assert (image.width, image.height) == (3, 2)


@pytest.mark.parametrize(
    ("attributes", "shape"),
    [
        (b'width="64" height="32"', (64, 32)),
        (b'width="64px" height="32px" viewBox="0 0 1 1"', (64, 32)),
        (b'viewBox="0 0 10 40"', (10, 40)),
        (b'width="100%" viewBox="0,0,4000000,1000000"', (1024, 256)),
        (b'width="-5" height="NaN"', (0, 0)),
        (b"", (0, 0)),
    ],
)
def test_an_svg_says_its_shape(attributes, shape):
    """By its size, else by its view box; a drawing without either has none."""
    image = inspect(b"<svg %s %s/>" % (X, attributes))
    assert (image.width, image.height) == shape


@pytest.mark.parametrize(
    "inside",
    [
        b'<defs><linearGradient id="g"><stop/></linearGradient></defs><path fill="url(#g)" d="M0 0"/>',
        b"<style>.a{fill:url(#g)}</style><linearGradient id='g'/><path class='a'/>",
        b'<use href="#dot"/><circle id="dot" r="2"/>',
        b'<image href="data:image/png;base64,' + b64encode(png()) + b'"/>',
        b'<filter id="f"><feGaussianBlur stdDeviation="2"/></filter><g filter="url(#f)"><path/></g>',
        b"<!-- a -->" * 400,
        b"<metadata><r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' r:resource='http://x'/></metadata>",
    ],
)
def test_drawings_as_programs_save_them_are_taken(inside):
    """Gradients, a sheet, parts used again, a picture inside, a shadow, remarks, a licence."""
    assert inspect(b"<!-- head --><svg %s>%s</svg>" % (X, inside)).kind == "svg"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "type"),
        (b"<html><script>alert(1)</script>", "type"),
        (b"<svg/>", "type"),
        (b"<svg " + X + b"><path>", "type"),
        (b"MZ\x90\0" + b"\0" * 90, "type"),
        (png()[:20], "type"),
        (png(20_000, 20_000), "large"),
        (jpeg(4_000, 3_000), "large"),
        (avif(4_000, 3_000), "large"),
        (b"<svg %s><script>alert(1)</script></svg>" % X, "unsafe"),
        (b"<x:svg xmlns:x='http://www.w3.org/2000/svg'><x:script/></x:svg>", "unsafe"),
        (b'<svg %s onload="alert(1)"/>' % X, "unsafe"),
        (b'<svg %s><a href="JavaScript:alert(1)"/></svg>' % X, "unsafe"),
        (b"<svg %s><foreignObject/></svg>" % X, "unsafe"),
        (b"<svg %s><b xmlns='http://www.w3.org/1999/xhtml'/></svg>" % X, "unsafe"),
        (b"<svg %s><image href='https://example.org/a.png'/></svg>" % X, "unsafe"),
        (b"<svg %s><path style='fill:url(https://example.org/a.svg#b)'/></svg>" % X, "unsafe"),
        (b"<svg %s><style>@import 'https://example.org/a.css';</style></svg>" % X, "unsafe"),
        (b"<?xml-stylesheet href='a.css'?><svg %s/>" % X, "unsafe"),
        (b"<!DOCTYPE svg><svg %s/>" % X, "unsafe"),
        (b"<!DOCTYPE a [<!ENTITY b 'c'>]><svg %s>&b;</svg>" % X, "unsafe"),
        (b"<svg %s><image href='data:image/svg+xml;base64,AAAA'/></svg>" % X, "unsafe"),
    ],
)
def test_what_should_not_be_shown_says_why(data, reason):
    """A word each, for which the panel has a sentence."""
    with pytest.raises(BadImage) as error:
        inspect(data)
    assert error.value.reason == reason

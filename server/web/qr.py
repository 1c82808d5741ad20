"""QR codes, for the phone that reads the chat."""

from __future__ import annotations

import segno


def qr_data_uri(url: str) -> str:
    """`url` as a QR code: an SVG in a data URI, dark on white, with its quiet zone."""
    return segno.make(url, error="m", micro=False).svg_data_uri(scale=4, dark="#0f1513", light="#ffffff")

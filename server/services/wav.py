"""WAV: whether a recording is what a hearing page sends: 16 kHz, one channel, 16 bits, a few seconds. Pure."""

from __future__ import annotations

import struct

RATE = 16_000
"""Samples a second: what Whisper works with itself."""
BYTES_A_SECOND = 2 * RATE
HEADER_BYTES = 44
SHORTEST_S, LONGEST_S = 0.2, 16.0
LARGEST_BYTES = HEADER_BYTES + round(LONGEST_S * BYTES_A_SECOND)

_HEADER = struct.Struct("<4sI4s4sIHHIIHH4sI")


class BadRecording(ValueError):
    """Not a recording as a hearing page makes it."""


def length_s(wav: bytes) -> float:
    """How long a recording is, in seconds. Raises `BadRecording`."""
    if not HEADER_BYTES < len(wav) <= LARGEST_BYTES:
        raise BadRecording("its size")
    riff, _, wave, fmt, fmt_bytes, kind, channels, rate, _, _, bits, data, data_bytes = _HEADER.unpack_from(wav)
    if (riff, wave, fmt, fmt_bytes, data) != (b"RIFF", b"WAVE", b"fmt ", 16, b"data"):
        raise BadRecording("its header")
    if (kind, channels, rate, bits) != (1, 1, RATE, 16) or data_bytes != len(wav) - HEADER_BYTES:
        raise BadRecording("its format")
    seconds = (len(wav) - HEADER_BYTES) / BYTES_A_SECOND
    if not SHORTEST_S <= seconds <= LONGEST_S:
        raise BadRecording("its length")
    return seconds

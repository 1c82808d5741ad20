"""Seatfiller: a practice audience for your stream, until the real one arrives."""

__version__ = "0.1.0"

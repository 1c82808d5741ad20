"""Phrases: hand-written packs as data: reading, checking, and the library that holds them."""

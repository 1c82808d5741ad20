"""Intensity: how much happened in a moment: 1 little, 2 as usual, 3 a lot."""

from __future__ import annotations

from typing import Literal

Intensity = Literal[1, 2, 3]
INTENSITIES: tuple[Intensity, ...] = (1, 2, 3)
DEFAULT_INTENSITY: Intensity = 2

"""Screens that say that something is over: the words of real games in several faces, over noisy pictures."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from server.model.screen_text import ScreenText

FONTS = Path("/usr/share/fonts/truetype")
FACES = (
    *("dejavu/DejaVuSerif.ttf", "dejavu/DejaVuSans-Bold.ttf", "liberation/LiberationSerif-Bold.ttf"),
    *("liberation/LiberationSansNarrow-Bold.ttf", "dejavu/DejaVuSerifCondensed-Italic.ttf"),
)
"""Those of Debian's Chromium; where one is missing, Pillow's own."""
WIDTH, HEIGHT = 640, 360
WORDS = (
    *("YOU DIED", "HAS MUERTO", "ENEMY FELLED", "VICTORY ROYALE", "GAME OVER", "DEFEAT", "DERROTA", "VICTORIA"),
    *("WASTED", "MISSION FAILED", "MISIÓN FALLIDA", "HALF TIME", "BOMB DEFUSED", "PENTAKILL", "FIN DEL JUEGO"),
)


@dataclass(frozen=True, slots=True)
class Screen:
    """A text on a noisy picture. `ink`: how much of the colour is left, 1 where nothing has faded."""

    text: str
    face: str
    ink: float

    @property
    def meanings(self) -> tuple[ScreenText, ...]:
        return (ScreenText((self.text,), moment="over"),)


GAME_OVER = tuple(
    Screen(text, FACES[(at + 2 * again) % len(FACES)], (1.0, 0.75)[again])
    for again in (0, 1)
    for at, text in enumerate(WORDS)
)


def picture_of(screen: Screen, *, seed: int) -> bytes:
    """The screen as OBS would send it: a JPEG, the letters a twelfth of its width, two small lines of a HUD besides."""
    image = noisy(seed)
    draw = ImageDraw.Draw(image)
    size = WIDTH // 12
    while draw.textlength(screen.text, font=font(screen.face, size)) > WIDTH * 0.9:
        size -= 2
    colour = (225, 60, 50) if seed % 3 == 0 else (235, 225, 190)
    ink = tuple(round(part * screen.ink) for part in colour)
    draw.text((WIDTH / 2, HEIGHT * 0.45), screen.text, font=font(screen.face, size), fill=ink, anchor="mm")
    small = font(FACES[1], 12)
    draw.text((20, 20), "LVL 24   HP 120/300", font=small, fill=(240, 240, 240))
    draw.text((20, HEIGHT - 34), "RUNES 18,204", font=small, fill=(240, 240, 240))
    return jpeg(image)


def noisy(seed: int) -> Image.Image:
    """A dark picture of blots and grain, as a game's is to a reader."""
    noise = np.random.default_rng(seed)
    blots = noise.integers(0, 110, (HEIGHT // 12, WIDTH // 12, 3), dtype=np.uint8)
    grain = noise.integers(0, 24, (HEIGHT, WIDTH, 3), dtype=np.uint8)
    ground = np.asarray(Image.fromarray(blots).resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC))
    return Image.fromarray((ground // 2 + grain).astype(np.uint8))


def jpeg(image: Image.Image) -> bytes:
    kept = io.BytesIO()
    image.save(kept, "JPEG", quality=70)
    return kept.getvalue()


def font(face: str, size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """One of `FACES`."""
    path = FONTS / face
    return ImageFont.truetype(str(path), size) if path.exists() else ImageFont.load_default(size)

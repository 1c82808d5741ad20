"""Pictures of ordinary screens: a menu, a HUD, a subtitle, a chat, each with lines of `ordinary` over noise."""

from __future__ import annotations

from random import Random

from PIL import ImageDraw

from tests.senses.game_over import FACES, HEIGHT, WIDTH, font, jpeg, noisy
from tests.senses.ordinary import ORDINARY

COUNT = 200
KINDS = ("menu", "hud", "subtitle", "chat", "banner")


def ordinary_picture(number: int) -> bytes:
    """The picture of that number: each line of `ordinary` is in several of the first 200."""
    random = Random(number)
    kind = KINDS[number % len(KINDS)]
    face = FACES[number // len(KINDS) % len(FACES)]
    image = noisy(number)
    draw = ImageDraw.Draw(image)
    lines = _lines(number, 8)
    if kind == "menu":
        for at, text in enumerate(lines[:6]):
            _write(draw, text, face, 30, (WIDTH / 2, 60 + at * 46), "mm")
    elif kind == "hud":
        corners = ((16, 20, "lm"), (WIDTH - 16, 20, "rm"), (16, HEIGHT - 20, "lm"), (WIDTH - 16, HEIGHT - 20, "rm"))
        for text, (x, y, anchor) in zip(lines, corners, strict=False):
            _write(draw, text, face, 14, (x, y), anchor)
        _write(draw, lines[4], face, 34, (WIDTH / 2, HEIGHT * 0.3), "mm")
    elif kind == "subtitle":
        _write(draw, f"{lines[0]}, {lines[1].lower()}", face, 18, (WIDTH / 2, HEIGHT - 40), "mm")
        _write(draw, lines[2], face, 24, (WIDTH / 2, HEIGHT * 0.2), "mm")
    elif kind == "chat":
        for at, text in enumerate(lines):
            name = f"viewer{random.randint(1, 99)}"
            _write(draw, f"{name}: {text}", face, 14, (WIDTH * 0.55, 60 + at * 22), "lm")
    else:
        _write(draw, lines[0], face, WIDTH // 12, (WIDTH / 2, HEIGHT * 0.45), "mm")
    return jpeg(image)


def _lines(number: int, count: int) -> list[str]:
    """A banner shows one line, so those go through all of them in their order."""
    if KINDS[number % len(KINDS)] == "banner":
        first = number // len(KINDS) * (len(ORDINARY) // (COUNT // len(KINDS)))
        return [ORDINARY[first % len(ORDINARY)]]
    return [ORDINARY[(number * 7 + at * 29) % len(ORDINARY)] for at in range(count)]


def _write(draw: ImageDraw.ImageDraw, text: str, face: str, size: int, place: tuple[float, float], anchor: str) -> None:
    while size > 8 and draw.textlength(text, font=font(face, size)) > WIDTH * 0.92:
        size -= 2
    draw.text(place, text, font=font(face, size), fill=(235, 230, 215), anchor=anchor)

"""Backdrops: what may lie behind an overlay, drawn here so that the pictures show nobody else's game.

Pure and seeded: the same SVG every time. `dark` is a camp at night, `bright` a snow pass at noon, `busy` a world of
blocks going off; `world` is that world at leisure, 16:9, for the README.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from random import Random

GRASS = ("#58a83c", "#6cc04a", "#4b8f34", "#7bd15a", "#8cc94f")
DIRT = ("#8a5a33", "#a06c40", "#754a28", "#b07c4c")
STONE = ("#7d8488", "#979ea3", "#666d72", "#b3babd")
WATER = ("#3d7be0", "#5b97f2", "#2f63bd", "#8ec0ff")
SKY = ("#8fd0ff", "#a8dbff", "#7fc4f5")
ORE = ("#ffd23e", "#58e0e0", "#ff4d4d", "#e9e9e9")
ITEMS = ("#58e0e0", "#8a5a33", "#ffd23e", "#ff4d4d", "#6cc04a", "#e9e9e9", "#b296ff", "#ff9a2e", "#3d7be0")


def backdrop(name: str) -> str:
    """The SVG of that name."""
    return _DRAWN[name]()


def _svg(width: int, height: int, parts: Iterator[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'preserveAspectRatio="xMidYMid slice">{"".join(parts)}</svg>'
    )


def _path(d: str, fill: str, opacity: float = 1) -> str:
    return f'<path d="{d}" fill="{fill}"' + (f' opacity="{opacity}"/>' if opacity < 1 else "/>")


def _block(x: float, y: float, width: float, height: float, fill: str) -> str:
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="{fill}"/>'


def _dot(x: float, y: float, radius: float, fill: str, opacity: float = 1) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{fill}" opacity="{opacity:.2f}"/>'


def _dark() -> Iterator[str]:
    random = Random(7)
    yield (
        '<defs><linearGradient id="g" x2="0" y2="1"><stop offset="0" stop-color="#05090f"/><stop offset=".55" '
        'stop-color="#0d1b22"/><stop offset="1" stop-color="#080c0b"/></linearGradient><radialGradient id="f">'
        '<stop offset="0" stop-color="#ffb45a"/><stop offset=".18" stop-color="#c8541e"/><stop offset=".6" '
        'stop-color="#3a1b0e" stop-opacity=".6"/><stop offset="1" stop-color="#000" stop-opacity="0"/>'
        "</radialGradient></defs>"
    )
    yield _path("M0 0h400v600H0z", "url(#g)")
    for _ in range(60):
        x, y, size, shine = (random.random() for _ in range(4))
        yield _dot(x * 400, y * 230, 0.4 + size * 0.9, "#cfe2ee", 0.2 + shine * 0.6)
    yield _dot(318, 92, 34, "#dfe9ec") + _dot(306, 84, 7, "#c2d0d5") + _dot(328, 104, 5, "#c2d0d5")
    yield _path("M0 330L70 250 130 300 210 220 290 300 340 260 400 320V600H0z", "#0f232a")
    for tree in range(26):
        x, y = tree * 17 - 14 + random.random() * 12, 300 + random.random() * 40
        yield _path(f"M{x:.1f} {y:.1f}l26 76h-15l20 62h-14l22 90h-77l22-90h-14l20-62h-15z", "#08141a")
    yield _path("M0 470q100-40 200-8t200-14v152H0z", "#0a0f0c")
    yield '<ellipse cx="285" cy="520" rx="190" ry="120" fill="url(#f)"/>'
    yield _path("M268 540l17-52 17 52z", "#ffcf6b") + _path("M276 541l9-30 9 30z", "#fff0c2")
    yield _path("M250 548l70-8 4 8-70 8z", "#3b2412")
    yield _path("M84 600q4-92 44-104 4-30 26-30t24 30q42 10 50 104z", "#05080a")
    yield _path("M122 470h64l-12-10-6-18q-14-8-28 0l-6 18z", "#05080a")
    for _ in range(22):
        x, y, size = (random.random() for _ in range(3))
        yield _dot(240 + x * 110, 330 + y * 180, 0.6 + size * 1.3, "#ff9d4a")


def _bright() -> Iterator[str]:
    random = Random(7)
    yield (
        '<defs><linearGradient id="g" x2="0" y2="1"><stop offset="0" stop-color="#8fd3ff"/><stop offset=".45" '
        'stop-color="#eaf8ff"/></linearGradient></defs>'
    )
    yield _path("M0 0h400v600H0z", "url(#g)") + _dot(86, 96, 46, "#fffbe0") + _dot(86, 96, 30, "#fff")
    for x, y, size in ((250, 70, 1), (120, 190, 0.8), (330, 170, 0.7)):
        yield (
            f'<g transform="translate({x} {y}) scale({size})" fill="#fff"><ellipse rx="60" ry="20"/>'
            '<ellipse cx="-20" cy="-14" rx="26" ry="20"/><ellipse cx="18" cy="-18" rx="30" ry="24"/></g>'
        )
    yield _path("M-20 380L90 220 150 300 240 180 330 290 430 230V600H-20z", "#d5ecfa")
    yield _path("M90 220l40 54-22 4-14 18-16-14-20 8zM240 180l50 62-26 2-16 20-22-18-20 12z", "#ffffff")
    yield _path("M0 360q120-44 220 4t180-22v258H0z", "#f6fcff")
    yield _path("M0 430q140-30 230 10t170-16v176H0z", "#ffffff")
    yield _path("M230 600q-30-90 10-130t-6-90h14q52 40 20 96t70 124z", "#ffe9b8")
    for x, y in ((40, 420), (74, 446), (352, 404), (376, 440), (318, 388)):
        yield _path(f"M{x} {y}l-20 44h12l-16 36h48l-16-36h12z", "#bfe4cf")
    yield _path("M150 520l60-10 18 16-4 18h-80z", "#ff5a4d") + _path("M160 512l20-18 24 2 6 14z", "#fff3a8")
    yield _dot(160, 546, 11, "#59646b") + _dot(212, 544, 11, "#59646b")
    for _ in range(30):
        x, y, size = (random.random() for _ in range(3))
        yield _dot(x * 400, y * 600, 1 + size * 2, "#fff")


def _blocks(random: Random, columns: int, rows: int, ground: Callable[[int], int], lake: range) -> Iterator[str]:
    """A landscape of blocks of 16 px: sky, grass, dirt, stone with ore in it, and a lake."""
    for y in range(rows):
        for x in range(columns):
            top = ground(x)
            stuff = SKY if y < top else GRASS if y < top + 3 else DIRT if y < top + 8 else STONE
            if x in lake and top <= y < top + 6:
                stuff = WATER
            fill = random.choice(ORE if stuff is STONE and random.random() < 0.16 else stuff)
            yield _block(x * 16, y * 16, 16.5, 16.5, fill)
            if y >= top and random.random() < 0.5:
                corner = (random.randrange(3) * 4, random.randrange(3) * 4)
                yield _block(x * 16 + corner[0], y * 16 + corner[1], 4, 4, random.choice(stuff))


def _tree(x: float, y: float) -> str:
    trunk = _block(x, y - 26, 10, 46, "#5b3a1e")
    return trunk + _block(x - 18, y - 58, 46, 34, "#2f7d2b") + _block(x - 8, y - 70, 26, 14, "#3f9a38")


def _hotbar(x: float, y: float) -> Iterator[str]:
    for place, fill in enumerate(ITEMS):
        yield _block(x - 1.5 + place * 36, y - 1.5, 35, 35, "#2a2a2a")
        yield _block(x + 1.5 + place * 36, y + 1.5, 29, 29, "#8b8b8b")
        yield _block(x + 10 + place * 36, y + 10, 12, 12, fill)


def _busy() -> Iterator[str]:
    random = Random(7)
    yield from _blocks(
        random, 25, 38, lambda x: 13 + round(3 * math.sin(x * 0.5) + 2 * math.sin(x * 1.3)), range(17, 25)
    )
    for _ in range(5):
        x, y = 30 + random.randrange(340), 90 + random.randrange(120)
        yield _path(f"M{x - 24} {y}h48v12h-60z", "#fff", 0.9)
    for place in range(7):
        yield _tree(30 + place * 58, 170 + random.random() * 30)
    for _ in range(70):
        angle, far, size = random.random() * math.tau, 20 + random.random() * 120, 5 + random.randrange(20)
        fill = random.choice(("#fff", "#ffe45c", "#ff9a2e", "#ff4a1c", "#3a3a3a"))
        yield _block(round(150 + math.cos(angle) * far), round(330 + math.sin(angle) * far), size, size, fill)
    yield from _hotbar(38, 556)


def _world() -> Iterator[str]:
    random = Random(4)
    water = 27
    """The row that the lake reaches up to."""

    def ground(x: int) -> int:
        return 26 if 59 <= x <= 74 else 26 + round(3.2 * math.sin(x * 0.15 + 0.4) + 1.4 * math.sin(x * 0.47))

    yield (
        '<defs><linearGradient id="s" x2="0" y2="1"><stop offset="0" stop-color="#5fa8ea"/>'
        '<stop offset="1" stop-color="#cfeaff"/></linearGradient><linearGradient id="u" x2="0" y2="1">'
        '<stop offset="0" stop-color="#0b1015" stop-opacity="0"/><stop offset="1" stop-color="#0b1015" '
        'stop-opacity=".72"/></linearGradient></defs>'
    )
    yield _block(0, 0, 1280, 720, "url(#s)")
    yield _block(1130, 64, 80, 80, "#fff3b8") + _block(1142, 76, 56, 56, "#fffdf0")
    for far, fill in ((19, "#a9cfe3"), (22, "#86b9a8")):
        for x in range(80):
            top = far + round(2.4 * math.sin(x * 0.21 + far) + 1.6 * math.sin(x * 0.09 * far))
            yield _block(x * 16, top * 16, 16.5, 720, fill)
    for x, y, width in ((520, 96, 150), (760, 50, 110), (900, 180, 170), (200, 70, 120), (60, 170, 90)):
        yield _block(x, y, width, 16, "#fff") + _block(x + 24, y - 14, width * 0.55, 14, "#fff")
    for x in (1, 15, 20, 24, 29, 35, 40, 60, 76, 78):
        if ground(x) < water:
            yield _oak(x * 16, ground(x) * 16, tall=48 + 16 * (x % 3))
    for x in range(80):
        for y in range(min(water, ground(x)), 45):
            deep = y - ground(x)
            stuff = WATER if deep < 0 else GRASS if deep == 0 else DIRT if deep < 4 else STONE
            fill = random.choice(ORE if deep > 8 and random.random() < 0.05 else stuff[: 2 if deep < 0 else 4])
            yield _block(x * 16, y * 16, 16.5, 16.5, fill)
            if random.random() < 0.4:
                corner = (random.randrange(3) * 4, random.randrange(3) * 4)
                yield _block(x * 16 + corner[0], y * 16 + corner[1], 4, 4, random.choice(stuff))
    yield _block(0, 480, 1280, 240, "url(#u)")
    yield from _house(992, ground(64) * 16)
    yield '<path d="M640 346v28M626 360h28" stroke="#fff" stroke-width="3" opacity=".9"/>'
    for place in range(10):
        heart = _block(482 + place * 15, 648, 12, 8, "#ff3b3b") + _block(485 + place * 15, 656, 6, 4, "#ff3b3b")
        yield heart + _block(660 + place * 14, 648, 9, 12, "#d98a4a")
    yield from _hotbar(480, 674)


def _oak(x: float, y: float, *, tall: float) -> str:
    """A tree of blocks that stands on the ground at `y`."""
    leaves = "".join(
        _block(
            x - 32 + column * 16,
            y - tall - 40 + row * 16,
            16.5,
            16.5,
            ("#2f7d2b", "#3f9a38")[(row + column * 2) % 3 % 2],
        )
        for row in range(4)
        for column in range(5)
        if row or column in (1, 2, 3)
    )
    return _block(x, y - tall, 16, tall, "#5b3a1e") + leaves


def _house(x: float, y: float) -> Iterator[str]:
    """A cottage with lit windows, its floor at `y`."""
    for row in range(4):
        for column in range(7):
            yield _block(x + column * 18, y - 18 - row * 18, 18.5, 18.5, ("#a9774a", "#b88452")[(row + column) % 2])
    for step in range(4):
        yield _block(x - 18 + step * 20, y - 86 - step * 14, 162 - step * 40, 14.5, ("#6e2f26", "#813a2f")[step % 2])
    yield _block(x + 20, y - 56, 22, 20, "#ffe9a3") + _block(x + 84, y - 56, 22, 20, "#ffe9a3")
    yield _block(x + 52, y - 44, 20, 44, "#5b3a1e")


_DRAWN: dict[str, Callable[[], str]] = {
    "dark": lambda: _svg(400, 600, _dark()),
    "bright": lambda: _svg(400, 600, _bright()),
    "busy": lambda: _svg(400, 600, _busy()),
    "world": lambda: _svg(1280, 720, _world()),
}

"""OBS as the READMEs show it, drawn: where the link goes in, and what comes of it. In OBS's words of each language.

Pure: SVG as text. Drawn and not photographed, so that what matters is large, and no version of OBS is the only one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Literal
from xml.sax.saxutils import escape

Language = Literal["en", "es"]

GROUND, DOCK, LINE, FIELD = "#1d1f26", "#272a33", "#3c404d", "#16181d"
INK, QUIET, BLUE, YELLOW, GREEN = "#f2f3f5", "#a9afbd", "#3573f0", "#ffc857", "#7bd957"

WORDS: Mapping[Language, Mapping[str, str]] = {
    "en": {
        "scenes": "Scenes",
        "scene": "Scene",
        "sources": "Sources",
        "game": "Game Capture",
        "mixer": "Audio Mixer",
        "controls": "Controls",
        "start": "Start Streaming",
        "drag": "Drag me into OBS",
        "drag-more": "lands named and sized",
        "panel": "Seatfiller's panel, in your browser",
        "drop": "drop it here",
        "properties": "Properties for 'Seatfiller'",
        "local": "Local file",
        "url": "URL",
        "width": "Width",
        "height": "Height",
        "fps": "Use custom frame rate",
        "refresh": "Refresh cache of current page",
        "ok": "OK",
        "cancel": "Cancel",
        "paste": "paste the link",
        "docks": "Custom Browser Docks",
        "dock-name": "Dock Name",
        "apply": "Apply",
        "close": "Close",
        "tag": "Simulated chat",
        "here": "the chat: move and size it like any source",
        "lines": "we are so cooked lol|left. LEFT|HAHAHA not again|first time here, is this hardcore?",
    },
    "es": {
        "scenes": "Escenas",
        "scene": "Escena",
        "sources": "Fuentes",
        "game": "Captura de juego",
        "mixer": "Mezclador de audio",
        "controls": "Controles",
        "start": "Iniciar transmisión",
        "drag": "Arrástrame a OBS",
        "drag-more": "llega con nombre y tamaño",
        "panel": "El panel de Seatfiller, en tu navegador",
        "drop": "suéltalo aquí",
        "properties": "Propiedades de 'Seatfiller'",
        "local": "Archivo local",
        "url": "URL",
        "width": "Ancho",
        "height": "Alto",
        "fps": "Usar FPS personalizados",
        "refresh": "Actualizar caché de la página",
        "ok": "Aceptar",
        "cancel": "Cancelar",
        "paste": "pega el enlace",
        "docks": "Paneles de navegador personalizados",
        "dock-name": "Nombre del panel",
        "apply": "Aplicar",
        "close": "Cerrar",
        "tag": "Chat simulado",
        "here": "el chat: muévelo y dale tamaño como a otra fuente",
        "lines": "estamos fritos jaja|a la izquierda. IZQUIERDA|JAJAJA otra vez|primera vez aquí, es hardcore?",
    },
}
NAMES = (("BeansOnToast", "#fcaa2b"), ("gravelpit", "#47c7f8"), ("old_kettle", "#ff74b0"), ("latebus42", "#b296ff"))
LINK = "http://127.0.0.1:4321/overlay?token=…"


def pictures(language: Language) -> dict[str, str]:
    """Every picture's SVG by its name."""
    words = WORDS[language]
    return {name: draw(words) for name, draw in _DRAWN.items()}


def _svg(width: int, height: int, parts: Iterator[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        'font-family="Segoe UI, Helvetica, Arial, sans-serif" font-size="15">\n' + "\n".join(parts) + "\n</svg>\n"
    )


def _box(x: float, y: float, width: float, height: float, fill: str, *, stroke: str = "none", r: float = 6) -> str:
    return f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="{r}" fill="{fill}" stroke="{stroke}"/>'


def _text(x: float, y: float, words: str, fill: str = INK, more: str = "") -> str:
    return f'<text x="{x}" y="{y}" fill="{fill}" {more}>{escape(words)}</text>'


def _dock(x: float, y: float, width: float, height: float, title: str) -> Iterator[str]:
    yield _box(x, y, width, height, DOCK)
    yield _box(x, y, width, 30, LINE)
    yield _text(x + 12, y + 20, title)


def _button(x: float, y: float, width: float, label: str, *, lit: bool = False) -> Iterator[str]:
    yield _box(x, y, width, 32, BLUE if lit else LINE)
    yield _text(x + width / 2, y + 21, label, more='text-anchor="middle"')


def _world(x: float, y: float, width: float, height: float) -> Iterator[str]:
    """A game behind it all: hills, a sun, a house."""
    yield f'<svg x="{x}" y="{y}" width="{width}" height="{height}" viewBox="0 0 640 360" preserveAspectRatio="none">'
    yield _box(0, 0, 640, 360, "#79b8ee", r=0) + _box(540, 30, 52, 52, "#fff3b8", r=0)
    yield '<path d="M0 210h80v-30h90v24h110v-44h120v30h90v-18h150V360H0z" fill="#86b9a8"/>'
    yield '<path d="M0 262h120v-20h140v28h170v-24h210V360H0z" fill="#58a83c"/>'
    yield '<path d="M0 292h640V360H0z" fill="#8a5a33"/>'
    yield _box(470, 190, 100, 58, "#a9774a", r=0) + '<path d="M456 192h128l-30-34h-68z" fill="#6e2f26"/>'
    yield _box(492, 208, 20, 18, "#ffe9a3", r=0) + _box(538, 212, 18, 36, "#5b3a1e", r=0) + "</svg>"


def _cursor(x: float, y: float) -> str:
    return (
        f'<path transform="translate({x} {y})" d="M0 0v20l5-5 4 9 4-2-4-8h7z" fill="#fff" stroke="#000" '
        'stroke-width="1.2"/>'
    )


def _tile(x: float, y: float, words: Mapping[str, str], opacity: float = 1) -> Iterator[str]:
    yield f'<g opacity="{opacity}">' + _box(x, y, 236, 62, "#2a2413", stroke=YELLOW, r=10)
    yield _text(x + 18, y + 27, words["drag"], YELLOW, 'font-weight="700" font-size="16"')
    yield _text(x + 18, y + 48, words["drag-more"], "#d9cba3", 'font-size="13"') + "</g>"


def _drag(words: Mapping[str, str]) -> Iterator[str]:
    yield _box(0, 0, 900, 330, GROUND, r=10)
    yield _box(24, 24, 290, 282, "#14201c", stroke=LINE)
    yield _text(40, 52, words["panel"], QUIET, 'font-size="13"')
    yield from _tile(50, 120, words)
    yield _box(350, 24, 526, 282, FIELD, stroke=LINE)
    yield _text(366, 50, "OBS", QUIET, 'font-size="13"')
    yield from _world(366, 62, 494, 74)
    for place, (title, entry) in enumerate((("scenes", "scene"), ("sources", "game"), ("mixer", ""))):
        x = 366 + place * 168
        yield from _dock(x, 148, 158, 144, words[title])
        if entry:
            yield _text(x + 12, 200, words[entry])
    yield f'<rect x="534" y="148" width="158" height="144" rx="6" fill="none" stroke="{YELLOW}" stroke-width="3"/>'
    yield _text(613, 276, words["drop"], YELLOW, 'text-anchor="middle" font-weight="700"')
    yield f'<path d="M290 170q120 60 236 62" fill="none" stroke="{YELLOW}" stroke-width="3" stroke-dasharray="8 7"/>'
    yield f'<path d="M518 223l16 9-16 9z" fill="{YELLOW}"/>'
    yield _cursor(600, 226)


def _properties(words: Mapping[str, str]) -> Iterator[str]:
    yield _box(0, 0, 900, 380, GROUND, r=10)
    yield _box(120, 20, 660, 340, DOCK, stroke=LINE)
    yield _box(120, 20, 660, 34, LINE)
    yield _text(136, 43, words["properties"])
    yield _box(300, 76, 18, 18, FIELD, stroke=QUIET, r=3) + _text(328, 91, words["local"])
    for place, (label, value) in enumerate((("url", LINK), ("width", "400"), ("height", "600"))):
        y = 110 + place * 50
        yield _text(284, y + 23, words[label], more='text-anchor="end"')
        yield _box(300, y, 456, 36, FIELD, stroke=YELLOW, r=5) + _text(314, y + 23, value)
    yield _text(742, 133, words["paste"], YELLOW, 'text-anchor="end" font-weight="700"')
    yield _box(300, 262, 18, 18, FIELD, stroke=QUIET, r=3) + _text(328, 277, words["fps"], QUIET)
    yield from _button(136, 312, 240, words["refresh"])
    yield from _button(556, 312, 96, words["ok"], lit=True)
    yield from _button(664, 312, 96, words["cancel"])


def _preview(words: Mapping[str, str]) -> Iterator[str]:
    yield _box(0, 0, 900, 520, GROUND, r=10)
    yield from _world(140, 20, 620, 330)
    for place, ((name, color), line) in enumerate(zip(NAMES, words["lines"].split("|"), strict=True)):
        outline = 'font-weight="700" font-size="14" paint-order="stroke" stroke="#0c0d0c" stroke-width="4"'
        yield (
            f'<text x="166" y="{216 + place * 28}" {outline}><tspan fill="{color}">{name}:</tspan> '
            f'<tspan fill="#fff">{escape(line)}</tspan></text>'
        )
    yield _box(164, 316, 112, 20, "#0c0d0c", r=10)
    yield _text(220, 330, words["tag"], INK, 'font-size="11" text-anchor="middle"')
    yield '<rect x="152" y="188" width="330" height="156" fill="none" stroke="#ff3b3b" stroke-width="2"/>'
    for x, y in ((152, 188), (317, 188), (482, 188), (152, 266), (482, 266), (152, 344), (317, 344), (482, 344)):
        yield f'<rect x="{x - 4}" y="{y - 4}" width="8" height="8" fill="#ff3b3b"/>'
    yield _box(314, 152, 436, 26, "#0c0d0c", r=13)
    yield _text(532, 170, words["here"], YELLOW, 'font-size="14" text-anchor="middle" font-weight="700"')
    for place, title in enumerate(("scenes", "sources", "mixer", "controls")):
        yield from _dock(20 + place * 218, 366, 206, 136, words[title])
    yield _text(34, 420, words["scene"])
    yield _box(242, 402, 198, 30, BLUE, r=4)
    yield _text(252, 422, "Seatfiller") + _text(252, 454, words["game"])
    for y, fill in ((417, INK), (449, QUIET)):
        eye = f'cx="422" cy="{y}"'
        yield f'<ellipse {eye} rx="8" ry="5" fill="none" stroke="{fill}"/><circle {eye} r="2.4" fill="{fill}"/>'
    for y, width in ((416, 150), (450, 104)):
        yield _box(470, y, 178, 8, FIELD, r=4) + _box(470, y, width, 8, GREEN, r=4)
    yield from _button(688, 408, 178, words["start"])


def _docks(words: Mapping[str, str]) -> Iterator[str]:
    yield _box(0, 0, 900, 230, GROUND, r=10)
    yield _box(120, 20, 660, 190, DOCK, stroke=LINE)
    yield _box(120, 20, 660, 34, LINE)
    yield _text(136, 43, words["docks"])
    yield _text(140, 82, words["dock-name"], QUIET) + _text(330, 82, "URL", QUIET)
    yield _box(136, 94, 176, 36, FIELD, stroke=LINE, r=5) + _text(150, 117, "Seatfiller")
    yield _box(322, 94, 438, 36, FIELD, stroke=YELLOW, r=5) + _text(336, 117, LINK.replace("overlay", "panel"))
    yield _text(746, 117, words["paste"], YELLOW, 'text-anchor="end" font-weight="700"')
    yield from _button(556, 160, 96, words["apply"], lit=True)
    yield from _button(664, 160, 96, words["close"])


_DRAWN: Mapping[str, Callable[[Mapping[str, str]], str]] = {
    "drag": lambda words: _svg(900, 330, _drag(words)),
    "properties": lambda words: _svg(900, 380, _properties(words)),
    "preview": lambda words: _svg(900, 520, _preview(words)),
    "dock": lambda words: _svg(900, 230, _docks(words)),
}

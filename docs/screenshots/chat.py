"""The chat in the pictures: lines as a good night brings them, sent to the page as the stream would."""

from __future__ import annotations

import json
import re
from typing import Any

from playwright.sync_api import Page, WebSocketRoute

COLORS = (
    *("#fcaa2b", "#47c7f8", "#ff74b0", "#7bd957", "#b296ff", "#64f3d7", "#ff825b", "#fddb72", "#74acfe", "#e57bec"),
    *("#99f7b3", "#feaaa9", "#2dd8d3", "#beeb49", "#b7c4fe", "#ffb481", "#4bdba0", "#8fecf7", "#feace6", "#dfcfb4"),
)
"""Of names: the crowd's own."""

EVENT = "event"

# Name, colour's place, text (of an alert: its type), badge or EVENT, whom it answers (a place in the list).
_Line = tuple[str, int, str, str | None, int | None]
LINES: dict[str, tuple[_Line, ...]] = {
    "en": (
        ("quietgoblin", 3, "that bridge was not there last night", "regular", None),
        ("hollow_pete", 7, "anyone know if silk touch works on that", None, None),
        ("BeansOnToast", 8, "we are so cooked lol", None, None),
        ("mossgate", 0, "you left the door open btw", None, None),
        ("tin_whistle", 10, "ok hear me out, put the bed in the boat and just leave", "regular", None),
        ("latebus42", 4, "first time here, is this hardcore?", "new", None),
        ("NoraTheUsher", 1, "yep hardcore, day 61", "mod", 5),
        ("gravelpit", 6, "left. LEFT", None, None),
        ("old_kettle", 2, "HAHAHA not again", None, None),
        ("pebble.jpg", 9, "every single time with the gravel KEKW", "vip", 8),
        ("sundayroast", 13, "KEKW KEKW KEKW", None, None),
        ("fernandco", 11, "raid", EVENT, None),
        ("mossgate", 0, "rip the pickaxe", None, None),
        ("wet_sock", 12, "nooo that one had fortune 3 on it", None, None),
        ("dan_upstairs", 15, "@wet_sock it had a name and everything :O", None, None),
    ),
    "es": (
        ("pxnchito", 3, "ese puente anoche no estaba", "regular", None),
        ("torta_frita", 7, "alguien sabe si toque de seda sirve en eso", None, None),
        ("kiltro_feliz", 8, "wn estamos fritos jaja", None, None),
        ("lentejuela_99", 0, "dejaste la puerta abierta eh", None, None),
        ("donCapibara", 10, "ok escúchenme, la cama en el bote y nos vamos", "regular", None),
        ("nubecita.mx", 4, "primera vez aquí, es hardcore?", "new", None),
        ("Mota_ar", 1, "sí hardcore, día 61", "mod", 5),
        ("sargento_mate", 6, "izquierda. IZQUIERDA", None, None),
        ("elprimodegus", 2, "JAJAJAJA otra vez no", None, None),
        ("ximebsas", 9, "siempre con la misma grava KEKW", "vip", 8),
        ("pan.de.muerto", 13, "KEKW KEKW KEKW", None, None),
        ("cabra_montes", 11, "raid", EVENT, None),
        ("lentejuela_99", 0, "f por el pico", None, None),
        ("tres.pelos", 12, "noooo ese tenía fortuna 3", None, None),
        ("hugocl_", 15, "@tres.pelos hasta nombre tenía :O", None, None),
    ),
}

RAIDERS = 14
STARTED_MS = 1_764_104_400_000
"""Any evening will do."""


def frames(settings: dict[str, Any], language: str) -> list[str]:
    """What a page's socket brings: its settings, then the lines."""
    lines = LINES[language]
    events = [_frame("settings", settings)]
    for place, (name, color, text, role, answers) in enumerate(lines):
        message: dict[str, Any] = {
            "id": str(place),
            "username": name,
            "content": text,
            "timestamp": STARTED_MS + place * 4_000,
            "category": "reactions",
            "color": COLORS[color],
            "badges": [role] if role not in (None, EVENT) else [],
        }
        if answers is not None:
            message["replyTo"] = {"id": str(answers), "username": lines[answers][0], "content": lines[answers][2]}
        if role == EVENT:
            message |= {"type": text, "count": RAIDERS}
        events.append(_frame("alert" if role == EVENT else "message", message))
    return events


def answer(page: Page, url: re.Pattern[str], frames: list[str]) -> None:
    """Let the page hear these frames, then nothing. Without locks it takes the socket at once."""

    def open_socket(socket: WebSocketRoute) -> None:
        for frame in frames:
            socket.send(frame)

    page.add_init_script("Object.defineProperty(navigator, 'locks', { value: undefined })")
    page.route_web_socket(url, open_socket)


def _frame(name: str, data: dict[str, Any]) -> str:
    return json.dumps({"id": None, "event": name, "data": data})

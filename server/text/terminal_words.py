"""What the terminal says at start and stop, in the language of the system."""

from __future__ import annotations

import locale
import os
import sys

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "on": "Seatfiller is on at {url}",
        "sign-in": "Sign in (once, within {minutes} minutes): {link}",
        "data": "Your data: {folder}",
        "stop": "Ctrl+C stops it.",
        "stop-window": "Keep this window open while you stream. Ctrl+C, or closing it, stops Seatfiller.",
        "moved": "Port {wanted} is taken, so Seatfiller is on {port} from now on, also after a restart.",
        "links-changed": "OBS's links changed: add the chat to OBS again from the panel.",
        "lan": "Devices on your network may come in: {urls}",
        "running": "Seatfiller is running already, at {url}",
        "not-running": "No Seatfiller is running with the data folder {folder}. Start it; it prints a link.",
    },
    "es": {
        "on": "Seatfiller está en marcha en {url}",
        "sign-in": "Entra (una vez, en los próximos {minutes} minutos): {link}",
        "data": "Tus datos: {folder}",
        "stop": "Ctrl+C lo detiene.",
        "stop-window": "No cierres esta ventana durante el directo: Seatfiller se detiene al cerrarla o con Ctrl+C.",
        "moved": "El puerto {wanted} está ocupado: Seatfiller usa el {port} desde ahora, también al reiniciar.",
        "links-changed": "Los enlaces de OBS cambiaron: vuelve a añadir el chat a OBS desde el panel.",
        "lan": "Los dispositivos de tu red pueden entrar: {urls}",
        "running": "Seatfiller ya está en marcha, en {url}",
        "not-running": "Seatfiller no está en marcha con los datos de {folder}. Arráncalo: te dará un enlace.",
    },
}


def say(name: str, *, language: str | None = None, **values: object) -> str:
    """The line of that name."""
    return WORDS[language or system_language()][name].format(**values)


def system_language() -> str:
    """That of the system where there are words in it, else English."""
    if sys.platform == "win32":
        import ctypes

        # Python's locale knows nothing of the language that Windows itself is shown in.
        name = locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
    else:
        # The three that gettext asks, in its order; Python's own reading needs the locale to be installed.
        name = next((os.environ[one] for one in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(one)), "")
    code = name.casefold()[:2]
    return code if code in WORDS else "en"

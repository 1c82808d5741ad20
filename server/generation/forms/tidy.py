"""Tidy: what a viewer would have typed, out of what a model wrote around it."""

from __future__ import annotations

import re

from server.generation.forms.category_letters import letter_of

_QUOTES = {'"': '"', "'": "'", "“": "”", "„": "“", "«": "»", "‘": "’", "`": "`", "”": "”"}
_NAME = re.compile(r"@?([\w.\-]{2,25}):\s+(?=\S)")
_ROLES = frozenset(
    (
        *("system", "assistant", "user", "developer", "tool", "event", "retry", "data", "id", "http", "https"),
        *("sistema", "asistente", "usuario"),
    )
)
"""Roles of chat protocols: no name of a viewer begins a line so, and the content filter drops such lines."""
_HASHTAGS = re.compile(r"(?:\s{1,3}#[^\W\d]\w{0,40}){1,8}(?=\W{0,8}$)")
_TAGGED = re.compile(r"\s{0,3}[(\[](\w{1,14})[)\]]$")
_ASIDE = re.compile(r"\s{1,3}\([^()]{3,160}\)$")
_STRIPPED = " \t|\\"


class Tidy:
    """One answer's: what was seen in earlier lines tells what a later one means."""

    def __init__(self) -> None:
        self._names = self._asides = 0

    def text(self, text: str) -> str:
        """The text alone; "" if nothing is left."""
        text = text.strip(_STRIPPED)
        for sign in ("**", "__", "~~", "```", "`"):
            text = text.replace(sign, "")
        text = self._unnamed(_unquoted(text.strip(_STRIPPED)))
        text = _HASHTAGS.sub("", text)
        tagged = _TAGGED.search(text)
        if tagged is not None and letter_of(tagged[1]) is not None and tagged.start():
            text = text[: tagged.start()]
        aside = _ASIDE.search(text)
        if aside is not None and aside.start() and (self._asides or " " in aside[0].strip()):
            # A translation, mostly: viewers hardly put anything in brackets at the end.
            self._asides += 1
            text = text[: aside.start()]
        return _unquoted(text.strip(_STRIPPED))

    def _unnamed(self, text: str) -> str:
        """Without the name of who says it."""
        match = _NAME.match(text)
        if match is None or match[1].casefold() in _ROLES:
            return text
        name = match[1]
        is_one = not name.islower() and not name.isupper() and not name.isdecimal()
        is_one = is_one or any(character.isdecimal() or character == "_" for character in name[1:])
        if not is_one and self._names < 2:
            return text
        self._names += is_one
        return text[match.end() :]


def _unquoted(text: str) -> str:
    """Without quotation marks around it, or one left at an end by a list."""
    for _ in range(3):
        if len(text) >= 2 and _QUOTES.get(text[0]) == text[-1] and text.count(text[0]) <= 2:
            text = text[1:-1].strip()
        elif text[-1:] == "," and text[:1] in ('"', "'", "“"):
            text = text[:-1].rstrip()
        elif text.count('"') == 1 and text.endswith('",'):
            text = text[:-2].rstrip()
        elif text.count('"') == 1 and (text[0] == '"' or text[-1] == '"'):
            text = text.strip('"').strip()
        elif text[:1] in ("*", "_") and text[-1:] == text[:1] and len(text) > 2:
            text = text[1:-1].strip()
        else:
            break
    return text

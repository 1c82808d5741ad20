"""Letters: what a model may write where a letter of the line format belongs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from server.text.normalize import plain

REPLY, REFUSAL, MOMENT, ANY = "a", "x", "m", ""
"""`ANY`: the model kept the format's own word, "letter", and so didn't choose."""

_WORDS: Mapping[str, tuple[str, ...]] = {
    "g": ("g", "gameplay", "game", "juego", "jugabilidad", "partida", "j"),
    "c": ("c", "comment", "comments", "comentario", "comentarios"),
    "r": ("r", "reaction", "reactions", "react", "reaccion", "reacciones"),
    "q": ("q", "question", "questions", "pregunta", "preguntas", "p"),
    "e": ("e", "emote", "emotes", "emoji", "emojis", "emoticon", "emoticons", "emoticono", "emoticonos"),
    REPLY: ("a", "answer", "answers", "reply", "replies", "response", "respuesta", "respuestas"),
    MOMENT: ("m", "moment", "moments", "momento", "momentos", "shout", "grito"),
    REFUSAL: ("x",),
    ANY: ("letter", "letra", "kind", "type", "category", "categoria", "tipo", "clase", "label"),
}
_LETTERS: Final = {word: letter for letter, words in _WORDS.items() for word in words}
HEADS: Final = tuple(_LETTERS)
"""Every word that may stand in a letter's place, folded."""

TEXT_KEYS: Final = frozenset(
    ("text", "texto", "line", "linea", "message", "mensaje", "content", "contenido", "msg", "phrase", "frase", "value")
)
"""What the text is called where things have names; a line that says nothing else is an echo of the format."""
LONGEST_WORD = 40
"""Characters of a word that may mean a category."""
LETTER_KEYS: Final = frozenset(_WORDS[ANY])


def letter_of(word: str) -> str | None:
    """The letter that a word stands for; None if for none. Accents and capitals don't count."""
    return _LETTERS.get(_folded(word.strip(" \t*_`~\"'[](){}<>|:.#")))


def is_letter_key(word: str) -> bool:
    """Whether a field of that name holds the letter."""
    return _folded(word.strip()) in LETTER_KEYS


def is_text_key(word: str) -> bool:
    """Whether a field of that name holds the text."""
    return _folded(word.strip()) in TEXT_KEYS


def _folded(word: str) -> str:
    """A word without accents and capitals; "-" for what is longer than any word here."""
    return plain(word) if len(word) <= LONGEST_WORD else "-"

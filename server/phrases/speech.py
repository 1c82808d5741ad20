"""Speech: what a streamer says aloud to the chat, by the words of its language, and what viewers write back.

A language's `speech.toml`; what just happened and what questions are stands in its `intents.toml`, which holds for what
is typed too. Pure, but for the file that is read once per language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args

from server.model.phrase import IN_WAVE
from server.phrases.intents import LONGEST_FILE, Intents, read_phrases, typed_words
from server.phrases.pack_error import PackError
from server.phrases.pack_file import PackFile
from server.phrases.template import Template
from server.text.bounded import Unreadable, read_text

SpeechIntent = Literal["hello", "thanks", "follow", "break", "goodbye"]
INTENTS: tuple[SpeechIntent, ...] = get_args(SpeechIntent)
ReplyKind = Literal["hello", "thanks", "to_one", "follow", "break", "goodbye", "called", "picked"]
"""What viewers write: to what was meant for all of them; to a thank-you to one of them; when their name was said; and
about what was said."""
PICKED: ReplyKind = "picked"
WORD = "a"
"""In a line about what was said: a word of it."""
USUAL_PROMPT = "{names}."

_KEYS = frozenset({"prompt", "calls", "elsewhere", "others", "not", "moments", "called", "picked", *INTENTS})


@dataclass(frozen=True, slots=True)
class SpeechWords:
    """How what is said to the chat is understood in one language, and what is written back."""

    prompt: str = USUAL_PROMPT
    """What a recognizer is told before a recording: a sentence as they are said, with the names that may come."""
    calls: frozenset[tuple[str, ...]] = frozenset()
    """Who is spoken to, where the chat is."""
    elsewhere: frozenset[str] = frozenset()
    """Words of a sentence in which nothing just happened."""
    others: frozenset[str] = frozenset()
    """Words after which a single word is about somebody else."""
    says: Intents = field(default_factory=Intents)
    """Phrases that mean an intent by themselves."""
    to: Intents = field(default_factory=Intents)
    """Those that mean one where the chat or a viewer is spoken to."""
    moments: Intents = field(default_factory=Intents)
    """What just happened, as it is said."""
    replies: Mapping[ReplyKind, tuple[Template, ...]] = field(default_factory=dict)


def moment_of(kind: ReplyKind) -> str:
    """The moment by which the lines of that kind are drawn; no pack's moment is called so."""
    return f"reply-{kind}"


def read_speech(path: Path) -> SpeechWords:
    """Read a `speech.toml`. Raises `PackError`."""
    try:
        source = read_text(path, LONGEST_FILE)
    except Unreadable as error:
        raise PackError(path, error.line, str(error), error.code) from None
    file = PackFile(source, "speech", path.parent.name, path)
    file.bind((WORD,))
    content = file.content
    file.known(content, _KEYS, "")
    tables = {name: file.table(name) for name in (*INTENTS, "called", "picked")}
    for name, table in tables.items():
        file.known(table, {"says", "to", "to_one", "replies"} if name in INTENTS else {"replies"}, f"{name}.")
    negations = frozenset(_words(file, content, "not"))

    def phrases(meant: Mapping[str, Any], table: str) -> Intents:
        whole, stems = read_phrases(path, meant, table)
        return Intents(whole, stems, negations, language=path.parent.name)

    replies: dict[str, tuple[Template, ...]] = {}
    for name, table in tables.items():
        if "replies" in table:
            replies[name] = file.lines(table["replies"], IN_WAVE, f"{name}.replies")
        if "to_one" in table:
            replies["to_one"] = file.lines(table["to_one"], IN_WAVE, f"{name}.to_one")
    prompt = content.get("prompt", USUAL_PROMPT)
    if not file.is_name(prompt) or "{names}" not in prompt:
        raise file.error("prompt", "prompt: a short text with {names} in it")
    return SpeechWords(
        prompt,
        frozenset(typed_words(call) for call in file.strings(content.get("calls", []), "calls", empty=True)),
        frozenset(_words(file, content, "elsewhere")),
        frozenset(_words(file, content, "others")),
        phrases({name: table.get("says", []) for name, table in tables.items() if name in INTENTS}, "says"),
        phrases({name: table.get("to", []) for name, table in tables.items() if name in INTENTS}, "to"),
        phrases(file.table("moments"), "moments"),
        {kind: replies[kind] for kind in get_args(ReplyKind) if kind in replies},
    )


def _words(file: PackFile, content: Mapping[str, Any], key: str) -> list[str]:
    return [word for text in file.strings(content.get(key, []), key, empty=True) for word in typed_words(text)]

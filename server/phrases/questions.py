"""Questions: what the streamer asks the chat in what they typed, and what may answer it, with no model to ask.

A question names two things, wants a yes or a no, or leaves it open. The answers are lines in the file of the intents.
Pure, but for that file, which is read once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from server.model.phrase import IN_WAVE
from server.phrases.intents import LONGEST_FILE, Intents, typed_words
from server.phrases.pack_error import PackError
from server.phrases.pack_file import PackFile
from server.phrases.template import Template
from server.text.bounded import Unreadable, read_text
from server.text.words import fold

Kind = Literal["either", "yes_no", "open"]
KINDS: tuple[Kind, ...] = ("either", "yes_no", "open")
WORDS = ("begins", "asks", "joins", "calls")
ASKED = "asked"
"""The moment of a question of the streamer's own; its wave answers it."""
LONGEST_THING, MOST_WORDS = 24, 3
"""Characters and words of a thing to choose: what is longer isn't said back as it stands."""

_MARKS = re.compile(r"[?!.,;:¿¡…\n]+")
_ARTICLES = frozenset(
    ("the", "a", "an", "my", "that", "this", "el", "la", "los", "las", "un", "una", "mi", "ese", "esa")
)
_OPEN_WORDS = frozenset(("not", "no", "what", "que"))
"""Words after an "or" with which it names no second choice: "or not"."""


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked."""

    kind: Kind
    things: tuple[str, ...] = ()
    """Of `either`: the two to choose from."""


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """How questions are told apart in one language, and what answers each kind."""

    begins: frozenset[str] = frozenset()
    """A yes or a no is asked for by these; where there are none, by whatever has none of `asks`."""
    asks: frozenset[str] = frozenset()
    joins: frozenset[str] = frozenset()
    calls: frozenset[str] = frozenset()
    answers: Mapping[Kind, tuple[Template, ...]] = field(default_factory=dict)
    """Without any, no question of that language is known as one."""


@dataclass(frozen=True, slots=True)
class TypedWords:
    """By which words what a streamer types in one language is understood."""

    intents: Intents = field(default_factory=Intents)
    questions: QuestionWords = field(default_factory=QuestionWords)


def read_question(text: str, known: QuestionWords, *, means_one: bool) -> Question | None:
    """The question in a text of at most a line; None where nothing is asked.

    `means_one`: its words are those of a question, whether it has a question mark or not.
    """
    if not known.answers or ("?" not in text and not means_one):
        return None
    asked = _asked(text)
    things = _two_things(asked, known)
    if things is not None:
        return Question("either", things)
    words = typed_words(asked)
    while words and words[0] in known.calls:
        words = words[1:]
    yes_no = words[:1] and words[0] in known.begins if known.begins else known.asks.isdisjoint(words)
    return Question("yes_no" if yes_no and "?" in text else "open")


def read_questions(path: Path) -> QuestionWords:
    """The words and answers of a language, from its `intents.toml`. Raises `PackError`."""
    try:
        source = read_text(path, LONGEST_FILE)
    except Unreadable as error:
        raise PackError(path, error.line, str(error), error.code) from None
    file = PackFile(source, "intents", path.parent.name, path)
    file.bind(("a", "b"))
    table: dict[str, Any] = file.table("question")
    if not table:
        return QuestionWords()
    file.known(table, {*WORDS, *KINDS}, "question.")
    begins, asks, joins, calls = (
        frozenset(file.strings(table.get(key, []), f"question.{key}", empty=True)) for key in WORDS
    )
    if missing := [kind for kind in KINDS if kind not in table]:
        raise file.error("question", f"question.{missing[0]}: each kind has its answers")
    answers = {kind: file.lines(table[kind], IN_WAVE, f"question.{kind}") for kind in KINDS}
    return QuestionWords(begins, asks, joins, calls, answers)


def _asked(text: str) -> str:
    """The sentence that asks: the one with the mark, else all of it."""
    before, mark, _ = text.partition("?")
    sentence = re.split(r"[.!¡¿\n]", before)[-1] if mark else text
    return sentence.strip() or text


def _two_things(asked: str, known: QuestionWords) -> tuple[str, str] | None:
    """The two choices of an "or" question: as many words before it as after it, articles not counted."""
    words = [word for word in _MARKS.sub(" , ", asked).split() if word]
    place = next((place for place, word in enumerate(words) if word.casefold() in known.joins), None)
    if place is None:
        return None
    second = _until_mark(words[place + 1 :])
    if not second or len(second) > MOST_WORDS or fold(second[0]) in _OPEN_WORDS:
        return None
    has_article = second[0].casefold() in _ARTICLES and len(second) > 1
    count = len(second) - has_article
    before = _since_mark(words[:place])
    first = before[-count:]
    if len(before) > count and before[-count - 1].casefold() in _ARTICLES:
        first = before[-count - 1 :]
    found = " ".join(first), " ".join(second)
    if not first or found[0].casefold() == found[1].casefold() or any(len(thing) > LONGEST_THING for thing in found):
        return None
    return found


def _until_mark(words: Sequence[str]) -> list[str]:
    return list(words[: words.index(",")] if "," in words else words)


def _since_mark(words: Sequence[str]) -> list[str]:
    """The words after the last comma; "red, or blue" has its comma before the "or"."""
    found = list(words)
    while found and found[-1] == ",":
        found.pop()
    return found[len(found) - found[::-1].index(",") :] if "," in found else found

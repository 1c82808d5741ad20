"""Pack file: the TOML text of a pack, read table by table and line by line. Every error names its place in the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from pathlib import Path
from typing import Any

from server.model.phrase import CATEGORIES, GENRES, MOODS, Category, Genre, Language, Mode, Mood, answer_category
from server.phrases.pack_error import PackError
from server.phrases.template import ABOUT, ADDRESSES, FACT, SENT_APART, Choice, Forms, Part, Slot, Template
from server.text.bounded import Unreadable, load_toml

CHATTING = "chatting"
TANGENTS = "tangents"
LONGEST_LINE = 200
"""Characters of a message. Longer ones would fill an overlay of 400 px."""
LONGEST_WITH_ANSWERS = 800
"""Characters of a line with all that may answer it."""
MOST_SENT_APART = 4
"""Messages that one line is sent in."""
MOST_LINES = 20_000
"""Of a pack, answers, threads and moments included; ours have 2,500 at most."""
MOST_WAYS = 1_000_000
"""In which one line can be said."""
LONGEST_NAME = 80
"""Characters of a name in a pack: of a moment, a situation, a value."""

ANSWERS, ANSWER = " >> ", " / "
"""Between a line and what may answer it, and between two answers."""
TRIES, IT = "tries", "it"
"""Values that every situation may have: how often it failed, and what a frame is about."""

_SPECIAL = re.compile(r"\{([^{}]*)\}|\[([^\[\]]*)\]")
_MARKS = re.compile(r"[{}\[]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters, breaks of lines, and marks that turn the direction of what is written around them."""
_SLOT_NAME = re.compile(r"[a-z][a-z0-9_]*")


class PackFile:
    """A pack's file while it is read. Raises `PackError` wherever it can't be."""

    def __init__(self, source: str, key: str, language: Language, path: Path) -> None:
        self._source, self.key, self.language, self._path = source, key, language, path
        try:
            self.content: dict[str, Any] = load_toml(source)
        except Unreadable as error:
            raise PackError(path, error.line, str(error), error.code) from None
        self.mode: Mode = "chatting" if "topic" in self.content or key == CHATTING else "game"
        self.main: Category = "comments" if self.mode == "chatting" else "gameplay"
        self._count = 0
        self._slots: dict[str, tuple[str, ...]] = {}
        self._bound: Set[str] = frozenset()
        for name, values in self.table("slots").items():
            if not _SLOT_NAME.fullmatch(name) or name in ABOUT or name in (TRIES, IT) or name.startswith(FACT):
                raise self.error(name, f"slot {name!r}: a slot's name is a lowercase word, not one of ours")
            self._slots[name] = self.strings(values, f"slots.{name}")

    def slot(self, name: str) -> tuple[str, ...] | None:
        """The values of a slot."""
        return self._slots.get(name)

    def bind(self, names: Iterable[str]) -> None:
        """Names of values that situations bind: lines may use them from now on."""
        self._bound = frozenset(names)

    def table(self, name: str, within: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """A table of the file, or of a table in it; an empty one where it isn't there."""
        table = (self.content if within is None else within).get(name, {})
        if not isinstance(table, dict):
            raise self.error(name, f"{name} is a table: [{name}]")
        return table

    def known(self, table: Any, names: Set[str], prefix: str) -> None:
        """Nothing stands in a table but these keys."""
        if not isinstance(table, dict):
            raise self.error(prefix.rstrip("."), f"{prefix.rstrip('.')} is a table")
        for name in table:
            if name not in names:
                raise self.error(name, f"unknown key {prefix}{name}; there are: {', '.join(sorted(names))}")

    def strings(self, values: Any, key: str, *, empty: bool = False) -> tuple[str, ...]:
        """A list of texts."""
        if not isinstance(values, list) or not all(isinstance(value, str) and value.strip() for value in values):
            raise self.error(key.rpartition(".")[2], f"{key} is a list of texts")
        if not values and not empty:
            raise self.error(key.rpartition(".")[2], f"{key} is empty")
        for value in values:
            self._check_characters(value)
        return tuple(values)

    def names(self, table: Mapping[str, Any], key: str, prefix: str) -> tuple[str, ...]:
        """A list of short texts that may be left out."""
        found = self.strings(table.get(key, []), f"{prefix}{key}", empty=True)
        if not all(map(self.is_name, found)):
            raise self.error(key, f"{prefix}{key}: texts of {LONGEST_NAME} characters at most")
        return found

    def genres(self, names: Iterable[str], near: str) -> tuple[Genre, ...]:
        """Kinds of games by their names."""
        named = set(names)
        if unknown := named - set(GENRES):
            raise self.error(near, f"unknown genre {min(unknown)!r}; there are: {', '.join(GENRES)}")
        return tuple(genre for genre in GENRES if genre in named)

    def categories(self, name: str) -> Iterator[tuple[Category, Any]]:
        """What a table of the file holds by category."""
        table = self.table(name)
        self.known(table, set(CATEGORIES), f"{name}.")
        return iter(table.items())

    def by_mood(self, texts: Any, category: Category, key: str) -> tuple[Template, ...]:
        """A list of lines for any mood, or a table of lists by mood."""
        if not isinstance(texts, dict):
            return self.lines(texts, category, key)
        self.known(texts, set(MOODS), f"{key}.")
        return tuple(
            line for mood, listed in texts.items() for line in self.lines(listed, category, f"{key}.{mood}", mood)
        )

    def lines(
        self, texts: Any, category: Category, key: str, mood: Mood | None = None, *, empty: bool = False
    ) -> tuple[Template, ...]:
        """A list of lines of one category."""
        return tuple(self.line(text, category, mood) for text in self.strings(texts, key, empty=empty))

    def answers(self, texts: Any, key: str, *, empty: bool = False) -> tuple[Template, ...]:
        """A list of lines, each of the category that it counts as."""
        return tuple(
            self.line(text, answer_category(text.partition(ANSWERS)[0], self.main))
            for text in self.strings(texts, key, empty=empty)
        )

    def line(self, text: str, category: Category, mood: Mood | None = None) -> Template:
        """A line with all that may answer it."""
        if len(text) > LONGEST_WITH_ANSWERS:
            raise self.error(text, f"a line of {len(text)} characters with its answers; {LONGEST_WITH_ANSWERS} at most")
        said, _, answers = text.partition(ANSWERS)
        following = [self._template(one.strip(), answer_category(one.strip(), self.main)) for one in _split(answers)]
        return self._template(said, category, mood, tuple(following))

    def error(self, near: str, why: str) -> PackError:
        """What is wrong, with the line of the file where `near` stands."""
        found = (number for number, line in enumerate(self._source.splitlines(), 1) if near and near in line)
        return PackError(self._path, next(found, None), why)

    @staticmethod
    def is_name(value: Any) -> bool:
        """Whether it can be a name: a short text on one line."""
        return isinstance(value, str) and len(value.strip()) > 0 and len(value) <= LONGEST_NAME and value.isprintable()

    def _check_characters(self, text: str) -> None:
        """Raises `PackError` for what no text on screen may have in it, whatever it fills."""
        if _CONTROL.search(text):
            raise self.error(text.split("\n")[0], "a line has a control character or a line break in it")

    def _template(
        self, text: str, category: Category, mood: Mood | None = None, answers: tuple[Template, ...] = ()
    ) -> Template:
        self._count += 1
        if self._count > MOST_LINES:
            raise self.error(text, f"more than {MOST_LINES:,} lines")
        sent = text.split(SENT_APART) if SENT_APART in text else [text]
        if len(sent) > MOST_SENT_APART or not all(one.strip() for one in sent):
            raise self.error(text, f"a line is sent in {MOST_SENT_APART} messages at most, none of them empty")
        for one in sent:
            if len(one) > LONGEST_LINE:
                raise self.error(text, f"a line of {len(one)} characters; {LONGEST_LINE} at most")
        self._check_characters(text)
        if not _MARKS.search(text):
            return Template(text, category, self.language, (text,), mood, answers)
        line = Template(text, category, self.language, self._parts(text, text), mood, answers)
        if line.ways > MOST_WAYS:
            raise self.error(text, f"its slots make {line.ways:.0e} ways to say it; {MOST_WAYS:,} at most")
        return line

    def _parts(self, text: str, line: str) -> tuple[Part, ...]:
        parts: list[Part] = []
        at = 0
        for match in _SPECIAL.finditer(text):
            parts += [self._literal(text[at : match.start()], line), self._special(match, line)]
            at = match.end()
        return (*parts, self._literal(text[at:], line))

    def _literal(self, text: str, line: str) -> str:
        if not {"{", "}"}.isdisjoint(text):
            raise self.error(line, "a brace without its partner")
        return text

    def _special(self, match: re.Match[str], line: str) -> Part:
        inside, wordings = match[1], match[2]
        if wordings is not None:
            if "|" not in wordings:
                return Choice(wordings, ((match[0],),))  # brackets that choose nothing are text
            return Choice(wordings, tuple(self._parts(one, line) for one in wordings.split("|")))
        if "|" in inside:
            forms = tuple(form.strip() for form in inside.split("|"))
            if len(forms) > len(ADDRESSES):
                raise self.error(line, f"{{{inside}}} has more than three forms: el, ella, neutral")
            return Forms(forms)
        if inside in self._slots:
            return Slot(inside, self._slots[inside])
        if inside in ABOUT or inside in (TRIES, IT) or inside in self._bound or inside.startswith(FACT):
            return inside
        raise self.error(line, f"no slot is called {{{inside}}}")


def _split(answers: str) -> list[str]:
    return [one for one in answers.split(ANSWER) if one.strip()]

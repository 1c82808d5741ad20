"""Community: what people say who have been there before, about each other and about the evenings before.

Read from a language's `community.toml`; `docs/packs.md` describes the format.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from server.model.phrase import Category, Language
from server.phrases.pack import LONGEST_FILE, Pack
from server.phrases.pack_error import PackError
from server.phrases.pack_file import IT, TRIES, PackFile
from server.phrases.template import ABOUT, FACT, Template
from server.text.bounded import Unreadable, read_text
from server.text.words import fold

COMMUNITY = "community"
"""The file's name."""
NAME, NICK, WORD, JOKE, WHEN = "name", "nick", "word", "joke", "when"
KINDS: Mapping[str, frozenset[str]] = {
    "welcome": frozenset({NAME}),
    "hello": frozenset({NICK}),
    "missing": frozenset({NAME}),
    "before_foe": frozenset({IT, WHEN}),
    "won_foe": frozenset({IT, WHEN}),
    "before_place": frozenset({IT, WHEN}),
    "before_match": frozenset({IT, WHEN}),
    "before_thing": frozenset({IT, WHEN}),
    "tries": frozenset({IT, TRIES, WHEN}),
    "topic": frozenset({WORD, WHEN}),
    "joke": frozenset({JOKE, NAME, WHEN}),
    "argued": frozenset({NAME, WORD, WHEN}),
    "left": frozenset({NAME, WHEN}),
    "talked": frozenset({NAME, WHEN}),
    "self": frozenset(),
}
"""What such a line can be about, and the names that it may use for that."""
WHENS = ("yesterday", "days", "weeks")


@dataclass(frozen=True, slots=True)
class NicknameWords:
    """What friends make of a name in one language."""

    skip: frozenset[str] = frozenset()
    """Parts of names that are no nickname by themselves."""
    short: Mapping[str, str] = field(default_factory=dict)
    """Parts of names, and what they are called."""


@dataclass(frozen=True, slots=True)
class CommunityTexts:
    """What regulars say in one language."""

    language: Language
    lines: Mapping[str, tuple[Template, ...]] = field(default_factory=dict)
    """By kind."""
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Words for how long ago it was, by one of `WHENS`."""
    nicknames: NicknameWords = field(default_factory=NicknameWords)

    def with_more(self, other: CommunityTexts) -> CommunityTexts:
        """These lines and others: a streamer's own join ours, kind by kind."""
        kinds = {**self.lines, **other.lines}
        return CommunityTexts(
            self.language,
            {kind: (*self.lines.get(kind, ()), *other.lines.get(kind, ())) for kind in kinds},
            {**self.when, **other.when},
            NicknameWords(
                self.nicknames.skip | other.nicknames.skip, {**self.nicknames.short, **other.nicknames.short}
            ),
        )

    def as_pack(self) -> Pack:
        """All lines as a pack's, for the rules that hold for every line."""
        lines: dict[Category, tuple[Template, ...]] = {}
        for line in (line for some in self.lines.values() for line in some):
            lines[line.category] = (*lines.get(line.category, ()), line)
        return Pack(COMMUNITY, "game", None, self.language, lines=lines)


def read_community(path: Path, language: Language) -> CommunityTexts:
    """Read a `community.toml`. Raises `PackError`, which names the file and the line."""
    try:
        source = read_text(path, LONGEST_FILE)
    except Unreadable as error:
        raise PackError(path, error.line, str(error), error.code) from None
    file = PackFile(source, path.stem, language, path)
    file.known(file.content, {"when", "nicknames", "lines"}, "")
    file.bind(name for names in KINDS.values() for name in names)
    when = file.table("when")
    file.known(when, set(WHENS), "when.")
    return CommunityTexts(
        language,
        dict(_lines(file)),
        {name: file.strings(words, f"when.{name}") for name, words in when.items()},
        _nicknames(file),
    )


def _lines(file: PackFile) -> Iterator[tuple[str, tuple[Template, ...]]]:
    table = file.table("lines")
    file.known(table, set(KINDS), "lines.")
    for kind, texts in table.items():
        lines = file.answers(texts, f"lines.{kind}")
        for line in lines:
            for name in sorted(_names(line) - KINDS[kind]):
                raise file.error(line.source, f"lines.{kind}: nobody can say {{{name}}} there")
        yield kind, lines


def _names(line: Template) -> set[str]:
    """The names in the braces of a line and of its answers, without those that any line may use."""
    found: set[str] = set()
    for one in (line, *line.answers):
        found |= {part for part in one.parts[1::2] if isinstance(part, str)}
    return {name for name in found if name not in ABOUT and not name.startswith(FACT)}


def _nicknames(file: PackFile) -> NicknameWords:
    table = file.table("nicknames")
    file.known(table, {"skip", "short"}, "nicknames.")
    skip = file.strings(table.get("skip", []), "nicknames.skip", empty=True)
    short: dict[str, Any] = file.table("short", table)
    if not all(map(file.is_name, short.values())):
        raise file.error("short", "nicknames.short: parts of names, and what each is called")
    return NicknameWords(frozenset(map(fold, skip)), {fold(part): called for part, called in short.items()})

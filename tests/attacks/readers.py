"""What reads a stranger's text, whole: each with texts of a hundred thousand characters that nobody would type."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from random import Random

from server.audience.typing_style import typed
from server.audience.viewer import Habits, Viewer
from server.emotes.emote import is_code, is_file_name, suggested
from server.emotes.image_types import BadImage
from server.emotes.svg import read_svg
from server.generation.response import ResponseParser
from server.logs import masked, one_line
from server.model.own_content import CHARACTER, LINE, NAME, OwnContent
from server.model.phrase import LANGUAGES, About
from server.moderation.filter import ContentFilter, shingles
from server.moderation.language_detection import is_foreign
from server.moderation.word_list import WordList
from server.phrases.intents import understand
from server.phrases.library import load_library
from server.phrases.pack import PackError, parse_pack
from server.phrases.viewer_kinds import Origins
from server.providers.headers import requests_of_the_day, retry_after_s
from server.services.mine_file import sort_file
from server.services.own_content_check import Sorter
from server.text.bounded import Unreadable, load_json, load_toml
from server.text.fields import name_key
from server.text.invalid import Invalid
from server.text.languages import KNOWN
from server.text.normalize import cleaned, folded, plain
from server.text.thinking import Thinking
from server.text.words import content_words, is_emotes, is_laugh, likeness
from tests.attacks.worst_cases import texts

ALL_HABITS = Habits(plain=True, short=1.0, stretch=1.0, shout=1.0, emote=1.0)
VIEWER = Viewer("somebody", "#ffffff", (), 1.0, ALL_HABITS)
SCREEN = ContentFilter()
BLOCKED = WordList(("*trap*", "tr*", "a long phrase", "lo"))


def reader_calls() -> dict[str, Callable[[], None]]:
    """What gives each reader every text."""
    return {name: partial(_read, reader) for name, reader in _readers().items()}


def _read(reader: Callable[[str], object]) -> None:
    for text in texts(tails=("!a",)):
        with suppress(Unreadable, Invalid, PackError, BadImage):
            reader(text)


def _readers() -> dict[str, Callable[[str], object]]:
    library = load_library()
    readers: dict[str, Callable[[str], object]] = {
        "answers, by line": _by_line,
        "answers, by piece": _by_piece,
        "the filter before the bank": lambda text: SCREEN.judge(text, "en"),
        "the words of a prompt": shingles,
        "text to be shown": cleaned,
        "text for the lists": folded,
        "text without accents": plain,
        "words that join": lambda text: [facts.contracted(text) for facts in KNOWN.values()],
        "words with an echo": lambda text: (content_words(text), likeness(text), is_emotes(text), is_laugh(text)),
        "tokens in logs": lambda text: one_line(masked(text)),
        "own lines": LINE,
        "own names": NAME,
        "own characters": CHARACTER,
        "keys of names": name_key,
        "games by name": lambda text: (library.knows(text), library.knows(text, "chatting")),
        "JSON": load_json,
        "TOML": load_toml,
        "files of lines": lambda text: sort_file(text, "txt", Sorter(OwnContent())),
        "files of cells": lambda text: sort_file(text, "csv", Sorter(OwnContent())),
        "files of tables": lambda text: sort_file(text, "toml", Sorter(OwnContent())),
        "packs": lambda text: parse_pack(text, key="g", language="en", path=Path("g.toml")),
        "lines of packs": _pack_line,
        "drawings": lambda text: read_svg(text.encode("utf-8", "replace")),
        "values within drawings": lambda text: read_svg(_drawing(text)),
        "emotes' names": lambda text: (is_code(text), is_file_name(text), suggested(text)),
        "headers of services": lambda text: (
            retry_after_s({"retry-after": text}),
            requests_of_the_day({"x-ratelimit-limit-requests": text}, unnamed=True),
        ),
        "the hand of a viewer": lambda text: typed(
            text, VIEWER, Random(1), short={"que": "q", "por que": "xq"}, emotes=("KEKW",), stretch=1.0, loud=True
        ),
    }
    for language in LANGUAGES:
        origins = Origins(library.people(language).regions)
        readers |= {
            f"the channel's own rules ({language})": lambda text, language=language: SCREEN.allows(
                text, language, family_friendly=True, blocked=BLOCKED
            ),
            f"another language ({language})": lambda text, language=language: is_foreign(text, language, suspect=True),
            f"what is going on ({language})": lambda text, language=language: understand(
                text, library.typed(language).intents
            ),
            f"where somebody is from ({language})": lambda text, origins=origins: (
                origins.of(text),
                origins.of_name(text),
            ),
        }
    return readers


def _by_line(text: str) -> None:
    for mode in ("game", "chatting"):
        parser = ResponseParser(mode)
        for line in text.split("\n"):
            parser.read(line)
        parser.read("g|" + text)
        parser.read(text)


def _by_piece(text: str) -> None:
    thinking = Thinking()
    for place in range(0, len(text), 50):
        thinking.feed(text[place : place + 50])
    thinking.end(is_whole=True)
    whole = Thinking(opens_unmarked=True)
    whole.feed(text)
    whole.end(is_whole=False)


def _pack_line(text: str) -> None:
    quoted = text.replace("\\", "\\\\").replace('"', '\\"').replace("\x00", "0").replace("\r", " ").replace("\n", " ")
    pack = parse_pack(
        f'game = "G"\n[slots]\nx = ["a"]\n[phrases]\ngameplay = ["{quoted}", "{{x}} hola"]\n',
        key="g",
        language="en",
        path=Path("g.toml"),
    )
    for lines in pack.lines.values():
        for line in lines:
            line.say(0, About())


def _drawing(text: str) -> bytes:
    value = text.translate(dict.fromkeys(map(ord, "<>&\"'\x00")))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="'
        + value
        + '" width="'
        + value
        + '"><rect fill="'
        + value
        + '"/><style>'
        + value
        + "url("
        + value
        + "</style></svg>"
    ).encode("utf-8", "replace")

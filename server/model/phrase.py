"""Phrase: a line that could be said, and what it may lean on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal, Protocol

from pydantic import AfterValidator, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

from server.text.invalid import listed
from server.text.languages import OURS, is_code

LANGUAGES: Final[tuple[Language, ...]] = OURS
"""The languages that come along, in which the pages are too. Chats may be in more: `PackLibrary.languages`."""
AMONG: Final = "languages"
"""In the context of a validation: the languages that there are."""


def _known(code: str, info: ValidationInfo) -> str:
    """A language is one of those that the reader of a body knows; what is kept has just the form of one, since its
    packs may be away for a while."""
    context: Any = info.context
    among = context.get(AMONG) if isinstance(context, dict) else None
    if among is None and is_code(code):
        return code
    if among is not None and code in among:
        return code
    raise PydanticCustomError(
        "literal_error", "Input should be {expected}", {"expected": listed(LANGUAGES if among is None else among)}
    )


Language = Annotated[
    str, AfterValidator(_known), WithJsonSchema({"type": "string", "enum": list(LANGUAGES), "x-enum": AMONG})
]
"""Of a chat and its lines: its code, such as "en"."""
STREAMER = "{streamer}"
"""Stands in a line for the streamer's name."""
Mode = Literal["game", "chatting"]
Genre = Literal["story", "versus", "sport", "sandbox", "survival", "puzzle"]
GENRES: Final[tuple[Genre, ...]] = ("story", "versus", "sport", "sandbox", "survival", "puzzle")
"""Kinds of games, by what a line may take for granted: a football game has no last chapter."""
Address = Literal["el", "ella", "neutral"]
"""How Spanish speaks of the streamer: he, she, or in words without gender."""

Category = str
"""One of `CATEGORIES`."""

Mood = Literal["neutral", "excited", "teasing", "bored", "offtopic", "rough"]
"""The temper of a line. `rough` is heard only where the streamer asked for a rough crowd."""
MOODS: Final[tuple[Mood, ...]] = ("neutral", "excited", "teasing", "bored", "offtopic", "rough")

CATEGORIES: Final = ("gameplay", "comments", "reactions", "questions", "emotes")
IN_WAVE: Final[Category] = "reactions"
"""What the lines of a moment's wave and of its afterglow count as."""


def answer_category(text: str, main: Category) -> Category:
    """What an answer counts as: a question asks, a word or three react, the rest is about what goes on (`main`)."""
    if text.rstrip().endswith("?"):
        return "questions"
    return "reactions" if len(text.split()) <= 3 else main


@dataclass(frozen=True, slots=True)
class Phrase:
    """A line that could be said, ready to be typed by a viewer."""

    text: str
    category: Category
    language: Language
    game: str | None = None
    mood: Mood | None = None
    answers: tuple[Line, ...] = ()
    """What may answer it."""
    topic: str | None = None
    """The topic that it opens or goes on with."""
    role: Role | None = None
    """What it is in that topic."""
    returns: bool = False
    """Of a thought that grows: who began it says this."""
    is_courtesy: bool = False
    """A greeting or a goodbye: nothing is answered to it but another one."""
    is_answer: bool = False
    """It tells what was asked."""


Role = Literal["claim", "ask", "yes", "no", "example", "detail", "joke", "aside", "agree", "back", "builds"]
"""What a line is in a topic: it opens it (claim, ask), takes a side (yes, no), adds to it, brings it back later, or
goes on with a thought that several people spin out (builds)."""
ROLES: Final[tuple[Role, ...]] = (
    *("claim", "ask", "yes", "no", "example", "detail", "joke", "aside", "agree", "back", "builds"),
)

Preference = Callable[[str, Mood | None], float]
"""How well a text of that mood suits a viewer: 0 is never, 1 is like any other."""


class Line(Protocol):
    """Something that can be said in `ways` different ways: a pack's template, or a phrase as it is."""

    @property
    def category(self) -> Category: ...
    @property
    def language(self) -> Language: ...
    @property
    def mood(self) -> Mood | None:
        """Its temper; None fits them all."""

    @property
    def ways(self) -> int: ...

    def fits(self, about: About) -> bool:
        """Whether everything that the line needs is known."""

    def say(self, way: int, about: About) -> str:
        """The line in its `way`th way, 0 ≤ way < `ways`."""


@dataclass(frozen=True, slots=True)
class About:
    """What a show is about: what the braces of a pack's line are filled from."""

    game: str | None = None
    mode: Mode = "game"
    streamer: str = ""
    address: Address = "neutral"
    rough: bool = False
    """Whether rough lines are welcome."""
    bound: tuple[tuple[str, str], ...] = ()
    """What the situation is about: names of values, and the one that each has for as long as it lasts."""

    def value(self, name: str) -> str | None:
        """The value that the situation gives that name, if any."""
        return next((value for bound, value in self.bound if bound == name), None)

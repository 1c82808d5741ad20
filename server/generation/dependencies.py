"""Dependencies: what writers work with, and what they need of others, as Protocols."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Protocol

from server.generation.line import GeneratedLine, Subject
from server.generation.marks import Lacks
from server.generation.prompt import Prompts
from server.generation.response import Refusal
from server.model.phrase import Category
from server.moderation.filter import ContentFilter
from server.providers.failover import Failover
from server.providers.sections import Writing
from server.providers.usage import UsageMeter


class Reader(Protocol):
    """A show that is watched."""

    @property
    def channel(self) -> str:
        """Whose budget pays."""

    @property
    def situation(self) -> str:
        """What is going on, as the streamer typed it."""

    def receive(self, lines: Sequence[GeneratedLine], *, only_now: bool = False) -> None:
        """Lines, new or with an answer that they didn't have. `only_now`: for as long as what is going on goes on."""

    def forget(self, lines: Sequence[GeneratedLine]) -> None:
        """Lines that it has received are none after all."""

    def weights(self) -> Mapping[Category, float]:
        """How often each category speaks there, in any unit."""

    def stock(self) -> Mapping[Category, int]:
        """The number of its unsaid written lines that a viewer there could say now, by category."""

    def unsaid_now(self) -> int:
        """How many of those about what is going on."""

    def latest(self, *, shared: bool) -> Sequence[str]:
        """What it said last; `shared`: that others may read, so nothing about what is going on there alone.

        It holds no names: the streamer is `{streamer}`.
        """

    def spoken(self) -> Sequence[str]:
        """What the streamer said in the last minute; nothing where nobody hears them."""

    def lacks(self) -> Lacks:
        """What it has least lines of, besides plain ones."""

    def writing_changed(self) -> None:
        """Who writes, and how much there is, has changed."""


class LineArchive(Protocol):
    """What of a writer's work survives a restart."""

    async def lines(self, subject: Subject) -> list[GeneratedLine]: ...
    async def add(self, subject: Subject, lines: Sequence[GeneratedLine]) -> None: ...
    async def trim(self, subject: Subject, *, most: int, older_than: float) -> None: ...
    async def drop(self, subject: Subject, counts: Mapping[str, int]) -> None: ...
    async def dropped(self, subject: Subject) -> dict[str, int]: ...
    async def refuse(self, subject: Subject, refusal: Refusal, until: float) -> None: ...
    async def refusal(self, subject: Subject) -> tuple[Refusal, float] | None: ...


@dataclass(frozen=True, slots=True)
class WriterDependencies:
    """What all writers work with."""

    failover: Failover
    archive: LineArchive
    prompts: Prompts
    content_filter: ContentFilter
    settings: Writing
    known: Callable[[Subject], Sequence[str]]
    """The hand-written lines about a subject: these are taken."""
    is_one: Callable[[Subject], bool]
    """If true, the subject is known to be a game or a topic, and a model's refusal of it is ignored."""
    examples: Callable[[Subject], Sequence[str]]
    """A few lines as `letter|text`, others each time."""
    budget: Callable[[str], UsageMeter]
    has_providers: Callable[[], bool]
    has_plenty: Callable[[], bool]
    """Whether a provider has enough of its limits left for lines that aren't needed yet."""
    save_usage: Callable[[], Awaitable[None]]
    """Called when something was spent."""
    marked_examples: Callable[[Subject], Sequence[str]] = lambda _: ()
    """A few lines as `letter|text|mark`."""
    moment_of: Callable[[Subject, str], str] = lambda _, text: ""
    """The moment that a line in the subject's language means has just happened; "" for none that there is."""
    label: Callable[[Subject, str], str] = lambda _, moment: moment
    """What a moment is called in the subject's language."""
    count_yield: Callable[[str, bool], None] = lambda _, usable: None
    """Told of each line that came: of whom, and whether it could be used."""
    random: Random = field(default_factory=Random)

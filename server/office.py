"""Office: the writers with all that they work with, put together from the config. Opens with the store."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from server.config import Config
from server.phrases.examples import examples
from server.phrases.kit import Kit
from server.phrases.prompt import load_prompts
from server.phrases.screen import Screen
from server.phrases.shelf import Shelf
from server.phrases.writers import Writers
from server.phrases.written import Subject
from server.providers.base import Limits
from server.providers.failover import Failover
from server.providers.ledger import Ledger
from server.providers.lineup import Lineup
from server.store.archive import Archive
from server.store.ledgers import Ledgers
from server.store.store import Store

PLENTY = 0.5
"""Share of a provider's limits that must be left for a moment to have lines of its own."""


class Office:
    """An async context around the writers' working day."""

    def __init__(self, config: Config, shelf: Shelf, screen: Screen, store: Store) -> None:
        providers = config.providers
        self.lineup = Lineup(providers, Random())
        self.archive = Archive(store)
        self._ledgers = Ledgers(store)
        self._shelf = shelf
        self._random = Random()
        self._own = Limits(
            requests_per_day=providers.writing.channel_requests_per_day,
            tokens_per_day=providers.writing.channel_tokens_per_day,
        )
        self.prompts = load_prompts(config.data / "prompts")
        kit = Kit(
            failover=Failover(
                self.lineup, order=providers.order, remote=providers.deadlines, local=providers.local_deadlines
            ),
            archive=self.archive,
            prompts=self.prompts,
            screen=screen,
            settings=providers.writing,
            known=self._known,
            is_one=lambda subject: not subject.name or shelf.knows(subject.name, subject.mode),
            examples=self._examples,
            label=self._label,
            tally=self.lineup.tallies.add,
            budget=self._budget,
            has_providers=lambda: bool(self.lineup.members),
            has_plenty=self._has_plenty,
            keep_books=self._keep_books,
        )
        self.writers = Writers(kit, self.lineup)

    async def open(self) -> None:
        """Go on where the last run stopped."""
        self.lineup.restore(await self._ledgers.load())

    def release(self) -> None:
        """The server stops: nobody waits for a line or a check any longer."""
        self.writers.release()
        self.lineup.stop_checks()

    async def close(self) -> None:
        """End every task, let go of every connection, close the books."""
        await self.writers.close()
        await self.lineup.close()
        await self._keep_books()

    def _has_plenty(self) -> bool:
        return any(self.lineup.headroom(member) > PLENTY for member in self.lineup.members)

    async def _keep_books(self) -> None:
        await self._ledgers.save(self.lineup.books())

    def _budget(self, channel: str) -> Ledger:
        return self.lineup.ledger_of(f"channel:{channel}", self._own)

    def _known(self, subject: Subject) -> Sequence[str]:
        if not subject.name:
            return [line.source for lines in self._shelf.chatting(subject.language).lines.values() for line in lines]
        pack = self._shelf.pack(subject.name, subject.language, subject.mode)
        return [line.source for lines in pack.lines.values() for line in lines] if pack else []

    def _examples(self, subject: Subject) -> Sequence[str]:
        """Lines that show how the chat sounds: the subject's own pack's, else a few of any game or talk."""
        own = self._shelf.pack(subject.name, subject.language, subject.mode) if subject.name else None
        general = self._shelf.chatting if subject.mode == "chatting" else self._shelf.general
        if not subject.name:
            own = general(subject.language)
        return examples(own, general(subject.language), subject.mode, self._random)

    def _label(self, subject: Subject, moment: str) -> str:
        """What a moment is called on its button; its id where it has none."""
        own = self._shelf.pack(subject.name, subject.language, subject.mode) if subject.name else None
        for pack in filter(None, (own, self._shelf.general(subject.language))):
            found = pack.moments.get(moment)
            if found is not None and found.label:
                return found.label
        return moment

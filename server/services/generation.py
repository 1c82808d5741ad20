"""Generation: the writers with all that they work with, put together from the config. Opens with the store."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from server.config.config import Config
from server.generation.dependencies import WriterDependencies
from server.generation.examples import examples, marked_examples
from server.generation.line import Subject
from server.generation.prompt import load_prompts
from server.generation.writer_pool import WriterPool
from server.moderation.filter import ContentFilter
from server.phrases.intents import understand
from server.phrases.library import PackLibrary
from server.providers.base import RateLimits
from server.providers.checks import ProviderChecks
from server.providers.failover import Failover
from server.providers.pool import ProviderPool
from server.providers.usage import UsageMeter
from server.store.generated_lines import GeneratedLineStore
from server.store.store import Store
from server.store.usage import UsageStore

PLENTY = 0.5
"""Share of a provider's limits that must be left for a moment to have lines of its own."""


class GenerationService:
    """The writers and all that they depend on. `open` it, `close` it."""

    def __init__(self, config: Config, library: PackLibrary, content_filter: ContentFilter, store: Store) -> None:
        providers = config.providers
        self.pool = ProviderPool(providers, Random())
        self.checks = ProviderChecks(self.pool)
        self.archive = GeneratedLineStore(store)
        self._usage_store = UsageStore(store)
        self._library = library
        self._random = Random()
        self._own = RateLimits(
            requests_per_day=providers.writing.channel_requests_per_day,
            tokens_per_day=providers.writing.channel_tokens_per_day,
        )
        self.prompts = load_prompts(config.data / "prompts")
        dependencies = WriterDependencies(
            failover=Failover(
                self.pool, order=providers.order, remote=providers.deadlines, local=providers.local_deadlines
            ),
            archive=self.archive,
            prompts=self.prompts,
            content_filter=content_filter,
            settings=providers.writing,
            known=self._known,
            is_one=lambda subject: not subject.name or library.knows(subject.name, subject.mode),
            examples=self._examples,
            marked_examples=self._marked_examples,
            moment_of=self._moment_of,
            label=self._label,
            count_yield=self.pool.yields.add,
            budget=self._budget,
            has_providers=lambda: bool(self.pool.members),
            has_plenty=self._has_plenty,
            save_usage=self._save_usage,
        )
        self.writers = WriterPool(dependencies, self.pool)

    async def open(self) -> None:
        """Restore the usage of the last run. Raises `StoreError`."""
        self.pool.restore(await self._usage_store.load())

    def release(self) -> None:
        """End every wait for a line or a check: the server stops."""
        self.writers.release()
        self.checks.stop()

    async def close(self) -> None:
        """End every task, close every connection, save the usage."""
        await self.writers.close()
        await self.pool.close()
        await self._save_usage()

    def _has_plenty(self) -> bool:
        return any(self.pool.headroom(member) > PLENTY for member in self.pool.members)

    async def _save_usage(self) -> None:
        await self._usage_store.save(self.pool.usage_states())

    def _budget(self, channel: str) -> UsageMeter:
        return self.pool.meter_of(f"channel:{channel}", self._own)

    def _known(self, subject: Subject) -> Sequence[str]:
        if not subject.name:
            return [line.source for lines in self._library.chatting(subject.language).lines.values() for line in lines]
        pack = self._library.pack(subject.name, subject.language, subject.mode)
        return [line.source for lines in pack.lines.values() for line in lines] if pack else []

    def _examples(self, subject: Subject) -> Sequence[str]:
        """Lines that show how the chat sounds: the subject's own pack's, else a few of any game or talk."""
        own = self._library.pack(subject.name, subject.language, subject.mode) if subject.name else None
        general = self._library.chatting if subject.mode == "chatting" else self._library.general
        if not subject.name:
            own = general(subject.language)
        return examples(own, general(subject.language), subject.mode, self._random)

    def _marked_examples(self, subject: Subject) -> Sequence[str]:
        """Lines of the subject's own pack, or of any game's, with their marks."""
        own = self._library.pack(subject.name, subject.language, subject.mode) if subject.name else None
        general = self._library.chatting if subject.mode == "chatting" else self._library.general
        return marked_examples(own or general(subject.language), self._random)

    def _moment_of(self, subject: Subject, text: str) -> str:
        """The moment that a line means has just happened, by the words of its language; "" for none."""
        found = understand(text, self._library.typed(subject.language).intents).moment
        return found if found is not None and found in self._library.general(subject.language).moments else ""

    def _label(self, subject: Subject, moment: str) -> str:
        """What a moment is called on its button; its id where it has none."""
        own = self._library.pack(subject.name, subject.language, subject.mode) if subject.name else None
        for pack in filter(None, (own, self._library.general(subject.language))):
            found = pack.moments.get(moment)
            if found is not None and found.label:
                return found.label
        return moment

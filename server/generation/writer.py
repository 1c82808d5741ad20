"""Writer: has lines written about one subject, checks them, and hands them to everybody who reads.

One task for each subject, and only while somebody reads: so there is never more than one request in flight for a game
and language, and two channels that play the same game share its lines. What the readers need decides what is asked
(`plan.py`). An answer about what was going on is dropped the moment that something else does; whatever ends an answer,
its finished lines are kept.
"""

from __future__ import annotations

import asyncio
import logging
import traceback
from collections.abc import Mapping, Sequence

from server.generation.dependencies import Reader, WriterDependencies
from server.generation.line import GeneratedLine, Subject
from server.generation.line_subscribers import FirstLineWaiters, Readers
from server.generation.plan import Plan
from server.generation.request import GenerationRequest, RequestSpec
from server.generation.response import Refusal
from server.generation.subject_lines import SubjectLines
from server.providers.failover import Author, NoProviderAnswers
from server.text.normalize import plain

CHECK_S = 5.0
"""Between two looks at what the readers have left."""
WAY_S = 3.0
"""A batch that takes longer makes way for what is going on now."""
SOON_S = 1.0
"""Seconds until a provider is asked again after a failure, once what it was asked for has changed."""
KEEP_S = 2.0
"""Between two times that finished lines of an answer are kept."""
GUESS_TOKENS = 2_000
"""What a request may cost, to ask a channel's budget."""

log = logging.getLogger(__name__)


class Writer:
    """The writer of one subject. `add_reader`, or have it `prepare`."""

    def __init__(self, subject: Subject, dependencies: WriterDependencies) -> None:
        self.subject = subject
        self.dependencies = dependencies
        self.author: Author | None = None
        """Who writes now."""
        self._stock = SubjectLines(subject, dependencies.archive, dependencies.settings)
        self.known: Sequence[str] = [plain(text) for text in dependencies.known(subject)]
        """The plain texts of the hand-written lines."""
        self.readers = Readers()
        self._waiters = FirstLineWaiters()
        self._woken = asyncio.Event()
        self.task: asyncio.Task[None] | None = None
        """The task that writes, if there is one."""
        self._request: GenerationRequest | None = None
        self._answer: asyncio.Task[None] | None = None
        self._is_woken = False
        """Whether something changed while the answer was written: what it says of later is old."""
        self._plan = Plan(dependencies.settings, lambda channel: dependencies.budget(channel).admits(GUESS_TOKENS))

    @property
    def lines(self) -> dict[str, GeneratedLine]:
        """The lines about the subject by their plain text, oldest first."""
        return self._stock.lines

    @property
    def dropped(self) -> Mapping[str, int]:
        """How many lines didn't pass, by reason."""
        return self._stock.dropped

    @property
    def refusal(self) -> Refusal | None:
        """What the model had against the subject, while that is remembered."""
        return self._stock.refusal

    @property
    def is_idle(self) -> bool:
        """Whether no show uses this writer now."""
        return self.task is None and not self.readers

    def add_reader(self, reader: Reader) -> None:
        """A show begins to read: it gets all there is, and what will come."""
        self.readers.add(reader)
        if self.lines:
            reader.receive(list(self.lines.values()))
        self._start()

    def remove_reader(self, reader: Reader) -> None:
        """A show stops reading. An answer that is being written is still taken in: it is paid for."""
        self.readers.remove(reader)
        self._plan.remove_reader(reader)
        self._woken.set()

    def wake(self) -> None:
        """Something has changed (a key, what is going on): look again at once, whatever was waited for."""
        self._plan.wake()
        self._is_woken = True
        self._drop_old()
        self._woken.set()

    def release(self) -> None:
        """End every wait for a first line: the server stops."""
        self._waiters.release()

    def moment(self, reader: Reader, moment: str) -> None:
        """Something happened in that show: a few lines of its own, if they can be had soon."""
        if (
            reader in self.readers
            and self.dependencies.has_plenty()
            and self._plan.moment(reader, moment, self._loop_time())
        ):
            self._woken.set()

    async def prepare(self, channel: str) -> None:
        """Return when there are lines, or it is known that there will be none for now."""
        await self.load()
        if self.lines or self.refusal or not self.dependencies.has_providers():
            return
        waiting = self._waiters.add(channel)
        self._start()
        self._woken.set()
        await waiting

    def bank(self, line: GeneratedLine, reader: Reader | None) -> None:
        """A line that passed. With a reader it is for that one alone, and isn't kept."""
        if reader is not None:
            reader.receive([line], only_now=True)
        else:
            self._stock.put(line)
            self.readers.receive([line])
        self._tell()

    def discard(self, lines: Sequence[GeneratedLine], reader: Reader | None) -> None:
        """Remove lines that passed: they were a model's thoughts."""
        for line in lines if reader is None else ():
            self._stock.drop(line.text)
        for other in self.readers if reader is None else (reader,):
            other.forget(lines)
        self._tell()

    def keep(self, text: str, *, is_kept: bool) -> None:
        """Mark a line so that it doesn't age out, or take the mark away."""
        self._stock.mark(text, is_kept=is_kept)

    def began(self, author: Author) -> None:
        """`author` is asked now."""
        self.author = author
        self._tell()

    async def load(self) -> None:
        """Read what earlier runs wrote, once. Twice at the same time does no harm."""
        before = await self._stock.load()
        if before is None:
            return
        if before:
            self.readers.receive(before)
        self._tell()

    def _drop_old(self) -> None:
        """End a request that is no longer wanted, or a long one that delays lines about the situation."""
        request, answer = self._request, self._answer
        if request is None or answer is None:
            return
        if request.is_old:
            answer.cancel()
        elif request.spec.kind == "lines" and request.lines and any(map(self._plan.has_new_text, self.readers)):
            asyncio.get_running_loop().call_later(WAY_S, answer.cancel)

    def _start(self) -> None:
        if self.task is None:
            self.task = asyncio.get_running_loop().create_task(self._run(), name="writer")
            self.task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self.task = None
        self.author = None
        self._waiters.release()
        if task.cancelled():
            return
        error = task.exception()
        if error is not None:
            # Its text may quote what was asked; where it happened is enough.
            where = "".join(traceback.format_tb(error.__traceback__))
            log.error("a writer broke: %s\n%s", type(error).__name__, where)
        elif self.readers or self._waiters:
            self._start()

    async def _run(self) -> None:
        await self.load()
        while self.readers or self._waiters:
            self._woken.clear()
            spec = self._next_job()
            if spec is not None:
                await self._fulfil(spec)
                continue
            self._waiters.release()
            if not self.readers:
                return
            try:
                async with asyncio.timeout(CHECK_S if self.dependencies.has_providers() else None):
                    await self._woken.wait()
            except TimeoutError:
                pass

    def _next_job(self) -> RequestSpec | None:
        if not self.dependencies.has_providers() or self.refusal:
            return None
        if self.lines:
            return self._plan.next(self.readers, self._loop_time())
        channels = [self._waiters.channel] if self._waiters else [reader.channel for reader in self.readers]
        return self._plan.first(channels, self._loop_time())

    async def _fulfil(self, spec: RequestSpec) -> None:
        is_first = not self.lines
        request = GenerationRequest(self, spec, may_refuse=is_first and not self.dependencies.is_one(self.subject))
        self._plan.began(spec)
        self._is_woken = False
        asked = self.dependencies.failover.fulfil(request, self.dependencies.budget(spec.channel))
        answer = asyncio.get_running_loop().create_task(asked, name="answer")
        self._request, self._answer = request, answer
        try:
            while not answer.done():
                await asyncio.wait({answer}, timeout=KEEP_S)
                await self._stock.keep_lines(request, is_over=False)
            if not answer.cancelled():  # by `_drop_old`
                self._look_at(answer, spec)
        finally:
            if not answer.done():
                answer.cancel()
                await asyncio.wait({answer})
            self._request = self._answer = self.author = None
            self._plan.ended(request, self._loop_time(), is_first=is_first, is_whole=not answer.cancelled())
            self._tell()
            await self.dependencies.save_usage()
            await self._stock.keep(request)
            self._tell()

    def _look_at(self, answer: asyncio.Task[None], spec: RequestSpec) -> None:
        """How an answer went. Raises what it raised, but `NoProviderAnswers`."""
        error = answer.exception()
        if isinstance(error, NoProviderAnswers):
            again_in_s = min(error.again_in_s, SOON_S) if self._is_woken else error.again_in_s
            self._plan.failed(spec, again_in_s, self._loop_time())
            if self._is_woken:
                asyncio.get_running_loop().call_later(SOON_S, self._woken.set)
        elif error is not None:
            raise error

    def _tell(self) -> None:
        if self.lines or self.refusal:
            self._waiters.release()
        for reader in self.readers:
            reader.writing_changed()

    def _loop_time(self) -> float:
        return asyncio.get_running_loop().time()

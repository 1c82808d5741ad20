"""Writer: has lines written about one subject, checks them, and hands them to everybody who reads.

One task for each subject, and only while somebody reads: so there is never more than one request in flight for a game
and language, and two channels that play the same game share its lines. What the readers need decides what is asked
(`plan.py`). An answer about what was going on is dropped the moment that something else does; whatever ends an answer,
its finished lines are kept.
"""

from __future__ import annotations

import asyncio
import logging
import time
import traceback
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from server.generation.dependencies import Reader, WriterDependencies
from server.generation.line import GeneratedLine, Subject
from server.generation.need import Stock, Weights, mean_weights
from server.generation.plan import Plan
from server.generation.prompt import SAID
from server.generation.request import GenerationRequest, RequestSpec
from server.generation.response import Refusal
from server.providers.failover import Author, NoProviderAnswers
from server.text.normalize import plain

CHECK_S = 5.0
"""Between two looks at what the readers have left."""
WAY_S = 3.0
"""A batch that takes longer makes way for what is going on now."""
SOON_S = 1.0
"""Until somebody is asked again when what they failed for has changed meanwhile."""
KEEP_S = 2.0
"""Between two times that finished lines of an answer are kept."""
REFUSED_S = 6 * 3_600.0
"""A refusal is remembered for that long."""
GUESS_TOKENS = 2_000
"""What a request may cost, to ask a channel's budget."""

log = logging.getLogger(__name__)


class Writer:
    """The writer of one subject. `attend` it, or have it `prepare`."""

    def __init__(self, subject: Subject, dependencies: WriterDependencies) -> None:
        self.subject = subject
        self.dependencies = dependencies
        self.author: Author | None = None
        """Who writes now."""
        self.lines: dict[str, GeneratedLine] = {}
        """By their plain text, oldest first."""
        self.dropped: Counter[str] = Counter()
        self._known = [plain(text) for text in dependencies.known(subject)]
        self._refused: tuple[Refusal, float] | None = None
        self._readers: dict[Reader, None] = {}
        self._guests: list[asyncio.Future[None]] = []
        self._guest = ""
        self._nudged = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._request: GenerationRequest | None = None
        self._answer: asyncio.Task[None] | None = None
        self._is_loaded = False
        self._is_woken = False
        """Whether something changed while the answer was written: what it says of later is old."""
        self._plan = Plan(dependencies.settings, lambda channel: dependencies.budget(channel).admits(GUESS_TOKENS))

    @property
    def refusal(self) -> Refusal | None:
        """What the model had against the subject, while that is remembered."""
        if self._refused is not None and self._refused[1] <= time.time():
            self._refused = None
        return self._refused[0] if self._refused else None

    @property
    def task(self) -> asyncio.Task[None] | None:
        """The task that writes, if there is one."""
        return self._task

    @property
    def is_idle(self) -> bool:
        """Whether nobody needs this writer now."""
        return self._task is None and not self._readers

    @property
    def known(self) -> Sequence[str]:
        """The plain texts of the hand-written lines."""
        return self._known

    def latest(self) -> list[str]:
        """What was said last in the shows that read, of each its share."""
        share = max(1, SAID // max(1, len(self._readers)))
        return [text for reader in self._readers for text in list(reader.latest(shared=True))[-share:]]

    def mix(self) -> tuple[Weights, Stock]:
        """What all who read ask for together, and of each kind what the poorest of them has left."""
        stocks = [reader.stock() for reader in self._readers]
        weights = mean_weights(reader.weights() for reader in self._readers)
        return weights, {category: min(stock.get(category, 0) for stock in stocks) for category in weights}

    def attend(self, reader: Reader) -> None:
        """A show begins to read: it gets all there is, and what will come."""
        self._readers[reader] = None
        if self.lines:
            reader.receive(list(self.lines.values()))
        self._start()

    def leave(self, reader: Reader) -> None:
        """A show stops reading. An answer that is being written is still taken in: it is paid for."""
        self._readers.pop(reader, None)
        self._plan.leave(reader)
        self._nudged.set()

    def nudge(self) -> None:
        """Something has changed (a key, what is going on): look again at once, whatever was waited for."""
        self._plan.wake()
        self._is_woken = True
        self._drop_old()
        self._nudged.set()

    def release(self) -> None:
        """Whoever waits for a first line waits no longer: the server stops."""
        self._let_guests_go()

    def moment(self, reader: Reader, moment: str) -> None:
        """Something happened in that show: a few lines of its own, if they can be had soon."""
        if (
            reader in self._readers
            and self.dependencies.has_plenty()
            and self._plan.moment(reader, moment, self._loop_time())
        ):
            self._nudged.set()

    async def prepare(self, channel: str) -> None:
        """Return when there are lines, or it is known that there will be none for now."""
        await self.load()
        if self.lines or self.refusal or not self.dependencies.has_providers():
            return
        self._guest = channel
        waiting: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._guests.append(waiting)
        self._start()
        self._nudged.set()
        await waiting

    def bank(self, line: GeneratedLine, reader: Reader | None) -> None:
        """A line that passed. With a reader it is for that one alone, and isn't kept."""
        if reader is not None:
            reader.receive([line], only_now=True)
        else:
            self.lines[plain(line.text)] = line
            for other in self._readers:
                other.receive([line])
        self._tell()

    def answered(self, line: GeneratedLine, answer: str, reader: Reader | None) -> GeneratedLine:
        """The line just banked has an answer now."""
        whole = replace(line, answer=answer)
        self.bank(whole, reader)
        return whole

    def take_back(self, lines: Sequence[GeneratedLine], reader: Reader | None) -> None:
        """Lines that passed were none."""
        for line in lines if reader is None else ():
            self.throw(line.text)
        for other in self._readers if reader is None else (reader,):
            other.forget(lines)
        self._tell()

    def throw(self, text: str) -> None:
        """Forget a line."""
        self.lines.pop(plain(text), None)

    def keep(self, text: str, *, is_kept: bool) -> None:
        """Mark a line so that it doesn't age out, or take the mark away."""
        line = self.lines.get(plain(text))
        if line is not None:
            self.lines[plain(text)] = replace(line, is_kept=is_kept)

    def began(self, author: Author) -> None:
        """`author` is asked now."""
        self.author = author
        self._tell()

    async def load(self) -> None:
        """Read what earlier runs wrote, once. Twice at the same time does no harm."""
        if self._is_loaded:
            return
        lines = await self.dependencies.archive.lines(self.subject)
        self._refused = await self.dependencies.archive.refusal(self.subject)
        if self._is_loaded:
            return
        self._is_loaded = True
        self.dropped.update(await self.dependencies.archive.dropped(self.subject))
        self.lines = {plain(line.text): line for line in lines} | self.lines
        for reader in self._readers if lines else ():
            reader.receive(lines)
        self._tell()

    def _drop_old(self) -> None:
        """End an answer that nobody wants any more; a long one has to make way for what is going on."""
        request, answer = self._request, self._answer
        if request is None or answer is None:
            return
        if request.is_old:
            answer.cancel()
        elif request.spec.kind == "lines" and request.lines and any(map(self._plan.has_new_text, self._readers)):
            asyncio.get_running_loop().call_later(WAY_S, answer.cancel)

    def _start(self) -> None:
        if self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._run(), name="writer")
            self._task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._task = None
        self.author = None
        self._let_guests_go()
        if task.cancelled():
            return
        error = task.exception()
        if error is not None:
            # Its text may quote what was asked; where it happened is enough.
            where = "".join(traceback.format_tb(error.__traceback__))
            log.error("a writer broke: %s\n%s", type(error).__name__, where)
        elif self._readers or self._guests:
            self._start()

    async def _run(self) -> None:
        await self.load()
        while self._readers or self._guests:
            self._nudged.clear()
            spec = self._next_job()
            if spec is not None:
                await self._fulfil(spec)
                continue
            self._let_guests_go()
            if not self._readers:
                return
            try:
                async with asyncio.timeout(CHECK_S if self.dependencies.has_providers() else None):
                    await self._nudged.wait()
            except TimeoutError:
                pass

    def _next_job(self) -> RequestSpec | None:
        if not self.dependencies.has_providers() or self.refusal:
            return None
        if self.lines:
            return self._plan.next(self._readers, self._loop_time())
        channels = [self._guest] if self._guests else [reader.channel for reader in self._readers]
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
                await self._keep_lines(request, is_over=False)
            if not answer.cancelled():  # by `_drop_old`
                self._look_at(answer, spec)
        finally:
            if not answer.done():
                answer.cancel()
                await asyncio.wait({answer})
            self._request = self._answer = self.author = None
            self._plan.ended(request, self._loop_time(), is_first=is_first, is_whole=not answer.cancelled())
            self._tell()
            await self._keep(request)

    def _look_at(self, answer: asyncio.Task[None], spec: RequestSpec) -> None:
        """How an answer went. Raises what it raised, but `NoProviderAnswers`."""
        error = answer.exception()
        if isinstance(error, NoProviderAnswers):
            again_in_s = min(error.again_in_s, SOON_S) if self._is_woken else error.again_in_s
            self._plan.failed(spec, again_in_s, self._loop_time())
            if self._is_woken:
                asyncio.get_running_loop().call_later(SOON_S, self._nudged.set)
        elif error is not None:
            raise error

    async def _keep_lines(self, request: GenerationRequest, *, is_over: bool) -> None:
        if request.spec.reader is None:
            lines = request.take_up(is_over=is_over)
            if lines:
                await self.dependencies.archive.add(self.subject, lines)

    async def _keep(self, request: GenerationRequest) -> None:
        archive, subject, settings = self.dependencies.archive, self.subject, self.dependencies.settings
        await self.dependencies.save_usage()
        if request.refusal is not None:
            self._refused = request.refusal, time.time() + REFUSED_S
            await archive.refuse(subject, *self._refused)
            self._tell()
        if request.dropped:
            self.dropped.update(request.dropped)
            await archive.drop(subject, request.dropped)
        await self._keep_lines(request, is_over=True)
        if request.lines and request.spec.reader is None:
            if len(self.lines) > settings.most:
                self._forget_oldest(len(self.lines) - settings.most)
            await archive.trim(subject, most=settings.most, older_than=time.time() - settings.keep_days * 86_400)

    def _forget_oldest(self, count: int) -> None:
        for key in [key for key, line in self.lines.items() if not line.is_kept][:count]:
            del self.lines[key]

    def _let_guests_go(self) -> None:
        guests, self._guests = self._guests, []
        for guest in guests:
            if not guest.done():
                guest.set_result(None)

    def _tell(self) -> None:
        if self.lines or self.refusal:
            self._let_guests_go()
        for reader in self._readers:
            reader.writing_changed()

    def _loop_time(self) -> float:
        return asyncio.get_running_loop().time()

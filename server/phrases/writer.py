"""Writer: has lines written about one subject, checks them, and hands them to everybody who reads.

One task for each subject, and only while somebody reads: so there is never more than one request in flight for a game
and language, and two channels that play the same game share its lines. What the readers need decides what is asked:

    nothing there yet           a short first answer, at once
    "what's going on" changed   a few lines that lean on it, for that channel alone
    a moment                    a few shouts of its own, for that channel alone
    few unsaid lines left       a whole batch, not more often than `rest_s`
"""

from __future__ import annotations

import asyncio
import logging
import time
import traceback
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from server.phrases.answer import Refusal
from server.phrases.batch import Batch, Job
from server.phrases.kit import Kit, Reader
from server.phrases.normal import plain
from server.phrases.written import Subject, Written
from server.providers.failover import Author, NobodyWrites

CHECK_S = 5.0
"""Between two looks at what the readers have left."""
URGENT_S = 12.0
"""Between two requests that can't wait: a moment, what is going on."""
NOW_LINES, NOW_LOW = 12, 4
MOMENT_LINES = 6
REFUSED_S = 6 * 3_600.0
"""A refusal is remembered for that long."""
GUESS_TOKENS = 2_000
"""What a request may cost, to ask a channel's budget."""

log = logging.getLogger(__name__)


class Writer:
    """The writer of one subject. `attend` it, or have it `prepare`."""

    def __init__(self, subject: Subject, kit: Kit) -> None:
        self.subject = subject
        self.kit = kit
        self.author: Author | None = None
        """Who writes now."""
        self.lines: dict[str, Written] = {}
        """By their plain text, oldest first."""
        self.dropped: Counter[str] = Counter()
        self._known = [plain(text) for text in kit.known(subject)]
        self._refused: tuple[Refusal, float] | None = None
        self._readers: dict[Reader, None] = {}
        self._moments: dict[Reader, str] = {}
        self._guests: list[asyncio.Future[None]] = []
        self._guest = ""
        self._nudged = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._is_loaded = False
        self._rests_until = self._urgent_from = self._idle_until = 0.0

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
        """What was said last in the shows that read."""
        return [text for reader in self._readers for text in reader.latest()]

    def attend(self, reader: Reader) -> None:
        """A show begins to read: it gets all there is, and what will come."""
        self._readers[reader] = None
        if self.lines:
            reader.receive(list(self.lines.values()))
        self._start()

    def leave(self, reader: Reader) -> None:
        """A show stops reading. An answer that is being written is still taken in: it is paid for."""
        self._readers.pop(reader, None)
        self._moments.pop(reader, None)
        self._nudged.set()

    def nudge(self) -> None:
        """Something has changed: look again."""
        self._nudged.set()

    def moment(self, reader: Reader, moment: str) -> None:
        """Something happened in that show: a few lines of its own, if they can be had soon."""
        if reader in self._readers and self.kit.has_plenty() and self._loop_time() >= self._urgent_from:
            self._moments[reader] = moment
            self._nudged.set()

    async def prepare(self, channel: str) -> None:
        """Return when there are lines, or it is known that there will be none for now."""
        await self.load()
        if self.lines or self.refusal or not self.kit.has_providers():
            return
        self._guest = channel
        waiting: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._guests.append(waiting)
        self._start()
        self._nudged.set()
        await waiting

    def bank(self, line: Written, reader: Reader | None) -> None:
        """A line that passed. With a reader it is for that one alone, and isn't kept."""
        if reader is not None:
            reader.receive([line], only_now=True)
        else:
            self.lines[plain(line.text)] = line
            for other in self._readers:
                other.receive([line])
        self._tell()

    def answered(self, line: Written, answer: str, reader: Reader | None) -> Written:
        """The line just banked has an answer now."""
        whole = replace(line, answer=answer)
        self.bank(whole, reader)
        return whole

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
        lines = await self.kit.archive.lines(self.subject)
        self._refused = await self.kit.archive.refusal(self.subject)
        if self._is_loaded:
            return
        self._is_loaded = True
        self.dropped.update(await self.kit.archive.dropped(self.subject))
        self.lines = {plain(line.text): line for line in lines} | self.lines
        for reader in self._readers if lines else ():
            reader.receive(lines)
        self._tell()

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
            job = self._next_job()
            if job is not None:
                await self._fulfil(job)
                continue
            self._let_guests_go()
            if not self._readers:
                return
            try:
                async with asyncio.timeout(CHECK_S if self.kit.has_providers() else None):
                    await self._nudged.wait()
            except TimeoutError:
                pass

    def _next_job(self) -> Job | None:
        now = self._loop_time()
        if not self.kit.has_providers() or now < self._idle_until or self.refusal:
            return None
        settings = self.kit.settings
        if not self.lines:
            for channel in [self._guest] if self._guests else [reader.channel for reader in self._readers]:
                if self._can_pay(channel):
                    return Job(settings.first_lines, channel)
            return None
        if now >= self._urgent_from:
            for reader in self._readers:
                moment = self._moments.pop(reader, None)
                if moment and self._can_pay(reader.channel):
                    return Job(MOMENT_LINES, reader.channel, reader, reader.happening, moment)
                if reader.happening and reader.unsaid_now() < NOW_LOW and self._can_pay(reader.channel):
                    return Job(NOW_LINES, reader.channel, reader, reader.happening)
        if now >= self._rests_until:
            for reader in self._readers:
                if reader.unsaid_written() < settings.low and self._can_pay(reader.channel):
                    return Job(settings.lines, reader.channel)
        return None

    async def _fulfil(self, job: Job) -> None:
        is_first = not self.lines
        batch = Batch(self, job, may_refuse=is_first and not self.kit.is_one(self.subject))
        try:
            await self.kit.failover.fulfil(batch, self.kit.budget(job.channel))
        except NobodyWrites as error:
            self._idle_until = self._loop_time() + error.again_in_s
        finally:
            self.author = None
            now = self._loop_time()
            if job.reader is not None:
                self._urgent_from = now + URGENT_S
            elif not is_first:
                self._rests_until = now + self.kit.settings.rest_s
            self._tell()
        await self._keep(batch)

    async def _keep(self, batch: Batch) -> None:
        archive, subject, settings = self.kit.archive, self.subject, self.kit.settings
        await self.kit.keep_books()
        if batch.refusal is not None:
            self._refused = batch.refusal, time.time() + REFUSED_S
            await archive.refuse(subject, *self._refused)
            self._tell()
        if batch.dropped:
            self.dropped.update(batch.dropped)
            await archive.drop(subject, batch.dropped)
        if batch.lines and batch.job.reader is None:
            await archive.add(subject, batch.lines)
            if len(self.lines) > settings.most:
                self._forget_oldest(len(self.lines) - settings.most)
            await archive.trim(subject, most=settings.most, older_than=time.time() - settings.keep_days * 86_400)

    def _forget_oldest(self, count: int) -> None:
        for key in [key for key, line in self.lines.items() if not line.is_kept][:count]:
            del self.lines[key]

    def _can_pay(self, channel: str) -> bool:
        return self.kit.budget(channel).admits(GUESS_TOKENS)

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

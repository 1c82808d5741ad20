"""Failover: sends a request for lines to the first provider that can answer, and to the next when that one fails.

For each provider in order, as long as less than 60 % of the lines have arrived:

    for each model that it still has:
        its circuits let it in? ── no ──▶ next model
        its usage meter admits it? ── no ──▶ next model
        ask for what is still missing; each finished line is handed over at once
            whole ──▶ circuits close
            it is retired, or its limit is reached ──▶ that model rests ──▶ next model
            failed otherwise ──▶ a circuit opens for as long as `circuit.COOL` says; what arrived is kept
                             ──▶ next provider

No model is asked twice for one request. Each answer has a time of its own, and none is begun that can't have enough of
it: `batch_s`, counted apart for services and for servers of one's own, so that a slow one at home takes nothing from
the others.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from server.providers.base import Message, ModelGone, ProviderError, TooSlow, UselessAnswer
from server.providers.cost import RequestCost, estimate
from server.providers.pool import ProviderPool
from server.providers.pool_entry import Entry, PoolEntry
from server.providers.settings import Deadlines
from server.providers.usage import UsageMeter
from server.text.thinking import CANCEL

ENOUGH = 0.6
"""Share of the lines from which the next provider isn't asked for the rest."""
SHORT_OF_ROOM = 0.1
"""In turns, who has less left of its limits is asked last."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote a line."""

    name: str
    title: str
    model: str


Question = tuple[Sequence[Message], int]
"""What a model is asked, and the most tokens that its answer may take."""


class LineRequest(Protocol):
    """A request for lines, as the failover sees it. `generation.request.GenerationRequest` fulfils it."""

    @property
    def topic(self) -> str:
        """What it is about, for those who dislike it: those of one subject begin alike."""

    @property
    def wanted(self) -> int:
        """How many lines."""

    @property
    def arrived(self) -> int:
        """How many usable ones have come."""

    @property
    def is_over(self) -> bool:
        """Whether no more are wanted, whatever has arrived: the model refused."""

    def question(self) -> Question:
        """What to ask for what is still missing."""

    def begin(self, author: Author) -> None:
        """`author` is asked now."""

    def take(self, line: str, author: Author) -> None:
        """A finished line."""

    def discard(self) -> None:
        """All lines since `begin` were the model's thoughts, and none of them is meant for anybody."""


class NoProviderAnswers(Exception):
    """No provider brought a line. `again_in_s`: when one may; `causes`: what went wrong with each that was asked."""

    def __init__(self, again_in_s: float, causes: Sequence[ProviderError]) -> None:
        super().__init__(", ".join(str(cause) for cause in causes) or "nobody could be asked")
        self.again_in_s = again_in_s
        self.causes = tuple(causes)


class Failover:
    """Asks the providers of a pool in turn."""

    def __init__(
        self,
        pool: ProviderPool,
        *,
        order: Literal["failover", "round_robin"],
        remote: Deadlines,
        local: Deadlines,
    ) -> None:
        self._pool = pool
        self._order = order
        self._remote, self._local = remote, local
        self._turn = 0

    async def fulfil(self, request: LineRequest, budget: UsageMeter) -> None:
        """Ask until enough has arrived; the cost is also charged to `budget`. Raises `NoProviderAnswers`."""
        causes: list[ProviderError] = []
        spent_s = {True: 0.0, False: 0.0}
        loop = asyncio.get_running_loop()
        for member in self._in_order():
            deadlines = self._deadlines(member)
            for model in member.provider.models:
                if request.is_over or request.arrived >= ENOUGH * request.wanted:
                    break
                began = loop.time()
                if spent_s[member.provider.is_local] + min(deadlines.first_s, deadlines.attempt_s) > deadlines.batch_s:
                    break
                messages, most = request.question()
                question = messages, most + member.provider.thinking_tokens(model)
                entry = self._enter(member, model, request.topic, question)
                if entry is None:
                    continue
                failed = await self._ask(member, entry, request, question, budget)
                # At most an answer's own time: the rest went into loading a package, which is had only once.
                spent_s[member.provider.is_local] += min(loop.time() - began, deadlines.attempt_s)
                causes += [failed] if failed is not None else []
                if failed is None or failed.kind not in ("MODEL", "RATE"):
                    break
        if not request.arrived and not request.is_over:
            raise NoProviderAnswers(self._pool.again_in_s(request.topic), causes)

    def _deadlines(self, member: PoolEntry) -> Deadlines:
        return self._local if member.provider.is_local else self._remote

    def _in_order(self) -> list[PoolEntry]:
        members = list(self._pool.members)
        if self._order == "round_robin" and members:
            members = members[self._turn % len(members) :] + members[: self._turn % len(members)]
            self._turn += 1
            members.sort(key=lambda member: self._pool.headroom(member) < SHORT_OF_ROOM)
        return members

    def _enter(self, member: PoolEntry, model: str, topic: str, question: Question) -> Entry | None:
        """Whether that model may be asked: by its usage meter, then by the circuits."""
        messages, most = question
        if not self._pool.usage(member, model).admits(_asked(messages) + most):
            return None
        return member.enter(topic, model, asyncio.get_running_loop().time())

    async def _ask(
        self, member: PoolEntry, entry: Entry, request: LineRequest, question: Question, budget: UsageMeter
    ) -> ProviderError | None:
        """Ask one model, and tell the circuits. What went wrong; None when all went well."""
        try:
            failed = await self._answer(member, entry, request, question, budget)
        except BaseException:
            member.leave(entry)
            raise
        if failed is None:
            member.succeeded(entry)
            return None
        if isinstance(failed, ModelGone):
            self._pool.look_again(member)
        if isinstance(failed, ModelGone) and member.provider.retire(entry.model):
            member.leave(entry)
        else:
            member.failed(entry, failed, asyncio.get_running_loop().time())
        log.warning("%s: %s", member.provider.name, failed)
        return failed

    async def _answer(
        self, member: PoolEntry, entry: Entry, request: LineRequest, question: Question, budget: UsageMeter
    ) -> ProviderError | None:
        """Have an answer written, and settle what it cost."""
        messages, most = question
        author = Author(member.provider.name, member.provider.title, entry.model)
        before = request.arrived
        request.begin(author)
        deadline = asyncio.get_running_loop().time() + self._deadlines(member).batch_s
        with RequestCost(_asked(messages), most, self._pool.usage(member, entry.model), budget) as bill:
            answer = member.provider.write(messages, model=entry.model, max_tokens=most, deadline=deadline, meter=bill)
            try:
                await _hand_over(answer, request, author)
                if request.arrived == before and not request.is_over:
                    raise UselessAnswer
            except ProviderError as error:
                bill.failed(error)
                if not (isinstance(error, TooSlow) and error.was_writing and request.arrived > before):
                    return error
        return None


def _asked(messages: Sequence[Message]) -> int:
    """Tokens of a question, about."""
    return estimate(sum(len(message.content) for message in messages))


async def _hand_over(answer: Any, request: LineRequest, author: Author) -> None:
    """Cut an answer into lines. A line without its end isn't one: it was cut off."""
    rest = ""
    async with aclosing(answer) as pieces:
        async for piece in pieces:
            _, is_cancelled, rest = (rest + piece).rpartition(CANCEL)
            if is_cancelled:
                request.discard()
            *lines, rest = rest.split("\n")
            for line in lines:
                request.take(line, author)
            if request.is_over:
                return

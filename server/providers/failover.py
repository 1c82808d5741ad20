"""Failover: has a wish fulfilled by the first provider that can, and goes on with the next where that one broke.

For each provider in order, as long as less than 60 % of the lines have arrived:

    circuit lets it in? ── no ──▶ next
    its ledger admits it? ── no ──▶ next
    ask for what is still missing; each finished line is handed over at once
        whole ──▶ circuit closes
        its model is retired, and it has another ──▶ ask again
        failed ──▶ circuit opens for as long as `circuit.COOL` says; what arrived is kept ──▶ next

Nobody is asked twice for one wish, so a wish ends within `batch_s`, whatever the servers do.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from server.config_providers import Deadlines
from server.providers.base import Message, ModelGone, ProviderError, RequestRefused, Useless
from server.providers.ledger import Charge, Ledger
from server.providers.lineup import Lineup, Member

ENOUGH = 0.6
"""Share of the lines from which the next provider isn't asked for the rest."""
TOKEN_CHARACTERS = 3.5
"""Of a question, on average over Spanish and English."""
SHORT_OF_ROOM = 0.1
"""In turns, who has less left of its limits is asked last."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote a line."""

    name: str
    title: str
    model: str


class Wish(Protocol):
    """Lines that somebody wants. The writer fulfils it."""

    @property
    def wanted(self) -> int:
        """How many lines."""

    @property
    def arrived(self) -> int:
        """How many usable ones have come."""

    @property
    def is_over(self) -> bool:
        """Whether no more are wanted, whatever has arrived: the model refused."""

    def question(self) -> tuple[Sequence[Message], int]:
        """What to ask for what is still missing, and the most tokens that the answer may take."""

    def begin(self, author: Author) -> None:
        """`author` is asked now."""

    def take(self, line: str, author: Author) -> None:
        """A finished line."""


class NobodyWrites(Exception):
    """No provider brought a line. `again_in_s`: when one may; `causes`: what went wrong with each that was asked."""

    def __init__(self, again_in_s: float, causes: Sequence[ProviderError]) -> None:
        super().__init__(", ".join(str(cause) for cause in causes) or "nobody could be asked")
        self.again_in_s = again_in_s
        self.causes = tuple(causes)


class Failover:
    """Asks the providers of a lineup."""

    def __init__(
        self,
        lineup: Lineup,
        *,
        order: Literal["failover", "round_robin"],
        remote: Deadlines,
        local: Deadlines,
    ) -> None:
        self._lineup = lineup
        self._order = order
        self._remote, self._local = remote, local
        self._turn = 0

    async def fulfil(self, wish: Wish, budget: Ledger) -> None:
        """Ask until enough has arrived; the cost is also charged to `budget`. Raises `NobodyWrites`."""
        began = asyncio.get_running_loop().time()
        causes: list[ProviderError] = []
        for member in self._in_order():
            if wish.is_over or wish.arrived >= ENOUGH * wish.wanted:
                break
            causes += await self._ask_models(member, wish, budget, began)
        if not wish.arrived and not wish.is_over:
            raise NobodyWrites(self._lineup.again_in_s(), causes)

    def _in_order(self) -> list[Member]:
        members = list(self._lineup.members)
        if self._order == "round_robin" and members:
            members = members[self._turn % len(members) :] + members[: self._turn % len(members)]
            self._turn += 1
            members.sort(key=lambda member: self._lineup.headroom(member) < SHORT_OF_ROOM)
        return members

    async def _ask_models(self, member: Member, wish: Wish, budget: Ledger, began: float) -> list[ProviderError]:
        """Ask a provider, with its next model where one is gone. What went wrong, if anything did."""
        loop = asyncio.get_running_loop()
        if not member.circuit.enter(loop.time()):
            return []
        failed: ProviderError | None = None
        try:
            while True:
                failed = await self._ask(member, wish, budget, began)
                model = member.provider.model
                if not isinstance(failed, ModelGone) or model is None or not member.provider.retire(model):
                    break
        except BaseException:
            member.circuit.leave()
            raise
        if failed is None:
            return []
        log.warning("%s: %s", member.provider.name, failed)
        member.circuit.failed(failed, loop.time())
        return [failed]

    async def _ask(self, member: Member, wish: Wish, budget: Ledger, began: float) -> ProviderError | None:
        """Ask one model. None when all went well, or when its limits say no."""
        model = member.provider.model
        if model is None:
            return ModelGone(why="all models are retired")
        messages, most = wish.question()
        tokens = most + round(sum(len(message.content) for message in messages) / TOKEN_CHARACTERS)
        ledger = self._lineup.ledger(member, model)
        if not ledger.admits(tokens):
            member.circuit.leave()
            return None
        deadlines = self._local if member.provider.is_local else self._remote
        charge, own = ledger.reserve(tokens), budget.reserve(tokens)
        author, before = Author(member.provider.name, member.provider.title, model), wish.arrived
        wish.begin(author)
        answer = member.provider.write(
            messages, max_tokens=most, deadline=began + deadlines.batch_s, meter=_Both(charge, own)
        )
        try:
            await _hand_over(answer, wish, author)
            if wish.arrived == before and not wish.is_over:
                raise Useless
        except ProviderError as error:
            if isinstance(error, RequestRefused):
                charge.settle(0)
            return error
        member.circuit.succeeded()
        return None


async def _hand_over(answer: Any, wish: Wish, author: Author) -> None:
    """Cut an answer into lines. A line without its end isn't one: it was cut off."""
    rest = ""
    async with aclosing(answer) as pieces:
        async for piece in pieces:
            rest += piece
            *lines, rest = rest.split("\n")
            for line in lines:
                wish.take(line, author)
            if wish.is_over:
                return


class _Both:
    """One request, charged to the provider's ledger and to the channel's."""

    def __init__(self, charge: Charge, own: Charge) -> None:
        self._charge, self._own = charge, own

    def learn(self, headers: Any) -> None:
        self._charge.learn(headers)

    def settle(self, tokens: int) -> None:
        self._charge.settle(tokens)
        self._own.settle(tokens)

"""Cost: what one request costs, counted for the model and for the channel that asked.

The most that it may cost is charged in advance, as services do. What it did cost is the service's own count; where
that never comes (the answer broke off, or we gave it up) it is what was asked and what came. A request that wasn't
taken on (no connection, a refusal, a 429, a 500) costs nothing, neither there nor here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self

from server.providers.base import ProviderError
from server.providers.usage import UsageMeter

TOKEN_CHARACTERS = 3.5
"""Of a question, on average over Spanish and English."""


def estimate(characters: int) -> int:
    """About so many tokens."""
    return round(characters / TOKEN_CHARACTERS)


class RequestCost:
    """`base.Meter`, a context around one request: `asked` tokens of question and at most `most` of answer."""

    def __init__(self, asked: int, most: int, *meters: UsageMeter) -> None:
        self._asked, self._most = asked, most
        self._meters = meters
        self._charges = [meter.reserve(asked + most) for meter in meters]
        self._characters = 0
        self._is_settled = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if not self._is_settled:
            self.settle(self._asked + min(self._most, estimate(self._characters)))

    def learn(self, headers: Mapping[str, str]) -> None:
        """The answer's headers tell the model's limits; the channel's are ours."""
        self._charges[0].learn(headers)

    def came(self, characters: int) -> None:
        """So many characters came, of text or of thought."""
        self._characters += characters

    def settle(self, tokens: int) -> None:
        """What it cost, as the service counted."""
        self._is_settled = True
        for charge in self._charges:
            charge.settle(tokens)

    def failed(self, error: ProviderError) -> None:
        """It failed. A request that got no token costs nothing, unless the service may still be writing."""
        if not self._characters and not self._is_settled and error.kind not in ("TIMEOUT", "USELESS"):
            self._is_settled = True
            for charge in self._charges:
                charge.cancel()

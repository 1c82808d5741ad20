"""What a provider is, and what can go wrong with one.

    ProviderError
    ├── Limited          RATE      it has had enough of us for now
    ├── KeyRejected      AUTH      the key is none, or no longer one
    ├── PaymentRequired  PAY       the account has nothing left
    ├── ModelGone        MODEL     the service has retired the model
    ├── RequestRefused   REQUEST   it dislikes this request; the next one may do
    ├── ServerFailed     SERVER    it answered that it is broken
    ├── Unreachable      NET       no connection, or it broke
    ├── TooSlow          TIMEOUT   a deadline passed
    ├── MalformedAnswer  PROTOCOL  what came isn't what was agreed, or too much of it
    ├── OnlyThoughts     THINKING  it thought until its room or its time was used up, and answered nothing
    └── UselessAnswer    USELESS   it answered well, and not one line could be used

Each provider's file translates its SDK's errors into these, in one place. Their texts never quote what the service
said: that may hold the key or the prompt.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal, Protocol

ErrorKind = Literal[
    "RATE", "AUTH", "PAY", "MODEL", "REQUEST", "SERVER", "NET", "TIMEOUT", "PROTOCOL", "THINKING", "USELESS"
]


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a conversation with a model."""

    role: Literal["system", "user"]
    content: str


@dataclass(frozen=True, slots=True)
class RateLimits:
    """How much may be asked of something; 0 is without limit."""

    requests_per_minute: int = 0
    requests_per_day: int = 0
    tokens_per_minute: int = 0
    tokens_per_day: int = 0


class Meter(Protocol):
    """Learns from an answer what it cost and what is left."""

    def learn(self, headers: Mapping[str, str]) -> None:
        """The answer's headers tell the service's limits."""

    def came(self, characters: int) -> None:
        """So many characters came, of text or of thought: what the request costs if the service never says."""

    def settle(self, tokens: int) -> None:
        """What the last request really cost, as the service counted."""


class Provider(Protocol):
    """A service that writes text."""

    @property
    def name(self) -> str:
        """Its name in the config: `groq`."""

    @property
    def title(self) -> str:
        """Its name for people: Groq."""

    @property
    def model(self) -> str | None:
        """The model that would write now; None when the service has retired them all."""

    @property
    def models(self) -> Sequence[str]:
        """Those that it has and that the service still has, in the order in which they are asked."""

    @property
    def base_url(self) -> str:
        """Its address; once something was written, the one that answered."""

    @property
    def is_local(self) -> bool:
        """Whether it runs on this machine or network."""

    @property
    def says_day(self) -> bool:
        """Whether its header `x-ratelimit-limit-requests` counts the day's requests."""

    @property
    def has_answered(self) -> bool:
        """Whether the service has taken the key and written a word."""

    @property
    def gone(self) -> Sequence[str]:
        """Those of its models that would go before the one that is asked, had the service not retired them."""

    async def listed(self) -> Sequence[str]:
        """The models that the service says it has; none where it doesn't say. Never raises `ProviderError`."""

    def know(self, listed: Sequence[str]) -> None:
        """That is what the service says it has: what isn't among them isn't asked."""

    def thinking_tokens(self, model: str) -> int:
        """Room for what `model` thinks before it answers, as far as it was seen to: part of its `max_tokens`."""

    def write(
        self, messages: Sequence[Message], *, model: str, max_tokens: int, deadline: float, meter: Meter
    ) -> AsyncIterator[str]:
        """The answer as it is written, in pieces of any length; a line break ends it when it is whole.

        What the model thinks aloud is no part of it; `thinking.CANCEL` in a piece says that all before it was thought.

        `deadline` is on the loop's clock; the provider's own deadlines hold too. Raises `ProviderError`. Close the
        iterator: an answer that is left open keeps its connection.
        """

    def retire(self, model: str) -> bool:
        """The service no longer has `model`; whether there is another one to try."""

    async def close(self) -> None:
        """Let go of the connections."""


class ProviderError(Exception):
    """Something went wrong with a provider. `kind` is its class, `status` the HTTP status if there was one."""

    kind: ClassVar[ErrorKind] = "SERVER"

    def __init__(self, *, status: int | None = None, retry_after_s: float | None = None, why: str = "") -> None:
        super().__init__(" ".join(filter(None, (self.kind, str(status or ""), why))))
        self.status = status
        self.retry_after_s = retry_after_s


class Limited(ProviderError):
    kind = "RATE"


class KeyRejected(ProviderError):
    kind = "AUTH"


class PaymentRequired(ProviderError):
    kind = "PAY"


class ModelGone(ProviderError):
    kind = "MODEL"


class RequestRefused(ProviderError):
    kind = "REQUEST"


class ServerFailed(ProviderError):
    kind = "SERVER"


class Unreachable(ProviderError):
    kind = "NET"


class TooSlow(ProviderError):
    """`was_writing`: text came to the last, only more slowly than an answer may take."""

    kind = "TIMEOUT"

    def __init__(self, *, was_writing: bool = False, why: str = "", **more: Any) -> None:
        super().__init__(why=why, **more)
        self.was_writing = was_writing


class MalformedAnswer(ProviderError):
    kind = "PROTOCOL"


class OnlyThoughts(ProviderError):
    kind = "THINKING"


class UselessAnswer(ProviderError):
    kind = "USELESS"

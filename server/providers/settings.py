"""Settings: what of the config concerns every provider. What concerns one stands in that one's file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, AnyHttpUrl, Field, SecretStr

from server.model.section import Section


def _bare_url(text: str) -> str:
    url = AnyHttpUrl(text)
    if url.username or url.password or url.query or url.fragment:
        raise ValueError("scheme, host, port and path only: a key has its own setting")
    return text.rstrip("/")


BaseUrl = Annotated[str, AfterValidator(_bare_url)]
Effort = Literal["none", "minimal", "low", "medium", "high"]


class ProviderSection(Section):
    """What every provider has."""

    base_url: BaseUrl | None = Field(None, description="Address of the service.")
    models: tuple[str, ...] = Field(
        (), description="Models, the first is used; the next one when the service has retired it."
    )
    api_key: SecretStr | None = Field(None, description="The key. Better in the environment, or in a file:")
    key_file: Path | None = Field(None, description="A file that holds the key and nothing else.")
    temperature: float = Field(1.0, ge=0, le=2, description="How freely the model writes.")
    reasoning_effort: Effort | None = Field(None, description="How much it may think first. Thinking costs tokens.")
    requests_per_minute: int = Field(0, ge=0, description="Its limits, 0 if there is none. Its answers correct them.")
    requests_per_day: int = Field(0, ge=0, description="Requests in 24 hours.")
    tokens_per_minute: int = Field(0, ge=0, description="Tokens in a minute, those of the question included.")
    tokens_per_day: int = Field(0, ge=0, description="Tokens in 24 hours.")


class Deadlines(Section):
    """How long a service on the internet may take, in seconds. Past it, the next provider is asked."""

    connect_s: float = Field(2, gt=0, description="Until the connection stands.")
    first_s: float = Field(5, gt=0, description="Until the first character of an answer.")
    idle_s: float = Field(3, gt=0, description="Between two characters.")
    attempt_s: float = Field(10, gt=0, description="For one provider's answer.")
    batch_s: float = Field(
        15, gt=0, description="For all answers to one request for lines: then no other one is begun."
    )


class LocalDeadlines(Deadlines):
    """The same for a server on this machine or network, which may have to load its model first."""

    connect_s: float = Field(1, gt=0, description="Until the connection stands.")
    first_s: float = Field(45, gt=0, description="Until the first character of an answer.")
    idle_s: float = Field(10, gt=0, description="Between two characters.")
    attempt_s: float = Field(90, gt=0, description="For one provider's answer.")
    batch_s: float = Field(
        120, gt=0, description="For all answers to one request for lines: then no other one is begun."
    )

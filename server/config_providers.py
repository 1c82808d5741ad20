"""Config of the providers: which language models may write, how much, and how long they may take."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, AnyHttpUrl, BaseModel, ConfigDict, Field, SecretStr


class Section(BaseModel):
    """A part of the config: frozen, and with no key that we don't know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


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


class Groq(ProviderSection):
    """Groq (https://console.groq.com/keys). Its key is also read from GROQ_API_KEY; limits of the free tier."""

    base_url: BaseUrl | None = Field("https://api.groq.com", description="Address of the service.")
    models: tuple[str, ...] = Field(
        ("openai/gpt-oss-120b", "openai/gpt-oss-20b"),
        description="Models, the first is used; the next one when the service has retired it.",
    )
    reasoning_effort: Effort | None = Field("low", description="How much it may think first. Thinking costs tokens.")
    requests_per_minute: int = Field(30, ge=0, description="Its limits, 0 if there is none. Its answers correct them.")
    requests_per_day: int = Field(1_000, ge=0, description="Requests in 24 hours.")
    tokens_per_minute: int = Field(8_000, ge=0, description="Tokens in a minute, those of the question included.")
    tokens_per_day: int = Field(200_000, ge=0, description="Tokens in 24 hours.")


class Cerebras(ProviderSection):
    """Cerebras (https://cloud.cerebras.ai). Its key is also read from CEREBRAS_API_KEY."""

    base_url: BaseUrl | None = Field("https://api.cerebras.ai", description="Address of the service.")
    models: tuple[str, ...] = Field(
        ("gpt-oss-120b", "qwen-3.8-27b"),
        description="Models, the first is used; the next one when the service has retired it.",
    )
    reasoning_effort: Effort | None = Field("low", description="How much it may think first. Thinking costs tokens.")
    requests_per_minute: int = Field(5, ge=0, description="Its limits, 0 if there is none. Its answers correct them.")
    tokens_per_minute: int = Field(30_000, ge=0, description="Tokens in a minute, those of the question included.")
    tokens_per_day: int = Field(1_000_000, ge=0, description="Tokens in 24 hours.")


class Compatible(ProviderSection):
    """Any server that speaks OpenAI's protocol: Ollama, llama.cpp, vLLM, OpenRouter. Off until it has an address."""

    title: str = Field("", max_length=40, description="What the panel calls it; empty: by its address.")
    base_url: BaseUrl | None = Field(None, description="Address of the service, its /v1 included.")


class Deadlines(Section):
    """How long a service on the internet may take, in seconds. Past it, the next provider is asked."""

    connect_s: float = Field(2, gt=0, description="Until the connection stands.")
    first_s: float = Field(5, gt=0, description="Until the first character of an answer.")
    idle_s: float = Field(3, gt=0, description="Between two characters.")
    attempt_s: float = Field(10, gt=0, description="For one provider's answer.")
    batch_s: float = Field(15, gt=0, description="For all answers to one wish: then no other one is begun.")


class LocalDeadlines(Deadlines):
    """The same for a server on this machine or network, which may have to load its model first."""

    connect_s: float = Field(1, gt=0, description="Until the connection stands.")
    first_s: float = Field(45, gt=0, description="Until the first character of an answer.")
    idle_s: float = Field(10, gt=0, description="Between two characters.")
    attempt_s: float = Field(90, gt=0, description="For one provider's answer.")
    batch_s: float = Field(120, gt=0, description="For all answers to one wish: then no other one is begun.")


class Writing(Section):
    """How much is asked of the models."""

    lines: int = Field(32, ge=4, le=100, description="Lines in one answer. A game's first answer is a short one.")
    first_lines: int = Field(12, ge=2, le=100, description="Lines in a game's first answer, so that it comes soon.")
    low: int = Field(20, ge=1, le=500, description="Unsaid lines below which more are asked for.")
    rest_s: float = Field(45, ge=0, description="Seconds between two requests for one game, at least.")
    most: int = Field(2_000, ge=50, description="Lines kept of one game and language; the oldest go first.")
    keep_days: float = Field(45, gt=0, description="Days that a line is kept, unless somebody marked it.")
    channel_requests_per_day: int = Field(1_000, ge=0, description="Requests that one channel may cause; 0: any.")
    channel_tokens_per_day: int = Field(1_000_000, ge=0, description="Tokens that one channel may cause; 0: any.")


class WayOut(Section):
    """How the internet is reached. Derived: it stands in no config by itself."""

    proxy: str | None = None
    system_certificates: bool = False


class Providers(Section):
    """Language models that write more phrases. Without a key the packs do all the talking, and do it well."""

    order: Literal["failover", "round_robin"] = Field(
        "failover", description='"failover": Groq while it can, then Cerebras, then your own; "round_robin": in turns.'
    )
    own_servers: bool = Field(
        True, description="Whether the owner may give a compatible server's address in the panel."
    )
    proxy: AnyHttpUrl | None = Field(
        None,
        description="A proxy for all that is fetched from the internet. The environment's is never used by itself.",
    )
    system_certificates: bool = Field(
        False, description="Trust the certificates that the system trusts: for virus scanners and company networks."
    )
    groq: Groq = Field(Groq(), description=Groq.__doc__ or "")
    cerebras: Cerebras = Field(Cerebras(), description=Cerebras.__doc__ or "")
    compatible: Compatible = Field(Compatible(), description=Compatible.__doc__ or "")
    deadlines: Deadlines = Field(Deadlines(), description=Deadlines.__doc__ or "")
    local_deadlines: LocalDeadlines = Field(LocalDeadlines(), description=LocalDeadlines.__doc__ or "")
    writing: Writing = Field(Writing(), description=Writing.__doc__ or "")

    @property
    def way_out(self) -> WayOut:
        """How what is on the internet is reached; a server on this machine or network is asked directly."""
        return WayOut(proxy=str(self.proxy) if self.proxy else None, system_certificates=self.system_certificates)

    def section(self, name: str) -> ProviderSection:
        """The section of that provider. Raises `KeyError`."""
        return {"groq": self.groq, "cerebras": self.cerebras, "compatible": self.compatible}[name]

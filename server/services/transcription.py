"""Transcription service: which service writes down what the streamer says, and how often it may be asked.

A server of one's own in the config goes first; else Groq, where the owner has a key there that isn't turned off.
Without either there is none, and the hearing page uses the browser.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from server.config.sections import TranscriptionConfig
from server.outbound import Outbound
from server.providers.base import Limited, ProviderError, RateLimits
from server.providers.circuit import Circuit
from server.providers.transcription import HttpTranscriber, Transcriber, Transcript
from server.providers.usage import UsageMeter
from server.services.provider_keys import ProviderKey

GROQ_MODEL = "whisper-large-v3-turbo"
GROQ_BELOW = "/openai/v1"
"""Where its package finds OpenAI's paths."""
GROQ_LIMITS = RateLimits(requests_per_minute=20, requests_per_day=2_000, tokens_per_day=28_800)
"""Of the free tier, 2026-11; what stands in the place of tokens are seconds of sound. It counts ten at least."""
GROQ_LEAST_S = 10


@dataclass(frozen=True, slots=True)
class _Source:
    """Where to ask, and with what."""

    base_url: str
    model: str
    key: str
    title: str


class TranscriptionService:
    """The service of this server, or none."""

    def __init__(self, config: TranscriptionConfig, outbound: Outbound, groq: Callable[[], ProviderKey]) -> None:
        self._config, self._outbound, self._groq = config, outbound, groq
        self._source: _Source | None = None
        self._transcriber: Transcriber | None = None
        self._old: list[Transcriber] = []
        """Those of another key or address, to be closed."""
        self._usage = UsageMeter(RateLimits(), time.time)
        self._circuit = Circuit(Random())

    def find(self) -> Transcriber | None:
        """The service that would be asked now; None if there is none."""
        source = self._find_source()
        if source != self._source:
            if self._transcriber is not None:
                self._old.append(self._transcriber)
            self._source, self._circuit = source, Circuit(Random())
            own = self._config
            limits = RateLimits(own.requests_per_minute, own.requests_per_day) if own.base_url else GROQ_LIMITS
            self._usage = UsageMeter(limits, time.time)
            self._transcriber = self._made(source) if source is not None else None
        return self._transcriber

    def free_in_s(self, seconds: float) -> float:
        """Seconds until a recording of that length may be asked about; 0 if it may now."""
        now = time.time()
        rests_until = self._circuit.open_until(now)
        return max(rests_until - now if rests_until else 0.0, self._usage.free_in_s(self._cost(seconds)))

    async def transcribe(self, wav: bytes, seconds: float, *, language: str, prompt: str) -> Transcript:
        """What was said in a recording. Raises `ProviderError`: `Limited` also where our own pace says no."""
        transcriber, circuit = self.find(), self._circuit
        ticket = circuit.enter(time.time()) if transcriber is not None and not self.free_in_s(seconds) else None
        if transcriber is None or ticket is None:
            raise Limited(retry_after_s=max(1.0, self.free_in_s(seconds)), why="our own pace")
        self._usage.reserve(self._cost(seconds))
        try:
            transcript = await transcriber.transcribe(wav, language=language, prompt=prompt)
        except ProviderError as error:
            circuit.failed(ticket, error, time.time())
            raise
        except BaseException:
            circuit.leave(ticket)
            raise
        circuit.succeeded(ticket)
        return transcript

    async def close(self) -> None:
        """Let go of the connections."""
        if self._transcriber is not None:
            self._old.append(self._transcriber)
        self._source = self._transcriber = None
        while self._old:
            await self._old.pop().close()

    def _made(self, source: _Source) -> Transcriber:
        return HttpTranscriber(source.base_url, source.model, source.key, title=source.title, outbound=self._outbound)

    def _cost(self, seconds: float) -> int:
        return max(0 if self._config.base_url else GROQ_LEAST_S, round(seconds))

    def _find_source(self) -> _Source | None:
        config = self._config
        if config.base_url is not None:
            key = config.api_key.get_secret_value() if config.api_key is not None else ""
            return _Source(config.base_url, config.model, key, config.title or "Whisper")
        groq = self._groq()
        if not config.groq or not groq.key or groq.is_off or groq.section.base_url is None:
            return None
        return _Source(groq.section.base_url.rstrip("/") + GROQ_BELOW, GROQ_MODEL, groq.key, "Groq")

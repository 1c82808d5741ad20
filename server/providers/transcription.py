"""Transcription: what was said in a recording, by a service that speaks OpenAI's `/audio/transcriptions`.

One request with a small WAV and one small answer: that needs no package of the service's own. Groq, speaches, LocalAI,
whisper.cpp and vLLM take the same form. Of what fails only the class is kept: neither the recording nor its text is
stored or logged.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import aiohttp

from server.outbound import Outbound, certificates
from server.providers.base import MalformedAnswer, ProviderError, TooSlow, Unreachable
from server.providers.error_mapping import of_status
from server.providers.local_address import is_local
from server.text.bounded import Unreadable, load_json

PATH = "/audio/transcriptions"
LARGEST_ANSWER = 256 * 1_024
"""Bytes; fifteen seconds of speech with all that Whisper says of it have 4,000."""
LONGEST_PROMPT = 800
"""Characters: Whisper reads the last 224 tokens, and Groq refuses more than 896 characters."""
WITHIN_S, WITHIN_LOCAL_S = 10.0, 45.0
"""Until the answer is there; a server on this machine may have to load its model first."""
CONNECT_S = 3.0
FORMATS = ("verbose_json", "json")
"""Ways to answer, the better one first: not every server knows it."""


@dataclass(frozen=True, slots=True)
class Transcript:
    """What the service understood."""

    text: str
    no_speech: float | None = None
    """How sure it is that nobody spoke, 0 to 1: of the piece where it is least so. None: it doesn't say."""
    likelihood: float | None = None
    """Mean logarithm of the likelihood of its words, of the same piece."""


class Transcriber(Protocol):
    """A service that writes down what was said."""

    @property
    def title(self) -> str:
        """Its name for people."""

    @property
    def is_local(self) -> bool:
        """Whether it runs on this machine or network."""

    async def transcribe(self, wav: bytes, *, language: str, prompt: str) -> Transcript:
        """What was said in a recording. Raises `ProviderError`."""

    async def close(self) -> None:
        """Let go of the connections."""


class HttpTranscriber:
    """The service at an address, by plain HTTP."""

    def __init__(
        self, base_url: str, model: str, key: str = "", *, title: str = "", outbound: Outbound | None = None
    ) -> None:
        self.title = title
        self.is_local = is_local(base_url)
        self._url = base_url.rstrip("/") + PATH
        self._model, self._key = model, key
        self._outbound = Outbound() if self.is_local else outbound or Outbound()
        self._session: aiohttp.ClientSession | None = None
        self._format = FORMATS[0]

    async def transcribe(self, wav: bytes, *, language: str, prompt: str) -> Transcript:
        """What was said in a recording. Raises `ProviderError`."""
        try:
            return await self._ask(wav, language, prompt)
        except ProviderError as error:
            if error.status not in (400, 422) or self._format == FORMATS[-1]:
                raise
            self._format = FORMATS[-1]
        return await self._ask(wav, language, prompt)

    async def close(self) -> None:
        """Let go of the connections."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def _ask(self, wav: bytes, language: str, prompt: str) -> Transcript:
        form = aiohttp.FormData()
        form.add_field("file", wav, filename="speech.wav", content_type="audio/wav")
        fields = {
            "model": self._model,
            "language": language,
            "prompt": prompt[:LONGEST_PROMPT],
            "response_format": self._format,
            "temperature": "0",
        }
        for name, value in fields.items():
            if value:
                form.add_field(name, value)
        try:
            async with self._opened().post(self._url, data=form, allow_redirects=False) as answer:
                if answer.status != 200:
                    raise of_status(answer.status, answer.headers)
                return read_transcript(await _body(answer))
        except TimeoutError:
            raise TooSlow(why="TimeoutError") from None
        except aiohttp.ClientPayloadError as error:
            raise MalformedAnswer(why=type(error).__name__) from None
        except (aiohttp.ClientError, OSError) as error:
            raise Unreachable(why=type(error).__name__) from None

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            context = certificates(self._outbound)
            self._session = aiohttp.ClientSession(
                # 20 KB of gzip can hold 20 MB of text.
                headers={"Accept-Encoding": "identity"}
                | ({"Authorization": f"Bearer {self._key}"} if self._key else {}),
                timeout=aiohttp.ClientTimeout(WITHIN_LOCAL_S if self.is_local else WITHIN_S, sock_connect=CONNECT_S),
                connector=aiohttp.TCPConnector(limit=2, ssl=context if context is not None else True),
                proxy=self._outbound.proxy,
                auto_decompress=False,
                trust_env=False,
            )
        return self._session


def read_transcript(body: bytes) -> Transcript:
    """What an answer says. Raises `MalformedAnswer`."""
    try:
        told = load_json(body)
    except Unreadable:
        raise MalformedAnswer(why="no JSON") from None
    text = told.get("text") if isinstance(told, dict) else None
    if not isinstance(told, dict) or not isinstance(text, str):
        raise MalformedAnswer(why="no text")
    pieces = told.get("segments")
    spoken = [piece for piece in pieces if isinstance(piece, dict)] if isinstance(pieces, list) else []
    surest = min(spoken, key=lambda piece: _number(piece, "no_speech_prob") or 0.0, default={})
    return Transcript(text.strip(), _number(surest, "no_speech_prob"), _number(surest, "avg_logprob"))


def _number(piece: Mapping[str, Any], name: str) -> float | None:
    value = piece.get(name)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


async def _body(answer: aiohttp.ClientResponse) -> bytes:
    data = bytearray()
    async for part in answer.content.iter_chunked(16_384):
        data += part
        if len(data) > LARGEST_ANSWER:
            raise MalformedAnswer(why="too many bytes")
    return bytes(data)

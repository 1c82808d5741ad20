"""A transcription service that answers as it is told: well, wrongly, late or never."""

from __future__ import annotations

import asyncio
import io
import struct
import wave
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

INVENTED = {
    "text": " Subtitles by the Amara.org community",
    "segments": [{"no_speech_prob": 0.31, "avg_logprob": -0.4}],
}
"""What Whisper says of silence."""


@dataclass
class TranscriptionServer:
    """One of them. `says` is what the next recordings hold, `fault` what goes wrong instead."""

    url: str = ""
    says: str = "Chat, what do you think?"
    fault: str = ""
    asked: list[dict[str, str | bytes]] = field(default_factory=list)
    """The form of each request."""

    async def transcribe(self, request: web.Request) -> web.StreamResponse:
        form = await request.post()
        told: dict[str, str | bytes] = {}
        for name, value in form.items():
            told[name] = value.file.read() if isinstance(value, web.FileField) else str(value)
        told["key"] = request.headers.get("Authorization", "")
        self.asked.append(told)
        match self.fault:
            case "429":
                return web.json_response({"error": {"code": "rate_limit"}}, status=429, headers={"Retry-After": "7"})
            case "401" | "413" | "500":
                return web.json_response({"error": {"message": "a secret"}}, status=int(self.fault))
            case "no-verbose" if told.get("response_format") == "verbose_json":
                return web.json_response({"error": "unknown response_format"}, status=400)
            case "garbage":
                return web.Response(text="<html>busy</html>", content_type="text/html")
            case "no-text":
                return web.json_response({"text": ["a", 1], "segments": 5})
            case "huge":
                return web.json_response({"text": "a" * 400_000})
            case "gone":
                assert request.transport is not None
                request.transport.abort()
                return web.Response()
            case "hang":
                await asyncio.sleep(60)
            case "invented":
                return web.json_response(INVENTED)
        return web.json_response({"text": f" {self.says}", "segments": [{"no_speech_prob": 0.02, "avg_logprob": -0.2}]})


@asynccontextmanager
async def transcription_server() -> AsyncIterator[TranscriptionServer]:
    """A server on a free port, for as long as the block lasts."""
    server = TranscriptionServer()
    app = web.Application(client_max_size=2**21)
    app.router.add_post("/v1/audio/transcriptions", server.transcribe)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        server.url = f"http://127.0.0.1:{runner.addresses[0][1]}/v1"
        yield server
    finally:
        await runner.cleanup()


def wav(seconds: float = 1.0, *, rate: int = 16_000, channels: int = 1) -> bytes:
    """A recording of a soft tone."""
    into = io.BytesIO()
    with wave.open(into, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        samples = round(seconds * rate) * channels
        file.writeframes(struct.pack(f"<{samples}h", *((place % 50) * 100 for place in range(samples))))
    return into.getvalue()

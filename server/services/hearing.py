"""Hearing: what the streamer says, from the hearing page to the crowd.

A page listens while the sense is on and somebody watches the chat; the newest one does, of several. It sends what the
browser understood, or recordings of single phrases, which a service writes down. Recordings and transcripts are kept in
memory alone, a transcript for a minute; nothing of either is logged.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from server.live.rooms import Rooms
from server.model.channel import Channel
from server.model.cue import LONGEST_TEXT, Cue
from server.model.phrase import Language
from server.providers.base import ProviderError
from server.senses.transcripts import said_in
from server.services.sensing import SenseName, Sensing
from server.services.transcription import TranscriptionService
from server.services.wav import BadRecording, length_s

KEPT_S = 60.0
"""For so long a transcript is known to the writer."""
MOST_KEPT = 40
MOST_PAGES = 4
"""Open hearing pages; one more ends the oldest."""
MOST_TEXTS, TEXTS_S = 40, 60.0
"""Texts that a page may send in a minute: nobody says more phrases."""

HearingState = Literal["off", "asleep", "no-page", "no-mic", "listening"]
"""Why it hears or doesn't: switched off; nobody watches; no hearing page is open; it has no microphone."""
Engine = Literal["device", "vendor", "service"]
"""Who understands: the browser on the device, its maker, or a service that is sent recordings."""

log = logging.getLogger(__name__)


class HearingPage(Protocol):
    """An open hearing page. Its methods never block and never fail."""

    def tell(self, message: Mapping[str, Any]) -> None:
        """Send it that."""

    def end(self, reason: str) -> None:
        """It is told nothing more."""

    def is_alive(self) -> bool:
        """Whether the link that opened it is good still."""


@dataclass(slots=True, eq=False)
class _Page:
    """What is known of one."""

    page: HearingPage
    has_mic: bool = False
    engine: Engine | None = None
    texts: deque[float] = field(default_factory=deque)
    """When it sent the last ones."""


@dataclass(slots=True)
class Hearing:
    """The words of the server's one channel: `server.services.sensing.Sense`."""

    sensing: Sensing
    rooms: Rooms
    transcription: TranscriptionService
    usual_language: Language
    """Of a channel that never chose one."""
    clock: Callable[[], float]
    """Seconds on a clock that never jumps."""
    name: SenseName = "words"
    _channel: Channel | None = None
    _is_wanted: bool = False
    _pages: list[_Page] = field(default_factory=list)
    """Open ones, the newest last."""
    _said: deque[tuple[float, str]] = field(default_factory=lambda: deque(maxlen=MOST_KEPT))
    _pending: tuple[_Page, bytes, float] | None = None
    _asking: asyncio.Task[None] | None = None

    # What `Sensing` asks for.

    def follow(self, channel: Channel, *, is_wanted: bool) -> None:
        """Listen from now on, or stop."""
        before, was_wanted, self._channel, self._is_wanted = self._channel, self._is_wanted, channel, is_wanted
        if not is_wanted:
            self._said.clear()
            self._pending = None
        if before is None or was_wanted != is_wanted or before.senses != channel.senses:
            self._tell_pages()
            self.sensing.tell(channel.id)
        elif before.language != channel.language:
            self._tell_pages()

    def works(self, channel_id: str) -> bool:
        """Whether a page listens."""
        return self._state == "listening"

    def describe(self, channel_id: str) -> dict[str, Any]:
        """How it stands, for the owner. `service`: who would write recordings down, and whether on this network."""
        listens = self._listening
        service = self.transcription.find()
        return {
            "state": self._state,
            "by": self._channel.senses.words_by if self._channel is not None else "auto",
            "engine": listens.engine if listens is not None and self._state == "listening" else None,
            "service": {"title": service.title, "isLocal": service.is_local} if service is not None else None,
        }

    # What hearing pages do.

    def enter(self, page: HearingPage) -> None:
        """A page was opened: it listens from now on, and the one that did no longer does."""
        while len(self._pages) >= MOST_PAGES:
            self._pages.pop(0).page.end("too-many")
        self._pages.append(_Page(page))
        self._tell_pages()
        self._changed()

    def leave(self, page: HearingPage) -> None:
        """It is gone: the one before it listens again."""
        self._pages = [one for one in self._pages if one.page is not page]
        self._tell_pages()
        self._changed()

    def report(self, page: HearingPage, *, has_mic: bool, engine: Engine | None) -> None:
        """How a page stands."""
        found = self._of(page)
        if found is not None and (found.has_mic, found.engine) != (has_mic, engine):
            found.has_mic, found.engine = has_mic, engine
            self._changed()

    def take_text(self, page: HearingPage, text: str) -> None:
        """The browser understood that."""
        found = self._of(page)
        if found is None or found is not self._listening or not self._is_wanted:
            return
        now = self.clock()
        while found.texts and now - found.texts[0] > TEXTS_S:
            found.texts.popleft()
        if len(found.texts) >= MOST_TEXTS:
            return
        found.texts.append(now)
        self._hear(page, said_in(text, language=self._language, no_speech=0.0))

    def take_recording(self, page: HearingPage, wav: bytes) -> None:
        """A phrase was recorded. While one is being written down the newest waits, and no other."""
        found = self._of(page)
        if found is None or found is not self._listening or not self._is_wanted or self.transcription.find() is None:
            return
        try:
            seconds = length_s(wav)
        except BadRecording:
            page.tell({"type": "trouble", "trouble": "RECORDING", "againInS": 0})
            return
        free_in_s = self.transcription.free_in_s(seconds)
        if free_in_s:
            page.tell({"type": "trouble", "trouble": "RATE", "againInS": round(free_in_s, 1)})
            return
        self._pending = (found, wav, seconds)
        if self._asking is None:
            self._asking = asyncio.ensure_future(self._transcribe())

    def end_dead(self) -> None:
        """Links have died: the pages that they opened end."""
        for one in list(self._pages):
            if not one.page.is_alive():
                one.page.end("dead-link")

    def said(self) -> list[str]:
        """What was said in the last minute, for the writer."""
        now = self.clock()
        return [text for at, text in self._said if now - at <= KEPT_S]

    def end_all(self) -> None:
        """Every page ends: the server stops."""
        for one in list(self._pages):
            one.page.end("stopping")

    async def close(self) -> None:
        """Let go of what is under way, and of the connections."""
        if self._asking is not None:
            self._asking.cancel()
            await asyncio.wait({self._asking})
        await self.transcription.close()

    def retry(self) -> None:
        """Another key, or another service: the pages are told."""
        self._tell_pages()
        self._changed()

    @property
    def _language(self) -> str:
        return (self._channel.language if self._channel is not None else None) or self.usual_language

    @property
    def _listening(self) -> _Page | None:
        return self._pages[-1] if self._pages else None

    @property
    def _state(self) -> HearingState:
        if self._channel is None or not self._channel.senses.words:
            return "off"
        if not self._is_wanted:
            return "asleep"
        if self._listening is None:
            return "no-page"
        return "listening" if self._listening.has_mic else "no-mic"

    def _of(self, page: HearingPage) -> _Page | None:
        return next((one for one in self._pages if one.page is page), None)

    def _changed(self) -> None:
        if self._channel is not None:
            self.sensing.tell(self._channel.id)

    def _tell_pages(self) -> None:
        """What each is to do."""
        if self._channel is None:
            return
        service = self.transcription.find()
        setup = {
            "type": "setup",
            "on": self._channel.senses.words,
            "watched": self._is_wanted,
            "by": self._channel.senses.words_by,
            "service": {"title": service.title, "isLocal": service.is_local} if service is not None else None,
            "language": self._language,
        }
        for one in self._pages:
            one.page.tell({**setup, "listens": one is self._listening})

    async def _transcribe(self) -> None:
        try:
            while self._pending is not None:
                (found, wav, seconds), self._pending = self._pending, None
                await self._write_down(found.page, wav, seconds)
        finally:
            self._asking = None

    async def _write_down(self, page: HearingPage, wav: bytes, seconds: float) -> None:
        language, prompt = self._language, self._prompt()
        page.tell({"type": "asking"})
        try:
            found = await self.transcription.transcribe(wav, seconds, language=language, prompt=prompt)
        except ProviderError as error:
            log.info("what was said could not be written down: %s", error)
            again_s = self.transcription.free_in_s(seconds)
            page.tell({"type": "trouble", "trouble": error.kind, "againInS": round(again_s, 1)})
            return
        except Exception:
            # A broken service must not end the hearing; nothing of the recording stands in a traceback of ours.
            log.exception("what was said could not be written down")
            page.tell({"type": "trouble", "trouble": "SERVER", "againInS": 0})
            return
        if self._is_wanted:
            self._hear(
                page,
                said_in(
                    *(found.text,),
                    language=language,
                    prompt=prompt,
                    no_speech=found.no_speech,
                    likelihood=found.likelihood,
                ),
            )

    def _hear(self, page: HearingPage, text: str) -> None:
        text = text[:LONGEST_TEXT].strip()
        page.tell({"type": "heard", "text": text})
        if not text or self._channel is None:
            return
        now = self.clock()
        self._said.append((now, text))
        self.sensing.take(self._channel.id, Cue(kind="said", at=now, text=text))

    def _prompt(self) -> str:
        """What the service is told: that of the room that shows the channel's own game."""
        rooms = list(self.rooms.of(self._channel.id)) if self._channel is not None else []
        return rooms[0].speech_prompt() if rooms else ""

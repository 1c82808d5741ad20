"""Screen sense: from the game's picture in OBS to what its text means.

It looks while it is wanted and OBS is connected: at the middle band every two seconds, at the whole every ten, and
less often where that takes more of a core than it may. Of the pictures and the words only the newest are kept, in
memory, for the owner's panel; nothing leaves this computer, and nothing is logged or stored.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from server.model.channel import Channel
from server.model.cue import Cue
from server.obs.errors import ObsError
from server.obs.screenshot import GameSource, find_source, take_picture
from server.obs.state import Ask
from server.senses.screen_text import ReadLine, ScreenWatch
from server.senses.text_reader import ReadingFailed, TextReader, is_installed
from server.services.screen_meanings import Meanings
from server.services.sensing import SenseName, Sensing

BAND_EVERY_S, WHOLE_EVERY_S = 2.0, 10.0
FAILED_REST_S = 30.0
"""Until the next try after the reader hung or died."""
IDLE_S = 60.0
"""After so long without a picture the reader's process is ended."""
SHARE_OVER_S = 60.0
"""The share of a core is measured over so long."""
MOST_SHOWN = 8
"""Lines of the newest reading that the panel shows."""
LONGEST_SHOWN = 80

ScreenState = Literal["off", "absent", "asleep", "no-obs", "no-picture", "failed", "starting", "reading"]
"""Why it reads or doesn't: switched off; what reads isn't installed; nobody watches; OBS isn't connected; its source
gives no picture; the reader hung or died; the first reading is under way."""

log = logging.getLogger(__name__)


@dataclass(slots=True)
class ScreenSense:
    """The game's screen of the server's one channel: `server.services.sensing.Sense`."""

    ask: Ask
    sensing: Sensing
    meanings: Meanings
    is_connected: Callable[[], bool]
    """Whether OBS is."""
    install: Callable[[], dict[str, Any]]
    """How what reads is installed."""
    reader: TextReader = field(default_factory=TextReader)
    name: SenseName = "screen"
    picture: bytes | None = None
    """The newest one, as it is read: a JPEG."""
    _channel: Channel | None = None
    _task: asyncio.Task[None] | None = None
    _ending: set[asyncio.Task[None]] = field(default_factory=set)
    """Those that were told to stop and still end the reader's process: the next one waits for them."""
    _state: ScreenState = "asleep"
    _source: GameSource = field(default_factory=GameSource)
    _watch: ScreenWatch = field(default_factory=lambda: ScreenWatch(()))
    _lines: tuple[ReadLine, ...] = ()
    _cue: Cue | None = None
    """What was news last."""
    _whole_at: float = float("-inf")
    _pictured_at: float = 0.0
    _read: dict[bool, bytes] = field(default_factory=dict)
    """The pictures of the last readings: of the whole, of the band."""
    _costs: deque[tuple[float, float]] = field(default_factory=deque)
    """When seconds of a core were spent, and how many."""
    _told: object = None

    # What `Sensing` asks for.

    def follow(self, channel: Channel, *, is_wanted: bool) -> None:
        """Look from now on, or stop."""
        before, self._channel = self._channel, channel
        if before is None or before.senses.screen_source != channel.senses.screen_source:
            self._whole_at = float("-inf")
        is_wanted = is_wanted and is_installed()
        if is_wanted and self._task is None:
            self._state = "starting"
            self._task = asyncio.get_running_loop().create_task(self._run(), name="screen reading")
        elif not is_wanted and self._task is not None:
            self._stop()
            self._forget()
        if before is None or before.senses != channel.senses:
            self.sensing.tell(channel.id)

    def works(self, channel_id: str) -> bool:
        """Whether a screen is read."""
        return self._task is not None and self._state in ("reading", "starting")

    def describe(self, channel_id: str) -> dict[str, Any]:
        """How it stands, for the owner. `share`: percent of one core over the last minute."""
        channel = self._channel
        return {
            "state": self._shown_state,
            "source": self._source.name,
            "isScene": self._source.is_scene,
            "sources": list(self._source.all),
            "choice": channel.senses.screen_source if channel is not None else None,
            "share": round(self._share(_now()), 1),
            "mostShare": channel.senses.screen_share if channel is not None else None,
            "lines": [line.text[:LONGEST_SHOWN] for line in self._lines[:MOST_SHOWN]],
            "seen": self.meanings.told(self._cue) if self._cue is not None else None,
            "install": None if is_installed() else self.install(),
        }

    async def close(self) -> None:
        """Stop, and end the reader's process."""
        self._stop()
        if self._ending:
            await asyncio.wait(set(self._ending))
        await self.reader.close()

    @property
    def _shown_state(self) -> ScreenState:
        if self._channel is None or not self._channel.senses.screen:
            return "off"
        if not is_installed():
            return "absent"
        return "asleep" if self._task is None else self._state

    def _stop(self) -> None:
        task, self._task = self._task, None
        if task is not None:
            self._ending.add(task)
            task.add_done_callback(self._ending.discard)
            task.cancel()

    async def _run(self) -> None:
        if self._ending:
            await asyncio.wait(set(self._ending))
        try:
            while True:
                rest_s = await self._look()
                await asyncio.sleep(rest_s)
        except asyncio.CancelledError:
            raise
        except Exception as error:
            # The traceback of what couldn't be read could hold words of the screen.
            log.error("reading the screen ended: %s", type(error).__name__)
            self._state = "failed"
        finally:
            await self.reader.close()

    async def _look(self) -> float:
        """One look. How long to rest after it, in seconds."""
        now, rest_s = _now(), BAND_EVERY_S
        channel = self._channel
        assert channel is not None
        # A game's pack may have to be read from the disk.
        self._watch = await asyncio.to_thread(self.meanings.watch, channel, self._watch)
        try:
            picture = await self._take(channel, now)
            if picture is not None:
                rest_s = await self._read_picture(channel, picture, now)
                self._state = "reading"
        except ObsError:
            self._state, self.picture = "no-obs", None
        except ReadingFailed as failure:
            log.warning("the reader of the screen was ended: %s", failure)
            self._state, rest_s = "failed", FAILED_REST_S
        if self.picture is None and now - self._pictured_at > IDLE_S:
            await self.reader.close()
        self._tell(channel)
        return rest_s

    async def _take(self, channel: Channel, now: float) -> bytes | None:
        """The picture of the game's source; None where there is none. Raises `ObsError`."""
        if not self.is_connected():
            self._state, self.picture = "no-obs", None
            return None
        if self._source.name is None or now - self._whole_at >= WHOLE_EVERY_S:
            self._source = await find_source(self.ask, channel.senses.screen_source)
        self.picture = await take_picture(self.ask, self._source.name) if self._source.name is not None else None
        if self.picture is None:
            self._state, self._source = "no-picture", GameSource(all=self._source.all)
        else:
            self._pictured_at = now
        return self.picture

    async def _read_picture(self, channel: Channel, picture: bytes, now: float) -> float:
        """Read it, and tell what is news. How long to rest after it. Raises `ReadingFailed`."""
        is_whole = now - self._whole_at >= WHOLE_EVERY_S
        if is_whole:
            self._whole_at = now
        if self._read.get(is_whole) == picture:
            self._watch.unchanged(now)
            return BAND_EVERY_S
        reading = await self.reader.read(picture, band=not is_whole)
        self._read[is_whole] = picture
        self._costs.append((now, reading.cpu_s))
        if reading.same:
            self._watch.unchanged(now)
        else:
            self._lines = reading.lines
            for cue in self._watch.see(reading.lines, _now()):
                self._cue = cue
                self.sensing.take(channel.id, cue)
        return max(BAND_EVERY_S, reading.cpu_s * 100 / channel.senses.screen_share)

    def _share(self, now: float) -> float:
        while self._costs and now - self._costs[0][0] > SHARE_OVER_S:
            self._costs.popleft()
        return 100 * sum(cost for _, cost in self._costs) / SHARE_OVER_S

    def _tell(self, channel: Channel) -> None:
        """Panels are told what changed."""
        told = self.describe(channel.id)
        if told != self._told:
            self._told = told
            self.sensing.tell(channel.id)

    def _forget(self) -> None:
        self.picture, self._lines, self._cue, self._told = None, (), None, None
        self._source, self._whole_at = GameSource(), float("-inf")
        self._read.clear()
        self._costs.clear()
        if self._channel is not None:
            self.sensing.tell(self._channel.id)


def _now() -> float:
    return asyncio.get_running_loop().time()

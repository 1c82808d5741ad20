"""Channels: the settings in memory, written through to the store, passed on to the rooms; and the links' generations.

One process owns the store, so what is in memory is what is on disk. There are two ways to change a channel:

- `change` is saved first and shown second: what a streamer saw happen survives a kill -9.
- `act` is for what may never wait or fail (hide, show, pause, resume, and what OBS says of its stream): it is shown
  first, whatever the disk and other changes are doing, and saved after, again and again until it is. A crash before
  that is the only loss.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Collection

from server.live.rooms import Rooms
from server.model.channel import MAIN, Channel
from server.model.phrase import Language
from server.services.link_tokens import SCOPES, Link, Scope
from server.store.store import Store, StoreError

How = Callable[[Channel], Channel]
"""Makes the next state of a channel of the one before."""
AGAIN_S, AGAIN_LONGEST_S = 0.5, 30.0
"""Between attempts to save what an act did: doubled each time, up to the second."""
SAVED_WITHIN_S = 0.25
"""How long an answer waits to be able to say that an act is on disk."""

log = logging.getLogger(__name__)


class Channels:
    """The channels of this server. `load` first."""

    def __init__(self, store: Store, rooms: Rooms) -> None:
        self._store = store
        self._rooms = rooms
        self._channels: dict[str, Channel] = {}
        self._saved: dict[str, Channel] = {}
        """What is on disk, as far as we know."""
        self._generations: dict[tuple[str, Scope], int] = {}
        self._signed_out: set[str] = set()
        self._leaving: set[asyncio.Task[None]] = set()
        self._lock = asyncio.Lock()
        self._meanwhile: dict[str, list[How]] = {}
        """Acts that were done while a change is on its way to the disk, by channel."""
        self._changing: set[asyncio.Task[Channel]] = set()
        self._savers: dict[str, asyncio.Task[None]] = {}
        self.on_change: list[Callable[[Channel, Channel], None]] = []
        """Each is called with the channel as it was and as it is now, after the rooms have it."""
        self.on_dead_links: list[Callable[[], None]] = []
        """Each is called when links or cookies have died: what they opened ends."""

    async def load(self, languages: Collection[Language]) -> None:
        """Read what a server of one's own needs: its one channel. Its chat may be in any of these languages."""
        channel = await self._store.channel(MAIN) or Channel()
        if channel.language is not None and channel.language not in languages:
            log.warning(
                "channel %s: there are no packs in %s any more; its chat is in another language", MAIN, channel.language
            )
            channel = channel.model_copy(update={"language": None})
        self._channels[MAIN] = self._saved[MAIN] = channel
        for scope in SCOPES:
            self._generations[MAIN, scope] = await self._store.generation(MAIN, scope)
        self._signed_out = await self._store.signed_out(now=time.time())

    def __contains__(self, id: str) -> bool:
        return id in self._channels

    def get(self, id: str) -> Channel:
        """The channel. Raises `KeyError`."""
        return self._channels[id]

    async def change(self, id: str, how: How) -> Channel:
        """Make a change: one at a time, on disk before anybody sees it. Raises what `how` and the store raise.

        The caller may be cancelled meanwhile: a change that has begun is finished, so that memory and disk agree.
        """
        task = asyncio.ensure_future(self._change(id, how))
        self._changing.add(task)
        task.add_done_callback(self._changed)
        return await asyncio.shield(task)

    def act(self, id: str, how: How) -> Channel:
        """Make a change that may neither wait nor fail: shown now, saved soon. `how` may be called more than once."""
        before = self._channels[id]
        after = how(before).with_visibility_updated(before)
        if after == before:
            return before
        if id in self._meanwhile:
            self._meanwhile[id].append(how)
        self._show(id, after)
        if id not in self._savers:
            self._savers[id] = asyncio.ensure_future(self._save(id))
        return after

    def lower_soon(self, id: str) -> None:
        """The chat has faded out on air: hide it, once the room that says so is done with its message."""
        asyncio.get_running_loop().call_soon(self.act, id, _faded_out)

    def forget_situation_soon(self, id: str, text: str) -> None:
        """What was going on is over, unless the streamer has typed something else meanwhile."""

        def forget(channel: Channel) -> Channel:
            return channel.model_copy(update={"situation": ""}) if channel.situation == text else channel

        asyncio.get_running_loop().call_soon(self.act, id, forget)

    async def is_saved(self, id: str, *, within_s: float = SAVED_WITHIN_S) -> bool:
        """Whether the channel as it is now is on disk, or gets there in that time."""
        saver = self._savers.get(id)
        if saver is not None:
            await asyncio.wait({saver}, timeout=within_s)
        return self._saved[id] is self._channels[id]

    async def close(self) -> None:
        """Wait for what is still being written, and write what is left."""
        if self._changing or self._leaving:
            await asyncio.wait({*self._changing, *self._leaving})
        savers = set(self._savers.values())
        for saver in savers:
            saver.cancel()
        if savers:
            await asyncio.wait(savers)
        for id, channel in self._channels.items():
            if channel is not self._saved[id]:
                try:
                    await self._store.save(channel)
                except StoreError as error:
                    log.error("the last act on channel %s is lost: %s", id, error)

    def link(self, channel: str, scope: Scope) -> Link:
        """The link of that scope that is good now."""
        return Link(channel, scope, self._generations[channel, scope])

    def alive(self, link: Link) -> bool:
        """Whether a link that is signed by us hasn't been renewed, nor its browser signed out."""
        if link.session and link.session in self._signed_out:
            return False
        return self._generations.get((link.channel, link.scope)) == link.generation

    async def renew(self, channel: str, scope: Scope) -> Link:
        """A new link; the old ones die, the streams that they opened too."""
        async with self._lock:
            self._generations[channel, scope] = await self._store.raise_generation(channel, scope)
            self._rooms.end_links(channel, scope)
            self._tell_of_dead_links()
            return self.link(channel, scope)

    async def sign_out_everywhere(self, channel: str) -> None:
        """End every cookie of the owner, and every code that wasn't used. Raises `StoreError`."""
        await self.renew(channel, "owner")
        await self._store.forget_codes(channel)

    async def sign_out(self, link: Link, *, lasts_s: float) -> None:
        """One browser's cookie dies, however long it would have lasted yet, and the streams that it opened with it."""
        self._signed_out.add(link.session)
        self._rooms.end_links(link.channel, link.scope, session=link.session)
        self._tell_of_dead_links()
        now = time.time()
        # The page may leave as soon as its stream ends, which must not take the write along.
        task = asyncio.ensure_future(self._store.sign_out(link.session, now=now, until=now + lasts_s))
        self._leaving.add(task)
        task.add_done_callback(self._leaving.discard)
        await asyncio.shield(task)

    def _tell_of_dead_links(self) -> None:
        for tell in self.on_dead_links:
            tell()

    async def _change(self, id: str, how: How) -> Channel:
        async with self._lock:
            before = self._channels[id]
            after = how(before).with_visibility_updated(before)
            if after == before:
                return before
            self._meanwhile[id] = []
            try:
                after = await self._store.save(after)
            finally:
                acts = self._meanwhile.pop(id)
            self._saved[id] = after
            for act in acts:
                after = act(after).with_visibility_updated(after)
            self._show(id, after)
            return after

    def _changed(self, task: asyncio.Task[Channel]) -> None:
        self._changing.discard(task)
        if not task.cancelled():
            task.exception()  # the caller may have left, and nothing else reads it

    def _show(self, id: str, after: Channel) -> None:
        before, self._channels[id] = self._channels[id], after
        self._rooms.change(after)
        for tell in self.on_change:
            tell(before, after)

    async def _save(self, id: str) -> None:
        """Bring the channel to the disk, whatever it takes."""
        rest_s, failed = AGAIN_S, False
        try:
            while self._saved[id] is not self._channels[id]:
                try:
                    async with self._lock:
                        now = self._channels[id]
                        await self._store.save(now)
                        self._saved[id] = now
                except Exception as error:
                    # The edge of a task that may not give up, whatever the disk comes up with.
                    if not failed:
                        log.error("channel %s: what was done isn't on disk yet; it is tried again. %s", id, error)
                    failed = True
                    await asyncio.sleep(rest_s)
                    rest_s = min(2 * rest_s, AGAIN_LONGEST_S)
            if failed:
                log.warning("channel %s: it is on disk now", id)
        finally:
            # Here, with no await after the look above: an act from now on starts a saver of its own.
            del self._savers[id]


def _faded_out(channel: Channel) -> Channel:
    fades = channel.visibility == "up" and channel.on_air.go_live == "fade" and channel.on_air.since is not None
    return channel.model_copy(update={"visibility": "live"}) if fades else channel

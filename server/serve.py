"""Serve: the server's life from the bound socket to the last closed stream."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiohttp import web

from server.app import make_app
from server.config.config import Config
from server.logs import ConsoleWriter
from server.services.binding import Bound, CannotListen, bind, bind_somewhere
from server.services.file_limit import connections_at_once
from server.services.folder_lock import FolderInUse, FolderLock
from server.services.listeners import Listeners
from server.services.printed_address import can_open_browser, canonical_url, port_of
from server.services.server_state import Remembered
from server.services.sign_in import CODE_S, new_code
from server.store.errors import StoreError
from server.text.terminal_words import say
from server.web.app_keys import SERVICES
from server.web.connections import Bounds, Connections

__all__ = ["CannotListen", "FolderInUse", "canonical_url", "listening", "serve"]

STOP_S = 1.5
"""What is left of a request at the end gets this long."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ListenPlace:
    """Where a server listens, and how it came to be there."""

    bound: Bound
    wanted: int
    moved_from: int | None
    """The port that OBS's links carried until now, where it is another."""


def serve(config: Config) -> None:
    """Serve until SIGTERM or Ctrl-C. Raises `CannotListen`, `FolderInUse`, and what `make_app` and the store raise."""
    with FolderLock(config.data) as lock:
        remembered = Remembered(config.data)
        place = take_place(config, remembered)
        lock.tell(place.bound.port)
        app = make_app(config.model_copy(update={"port": place.bound.port}))
        app[SERVICES].moved_from = place.moved_from
        if sys.platform == "win32":
            asyncio.run(_serve(app, config, place, remembered))
        else:
            import uvloop

            uvloop.run(_serve(app, config, place, remembered))


def take_place(config: Config, remembered: Remembered, *, patience_s: float | None = None) -> ListenPlace:
    """Bind the port that was asked for; where nobody asked, one that can be had, and the same one ever after.

    Raises `CannotListen`, `OSError`.
    """
    wanted = port_of(config, remembered)
    if "port" in config.model_fields_set:
        return ListenPlace(bind(config.host, wanted), wanted, None)
    more = {} if patience_s is None else {"patience_s": patience_s}
    bound = bind_somewhere(config.host, wanted, **more)
    if bound.port == wanted:
        return ListenPlace(bound, wanted, None)
    remembered.keep(port=bound.port)
    return ListenPlace(bound, wanted, wanted)


def remember_run(app: web.Application, config: Config, port: int, remembered: Remembered) -> None:
    """Keep where it runs for `sign-in` and a second start, which may be told neither port nor config."""
    local = canonical_url(config.model_copy(update={"public_url": None}), port)
    try:
        remembered.keep(url=canonical_url(config, port), local=local, instance=app[SERVICES].instance)
    except OSError as error:
        log.warning("the address can't be kept in the data folder: %s", error.strerror or error)


@asynccontextmanager
async def listening(
    app: web.Application, config: Config, bound: Bound, remembered: Remembered
) -> AsyncIterator[Connections]:
    """The application at work on `bound`: its resources open, its listeners, its bounds on connections."""
    # Connections of ours read the head and the body by the clock; the runner has the application's life alone.
    runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=STOP_S)
    await runner.setup()
    assert runner.server is not None
    limits = config.limits
    bounds = Bounds(connections_at_once(limits.connections), limits.connections_per_address, config.trusted_proxies)
    connections = Connections(runner.server, bounds)
    listeners = Listeners(connections)
    try:
        listeners.watch(asyncio.get_running_loop())
        for each in bound.sockets:
            await listeners.open(each)
        await app[SERVICES].lan.attach(listeners, bound.port, remembered, connections.close_on)
        yield connections
    finally:
        await app[SERVICES].lan.close()
        await listeners.close_all()
        await runner.cleanup()


async def _serve(app: web.Application, config: Config, place: ListenPlace, remembered: Remembered) -> None:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, stopped.set)
        except NotImplementedError:  # Windows: Ctrl-C arrives as an exception
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(stopped.set))
    async with listening(app, config, place.bound, remembered):
        url = canonical_url(config, place.bound.port)
        await asyncio.to_thread(remember_run, app, config, place.bound.port, remembered)
        link = await _sign_in_link(app, url)
        # A console where somebody marks text takes no more, for as long as they like: nobody waits for it.
        teller = ConsoleWriter()
        for line in await _lines(app, config, place, url, link):
            teller.say(line)
        if config.browser and can_open_browser():
            await asyncio.to_thread(webbrowser.open, link or f"{url}/panel")
        await stopped.wait()
    await asyncio.to_thread(teller.close)


async def _sign_in_link(app: web.Application, url: str) -> str | None:
    """A link for the owner; None where the database takes no code now, which is no reason not to be on."""
    try:
        return f"{url}/sign-in?code={await new_code(app[SERVICES].store)}"
    except StoreError as error:
        log.warning("there is no sign-in link yet: %s. Later this prints one: %s", error, app[SERVICES].started.sign_in)
        return None


async def _lines(app: web.Application, config: Config, place: ListenPlace, url: str, link: str | None) -> list[str]:
    lines = [say("on", url=f"{url}/")]
    if link is not None:
        lines.append(say("sign-in", minutes=CODE_S // 60, link=link))
    if place.moved_from is not None:
        lines += [say("moved", wanted=place.wanted, port=place.bound.port), say("links-changed")]
    state = await app[SERVICES].lan.state()
    if state.on and config.public_url is None and state.addresses:
        lines.append(say("lan", urls=", ".join(f"http://{one.address}:{place.bound.port}/" for one in state.addresses)))
    lines.append(say("data", folder=config.data.resolve()))
    lines.append(say("stop-window" if app[SERVICES].started.how in ("start.cmd", "exe") else "stop"))
    return lines

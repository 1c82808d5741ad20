"""Serve: the server's life from the bound socket to the last closed stream."""

from __future__ import annotations

import asyncio
import errno
import logging
import os
import signal
import socket
import sys
import webbrowser

from aiohttp import web

from server.app import make_app
from server.config import Config
from server.web.keys import STORE
from server.web.sign_in import CODE_S, new_code

STOP_S = 1.5
"""What is left of a request at the end gets this long."""

log = logging.getLogger(__name__)


class CannotListen(Exception):
    """The address can't be had. Its text is one line: the thing and the mend."""


def serve(config: Config) -> None:
    """Serve until SIGTERM or Ctrl-C. Raises `CannotListen`, and what `make_app` and the store raise."""
    listener = _bind(config)
    port = listener.getsockname()[1]
    app = make_app(config.model_copy(update={"port": port}))
    if sys.platform == "win32":
        asyncio.run(_serve(app, config, listener, port))
    else:
        import uvloop

        uvloop.run(_serve(app, config, listener, port))


async def _serve(app: web.Application, config: Config, listener: socket.socket, port: int) -> None:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, stopped.set)
        except NotImplementedError:  # Windows: Ctrl-C arrives as an exception
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(stopped.set))
    runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=STOP_S)
    await runner.setup()
    try:
        await web.SockSite(runner, listener, backlog=1024).start()
        url = canonical_url(config, port)
        link = f"{url}/sign-in?code={await new_code(app[STORE])}"
        print(f"Seatfiller is on at {url}/", flush=True)
        print(f"Sign in (once, within {CODE_S // 60} minutes): {link}", flush=True)
        if config.browser and _has_desktop():
            await asyncio.to_thread(webbrowser.open, link)
        await stopped.wait()
    finally:
        await runner.cleanup()


def canonical_url(config: Config, port: int) -> str:
    """The one address to print: public_url, else the loopback address that OBS and the browser agree on."""
    if config.public_url is not None:
        return str(config.public_url).rstrip("/")
    host = "127.0.0.1" if config.host in ("0.0.0.0", "localhost", "::") else config.host
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def _bind(config: Config) -> socket.socket:
    where = f"{config.host}:{config.port}"
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            config.host, config.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise CannotListen(f"host = {config.host!r}: {error.strerror or error}") from None
    if os.name == "posix":
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(address)
        listener.listen(1024)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE or getattr(error, "winerror", 0) == 10048:
            raise CannotListen(
                f"port {config.port} is taken, perhaps by a Seatfiller that runs already: "
                f"see {canonical_url(config, config.port)}/, stop it, or use --port"
            ) from None
        if error.errno == errno.EACCES:
            raise CannotListen(f"{where} isn't ours to listen on ({error.strerror}): use --port") from None
        raise CannotListen(f"{where} can't be listened on: {error.strerror or error}") from None
    listener.setblocking(False)
    return listener


def _has_desktop() -> bool:
    if sys.platform.startswith(("win", "darwin")):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")) and sys.stdout.isatty()

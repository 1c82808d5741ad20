"""Logs: lines on standard error. Nobody who logs ever waits for a console, and no line is more than it says.

A console in which text is marked, or a pipe that nobody reads, makes whoever writes to it wait: on the event loop that
would be everybody. So a record goes into a queue and a thread writes it; when the queue is full records are dropped,
and how many is said. What strangers send is shown escaped and cut, every secret masked.
"""

from __future__ import annotations

import copy
import io
import logging
import os
import queue
import re
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from logging.handlers import QueueHandler, QueueListener
from typing import Any, TextIO

from aiohttp import ClientPayloadError, http_exceptions, web

MOST_WAITING = 1_000
"""Lines that wait for the console; with LONGEST and LONGEST_TRACE some megabytes at the very most."""
LONGEST, LONGEST_TRACE = 1_000, 8_000
"""Characters of a message and of a traceback that are kept."""
PATIENCE_S = 1.0
"""How long an end waits for what is still to be written."""
CLIENT_ERRORS = 6
"""Lines a minute about what clients send that is no HTTP; the others are counted."""

log = logging.getLogger(__name__)

_SECRETS = re.compile(
    r"(?i)(token=|code=|bearer\s+)[^\s&\"'#]+|\b(?:gsk_|csk-|sk-)[\w-]{8,}+|eyJ[\w-]{8,}+\.[\w-]++\.[\w-]+"
)


def masked(text: str) -> str:
    """`text` without tokens, one-time codes and keys of services."""
    return _SECRETS.sub(lambda match: f"{match[1] or ''}***", text)


def one_line(text: str, longest: int = LONGEST) -> str:
    """`text` on one line whatever is in it: what can't be printed is escaped, what is too long is cut."""
    shown = text if len(text) <= longest else f"{text[:longest]}… ({len(text)} characters)"
    return shown if shown.isprintable() else "".join(map(_printable, shown))


def set_up_logging(level: str) -> Callable[[], None]:
    """Log to standard error from `level` on. Requests aren't logged: their URLs are the streamer's business.

    Call what comes back at the end: it waits a moment for the last lines.
    """
    handler, stop = _writer(sys.stderr, _Line("%(asctime)s %(levelname)s %(name)s: %(message)s", "%H:%M:%S"))
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    logging.getLogger("aiohttp.access").disabled = True
    logging.getLogger("asyncio").setLevel(logging.WARNING)
    about_clients = logging.getLogger("aiohttp.server")
    about_clients.filters = [ClientErrors()]
    return stop


class ConsoleWriter:
    """Says lines on standard output, such as the links at the start, without ever waiting for it.

    Where they can't be written (a full disk behind it), the log says so, once.
    """

    def __init__(self, stream: TextIO | None = None) -> None:
        plain = logging.Formatter("%(message)s")
        self._handler, self.close = _writer(stream or sys.stdout, plain, failed=self._failed)
        """`close` waits a moment for the last lines."""
        self._has_failed = False

    def say(self, line: str) -> None:
        """Write `line` as it is: the sign-in link isn't masked here."""
        self._handler.handle(logging.makeLogRecord({"msg": line, "levelno": logging.INFO}))

    def _failed(self, error: OSError) -> None:
        if not self._has_failed:
            self._has_failed = True
            log.warning("standard output takes no lines: %s", error.strerror or error)


class ClientErrors(logging.Filter):
    """Makes of what aiohttp says about a client's bad bytes one short line without a traceback, a few a minute."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._now = now
        self._since = float("-inf")
        self._said = self._unsaid = 0

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the record is said; what it says is changed."""
        error = record.exc_info[1] if record.exc_info else None
        if error is None or not _is_the_clients(error):
            return True
        if self._now() - self._since >= 60:
            self._since, self._said = self._now(), 0
        if self._said >= CLIENT_ERRORS:
            self._unsaid += 1
            return False
        others, self._unsaid = self._unsaid, 0
        self._said += 1
        why = one_line(str(getattr(error, "message", "") or error).partition("\n")[0], 120)
        more = f" ({others} more like it before)" if others else ""
        record.levelno, record.levelname = logging.WARNING, "WARNING"
        record.msg, record.args = "a request that isn't HTTP was refused: %s%s", (why, more)
        record.exc_info = record.exc_text = None
        return True


def _is_the_clients(error: BaseException) -> bool:
    return isinstance(error, (http_exceptions.HttpProcessingError, ClientPayloadError, web.RequestPayloadError))


class _Line(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        record = copy.copy(record)
        # A record's own text is one line; a traceback has its lines set in, so that none can pass for a record.
        record.message = one_line(record.getMessage())
        record.asctime = self.formatTime(record, self.datefmt)
        lines = [self.formatMessage(record)]
        if record.exc_info:
            trace = self.formatException(record.exc_info)
            cut = trace if len(trace) <= LONGEST_TRACE else f"…{trace[-LONGEST_TRACE:]}"
            lines += [f"    {one_line(line)}" for line in cut.split("\n")]
        return masked("\n".join(lines))


class _Queued(QueueHandler):
    """Puts a record's line into the queue, or counts it when the queue is full."""

    dropped = 0
    """Lines so far."""

    def prepare(self, record: logging.LogRecord) -> logging.LogRecord:
        return logging.makeLogRecord({"msg": self.format(record), "levelno": record.levelno})

    def enqueue(self, record: logging.LogRecord) -> None:
        try:
            self.queue.put_nowait(record)
        except queue.Full:
            self.dropped += 1

    def handleError(self, record: logging.LogRecord) -> None:
        # `logging` would print a traceback on standard error.
        self.enqueue(logging.makeLogRecord({"msg": f"a line of {one_line(record.name, 80)} can't be written"}))


class _Stream:
    """Where the thread writes. Not a `logging.Handler`: those are flushed at exit, under a lock that may never open."""

    level = logging.NOTSET

    def __init__(self, stream: Any, queued: _Queued, failed: Callable[[OSError], None]) -> None:
        self._stream = stream
        self._queued = queued
        self._failed = failed
        self._told = 0

    def handle(self, record: logging.LogRecord) -> None:
        dropped, self._told = self._queued.dropped - self._told, self._queued.dropped
        note = f"({dropped} lines were dropped here: nobody read them)\n" if dropped else ""
        try:
            self._stream.write(f"{note}{record.msg}\n")
            self._stream.flush()
        except OSError as error:
            self._failed(error)
        except ValueError:
            pass  # nothing can be written to a console that is gone

    def close(self) -> None:
        if self._stream not in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError):
                self._stream.close()


class _Listener(QueueListener):
    def stop(self) -> None:
        thread, self._thread = self._thread, None
        if thread is None:
            return
        with suppress(queue.Full):
            self.enqueue_sentinel()
            thread.join(PATIENCE_S)
        if not thread.is_alive():
            for stream in self.handlers:
                stream.close()


def _writer(
    stream: Any, formatter: logging.Formatter, *, failed: Callable[[OSError], None] = lambda error: None
) -> tuple[_Queued, Callable[[], None]]:
    """A handler that never waits, and how to end it: after a moment's wait for the last lines.

    `failed` is called by the writing thread for each line that couldn't be written.
    """
    queued = _Queued(queue.Queue(MOST_WAITING))
    queued.setFormatter(formatter)
    listener = _Listener(queued.queue, _Stream(_own(stream), queued, failed))  # type: ignore[arg-type] # it has `handle`
    listener.start()
    return queued, listener.stop


def _own(stream: Any) -> Any:
    """The stream's file, opened anew: the interpreter flushes its own at exit, and would wait for the thread's lock."""
    try:
        return os.fdopen(os.dup(stream.fileno()), "w", encoding=stream.encoding, errors="backslashreplace")
    except (AttributeError, OSError, io.UnsupportedOperation):
        return stream or io.StringIO()


def _printable(character: str) -> str:
    return character if character.isprintable() else ascii(character)[1:-1]

"""The logs: no secret in them, nothing that a stranger wrote as if we had, and nobody who waits for a console."""

import logging
import os
import subprocess
import sys
import time

import pytest
from aiohttp import http_exceptions
from hypothesis import given
from hypothesis import strategies as some

from server.logs import (
    CLIENT_ERRORS,
    LONGEST,
    MOST_WAITING,
    ClientErrors,
    ConsoleWriter,
    masked,
    one_line,
    set_up_logging,
)


@pytest.fixture
def lines(capfd):
    """Log with what is given, and read the lines."""
    before = logging.getLogger().handlers[:]
    client = logging.getLogger("aiohttp.server")
    filters = client.filters

    def lines(log):
        end = set_up_logging("info")
        log(logging.getLogger("server"))
        end()
        return capfd.readouterr().err.splitlines()

    yield lines
    logging.getLogger().handlers[:] = before
    client.filters = filters


@pytest.mark.parametrize(
    "text",
    [
        "GET /overlay?token=eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJtYWluIn0.c2lnbmF0dXJl HTTP/1.1",
        "Authorization: Bearer c2lnbmF0dXJl",
        "/sign-in?code=c2lnbmF0dXJl",
        "Incorrect API key provided: gsk_c2lnbmF0dXJl",
        "csk-c2lnbmF0dXJl",
        "sk-proj-c2lnbmF0dXJl",
        "stray eyJhbGciOiJFZERTQSJ9.eyJzdWIi.c2lnbmF0dXJl",
    ],
)
def test_tokens_codes_and_keys_are_masked(text):
    """Wherever they stand in a line."""
    assert "c2lnbmF0dXJl" not in masked(text)
    assert "***" in masked(text)


def test_a_traceback_is_masked_and_set_in(lines):
    """What an exception quotes goes through the same mask, and none of its lines can pass for a record."""

    def log(logger):
        try:
            raise ValueError("bad token=abcdefgh\n23:59:59 ERROR forged")
        except ValueError:
            logger.exception("failed")

    first, *trace = lines(log)
    assert first.endswith("ERROR server: failed")
    assert trace
    assert all(line.startswith("    ") for line in trace)
    assert "abcdefgh" not in "".join(trace)


@given(some.text())
def test_whatever_somebody_sends_is_one_line(text):
    """Line breaks, escapes of a terminal, marks that turn the direction of writing: all are shown as escapes."""
    shown = one_line(text)
    assert shown.isprintable()
    assert len(shown.splitlines()) <= 1
    assert text.isprintable() <= (shown == text)


def test_a_line_is_cut():
    """However much somebody sends."""
    assert len(one_line("x" * 100_000)) < LONGEST + 50


def malformed(reason):
    error = http_exceptions.BadHttpMessage(reason)
    return logging.makeLogRecord({"levelno": logging.ERROR, "msg": "x", "exc_info": (type(error), error, None)})


def test_what_clients_do_wrong_is_a_few_short_lines_a_minute():
    """Without a traceback; those that aren't said are counted in the next one that is."""
    now = [0.0]
    said = ClientErrors(lambda: now[0])
    records = [malformed("a\x1b[2J\n" + "b" * 3_000) for _ in range(500)]
    shown = [record for record in records if said.filter(record)]
    assert len(shown) == CLIENT_ERRORS
    assert all(record.exc_info is None and len(record.getMessage()) < 250 for record in shown)
    now[0] = 61.0
    last = malformed("again")
    assert said.filter(last)
    assert f"({500 - CLIENT_ERRORS} more" in last.getMessage()


def test_what_we_do_wrong_keeps_its_traceback():
    """It is ours to mend."""
    error = ValueError("ours")
    record = logging.makeLogRecord({"msg": "Unhandled exception", "exc_info": (ValueError, error, None)})
    assert ClientErrors().filter(record)
    assert record.exc_info


BLOCKED = """
import logging, os, sys
from server.logs import MOST_WAITING, set_up_logging
read, write = os.pipe()
keep = os.dup(2)
os.dup2(write, 2)
end = set_up_logging("info")
for number in range(MOST_WAITING * 3):
    logging.getLogger("server").warning("%s %s", number, "x" * 900)
if sys.argv[1] == "read":
    data = b""
    while b"dropped" not in data:
        data += os.read(read, 65_536)
        logging.getLogger("server").warning("more")
    os.write(keep, b"was told\\n")
end()
os.write(keep, b"ended\\n")
"""


@pytest.mark.parametrize(("then", "told"), [("leave", ["ended"]), ("read", ["was told", "ended"])])
def test_a_console_that_nobody_reads_holds_nobody(then, told):
    """Who logs goes on, and so does the end of the process; who reads at last is told how much is missing."""
    done = subprocess.run([sys.executable, "-c", BLOCKED, then], stderr=subprocess.PIPE, timeout=120, check=False)
    assert done.returncode == 0
    assert done.stderr.decode().split("\n") == [*told, ""]


def test_what_is_said_at_the_start_goes_out_as_it_is(capfd):
    """The sign-in link isn't masked where it is meant to be read."""
    teller = ConsoleWriter()
    teller.say("Sign in: http://127.0.0.1/sign-in?code=abc")
    teller.close()
    assert capfd.readouterr().out == "Sign in: http://127.0.0.1/sign-in?code=abc\n"


def test_a_stream_without_a_file_is_written_to_all_the_same(capsys):
    """A program without a console, or a test."""
    teller = ConsoleWriter(sys.stdout)
    teller.say("hello")
    teller.close()
    assert capsys.readouterr().out == "hello\n"


def test_the_queue_is_bounded():
    """Nothing grows while nobody reads."""
    read, write = os.pipe()
    with os.fdopen(write, "w") as stream:
        teller = ConsoleWriter(stream)
        for _ in range(MOST_WAITING + 500):
            teller.say("x" * 1_000)
        assert teller._handler.queue.qsize() <= MOST_WAITING
        assert teller._handler.dropped >= 500 - 70
        with os.fdopen(read, "rb") as reader:
            while teller._handler.queue.qsize():
                os.read(reader.fileno(), 65_536)
                time.sleep(0)
            teller.close()

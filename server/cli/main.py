"""Main: run a command, and say in one line why it couldn't be."""

from __future__ import annotations

import argparse
import io
import os
import sys

from server.cli.parser import make_parser, with_command
from server.cli.refused import DONE, REFUSED, CommandRefused
from server.config.load import ConfigError, load_config


def main(arguments: list[str] | None = None) -> int:
    """Run a command; the exit code."""
    _make_output_encodable()
    options = make_parser().parse_args(with_command(sys.argv[1:] if arguments is None else arguments))
    try:
        _run(options)
        if sys.stdout is not None:
            sys.stdout.flush()
    except (CommandRefused, ConfigError) as error:
        print(f"seatfiller: {' '.join(str(error).split())}", file=sys.stderr)
        return REFUSED
    except KeyboardInterrupt:
        return DONE
    except BrokenPipeError:
        _drop_output()  # the reader closed the pipe
    except OSError as error:
        # A failure of the system, such as a full disk or a file without read permission.
        print(f"seatfiller: {error}", file=sys.stderr)
        _drop_output()
        return REFUSED
    return DONE


def _run(options: argparse.Namespace) -> None:
    overrides = {"host": getattr(options, "host", None), "port": options.port, "data": options.data}
    if getattr(options, "no_browser", False):
        overrides["browser"] = False
    config, warnings = load_config(options.config, overrides=overrides)
    for warning in warnings:
        print(f"seatfiller: {warning}", file=sys.stderr)
    options.run(config, options)


def _make_output_encodable() -> None:
    # A console of another code page shows `\u2026` for what it can't, instead of a traceback.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _drop_output() -> None:
    # What is still in the buffer must not fail once more at exit.
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

"""Parser: the commands and their options. Nothing of the server is imported before its command runs."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import NoReturn

from server import __version__
from server.cli.link import print_link, print_sign_in
from server.cli.packs import check_packs
from server.cli.refused import REFUSED
from server.cli.serve import run_serve
from server.cli.simulate import write_chat

COMMANDS = ("serve", "link", "sign-in", "simulate", "packs")


def with_command(arguments: list[str]) -> list[str]:
    """`serve` is the default command, its options included."""
    if any(argument in COMMANDS or argument in ("-h", "--help", "--version") for argument in arguments):
        return arguments
    return ["serve", *arguments]


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        print(f"seatfiller: {message}; see seatfiller --help", file=sys.stderr)
        raise SystemExit(REFUSED)


def make_parser() -> argparse.ArgumentParser:
    shared = _Parser(add_help=False)
    shared.add_argument("--data", type=Path, help="folder of the database, the key and your own packs")
    shared.add_argument("--config", type=Path, help="TOML file (default: config.toml here, if there is one)")
    shared.add_argument("--port", type=int, help="port to listen on (default 4321)")

    parser = _Parser(prog="seatfiller", description="A practice audience for your stream.")
    parser.add_argument("--version", action="version", version=f"seatfiller {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, parser_class=_Parser)

    serve = commands.add_parser("serve", parents=[shared], help="run the server (default)")
    serve.add_argument("--host", help="address to listen on (default 127.0.0.1)")
    serve.add_argument("--no-browser", action="store_true", help="don't open the panel in the browser")
    serve.set_defaults(run=run_serve)

    link = commands.add_parser("link", parents=[shared], help="print a link and nothing else")
    link.add_argument("scope", choices=("overlay", "panel"))
    link.set_defaults(run=print_link)

    sign_in = commands.add_parser("sign-in", parents=[shared], help="print a new one-time sign-in link")
    sign_in.set_defaults(run=print_sign_in)

    simulate = commands.add_parser("simulate", parents=[shared], help="write a chat as JSON Lines")
    simulate.add_argument("--game", help="the game (default: none, the general pack speaks)")
    simulate.add_argument("--topic", help="just chatting, about this")
    simulate.add_argument("--language", default="en", help="one that there are packs of: es, en or your own")
    simulate.add_argument("--minutes", type=float, default=60)
    simulate.add_argument("--seed", type=int, default=1)
    simulate.add_argument("--viewers", type=int, help="how many watch (default 110); then the pace is as in life")
    simulate.add_argument("--pace", choices=("calm", "normal", "lively", "frantic", "life"))
    simulate.add_argument("--mood", choices=("gentle", "honest", "rough"), default="honest")
    simulate.add_argument("--home", help="where four of five viewers are from, a region such as britain or mexico")
    supposing = simulate.add_mutually_exclusive_group()
    supposing.add_argument(
        "--imagination",
        choices=("soft", "full", "off"),
        default="soft",
        help="what the chat may suppose: only what's likely (soft), a whole session (full), nothing (off)",
    )
    supposing.add_argument(
        "--story",
        action="store_const",
        dest="imagination",
        const="full",
        help="invent a session, with what happens in it: the same as --imagination full",
    )
    simulate.add_argument("--cues", type=Path, help="JSON Lines of what is sensed meanwhile, in order of `at` (s)")
    simulate.set_defaults(run=write_chat)

    packs = commands.add_parser("packs", help="work with packs")
    verbs = packs.add_subparsers(dest="verb", required=True, parser_class=_Parser)
    check = verbs.add_parser("check", parents=[shared], help="report what is wrong in packs")
    check.add_argument("files", nargs="*", type=Path, help="default: all, ours and your own")
    check.set_defaults(run=check_packs)
    return parser

"""The command line. Exit codes: 0 done, 2 refused with one clear line on standard error."""

from __future__ import annotations

import argparse
import asyncio
import io
import os
import sys
from pathlib import Path
from typing import Any, NoReturn

from server import __version__
from server.config.config import Config
from server.config.load import ConfigError, load_config

DONE, REFUSED = 0, 2


class CommandRefused(Exception):
    """The command can't be carried out. Its text is one line: what failed and how to fix it."""


def main(arguments: list[str] | None = None) -> int:
    """Run a command; the exit code."""
    _make_output_encodable()
    options = _parser().parse_args(_with_command(sys.argv[1:] if arguments is None else arguments))
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


COMMANDS = ("serve", "link", "sign-in", "simulate", "packs")


def _with_command(arguments: list[str]) -> list[str]:
    """`serve` is the default command, its options included."""
    if any(argument in COMMANDS or argument in ("-h", "--help", "--version") for argument in arguments):
        return arguments
    return ["serve", *arguments]


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        print(f"seatfiller: {message}; see seatfiller --help", file=sys.stderr)
        raise SystemExit(REFUSED)


def _parser() -> argparse.ArgumentParser:
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
    serve.set_defaults(run=_serve)

    link = commands.add_parser("link", parents=[shared], help="print a link and nothing else")
    link.add_argument("scope", choices=("overlay", "panel"))
    link.set_defaults(run=_link)

    sign_in = commands.add_parser("sign-in", parents=[shared], help="print a new one-time sign-in link")
    sign_in.set_defaults(run=_sign_in)

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
    simulate.set_defaults(run=_simulate)

    packs = commands.add_parser("packs", help="work with packs")
    verbs = packs.add_subparsers(dest="verb", required=True, parser_class=_Parser)
    check = verbs.add_parser("check", parents=[shared], help="report what is wrong in packs")
    check.add_argument("files", nargs="*", type=Path, help="default: all, ours and your own")
    check.set_defaults(run=_check_packs)
    return parser


def _folder(config: Config) -> Path:
    from server.app import data_folder

    try:
        return data_folder(config.data)
    except OSError as error:
        raise CommandRefused(
            f"data folder {config.data}: {error.strerror}; make it writable or choose another with --data"
        ) from None


def _serve(config: Config, options: argparse.Namespace) -> None:
    from server.logs import set_up_logging
    from server.serve import CannotListen, FolderInUse, serve
    from server.services.link_tokens import KeyUnusable
    from server.services.remembered import Remembered
    from server.services.running import running_at
    from server.store.store import StoreError

    folder = _folder(config)
    end_logging = set_up_logging(config.log)
    try:
        url = running_at(Remembered(folder))
        if url is not None:
            _open_running(config, folder, url)
        else:
            serve(config)
    except (CannotListen, FolderInUse, StoreError, KeyUnusable) as error:
        raise CommandRefused(str(error)) from None
    finally:
        end_logging()


def _open_running(config: Config, folder: Path, url: str) -> None:
    """Open the running server's panel: after a second double-click an error about the port would help no one."""
    import webbrowser

    from server.services.printed_address import can_open_browser
    from server.text.terminal import say
    from server.web.handlers.sign_in import CODE_S

    link = _new_link(folder, url)
    print(say("running", url=f"{url}/"))
    print(say("sign-in", minutes=CODE_S // 60, link=link), flush=True)
    if config.browser and can_open_browser():
        webbrowser.open(link)


def _link(config: Config, options: argparse.Namespace) -> None:
    from server.model.channel import MAIN
    from server.services.link_tokens import KeyUnusable, Link, load_signer
    from server.services.printed_address import canonical_url, port_of
    from server.services.remembered import Remembered
    from server.services.running import running_at
    from server.store.store import Store, StoreError

    folder = _folder(config)

    async def generation() -> int:
        async with Store(folder) as store:
            return await store.generation(MAIN, options.scope)

    try:
        token = load_signer(folder).sign(Link(MAIN, options.scope, asyncio.run(generation())))
    except (StoreError, KeyUnusable) as error:
        raise CommandRefused(str(error)) from None
    remembered = Remembered(folder)
    # A running server's own address wins over the port given to this command.
    url = running_at(remembered) or canonical_url(config, port_of(config, remembered))
    print(f"{url}/{options.scope}?token={token}")


def _sign_in(config: Config, options: argparse.Namespace) -> None:
    from server.services.remembered import Remembered
    from server.services.running import running_at
    from server.text.terminal import say

    folder = _folder(config)
    url = running_at(Remembered(folder))
    if url is None:
        raise CommandRefused(say("not-running", folder=folder.resolve()))
    print(_new_link(folder, url))


def _new_link(folder: Path, url: str) -> str:
    """A new one-time sign-in link of the server at `url`. Raises `CommandRefused`."""
    from server.store.store import Store, StoreError
    from server.web.handlers.sign_in import new_code

    async def code() -> str:
        async with Store(folder) as store:
            return await new_code(store)

    try:
        return f"{url}/sign-in?code={asyncio.run(code())}"
    except StoreError as error:
        raise CommandRefused(str(error)) from None


def _simulate(config: Config, options: argparse.Namespace) -> None:
    from server.model.channel import Channel
    from server.model.names import BadName, game_name
    from server.model.settings import MOST_VIEWERS, USUAL_VIEWERS
    from server.phrases.library import load_library
    from server.simulate import as_json_line, simulate

    name: Any = options.topic or options.game
    try:
        name = game_name(name) if name is not None else None
    except BadName as error:
        raise CommandRefused(f"{name!r}: {error}") from None
    if not 0 < options.minutes <= 100_000:
        raise CommandRefused(f"--minutes {options.minutes}: more than 0, at most 100000")
    if options.viewers is not None and not 1 <= options.viewers <= MOST_VIEWERS:
        raise CommandRefused(f"--viewers {options.viewers}: 1 to {MOST_VIEWERS}")
    pace = options.pace or ("life" if options.viewers else "normal")
    library = load_library(config.data / "packs")
    if options.language not in library.languages:
        raise CommandRefused(f"--language {options.language}: one of {', '.join(library.languages)}")
    homes = library.people(options.language).homes
    if options.home is not None and options.home not in homes:
        raise CommandRefused(f"--home {options.home}: one of {', '.join(homes)}")
    channel = Channel(
        crowd=options.viewers or USUAL_VIEWERS,
        pace=pace,
        mood=options.mood,
        imagination=options.imagination,
        home=options.home,
    )
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # JSON Lines are UTF-8, whatever the console's encoding
    write = sys.stdout.write
    for message in simulate(
        library,
        game=name,
        mode="chatting" if options.topic else "game",
        language=options.language,
        minutes=options.minutes,
        seed=options.seed,
        channel=channel,
    ):
        write(as_json_line(message) + "\n")


def _check_packs(config: Config, options: argparse.Namespace) -> None:
    from server.generation.prompt import load_prompts
    from server.moderation.word_list import WordLists
    from server.phrases.library import OURS
    from server.phrases.lint import check_files, check_folders
    from server.services.rehearsal_script import read_scripts

    if options.files:
        findings = list(check_files(options.files))
    else:
        _, scripts = read_scripts(config.data / "scripts")
        prompts = load_prompts(config.data / "prompts").broken
        lists = WordLists(config.data / "words").broken
        findings = [*check_folders(OURS, config.data / "packs"), *map(str, (*scripts, *prompts, *lists))]
    for finding in findings:
        print(finding)
    if findings:
        raise CommandRefused(f"{len(findings)} {'problem' if len(findings) == 1 else 'problems'} found")
    print("no problems found")

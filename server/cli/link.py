"""Link: print a link to a page, or a new one to sign in with."""

from __future__ import annotations

import argparse
import asyncio
from pathlib import Path

from server.cli.folder import find_folder
from server.cli.refused import CommandRefused
from server.config.config import Config


def print_link(config: Config, options: argparse.Namespace) -> None:
    """`seatfiller link overlay` or `panel`. Raises `CommandRefused`."""
    from server.model.channel import MAIN
    from server.services.link_tokens import KeyUnusable, Link, load_signer
    from server.services.printed_address import canonical_url, port_of
    from server.services.running_server import running_at
    from server.services.server_state import Remembered
    from server.store.store import Store, StoreError

    folder = find_folder(config)

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


def print_sign_in(config: Config, options: argparse.Namespace) -> None:
    """`seatfiller sign-in`. Raises `CommandRefused`."""
    from server.services.running_server import running_at
    from server.services.server_state import Remembered
    from server.text.terminal_words import say

    folder = find_folder(config)
    url = running_at(Remembered(folder))
    if url is None:
        raise CommandRefused(say("not-running", folder=folder.resolve()))
    print(new_sign_in_link(folder, url))


def new_sign_in_link(folder: Path, url: str) -> str:
    """A new one-time sign-in link of the server at `url`. Raises `CommandRefused`."""
    from server.services.sign_in import new_code
    from server.store.store import Store, StoreError

    async def code() -> str:
        async with Store(folder) as store:
            return await new_code(store)

    try:
        return f"{url}/sign-in?code={asyncio.run(code())}"
    except StoreError as error:
        raise CommandRefused(str(error)) from None

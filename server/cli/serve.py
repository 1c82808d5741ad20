"""Serve: run the server, or open the panel of the one that runs."""

from __future__ import annotations

import argparse
from pathlib import Path

from server.cli.folder import find_folder
from server.cli.link import new_sign_in_link
from server.cli.refused import CommandRefused
from server.config.config import Config


def run_serve(config: Config, options: argparse.Namespace) -> None:
    """`seatfiller serve`. Raises `CommandRefused`."""
    from server.logs import set_up_logging
    from server.serve import CannotListen, FolderInUse, serve
    from server.services.link_tokens import KeyUnusable
    from server.services.running_server import running_at
    from server.services.server_state import Remembered
    from server.store.store import StoreError

    folder = find_folder(config)
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
    from server.services.sign_in import CODE_S
    from server.text.terminal_words import say

    link = new_sign_in_link(folder, url)
    print(say("running", url=f"{url}/"))
    print(say("sign-in", minutes=CODE_S // 60, link=link), flush=True)
    if config.browser and can_open_browser():
        webbrowser.open(link)

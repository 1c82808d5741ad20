"""Packs: report what is wrong in packs, scripts and prompts."""

from __future__ import annotations

import argparse

from server.cli.refused import CommandRefused
from server.config.config import Config


def check_packs(config: Config, options: argparse.Namespace) -> None:
    """`seatfiller packs check`. Raises `CommandRefused`."""
    from server.generation.prompt import load_prompts
    from server.moderation.word_list import WordLists
    from server.phrases.lint import check_files, check_folders
    from server.phrases.pack_folders import OURS
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

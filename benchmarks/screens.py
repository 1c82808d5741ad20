"""Screens: what reading the game's screen costs, and how often an ordinary picture is taken for a moment."""

from __future__ import annotations

import asyncio
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from server.model.senses import Senses
from server.phrases.library import load_library
from server.senses.screen_text import ScreenWatch
from server.senses.text_reader import TextReader, is_installed
from server.services.screen_sense import BAND_EVERY_S, WHOLE_EVERY_S
from tests.senses.ordinary_screens import COUNT, ordinary_picture

TIMED = 9
"""Pictures whose cost is told by their median."""


def report() -> None:
    """Print the share of a core that a screen takes which changes all the time, beside its limit."""
    if not is_installed():
        print("Reading the screen: the extra `eyes` isn't installed")
        return
    band_s, whole_s = asyncio.run(_costs())
    looks = WHOLE_EVERY_S / BAND_EVERY_S
    share = 100 * ((looks - 1) * band_s + whole_s) / WHOLE_EVERY_S
    most = Senses().screen_share
    print(
        f"Reading the screen: {band_s * 1000:.0f} ms of a core for the middle, {whole_s * 1000:.0f} ms for the whole;"
        f" {share:.1f} % of one core while it changes all the time (at most {most:g}, kept by looking less often)"
    )


async def _costs() -> tuple[float, float]:
    """Seconds of a core for the middle band and for the whole picture: medians."""
    reader = TextReader()
    try:
        await reader.read(ordinary_picture(COUNT), band=True)
        bands = [(await reader.read(ordinary_picture(number), band=True)).cpu_s for number in range(TIMED)]
        wholes = [(await reader.read(ordinary_picture(number), band=False)).cpu_s for number in range(TIMED)]
    finally:
        await reader.close()
    return median(bands), median(wholes)


async def _misread() -> None:
    """Read 200 ordinary pictures whole, and print each that any game's packs would take for a moment."""
    with TemporaryDirectory() as data:
        library = load_library(Path(data))
    packs = [
        pack
        for language in ("en", "es")
        for pack in (
            library.general(language),
            *(library.pack(title.name, language) for title in library.titles() if title.mode == "game"),
        )
        if pack is not None
    ]
    reader, taken, read = TextReader(), 0, 0
    try:
        for number in range(COUNT):
            lines = (await reader.read(ordinary_picture(number), band=False)).lines
            read += len(lines)
            cues = [
                (pack.key, pack.language, cue) for pack in packs for cue in ScreenWatch(pack.screen).see(lines, 0.0)
            ]
            for key, language, cue in cues:
                if cue.moment is not None:
                    taken += 1
                    print(f"picture {number}: {cue.moment} of {language}/{key}: {cue.text!r}")
    finally:
        await reader.close()
    print(f"{COUNT} ordinary pictures, {read} lines read, {taken} taken for a moment")


if __name__ == "__main__":
    asyncio.run(_misread())

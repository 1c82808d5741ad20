"""Evening: half an hour of chat to be read aloud. `python -m benchmarks.realism.evening GAME LANGUAGE [SEED]`.

Without arguments it renews the two that are kept in docs/.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from server.model.channel import Channel
from server.model.phrase import LANGUAGES, Language
from server.model.settings import Streamer
from server.phrases.library import PackLibrary, load_library
from server.simulate import simulate

DOCS = Path(__file__).parents[2] / "docs"
MINUTES = 30
VIEWERS = 110
GAMES: dict[Language, str] = {"es": "Minecraft", "en": "Elden Ring"}


def evening(library: PackLibrary, game: str, language: Language, seed: int = 7) -> Iterator[str]:
    """The chat, a message a line."""
    channel = Channel(crowd=VIEWERS, pace="life", streamer=Streamer(name="Ximena", address="ella"))
    for message in simulate(
        library, game=game, mode="game", language=language, minutes=MINUTES, seed=seed, channel=channel
    ):
        minutes, seconds = divmod(message.timestamp // 1000, 60)
        to = f"  (to {message.reply_to.username}: {message.reply_to.content})" if message.reply_to else ""
        yield f"{minutes:02d}:{seconds:02d}  {message.username}: {message.content}{to}"


def main() -> None:
    """Print one, or keep those of docs/."""
    library = load_library()
    if len(sys.argv) > 2:
        language = next(known for known in LANGUAGES if known == sys.argv[2])
        seed = int(sys.argv[3]) if len(sys.argv) > 3 else 7
        print("\n".join(evening(library, sys.argv[1], language, seed)))
        return
    for language in LANGUAGES:
        head = (
            f"# An evening of {GAMES[language]}, {VIEWERS} viewers\n\nHalf an hour as `simulate` makes it, unedited.\n"
        )
        lines = "\n".join(evening(library, GAMES[language], language))
        (DOCS / f"evening.{language}.md").write_text(f"{head}\n```text\n{lines}\n```\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""Simulated: our streams as logs, and what takes more than one to tell: lines of another day, a frantic room."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from statistics import fmean, median

from benchmarks.realism.coherence import LONGEST_RUN, NAMES, SAID_EIGHTH, SAID_FOURTH, SAID_SECOND, Style
from benchmarks.realism.log import Line, log_of
from benchmarks.realism.real import STREAMER
from benchmarks.realism.wording import already_said, longest_run, names_in_half_hours
from server.model.channel import Channel
from server.model.phrase import Language
from server.model.settings import Streamer
from server.phrases.library import PackLibrary
from server.phrases.pack_folders import OURS
from server.simulate import simulate
from server.text.words import Memory, fold, likeness

MINUTES = 120.0
VIEWERS = 110
SEEDS = range(1, 6)
GAMES: Mapping[Language, str] = {"es": "Minecraft", "en": "Elden Ring"}
EVENINGS = 8
FRANTIC_MINUTES, FRANTIC_VIEWERS = 20.0, 15
NAMING = frozenset(
    {
        *("boss", "foe", "rival", "area", "place", "map", "club", "team", "player", "champ", "champion", "agent"),
        *("hero", "person", "killer", "town", "villager", "companion", "jefe", "zona", "lugar", "mapa", "equipo"),
        *("campeon", "agente", "personaje", "asesino", "aldeano"),
    }
)
"""Slots whose values are proper names, where a pack doesn't say which are."""


def is_known(style: Style) -> bool:
    """Whether this build can make streams of that style."""
    return style == "soft" or "imagination" in Channel.model_fields


def stream(
    library: PackLibrary,
    language: Language,
    seed: int,
    style: Style,
    *,
    game: str | None = None,
    minutes: float = MINUTES,
    memory: Memory | None = None,
    channel: Channel | None = None,
) -> list[Line]:
    """One simulated stream as a log."""
    channel = channel or Channel(crowd=VIEWERS, pace="life")
    imagination = "full" if style == "story" else "soft"
    return log_of(
        simulate(
            library,
            game=game or GAMES[language],
            mode="game",
            language=language,
            minutes=minutes,
            seed=seed,
            channel=channel.model_copy(update={"streamer": Streamer(name=STREAMER), "imagination": imagination}),
            memory=memory,
            habits_of=f"channel {seed if memory is None else 0}",
        )
    )


def measured_apart(
    library: PackLibrary, language: Language, style: Style, logs: Sequence[Sequence[Line]]
) -> dict[str, float]:
    """The gates that aren't measured on one log; `logs` are the streams of the usual size."""
    names = names_of(language, GAMES[language])
    frantic = Channel(crowd=FRANTIC_VIEWERS, pace="frantic")
    runs = [
        longest_run(stream(library, language, seed, style, minutes=FRANTIC_MINUTES, channel=frantic)) for seed in SEEDS
    ]
    return {
        **said_again(lambda seed, memory: stream(library, language, seed, style, memory=memory)),
        NAMES: median(names_in_half_hours(log, names) for log in logs),
        LONGEST_RUN: median(runs),
    }


def said_again(evening: Callable[[int, Memory], Sequence[Line]]) -> dict[str, float]:
    """Share of the lines of three words or more that any earlier evening of the same game said, however typed.

    The evenings follow each other as a channel's do: each knows what those before it said.
    """
    digests: list[frozenset[int]] = []
    said: frozenset[str] = frozenset()
    shares: list[float] = []
    for number in range(1, EVENINGS + 1):
        memory = Memory()
        memory.recall({line: ago for ago, lines in reversed(list(enumerate(reversed(digests), 1))) for line in lines})
        lines = evening(100 + number, memory)
        shares.append(already_said(lines, said))
        said |= {likeness(line.text) for line in lines}
        digests.append(memory.digests())
    return {SAID_SECOND: shares[1], SAID_FOURTH: shares[3], SAID_EIGHTH: fmean(shares[7:])}


def names_of(language: Language, game: str) -> frozenset[str]:
    """The proper names of a game in its pack, folded: of foes, rivals, places, people and teams.

    A pack with situations says in their `kinds` which of its bound names and slots these are; in others the slot is
    called like that.
    """
    key = fold(game).replace(" ", "-")
    content = tomllib.loads((OURS / language / f"{key}.toml").read_text(encoding="utf-8"))
    situations = list(content.get("situations", {}).values())
    naming = {
        bound
        for situation in situations
        for kind, bound in situation.get("kinds", {}).items()
        if kind in {"foe", "rival", "place", "person", "team"}
    } | NAMING
    slots = [content.get("slots", {}), *(table for situation in situations for table in situation.get("values", []))]
    found = {value for table in slots for name, values in table.items() if name in naming for value in _all(values)}
    return frozenset(fold(name).removeprefix("the ").removeprefix("el ").removeprefix("la ") for name in found)


def _all(values: str | Sequence[str]) -> Sequence[str]:
    return [values] if isinstance(values, str) else values

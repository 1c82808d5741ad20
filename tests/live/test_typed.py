"""What streamers type under "What's going on?", and what is understood of it with no key, by the real packs."""

from __future__ import annotations

from random import Random

import pytest

from server.live.situation import TypedSituation
from server.model.channel import Channel
from server.model.phrase import Language
from server.phrases.library import load_library
from server.selection.selector import PhraseSelector

LIBRARY = load_library()
UNKNOWN = "Hollow Tides Online"
SHOWS: dict[tuple[str, Language], PhraseSelector] = {}


def show(game: str, language: Language) -> PhraseSelector:
    """What a channel plays that never said more than the game's name."""
    if (game, language) not in SHOWS:
        SHOWS[game, language] = PhraseSelector(LIBRARY, Channel(game=game, language=language), language, Random(1))
    return SHOWS[game, language]


def understood(text: str, game: str, language: Language) -> tuple[str | None, tuple[str, ...], str | None]:
    """The situation's key, the values that the text names, and the moment."""
    typed = TypedSituation()
    moment = typed.becomes(text, 0.0, LIBRARY.typed(language), show(game, language))
    situation, values = typed.known or (None, {})
    return situation.key if situation is not None else None, tuple(values.values()), moment


ENGLISH = [
    ("Elden Ring", "boss fight, Malenia", "boss", ("malenia",), None),
    ("Elden Ring", "malena", "boss", ("malenia",), None),
    ("Elden Ring", "MALENAI again lol", "boss", ("malenia",), "laugh"),
    ("Elden Ring", "magit", "boss", ("margit",), None),
    ("Elden Ring", "died to margit", "boss", ("margit",), "fail"),
    ("Elden Ring", "finally beat Godrick!!", "boss", ("godrick",), "hype"),
    ("Elden Ring", "exploring Limgrave", "explore", ("limgrave",), None),
    ("Elden Ring", "limgrve", "explore", ("limgrave",), None),
    ("Elden Ring", "inventroy", "grace", (), None),
    ("Elden Ring", "almost at the boss", "boss", (), None),
    ("Elden Ring", "not the boss yet, exploring", "explore", (), None),
    ("Elden Ring", "brb", "between", (), None),
    ("Elden Ring", "be right back, getting water", "between", (), None),
    ("Elden Ring", "loading screen", "loading", (), None),
    ("Elden Ring", "in queue", "loading", (), None),
    ("Elden Ring", "stuck again", "again", (), None),
    ("Elden Ring", "just talking for a bit", "between", (), None),
    ("Elden Ring", "shopping", "menu", (), None),
    ("Elden Ring", "ending the stream", None, (), "goodbye"),
    ("Elden Ring", "I just died", None, (), "fail"),
    ("Elden Ring", "no way we won", None, (), "hype"),
    ("Elden Ring", "chat, what do you think?", None, (), "asked"),
    ("Elden Ring", "where do i go", None, (), "asked"),
    ("Elden Ring", "is this the last boss?", "boss", (), "asked"),
    ("Elden Ring", "left or right", None, (), None),
    ("Elden Ring", "left or right?", None, (), "asked"),
    ("Minecraft", "building a house", "build", (), None),
    ("Minecraft", "in the nether", "nether", (), None),
    ("EA Sports FC", "half time", "half", (), None),
    ("EA Sports FC", "GOOOOOAL", None, (), "hype"),
    ("Valorant", "ranked queue", "agent_select", (), None),
    (UNKNOWN, "final boss", "fight", (), None),
    (UNKNOWN, "wandering around", "wander", (), None),
    (UNKNOWN, "at the shop", "menu", (), None),
    (UNKNOWN, "ranked match", "match", (), None),
    (UNKNOWN, "cutscene", "story", (), None),
    (UNKNOWN, "brb", "between", (), None),
    (UNKNOWN, "base building", "build", (), None),
]
SPANISH = [
    ("Elden Ring", "pelea con Malenia", "boss", ("malenia",), None),
    ("Elden Ring", "malena", "boss", ("malenia",), None),
    ("Elden Ring", "Me mató Margit otra vez", "boss", ("margit",), "fail"),
    ("Elden Ring", "por fin maté a godrick!!", "boss", ("godrick",), "hype"),
    ("Elden Ring", "todavía no es el jefe, dando vueltas", "explore", (), None),
    ("Elden Ring", "invenario", "menu", (), None),
    ("Elden Ring", "ya vuelvo", "break", (), None),
    ("Elden Ring", "voy al baño", "break", (), None),
    ("Elden Ring", "charlando un rato", "break", (), None),
    ("Elden Ring", "pantalla de carga", "waiting", (), None),
    ("Elden Ring", "comprando", "menu", (), None),
    ("Elden Ring", "otra vez lo mismo", "again", (), None),
    ("Elden Ring", "sí, gané", None, (), "hype"),
    ("Elden Ring", "me morí", None, (), "fail"),
    ("Elden Ring", "fin del directo", None, (), "goodbye"),
    ("Elden Ring", "chat, ¿qué opinan?", None, (), "asked"),
    ("Elden Ring", "qué hago", None, (), "asked"),
    ("Elden Ring", "¿es el último jefe?", "boss", (), "asked"),
    ("Elden Ring", "¿izquierda o derecha?", None, (), "asked"),
    ("Minecraft", "haciendo la casa", "construir", ("la casa",), None),
    ("Minecraft", "bajo a la mina", "mina", (), None),
    ("EA Sports FC", "medio tiempo", "halftime", (), None),
    ("EA Sports FC", "GOLAAAAZO", None, (), "hype"),
    ("Valorant", "en cola", "cola", (), None),
    (UNKNOWN, "jefe final", "fight", (), None),
    (UNKNOWN, "paseando por ahí", "explore", (), None),
    (UNKNOWN, "en la tienda", "menu", (), None),
    (UNKNOWN, "otra partida", "match", (), None),
    (UNKNOWN, "cinemática larga", "scene", (), None),
    (UNKNOWN, "ahora vuelvo", "break", (), None),
    (UNKNOWN, "construyendo la base", "build", (), None),
]


@pytest.mark.parametrize(("game", "text", "key", "values", "moment"), ENGLISH)
def test_english(game, text, key, values, moment):
    """The game's own situations and names, a slip of the keys among them; then what goes on in any game."""
    assert understood(text, game, "en") == (key, values, moment)


@pytest.mark.parametrize(("game", "text", "key", "values", "moment"), SPANISH)
def test_spanish(game, text, key, values, moment):
    """The same, by Spanish's own words."""
    assert understood(text, game, "es") == (key, values, moment)


@pytest.mark.parametrize(
    ("game", "text", "language"),
    [
        ("Elden Ring", "a bottle of water", "en"),
        ("Elden Ring", "exploding barrels", "en"),
        ("Elden Ring", "my dog is asleep", "en"),
        ("Elden Ring", "a target", "en"),
        ("Elden Ring", "what a nice evening this is", "en"),
        ("Elden Ring", "i almost won", "en"),
        ("Elden Ring", "didn't die once", "en"),
        ("Elden Ring", "males", "en"),
        ("Minecraft", "the neighbours are loud tonight", "en"),
        (UNKNOWN, "the weather", "en"),
        (UNKNOWN, "hello there", "en"),
        (UNKNOWN, "margit", "en"),
        ("Elden Ring", "mi perro está durmiendo", "es"),
        ("Elden Ring", "hace un calor horrible", "es"),
        ("Elden Ring", "perdón por el ruido", "es"),
        ("Elden Ring", "casi gano", "es"),
        ("Elden Ring", "no perdí", "es"),
        ("Elden Ring", "la mesa", "es"),
        ("Minecraft", "mis vecinos gritan mucho hoy", "es"),
        (UNKNOWN, "hace sol", "es"),
        (UNKNOWN, "qué tal todos", "es"),
        (UNKNOWN, "malenia", "es"),
    ],
)
def test_what_means_nothing_here(game, text, language):
    """Ordinary words, a near miss that is another word, what didn't happen, another game's names."""
    assert understood(text, game, language) == (None, (), None)

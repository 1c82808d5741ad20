"""Packs: what is there, and what happens to a broken one."""

from pathlib import Path

import pytest

from server.model.phrase import LANGUAGES
from server.phrases.library import load_library
from server.phrases.lint import check_folders
from server.phrases.pack import read_pack
from server.phrases.pack_error import PackError
from server.phrases.pack_folders import OURS
from server.selection.pack_sources import situations_of, source_of, topics_of

LIBRARY = load_library()


def test_our_packs_are_well():
    """`seatfiller packs check` finds nothing in what we ship."""
    assert list(check_folders(OURS)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_own_voice(language):
    """A general pack with the four moments, just chatting, and names."""
    assert {"laugh", "hype", "fear", "omg"} <= set(LIBRARY.general(language).moments)
    assert LIBRARY.chatting(language).count("comments") > 100
    assert len(LIBRARY.names(language).whole) > 100


@pytest.mark.parametrize(
    ("typed", "game"),
    [
        ("rdr2", "Red Dead Redemption 2"),
        ("lol", "League of Legends"),
        ("bg3", "Baldur's Gate 3"),
        ("Minecarft", "Minecraft"),
        ("elden rng", "Elden Ring"),
        ("MINECRAFT", "Minecraft"),
        ("Hades II", "Hades II"),
        ("Red Dead Redemption 1", "Red Dead Redemption 1"),
    ],
)
def test_names_aliases_and_slips_find_the_game(typed, game):
    """...and a game without a pack keeps the name that was typed."""
    assert LIBRARY.title(typed) == game


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ('game = "G"\n[phrases]\ngameplay = ["a", "{nada}"]', 3, "no slot is called"),
        ('game = "G"\n[phrases]\ngameplay = [', None, ""),
        ('game = "G"\n[phrase]\n', 2, "unknown key"),
        ("[phrases]\ngameplay = ['a']", 1, "says its name"),
    ],
)
def test_a_broken_pack_is_reported_by_file_and_line(tmp_path: Path, text, line, why):
    """The error names the file, the line and the mend."""
    path = tmp_path / "broken.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PackError) as caught:
        read_pack(path, "es")
    assert str(path) in str(caught.value)
    assert why in str(caught.value)
    if line:
        assert caught.value.line == line


def test_a_broken_pack_is_left_out_and_the_others_work(tmp_path: Path, caplog):
    """A user's own packs load beside ours; a broken one costs only itself."""
    folder = tmp_path / "es"
    folder.mkdir()
    (folder / "mine.toml").write_text('game = "Mi Juego"\n[phrases]\ngameplay = ["hola"]', encoding="utf-8")
    (folder / "bad.toml").write_text("game = ", encoding="utf-8")
    library = load_library(tmp_path)
    assert library.title("mi juego") == "Mi Juego"
    assert "bad.toml" in caplog.text


def test_a_topic_has_a_pack_of_its_own(tmp_path):
    """It speaks in just chatting and is no game."""
    for language, name in (("es", "Cocina"), ("en", "Cooking")):
        folder = tmp_path / language
        folder.mkdir()
        (folder / "topic-cooking.toml").write_text(
            f'topic = "{name}"\naliases = ["food"]\n[phrases]\ncomments = ["salt first"]\n', encoding="utf-8"
        )
    library = load_library(tmp_path)
    assert library.pack("cooking", "es", "chatting").name == "Cocina"
    assert library.pack("food", "en", "chatting").name == "Cooking"
    assert library.pack("food", "en") is None
    assert {"es": "Cocina", "en": "Cooking"} in [title.names for title in library.titles() if title.mode == "chatting"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("game", ["EA Sports FC 26", "Valorant", "League of Legends"])
def test_no_game_is_asked_for_another_kinds_things(language, game):
    """A football game has no last chapter, a shooter no side quests: what the general pack lends fits the genre."""
    general = LIBRARY.general(language)
    source = source_of(LIBRARY, game, "game", language)
    genres = set(source.genres)
    lent = {topic.key for pack, topic in topics_of(LIBRARY, source, genres) if pack is general}
    alien = {topic.key for topic in general.topics if topic.genres and topic.genres.isdisjoint(genres)}
    assert alien
    assert lent
    assert not alien & lent
    assert {one.key for one in situations_of(LIBRARY, source, genres)} == set(source.situations)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_game_without_a_pack_hears_its_genre(language):
    """Before the panel knows what kind it is, only what fits every game; then also what fits that kind."""
    general = LIBRARY.general(language)

    def heard(*genres):
        return {one.key for one in situations_of(LIBRARY, general, set(genres))}

    assert heard() < heard("story")
    assert heard() < heard("versus")
    assert heard("story") != heard("versus")


def test_an_unknown_genre_is_named(tmp_path):
    """With the genres that there are."""
    path = tmp_path / "game.toml"
    path.write_text('game = "G"\ngenres = ["storry"]\n[phrases]\nreactions = ["hola"]')
    with pytest.raises(PackError, match=r"storry.*story, versus"):
        read_pack(path, "es")

"""Packs: what is there, and what happens to a broken one."""

from pathlib import Path

import pytest

from server.phrases.check import check_folders
from server.phrases.pack import PackError, read_pack
from server.phrases.phrase import LANGUAGES
from server.phrases.shelf import OURS, load_shelf

SHELF = load_shelf()


def test_our_packs_are_well():
    """`seatfiller packs check` finds nothing in what we ship."""
    assert list(check_folders(OURS)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_own_voice(language):
    """A general pack with the four moments, just chatting, and names."""
    assert {"laugh", "hype", "fear", "omg"} <= set(SHELF.general(language).moments)
    assert SHELF.chatting(language).count("comments") > 100
    assert len(SHELF.names(language).whole) > 100


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
    assert SHELF.title(typed) == game


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
    shelf = load_shelf(tmp_path)
    assert shelf.title("mi juego") == "Mi Juego"
    assert "bad.toml" in caplog.text


def test_a_topic_has_a_pack_of_its_own(tmp_path):
    """It speaks in just chatting and is no game."""
    for language, name in (("es", "Cocina"), ("en", "Cooking")):
        folder = tmp_path / language
        folder.mkdir()
        (folder / "topic-cooking.toml").write_text(
            f'topic = "{name}"\naliases = ["food"]\n[phrases]\ncomments = ["salt first"]\n', encoding="utf-8"
        )
    shelf = load_shelf(tmp_path)
    assert shelf.pack("cooking", "es", "chatting").name == "Cocina"
    assert shelf.pack("food", "en", "chatting").name == "Cooking"
    assert shelf.pack("food", "en") is None
    assert {"es": "Cocina", "en": "Cooking"} in [title.names for title in shelf.titles() if title.mode == "chatting"]

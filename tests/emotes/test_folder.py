"""The streamer's folder: the file's name is the code."""

from __future__ import annotations

import os

import pytest

from server.emotes import folder as module
from server.emotes.folder import BadEmote, Folder, RefusedFile
from tests.emotes.images import GIF, SVG, png


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path / "emotes")


def put(folder, name, data):
    folder.path.mkdir(exist_ok=True)
    (folder.path / name).write_bytes(data)


def codes(folder):
    return [emote.code for emote in folder.look().emotes]


def test_what_is_put_in_is_found_and_what_is_taken_out_is_gone(folder):
    """Before there is a folder there are none."""
    assert codes(folder) == []
    put(folder, "peepoHappy.png", png())
    put(folder, "ñandú.gif", GIF)
    put(folder, ".notes.txt", b"hello")
    assert codes(folder) == ["peepoHappy", "ñandú"]
    (folder.path / "peepoHappy.png").unlink()
    assert codes(folder) == ["ñandú"]


def test_a_changed_file_has_another_version(folder):
    """Its address changes, so that no page keeps the old image."""
    put(folder, "a.png", png())
    (before,) = folder.look().emotes
    put(folder, "a.png", png(3, 3))
    os.utime(folder.path / "a.png", ns=(1, 1))
    (after,) = folder.look().emotes
    assert before.version != after.version


def test_the_type_is_the_bytes_not_the_names(folder):
    """A GIF called .png is served as what it is; a page called .svg isn't served at all."""
    put(folder, "wave.png", GIF)
    put(folder, "page.svg", b"<html></html>")
    found = folder.look()
    assert [emote.type for emote in found.emotes] == ["image/gif"]
    assert found.refused == (RefusedFile("page.svg", "type"),)


def test_what_is_refused_says_why(folder, monkeypatch):
    """A name that nobody can type as one word, too many bytes, too many files."""
    monkeypatch.setattr(module, "LARGEST_BYTES", 200)
    monkeypatch.setattr(module, "MOST", 2)
    put(folder, "a.svg", SVG)
    put(folder, "b.svg", SVG + b" " * 200)
    put(folder, "two words.png", png())
    put(folder, "zy.png", png())
    put(folder, "zz.png", png())
    reasons = {refused.file: refused.reason for refused in folder.look().refused}
    assert reasons == {"b.svg": "size", "two words.png": "name", "zz.png": "many"}


def test_every_file_that_is_not_taken_is_named(folder, tmp_path):
    """Whatever it is; what systems leave in folders by themselves isn't a file of anybody's."""
    (tmp_path / "other.png").write_bytes(png())
    for name in ("photo.txt", "clip.mp4", ".DS_Store", "Thumbs.db"):
        put(folder, name, b"hello")
    put(folder, "a.png", png())
    put(folder, "a.gif", GIF)
    (folder.path / "more").mkdir()
    (folder.path / "s.png").symlink_to(tmp_path / "other.png")
    reasons = {refused.file: refused.reason for refused in folder.look().refused}
    assert reasons == {
        "photo.txt": "type",
        "clip.mp4": "type",
        "a.png": "twice",
        "more": "folder",
        "s.png": "link",
    }


@pytest.mark.parametrize(
    ("name", "suggestion"),
    [
        ("KEKW (1).png", "KEKW2.png"),
        ("pog (2).png", "pog.png"),
        ("two words.gif", "two_words.gif"),
        ("mi cara - copia.png", "mi_cara.png"),
        ("#%$.png", None),
        ("x" * 60 + ".png", "x" * 38 + ".png"),
    ],
)
def test_a_bad_name_comes_with_one_that_would_do(folder, name, suggestion):
    """As near to it as can be, and free."""
    put(folder, "KEKW.png", png())
    put(folder, name, png())
    (refused,) = folder.look().refused
    assert (refused.reason, refused.suggestion) == ("name", suggestion)


def test_more_files_than_anybody_reads_are_counted(folder, monkeypatch):
    """A folder of photos doesn't make a list without end."""
    monkeypatch.setattr(module, "MOST_REFUSED", 2)
    for number in range(5):
        put(folder, f"{number}.txt", b"x")
    found = folder.look()
    assert (len(found.refused), found.more_refused) == (2, 3)


def test_what_is_put_is_checked_and_whole(folder):
    """As if it had lain in the folder; one of the same code gives way, whatever its ending."""
    assert not folder.put("peepoHappy", png())
    assert folder.put("peepoHappy", GIF)
    assert [path.name for path in folder.path.iterdir()] == ["peepoHappy.gif"]
    assert folder.remove("peepoHappy")
    assert not folder.remove("peepoHappy")


@pytest.mark.parametrize(
    ("code", "data", "reason"),
    [
        ("two words", png(), "name"),
        ("../escape", png(), "name"),
        ("..", png(), "name"),
        (".hidden", png(), "name"),
        ("CON", png(), "name"),
        ("what?", png(), "name"),
        ("", png(), "name"),
        ("a", b"MZ", "type"),
        ("a", png(9_000, 9_000), "large"),
        ("a", png() + b"\0" * 600_000, "size"),
    ],
)
def test_what_cannot_be_put_leaves_nothing(folder, code, data, reason):
    """Not even a draft."""
    with pytest.raises(BadEmote) as error:
        folder.put(code, data)
    assert error.value.reason == reason
    assert not folder.path.exists()


def test_a_link_out_of_the_folder_is_not_followed(folder, tmp_path):
    """What it leads to isn't ours to serve."""
    (tmp_path / "secret.png").write_bytes(png())
    folder.path.mkdir()
    (folder.path / "s.png").symlink_to(tmp_path / "secret.png")
    assert folder.look().emotes == ()

"""The streamer's folder: the file's name is the code."""

from __future__ import annotations

import os

import pytest

from server.emotes import folder as module
from server.emotes.folder import Folder, Refused
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
    put(folder, "notes.txt", b"hello")
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
    assert found.refused == (Refused("page.svg", "type"),)


def test_what_is_refused_says_why(folder, monkeypatch):
    """A name that nobody can type as one word, too many bytes, too many files."""
    monkeypatch.setattr(module, "LARGEST_BYTES", 200)
    monkeypatch.setattr(module, "MOST", 3)
    put(folder, "a.svg", SVG)
    put(folder, "b.svg", SVG + b" " * 200)
    put(folder, "two words.png", png())
    put(folder, "zz.png", png())
    reasons = {refused.file: refused.reason for refused in folder.look().refused}
    assert reasons == {"b.svg": "size", "two words.png": "name", "zz.png": "many"}


def test_a_link_out_of_the_folder_is_not_followed(folder, tmp_path):
    """What it leads to isn't ours to serve."""
    (tmp_path / "secret.png").write_bytes(png())
    folder.path.mkdir()
    (folder.path / "s.png").symlink_to(tmp_path / "secret.png")
    assert folder.look().emotes == ()

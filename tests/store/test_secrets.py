"""Secrets: their key file is there whole or not at all, and one that is of no use doesn't stand in the way."""

from __future__ import annotations

import os

import pytest

from server.services.link_tokens import load_signer
from server.store import key_file
from server.store.key_file import make_key_file
from server.store.secrets import KEY_FILE, Secrets, SecretUnusable
from server.store.store import Store


def fail(*_):
    raise OSError(28, "No space left on device")


def test_a_disk_that_is_full_leaves_no_key_file_behind(tmp_path, monkeypatch):
    """Not an empty one, and no draft; with room again it is made."""
    monkeypatch.setattr(key_file.os, "fsync", fail)
    with pytest.raises(OSError, match="No space"):
        make_key_file(tmp_path / "secret.key", b"x" * 44)
    assert list(tmp_path.iterdir()) == []
    monkeypatch.undo()
    make_key_file(tmp_path / "secret.key", b"x" * 44)
    assert (tmp_path / "secret.key").read_bytes() == b"x" * 44
    assert [path.name for path in tmp_path.iterdir()] == ["secret.key"]


def test_of_two_key_files_the_first_one_stays(tmp_path):
    """Two processes that start at once end up with one key."""
    make_key_file(tmp_path / "secret.key", b"first")
    make_key_file(tmp_path / "secret.key", b"second")
    assert (tmp_path / "secret.key").read_bytes() == b"first"


@pytest.mark.skipif(os.name != "posix", reason="rights of POSIX")
def test_a_key_file_is_its_owners_alone(tmp_path):
    """0600, whatever the umask."""
    make_key_file(tmp_path / "secret.key", b"x")
    assert (tmp_path / "secret.key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("left", [b"", b"\n", b"short"])
async def test_a_key_that_nothing_needs_is_made_anew(tmp_path, left, caplog):
    """As after a full disk: the old file is put aside, and the log says so in one line."""
    (tmp_path / KEY_FILE).write_bytes(left)
    async with Store(tmp_path) as store:
        await Secrets(store, tmp_path, None).save("groq", {"key": "k"})
        assert await Secrets(store, tmp_path, None).load() == {"groq": {"key": "k"}}
    assert (tmp_path / f"{KEY_FILE}.broken").read_bytes() == left
    assert len(caplog.messages) == 1


async def test_a_damaged_key_that_something_needs_is_named(tmp_path):
    """It isn't thrown away: a copy of it may come back."""
    async with Store(tmp_path) as store:
        await Secrets(store, tmp_path, None).save("groq", {"key": "k"})
        whole = (tmp_path / KEY_FILE).read_bytes()
        (tmp_path / KEY_FILE).write_bytes(b"")
        secrets = Secrets(store, tmp_path, None)
        with pytest.raises(SecretUnusable, match=r"secret\.key is damaged"):
            await secrets.save("obs", {"password": "p"})
        (tmp_path / KEY_FILE).write_bytes(whole)
        assert await secrets.load() == {"groq": {"key": "k"}}


async def test_the_hosts_own_secret_file_is_never_touched(tmp_path):
    """It is named, and stays as it is."""
    (tmp_path / "theirs").write_bytes(b"short")
    async with Store(tmp_path) as store:
        with pytest.raises(SecretUnusable, match="theirs"):
            await Secrets(store, tmp_path, tmp_path / "theirs").save("groq", {"key": "k"})
    assert (tmp_path / "theirs").read_bytes() == b"short"


def test_an_empty_key_for_links_is_made_anew(tmp_path, caplog):
    """No link could have been signed with it."""
    (tmp_path / "link.key").write_bytes(b"")
    load_signer(tmp_path)
    assert (tmp_path / "link.key").stat().st_size > 100
    assert "empty" in caplog.text

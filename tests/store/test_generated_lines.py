"""The archive: what was written is there after a restart, ages out, and is shared by all channels."""

from __future__ import annotations

from dataclasses import replace

from server.generation.line import GeneratedLine, Subject
from server.generation.response import Refusal
from server.store.generated_lines import GeneratedLineStore
from server.store.secrets import Secrets
from server.store.store import Store
from server.store.usage import UsageStore

GAME = Subject("Rain World", "game", "en")


def lines(count: int, *, at: float = 1_000.0) -> list[GeneratedLine]:
    return [GeneratedLine(f"line {n}", "gameplay", "en", None, "Groq", "m", at + n) for n in range(count)]


async def test_lines_come_back_whole_and_in_order(tmp_path):
    """In another process's eyes, whatever the capitals of the game's name."""
    marked = GeneratedLine(
        "marked", "reactions", "en", at=2_000.0, moment="fail", situation="boss", topic="t", role="no"
    )
    written = [replace(lines(1)[0], answer="same"), *lines(3)[1:], marked]
    async with Store(tmp_path) as store:
        await GeneratedLineStore(store).add(GAME, written)
    async with Store(tmp_path) as store:
        archive = GeneratedLineStore(store)
        assert await archive.lines(Subject("RAIN WORLD", "game", "en")) == written
        assert await archive.lines(Subject("Rain World", "game", "es")) == []
        assert await archive.lines(Subject("Rain World", "chatting", "en")) == []


async def test_old_lines_go_and_marked_ones_stay(tmp_path):
    """By age, and by number."""
    async with Store(tmp_path) as store:
        archive = GeneratedLineStore(store)
        await archive.add(GAME, lines(10))
        await archive.keep(GAME, "line 0", is_kept=True)
        await archive.trim(GAME, most=100, older_than=1_005)
        assert [line.text for line in await archive.lines(GAME)] == ["line 0", *(f"line {n}" for n in range(5, 10))]
        await archive.trim(GAME, most=3, older_than=0)
        assert [line.text for line in await archive.lines(GAME)] == ["line 0", "line 8", "line 9"]


async def test_a_refusal_lasts_as_long_as_it_was_said(tmp_path):
    """Then the subject may be asked about again."""
    async with Store(tmp_path) as store:
        archive = GeneratedLineStore(store)
        await archive.refuse(GAME, Refusal("no game", ""), 1e12)
        assert await archive.refusal(GAME) == (Refusal("no game", ""), 1e12)
        await archive.refuse(GAME, Refusal("no game", ""), 1.0)
        assert await archive.refusal(GAME) is None


async def test_what_was_dropped_is_counted(tmp_path):
    """By reason, over all runs."""
    async with Store(tmp_path) as store:
        archive = GeneratedLineStore(store)
        await archive.drop(GAME, {"slur": 1})
        await archive.drop(GAME, {"slur": 2, "link": 1})
        assert await archive.dropped(GAME) == {"slur": 3, "link": 1}


async def test_usage_goes_on_after_a_restart(tmp_path):
    """A damaged one begins anew."""
    async with Store(tmp_path) as store:
        await UsageStore(store).save({"groq/m": {"hours": {"1": [2, 3]}}})
        await store.write("INSERT INTO ledgers (name, state) VALUES ('bad', '{')")
        assert await UsageStore(store).load() == {"groq/m": {"hours": {"1": [2, 3]}}}


async def test_another_secret_file_opens_nothing(tmp_path, caplog):
    """And says what to do."""
    secret = tmp_path / "secret"
    secret.write_text("a secret of some length")
    async with Store(tmp_path) as store:
        await Secrets(store, tmp_path, secret).save("groq", {"key": "k"})
        assert await Secrets(store, tmp_path, secret).load() == {"groq": {"key": "k"}}
        secret.write_text("another secret of some length")
        assert await Secrets(store, tmp_path, secret).load() == {}
        assert "type it again" in caplog.text

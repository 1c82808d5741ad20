"""The archive: what the writers wrote, dropped and were refused, by subject and shared by all channels."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping, Sequence

from server.generation.line import GeneratedLine, Subject
from server.generation.response import Refusal
from server.model.phrase import ROLES
from server.store.store import Store, StoreError
from server.text.normalize import plain

_HERE = "subject = :subject AND mode = :mode AND language = :language"

log = logging.getLogger(__name__)


class GeneratedLineStore:
    """Fulfils `dependencies.LineArchive`. A disk that fails is logged: the lines are lost, the show goes on."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def lines(self, subject: Subject) -> list[GeneratedLine]:
        """What is there, oldest first."""
        try:
            rows = await self._store.rows(
                "SELECT text, category, answer, provider, model, written_at, kept, moment, situation, topic, role"
                f" FROM phrases WHERE {_HERE} ORDER BY written_at",
                **_of(subject),
            )
        except StoreError as error:
            log.error("%s", error)
            return []
        return [
            GeneratedLine(
                row.text,
                row.category,
                subject.language,
                row.answer,
                row.provider,
                row.model,
                row.written_at,
                bool(row.kept),
                moment=row.moment,
                situation=row.situation,
                topic=row.topic,
                role=next((role for role in ROLES if role == row.role), None),
            )
            for row in rows
        ]

    async def add(self, subject: Subject, lines: Sequence[GeneratedLine]) -> None:
        """Keep lines; one that is there already is renewed."""
        await self._write(
            "INSERT INTO phrases (subject, mode, language, plain, text, category, answer, provider, model, written_at,"
            " moment, situation, topic, role)"
            " VALUES (:subject, :mode, :language, :plain, :text, :category, :answer, :provider, :model, :at,"
            " :moment, :situation, :topic, :role)"
            " ON CONFLICT (subject, mode, language, plain)"
            " DO UPDATE SET answer = excluded.answer, written_at = excluded.written_at",
            *(
                _of(subject)
                | {
                    "plain": plain(line.text),
                    "text": line.text,
                    "category": line.category,
                    "answer": line.answer,
                    "provider": line.provider,
                    "model": line.model,
                    "at": line.at,
                    "moment": line.moment,
                    "situation": line.situation,
                    "topic": line.topic,
                    "role": line.role or "",
                }
                for line in lines
            ),
        )

    async def trim(self, subject: Subject, *, most: int, older_than: float) -> None:
        """Delete lines that are too old, or too many. Those that were marked to be kept stay."""
        await self._write(
            f"DELETE FROM phrases WHERE {_HERE} AND kept = 0 AND (written_at < :older OR plain NOT IN"
            f" (SELECT plain FROM phrases WHERE {_HERE} ORDER BY kept DESC, written_at DESC LIMIT :most))",
            _of(subject) | {"older": older_than, "most": most},
        )

    async def keep(self, subject: Subject, text: str, *, is_kept: bool) -> None:
        """Mark a line, or take the mark away. Raises `StoreError`."""
        await self._store.write(
            f"UPDATE phrases SET kept = :kept WHERE {_HERE} AND plain = :plain",
            _of(subject) | {"plain": plain(text), "kept": int(is_kept)},
        )

    async def drop(self, subject: Subject, counts: Mapping[str, int]) -> None:
        """Count lines that didn't pass, by reason."""
        await self._write(
            "INSERT INTO dropped (subject, mode, language, reason, count)"
            " VALUES (:subject, :mode, :language, :reason, :count)"
            " ON CONFLICT (subject, mode, language, reason) DO UPDATE SET count = count + excluded.count",
            *(_of(subject) | {"reason": reason, "count": count} for reason, count in counts.items()),
        )

    async def dropped(self, subject: Subject) -> dict[str, int]:
        """How many didn't pass, by reason."""
        try:
            rows = await self._store.rows(f"SELECT reason, count AS total FROM dropped WHERE {_HERE}", **_of(subject))
        except StoreError as error:
            log.error("%s", error)
            return {}
        return {row.reason: row.total for row in rows}

    async def refuse(self, subject: Subject, refusal: Refusal, until: float) -> None:
        """Remember what a model had against a subject."""
        await self._write(
            "INSERT INTO refusals (subject, mode, language, reason, meant, until)"
            " VALUES (:subject, :mode, :language, :reason, :meant, :until)"
            " ON CONFLICT (subject, mode, language)"
            " DO UPDATE SET reason = excluded.reason, meant = excluded.meant, until = excluded.until",
            _of(subject) | {"reason": refusal.reason, "meant": refusal.meant, "until": until},
        )

    async def refusal(self, subject: Subject) -> tuple[Refusal, float] | None:
        """What a model had against a subject, and until when that counts."""
        try:
            rows = await self._store.rows(
                f"SELECT reason, meant, until FROM refusals WHERE {_HERE} AND until > :now",
                **_of(subject),
                now=time.time(),
            )
        except StoreError as error:
            log.error("%s", error)
            return None
        return (Refusal(rows[0].reason, rows[0].meant), rows[0].until) if rows else None

    async def _write(self, sql: str, *values: Mapping[str, object]) -> None:
        try:
            await self._store.write(sql, *values)
        except StoreError as error:
            log.error("%s", error)


def _of(subject: Subject) -> dict[str, object]:
    return {"subject": subject.key, "mode": subject.mode, "language": subject.language}

"""Migrations: numbered steps that only grow. A released step is never edited."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

STEPS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE channels (id TEXT PRIMARY KEY, settings TEXT NOT NULL)",
        "CREATE TABLE generations (channel TEXT NOT NULL, scope TEXT NOT NULL, generation INTEGER NOT NULL,"
        " PRIMARY KEY (channel, scope))",
        "CREATE TABLE codes (digest TEXT PRIMARY KEY, channel TEXT NOT NULL, expires_at REAL NOT NULL)",
    ),
    (
        "CREATE TABLE phrases (subject TEXT NOT NULL, mode TEXT NOT NULL, language TEXT NOT NULL, plain TEXT NOT NULL,"
        " text TEXT NOT NULL, category TEXT NOT NULL, answer TEXT, provider TEXT NOT NULL, model TEXT NOT NULL,"
        " written_at REAL NOT NULL, kept INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (subject, mode, language, plain))",
        "CREATE TABLE dropped (subject TEXT NOT NULL, mode TEXT NOT NULL, language TEXT NOT NULL,"
        " reason TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (subject, mode, language, reason))",
        "CREATE TABLE refusals (subject TEXT NOT NULL, mode TEXT NOT NULL, language TEXT NOT NULL,"
        " reason TEXT NOT NULL, meant TEXT NOT NULL, until REAL NOT NULL, PRIMARY KEY (subject, mode, language))",
        "CREATE TABLE thrown (channel TEXT NOT NULL, language TEXT NOT NULL, plain TEXT NOT NULL, text TEXT NOT NULL,"
        " PRIMARY KEY (channel, language, plain))",
        "CREATE TABLE ledgers (name TEXT PRIMARY KEY, state TEXT NOT NULL)",
        "CREATE TABLE secrets (name TEXT PRIMARY KEY, sealed TEXT NOT NULL)",
    ),
    (
        "CREATE TABLE regulars (channel TEXT NOT NULL, language TEXT NOT NULL, people TEXT NOT NULL,"
        " PRIMARY KEY (channel, language))",
    ),
)


class NewerSchema(Exception):
    """The database was written by a later version of Seatfiller."""


async def migrate(connection: AsyncConnection) -> None:
    """Bring the database to the last step, each in the caller's transaction. Raises `NewerSchema`."""
    await connection.execute(text("CREATE TABLE IF NOT EXISTS schema_version (step INTEGER NOT NULL)"))
    at = (await connection.execute(text("SELECT max(step) FROM schema_version"))).scalar() or 0
    if at > len(STEPS):
        raise NewerSchema(f"step {at}; this version knows {len(STEPS)}")
    for number, statements in enumerate(STEPS[at:], at + 1):
        for statement in statements:
            await connection.execute(text(statement))
        await connection.execute(text("INSERT INTO schema_version (step) VALUES (:step)"), {"step": number})

"""Migrations: numbered steps that only grow. A released step is never edited."""

from __future__ import annotations

import logging
import re

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
    (
        "CREATE TABLE set_aside (what TEXT NOT NULL, content TEXT NOT NULL, reason TEXT NOT NULL, at REAL NOT NULL)",
        "CREATE TABLE signed_out (session TEXT PRIMARY KEY, until REAL NOT NULL)",
    ),
    (
        "CREATE TABLE said_lines (channel TEXT NOT NULL, language TEXT NOT NULL, began_at INTEGER NOT NULL,"
        " ended_at INTEGER NOT NULL, lines BLOB NOT NULL, PRIMARY KEY (channel, language, began_at))",
    ),
    (
        # What the streamer says is going on was called a happening, as were simulated follows and subs.
        "UPDATE channels SET settings = json_remove(json_set(settings, '$.situation',"
        " json_extract(settings, '$.happening')), '$.happening')"
        " WHERE json_valid(settings) AND json_type(settings, '$.happening') IS NOT NULL",
    ),
    (
        "CREATE TABLE evenings (channel TEXT NOT NULL, language TEXT NOT NULL, began_at INTEGER NOT NULL,"
        " ended_at INTEGER NOT NULL, memory TEXT NOT NULL, PRIMARY KEY (channel, language, began_at))",
    ),
    (
        # When a written line may be said, and what it is in a talk.
        "ALTER TABLE phrases ADD COLUMN moment TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE phrases ADD COLUMN situation TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE phrases ADD COLUMN topic TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE phrases ADD COLUMN role TEXT NOT NULL DEFAULT ''",
    ),
    (
        # What hides the chat was called a curtain, and the active look the one that is worn. A quote within a text is
        # written `\"`, so these stand for keys alone.
        """UPDATE channels SET settings =
        replace(replace(settings, '"curtain":', '"visibility":'), '"worn":', '"active":') WHERE json_valid(settings)""",
    ),
)

log = logging.getLogger(__name__)


class NewerSchema(Exception):
    """The database was written by a later version of Seatfiller."""


async def is_current(connection: AsyncConnection) -> bool:
    """Whether nothing is to be done. Raises `NewerSchema`."""
    return await _step(connection) == len(STEPS)


async def migrate(connection: AsyncConnection) -> None:
    """Bring the database to the last step, each in the caller's transaction. Raises `NewerSchema`."""
    await connection.execute(text("CREATE TABLE IF NOT EXISTS schema_version (step INTEGER NOT NULL)"))
    at = await _step(connection)
    for number, statements in enumerate(STEPS[at:], at + 1):
        for statement in statements:
            await connection.execute(text(statement))
        await connection.execute(text("INSERT INTO schema_version (step) VALUES (:step)"), {"step": number})


async def _step(connection: AsyncConnection) -> int:
    """The last step that was taken; 0 for a new database. Raises `NewerSchema`."""
    there = set((await connection.execute(text(_THERE))).scalars())
    if "schema_version" not in there:
        return 0
    steps = (await connection.execute(text("SELECT step FROM schema_version"))).scalars().all()
    known = [step for step in steps if isinstance(step, int)]
    at = max(known, default=0)
    if len(known) < len(steps) or not known:
        while at < len(STEPS) and _made(STEPS[at]) <= there:
            at += 1
        if not steps and not at:
            return 0  # made a moment ago
        log.warning("the table schema_version is damaged: by the other tables it is at step %d", at)
    if at > len(STEPS):
        raise NewerSchema(f"step {at}; this version knows {len(STEPS)}")
    return at


_THERE = (
    "SELECT name FROM sqlite_master WHERE type = 'table' UNION"
    " SELECT m.name || '.' || c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'"
)
"""Every table, and every column as `table.column`."""


def _made(statements: tuple[str, ...]) -> set[str]:
    """The tables and columns that a step makes."""
    script = ";".join(statements)
    columns = re.findall(r"ALTER TABLE (\w+) ADD COLUMN (\w+)", script)
    return {*re.findall(r"CREATE TABLE (\w+)", script), *(f"{table}.{column}" for table, column in columns)}

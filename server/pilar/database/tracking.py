"""Tables -> triggers that count their changes, so that answers can be reused while nothing they read has changed.

`pilar_revision` holds one number a table. A trigger raises it in the transaction that writes a row: no writer can
forget it, and every process sees it with the change itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sqlalchemy import Connection, Engine, text

EVENTS: Final = ("INSERT", "UPDATE", "DELETE")
CREATE: Final = "CREATE TABLE IF NOT EXISTS pilar_revision (name TEXT PRIMARY KEY, revision INTEGER NOT NULL)"


def track(connection: Connection, tables: Iterable[str]) -> None:
    """Count the changes of `tables` from now on. Doing it again changes nothing."""
    connection.execute(text(CREATE))
    for table in tables:
        connection.execute(
            text("INSERT INTO pilar_revision VALUES (:name, 0) ON CONFLICT DO NOTHING"), {"name": table}
        )
        for event in EVENTS:
            connection.execute(
                text(
                    f"CREATE TRIGGER IF NOT EXISTS pilar_revision_{table}_{event.lower()} AFTER {event} ON {table} "
                    f"BEGIN UPDATE pilar_revision SET revision = revision + 1 WHERE name = '{table}'; END"
                )
            )


def keep_statistics(engine: Engine) -> None:
    """Let SQLite's planner know how large tables are and how selective indexes; nothing to do while that stays right.

    https://sqlite.org/lang_analyze.html#recommended_usage_patterns
    """
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA optimize=0x10002")
        connection.commit()

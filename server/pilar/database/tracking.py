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
CREATE_ON_SERVER: Final = (
    """CREATE TABLE IF NOT EXISTS pilar_revision (
        name TEXT PRIMARY KEY, revision BIGINT NOT NULL, writer BIGINT NOT NULL DEFAULT 0)""",
    """CREATE OR REPLACE FUNCTION pilar_count_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP <> 'TRUNCATE' THEN
            IF NOT EXISTS (SELECT FROM changed) THEN
                RETURN NULL;
            END IF;
        END IF;
        UPDATE pilar_revision SET revision = revision + 1, writer = txid_current()
        WHERE name = TG_TABLE_NAME AND writer <> txid_current();
        RETURN NULL;
    END $$""",
    """CREATE OR REPLACE FUNCTION pilar_take_turn() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM FROM pilar_revision WHERE name = TG_TABLE_NAME FOR UPDATE;
        RETURN NULL;
    END $$""",
)
"""On PostgreSQL a transaction counts once, however many statements it has: nobody else sees what lies between, and a
row that is updated a thousand times in one transaction leaves a thousand versions to wade through. Whoever inserts
takes a turn before the rows get their ids: these rise in the order of the commits, as a subscription relies on."""
ROWS: Final = {"INSERT": "NEW", "UPDATE": "NEW", "DELETE": "OLD"}


def track(connection: Connection, tables: Iterable[str]) -> None:
    """Count the changes of `tables` from now on. Doing it again changes nothing."""
    on_server = connection.dialect.name == "postgresql"
    for statement in CREATE_ON_SERVER if on_server else (CREATE,):
        connection.execute(text(statement))
    for table in tables:
        connection.execute(
            text("INSERT INTO pilar_revision VALUES (:name, 0) ON CONFLICT DO NOTHING"), {"name": table}
        )
        for trigger in _server_triggers(table) if on_server else _triggers(table):
            connection.execute(text(trigger))


def _triggers(table: str) -> Iterable[str]:
    for event in EVENTS:
        yield (
            f"CREATE TRIGGER IF NOT EXISTS pilar_revision_{table}_{event.lower()} AFTER {event} ON {table} "
            f"BEGIN UPDATE pilar_revision SET revision = revision + 1 WHERE name = '{table}'; END"
        )


def _server_triggers(table: str) -> Iterable[str]:
    """A trigger of statements may look at the rows that were written: one that wrote none does not count."""
    yield (
        f"CREATE OR REPLACE TRIGGER pilar_turn BEFORE INSERT ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION pilar_take_turn()"
    )
    for event in EVENTS:
        yield (
            f"CREATE OR REPLACE TRIGGER pilar_revision_{event.lower()} AFTER {event} ON {table} "
            f"REFERENCING {ROWS[event]} TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION pilar_count_change()"
        )
    yield (
        f"CREATE OR REPLACE TRIGGER pilar_revision_truncate AFTER TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION pilar_count_change()"
    )


def keep_statistics(engine: Engine) -> None:
    """Let the planner know how large tables are and how selective indexes; on SQLite only where that has changed.

    https://sqlite.org/lang_analyze.html#recommended_usage_patterns
    """
    with engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            known = "SELECT name FROM pilar_revision WHERE to_regclass(name) IS NOT NULL ORDER BY name"
            tables = connection.scalars(text(known)).all()
            connection.exec_driver_sql(f"ANALYZE {', '.join(tables)}")
        else:
            connection.exec_driver_sql("PRAGMA optimize=0x10002")
        connection.commit()

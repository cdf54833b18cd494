"""Tables of the models -> what the database lacks of them, and the migration script that adds it.

To change a table: change its class, run `pilar db revision NAMESPACE -m "Add the capacity"`, read and mend
the script that appears (Alembic sees a renamed column as one dropped and one added), and commit both
together.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from pathlib import Path
from textwrap import dedent, indent
from typing import Any, Final, Literal

from alembic.autogenerate import compare_metadata, produce_migrations, render_python_code
from alembic.autogenerate.api import AutogenContext
from alembic.operations.ops import (
    CreateIndexOp,
    DowngradeOps,
    DropIndexOp,
    DropTableOp,
    MigrateOperation,
    ModifyTableOps,
    OpContainer,
    UpgradeOps,
)
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Dialect, Engine, Enum, MetaData, Table, create_engine, inspect
from sqlalchemy.engine import make_url
from sqlalchemy.types import String, TypeDecorator, TypeEngine

from pilar.database.engine import open_engine
from pilar.database.migrations import Branch, pending_scripts, scripts_of, upgrade

SQLITE: Final = make_url("sqlite://").get_dialect()()
POSTGRESQL: Final = make_url("postgresql+asyncpg://").get_dialect()()
SCRIPT: Final = '''"""{message}."""

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = {down_revision}
branch_labels = {branch_labels}


def upgrade() -> None:
    {upgrade}


def downgrade() -> None:
    {downgrade}
'''


def differences(engine: Engine, tables: Sequence[Table]) -> list[str]:
    """Return a line for each thing in which the database differs from `tables`.

    Alembic compares columns, types, defaults, foreign keys and indexes; it does not look at CHECK constraints
    and the conditions of partial indexes: those are compared here with freshly made tables (SQLite only).
    """
    tables = _stored(tables)
    names = {table.name for table in tables}
    with engine.connect() as connection:
        found = [str(item) for item in compare_metadata(_context(connection, names), _metadata(tables))]
        if engine.dialect.name == "sqlite" and not found:
            found = _unequal(_conditions(connection, names), _fresh_conditions(tables))
    return found


def write_revision(
    branch: Branch, message: str, tables: Sequence[Table], requires: Sequence[Branch] = ()
) -> Path | None:
    """Write the script that leads from the branch's newest one to `tables`; None when nothing is to change.

    The comparison is made with a fresh database, upgraded through `requires` and `branch`, never with yours.
    `message` is a sentence without its full stop: the script's docstring and, in snake case, its file name.
    """
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{folder}/scratch.db")
        try:
            failures = upgrade(engine, (*requires, branch))
            if failures:
                raise next(iter(failures.values()))
            with engine.connect() as connection:
                script = _script(connection, branch, message, _stored(tables))
        finally:
            engine.dispose()
    if script is None:
        return None
    number = len(pending_scripts(scripts_of(branch), None)) + 1
    slug = re.sub(r"[^a-z0-9]+", "_", message.lower()).strip("_")[:40]
    branch.folder.mkdir(parents=True, exist_ok=True)
    path = branch.folder / f"{number:04}_{slug}.py"
    path.write_text(script, encoding="utf-8")
    return path


def _stored(tables: Sequence[Table]) -> list[Table]:
    """Leave out the views: they are no objects of the database."""
    return [table for table in tables if not table.info.get("view")]


def _script(connection: Connection, branch: Branch, message: str, tables: Sequence[Table]) -> str | None:
    """Return the text of the next script, or None when the tables already are as they should be."""
    context = _context(connection, {table.name for table in tables})
    operations = produce_migrations(context, _metadata(tables))
    if operations.upgrade_ops is None or operations.upgrade_ops.is_empty():
        return None
    assert operations.downgrade_ops is not None
    scripts = scripts_of(branch)
    head = scripts.get_current_head()
    number = len(pending_scripts(scripts, None)) + 1
    return SCRIPT.format(
        message=message,
        revision=f"{branch.name}_{number:04}",
        down_revision=f'"{head}"' if head else None,
        branch_labels=f'("{branch.name}",)' if head is None else None,
        upgrade=_rendered(operations.upgrade_ops),
        downgrade=_rendered(operations.downgrade_ops),
    )


def _rendered(operations: UpgradeOps | DowngradeOps) -> str:
    """Return the body of a function; SQLite alters columns only by batches, which copy the table."""
    dropped = {item.table_name for item in operations.ops if isinstance(item, DropTableOp)}
    operations.ops = [item for item in operations.ops if not _goes_with(item, dropped)]
    text = render_python_code(operations, render_as_batch=_alters(operations), render_item=_render_item)
    lines = [line for line in text.splitlines() if not line.strip().startswith("# ###")]
    return indent(dedent("\n".join(lines)), "    ").strip()


def _goes_with(item: MigrateOperation, dropped: set[str]) -> bool:
    """Tell whether `item` only drops indexes of a table that is dropped itself."""
    return isinstance(item, ModifyTableOps) and item.table_name in dropped


def _alters(operations: OpContainer) -> bool:
    return any(
        not isinstance(change, CreateIndexOp | DropIndexOp)
        for item in operations.ops
        if isinstance(item, ModifyTableOps)
        for change in item.ops
    )


def _context(connection: Connection, names: set[str]) -> MigrationContext:
    """Return Alembic's view of the tables called `names` only: the others are other branches'."""
    return MigrationContext.configure(
        connection,
        opts={
            "include_name": lambda name, kind, _: kind != "table" or name in names,
            "include_object": lambda item, name, kind, *_: kind != "table" or name in names,
            "compare_type": True,
            "compare_server_default": True,
        },
    )


def _metadata(tables: Sequence[Table]) -> MetaData:
    return tables[0].metadata if tables else MetaData()


def _render_item(kind: str, item: Any, _: AutogenContext) -> str | Literal[False]:
    """Write our types as what they are in the database: a script must not change when a model does."""
    if kind != "type" or not isinstance(item, TypeDecorator | Enum):
        return False
    plain, server = _plain(item, SQLITE), _plain(item, POSTGRESQL)
    return plain if plain == server else f'{plain}.with_variant({server}, "postgresql")'


def _plain(item: TypeEngine[Any], dialect: Dialect) -> str:
    if isinstance(item, TypeDecorator):
        item = item.load_dialect_impl(dialect)
    if isinstance(item, String):  # Enum is one, too: text with a CHECK constraint beside it
        return f"sa.String({item.length or ''})"
    return f"sa.{item.as_generic()!r}"


def _fresh_conditions(tables: Sequence[Table]) -> set[str]:
    engine = create_engine("sqlite://")
    try:
        with engine.connect() as connection:
            _metadata(tables).create_all(connection, tables=list(tables))
            return _conditions(connection, {table.name for table in tables})
    finally:
        engine.dispose()


def _conditions(connection: Connection, names: set[str]) -> set[str]:
    """Return each CHECK constraint and each condition of an index as one line."""
    inspector, found = inspect(connection), set()
    for table in names:
        for check in inspector.get_check_constraints(table):
            found.add(f"{table}: CHECK {check['name']} ({check['sqltext']})")
        for index in inspector.get_indexes(table):
            where = index.get("dialect_options", {}).get("sqlite_where")
            found.add(f"{table}: INDEX {index['name']} WHERE {where}")
    return found


def _unequal(stored: set[str], declared: set[str]) -> list[str]:
    missing = [f"missing: {line}" for line in sorted(declared - stored)]
    return missing + [f"not declared: {line}" for line in sorted(stored - declared)]

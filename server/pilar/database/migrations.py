"""Migration scripts of the core and of each plugin -> the tables of the database, one transaction a branch.

A branch is a folder of Alembic scripts in one line: the core's `database/versions`, a plugin's `migrations`.
Each branch keeps its position in a table of its own, `alembic_version_<branch>`. In one shared table Alembic
replaces the core's row by that of a plugin which depends on it; with the plugin uninstalled, nobody could
tell where the core stands. The core goes first and must reach its head, so every plugin can refer to its
tables.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import Script, ScriptDirectory
from sqlalchemy import Connection, Engine

from pilar.database.failures import translated
from pilar.errors import DatabaseOutdated, FailedMigration, StartError

CORE: Final = "core"
HERE: Final = Path(__file__).parent

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Branch:
    """One line of migrations: `core`, or the namespace of a plugin, and the folder of its scripts."""

    name: str
    folder: Path


@dataclass(frozen=True)
class BranchStatus:
    """Where a branch stands. `current` and `head` are revisions; None: nothing applied, no script.

    `pending` counts the scripts still to run; `known` is False when this version has no script `current`.
    """

    name: str
    current: str | None
    head: str | None
    pending: int
    known: bool = True

    @property
    def is_current(self) -> bool:
        return self.known and not self.pending


CORE_BRANCH: Final = Branch(CORE, HERE / "versions")


def plugin_branch(namespace: str, package: Path) -> Branch:
    """Return the branch of the plugin in the folder `package`, which has no scripts if it has no tables."""
    return Branch(namespace, package / "migrations")


def upgrade(
    engine: Engine, branches: Sequence[Branch], progress: Progress | None = None
) -> dict[str, FailedMigration]:
    """Bring every branch to its head and return the failures by namespace; what failed left nothing behind.

    `progress` is called with the revision, the scripts done and their total. Raises what
    `failures.translated` says, `DatabaseOutdated` when this version does not know the core's position, and
    `FailedMigration` when a script of the core fails.
    """
    failures: dict[str, FailedMigration] = {}
    for branch in sorted(branches, key=lambda branch: branch.name != CORE):
        try:
            with translated(engine.url), transaction(engine) as connection:
                _upgrade_branch(connection, branch, progress)
        except StartError as error:
            if branch.name == CORE or not isinstance(error, DatabaseOutdated):
                raise
            failures[branch.name] = FailedMigration(error.message, error.hint)
        except Exception as error:  # a script is foreign code and can raise anything
            failure = _failure(branch, error)
            if branch.name == CORE:
                raise failure from error
            failure.__cause__ = error
            failures[branch.name] = failure
    return failures


def downgrade(engine: Engine, branch: Branch, revision: str | None = None) -> None:
    """Undo the scripts of `branch` after `revision`, or all, newest first and in one transaction."""
    with translated(engine.url), transaction(engine) as connection:
        scripts, context = scripts_of(branch), migration_context(connection, branch)
        for script in list(scripts.iterate_revisions(context.get_current_revision(), revision or "base")):
            with Operations.context(context):
                script.module.downgrade()
            context.stamp(scripts, str(script.down_revision or "base"))
        _check_references(connection)


def status(engine: Engine, branches: Sequence[Branch]) -> list[BranchStatus]:
    """Tell where each branch stands, in the order of `branches`; writes nothing. Raises as `upgrade` does."""
    with translated(engine.url), engine.connect() as connection:
        return [_status(connection, branch) for branch in branches]


def verify(engine: Engine, branches: Sequence[Branch]) -> None:
    """Raise `DatabaseOutdated` unless every branch is at its head, as a server's must be at the start."""
    for branch in status(engine, branches):
        if not branch.known:
            raise _unknown_position(branch)
        if branch.pending:
            raise DatabaseOutdated(
                f"The database lacks {branch.pending} migration(s) of '{branch.name}' up to {branch.head}.",
                "Run `pilar db upgrade`.",
            )


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """Yield a connection whose transaction may rebuild tables that others refer to.

    SQLite changes a table by making a new one and dropping the old, which foreign keys would forbid; they can
    only be switched outside a transaction (https://sqlite.org/lang_altertable.html, section 7).
    """
    with engine.connect() as connection:
        if engine.dialect.name != "sqlite":
            with connection.begin():
                yield connection
            return
        driver = connection.connection.cursor()
        driver.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                yield connection
        finally:
            driver.execute("PRAGMA foreign_keys=ON")
            driver.close()


def scripts_of(branch: Branch) -> ScriptDirectory:
    """Return the scripts of one branch; there is no alembic.ini and no env.py."""
    return ScriptDirectory(str(HERE), version_locations=[str(branch.folder)])


def migration_context(connection: Connection, branch: Branch) -> MigrationContext:
    """Return Alembic's view of `connection` with the branch's own version table."""
    return MigrationContext.configure(connection, opts={"version_table": f"alembic_version_{branch.name}"})


def pending_scripts(scripts: ScriptDirectory, current: str | None) -> list[Script]:
    """Return the scripts after `current` up to the head, oldest first."""
    return list(scripts.iterate_revisions(scripts.get_current_head() or "base", current or "base"))[::-1]


def _upgrade_branch(connection: Connection, branch: Branch, progress: Progress | None) -> None:
    before = _status(connection, branch)
    if not before.known:
        raise _unknown_position(before)
    scripts, context = scripts_of(branch), migration_context(connection, branch)
    for done, script in enumerate(pending_scripts(scripts, before.current), start=1):
        with Operations.context(context):
            script.module.upgrade()
        context.stamp(scripts, script.revision)
        if progress:
            progress(script.revision, done, before.pending)
    if before.pending:
        _check_references(connection)


def _status(connection: Connection, branch: Branch) -> BranchStatus:
    scripts = scripts_of(branch)
    head = scripts.get_current_head()
    current = migration_context(connection, branch).get_current_revision()
    known = {script.revision for script in scripts.walk_revisions()} if current else set()
    if current and current not in known:
        return BranchStatus(branch.name, current, head, pending=0, known=False)
    return BranchStatus(branch.name, current, head, pending=len(pending_scripts(scripts, current)))


def _check_references(connection: Connection) -> None:
    """Do what foreign keys would have done while they were off. Raises `ValueError`."""
    if connection.dialect.name != "sqlite":
        return
    dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchone()
    if dangling:
        raise ValueError(f"row {dangling[1]} of table '{dangling[0]}' refers to no row of '{dangling[2]}'")


def _unknown_position(branch: BranchStatus) -> DatabaseOutdated:
    return DatabaseOutdated(
        f"The database is at migration {branch.current} of '{branch.name}'; "
        f"the newest that this version knows is {branch.head or 'none'}.",
        f"Install the version of '{branch.name}' that wrote it or a newer one, or restore a backup.",
    )


def _failure(branch: Branch, error: Exception) -> FailedMigration:
    """Name the script and the line; SQLAlchemy's further lines (the SQL, a link) are left to the log."""
    inside = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename).is_relative_to(branch.folder)
    ]
    place = f"{inside[-1].filename}:{inside[-1].lineno}" if inside else str(branch.folder)
    reason = str(error).partition("\n")[0] or type(error).__name__
    return FailedMigration(
        f"A migration of '{branch.name}' failed at {place}: {reason}. It was rolled back.",
        f"Mend the script or install another version of '{branch.name}', then start again.",
    )

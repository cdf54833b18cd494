"""The migrations that Pilar ships: they make the tables of the models, on SQLite and on PostgreSQL."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pilar_environment
import pytest
import sqlalchemy as sa
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from pilar.commons import TABLES
from pilar.commons.entity import table_of
from pilar.commons.seeding import pilar_seed
from pilar.database.engine import open_engine
from pilar.database.migrations import (
    CORE_BRANCH,
    Branch,
    downgrade,
    pending_scripts,
    plugin_branch,
    scripts_of,
    status,
    upgrade,
)
from pilar.database.revisions import differences
from pilar.reassessing.pending import assessment_pending

ENVIRONMENT = plugin_branch("environment", Path(pilar_environment.__file__).parent)
BRANCHES = [CORE_BRANCH, ENVIRONMENT]
MODELS = {
    "core": [*(table_of(table) for table in TABLES), pilar_seed, assessment_pending],
    "environment": [table_of(table) for table in pilar_environment.register_tables()],
}


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[sa.Engine]:
    engine = open_engine(f"sqlite+aiosqlite:///{tmp_path}/pilar.db")
    assert upgrade(engine, BRANCHES) == {}
    yield engine
    engine.dispose()


@pytest.mark.parametrize("branch", BRANCHES, ids=lambda branch: branch.name)
def test_the_migrations_match_the_models(engine: sa.Engine, branch: Branch) -> None:
    assert differences(engine, MODELS[branch.name]) == []


def test_each_branch_bears_its_name() -> None:
    for branch in BRANCHES:
        first = pending_scripts(scripts_of(branch), None)[0]
        assert (first.revision, first.branch_labels) == (f"{branch.name}_0001", {branch.name})


def test_every_migration_can_be_undone(engine: sa.Engine) -> None:
    for branch in reversed(BRANCHES):
        downgrade(engine, branch)
    left = set(sa.inspect(engine).get_table_names())
    assert left == {"alembic_version_core", "alembic_version_environment"}
    assert [branch.pending for branch in status(engine, BRANCHES)] == [
        len(pending_scripts(scripts_of(branch), None)) for branch in BRANCHES
    ]


def test_a_kind_that_no_model_knows_is_refused_by_the_database(engine: sa.Engine) -> None:
    columns = "id, code, kind, name_id, source_id"
    with engine.connect() as connection:
        connection.execute(
            sa.text(
                "INSERT INTO source (id, code, publisher, dataset, licence) VALUES (1, 's', 'p', 'd', 'l')"
            )
        )
        with pytest.raises(sa.exc.IntegrityError, match="ck_region_kind"):
            connection.execute(sa.text(f"INSERT INTO region ({columns}) VALUES (1, '99', 'DUCHY', 'x', 1)"))


def test_a_reference_to_no_row_is_refused_by_the_database(engine: sa.Engine) -> None:
    with engine.connect() as connection, pytest.raises(sa.exc.IntegrityError, match="FOREIGN KEY"):
        connection.execute(
            sa.text("INSERT INTO region_alias (region_id, name, kind) VALUES (9, 'x', 'FORMER')")
        )


def test_the_scripts_are_written_for_postgresql_too() -> None:
    text = io.StringIO()
    context = MigrationContext.configure(
        dialect_name="postgresql", opts={"as_sql": True, "output_buffer": text}
    )
    for branch in BRANCHES:
        for script in pending_scripts(scripts_of(branch), None):
            with Operations.context(context):
                script.module.upgrade()
    statements = text.getvalue()
    assert "WHERE visibility = 0" in statements
    assert "measured_at TIMESTAMP WITH TIME ZONE NOT NULL" in statements
    assert "GENERATED ALWAYS AS (" in statements

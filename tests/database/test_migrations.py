"""Branches of migrations over toy tables: whole or not at all, and consistent with the models."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from pilar.database.engine import open_engine
from pilar.database.migrations import Branch, downgrade, scripts_of, status, upgrade, verify
from pilar.database.revisions import differences, write_revision
from pilar.errors import DatabaseLocked, DatabaseOutdated, FailedMigration

METADATA = sa.MetaData()
CITY = sa.Table(
    "city",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("code", sa.String, nullable=False),
    sa.Column("kind", sa.String(40), nullable=False),
    sa.Column("visibility", sa.SmallInteger, nullable=False, server_default=sa.text("0")),
    sa.UniqueConstraint("code", name="uq_city"),
    sa.CheckConstraint("kind IN ('KOTA', 'KABUPATEN')", name="ck_city_kind"),
)
PLANT = sa.Table(
    "energy_plant",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("city_id", sa.Integer, sa.ForeignKey("city.id"), nullable=False),
    sa.Column("capacity_mw", sa.Float(53), nullable=False),
)
sa.Index(
    "ix_energy_plant_capacity_mw",
    PLANT.c.capacity_mw,
    PLANT.c.id,
    sqlite_where=sa.text("capacity_mw > 0"),
    postgresql_where=sa.text("capacity_mw > 0"),
)

CREATES_A_TABLE_THEN_FAILS = """
from alembic import op
import sqlalchemy as sa

revision = "broken_0001"
down_revision = None


def upgrade():
    op.create_table("broken_thing", sa.Column("id", sa.Integer, primary_key=True))
    op.execute("INSERT INTO broken_thing VALUES (1)")
    op.execute("INSERT INTO no_such_table VALUES (1)")
"""


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[sa.Engine]:
    engine = open_engine(f"sqlite+aiosqlite:///{tmp_path}/pilar.db")
    yield engine
    engine.dispose()


@pytest.fixture
def core(tmp_path: Path) -> Branch:
    branch = Branch("core", tmp_path / "core")
    write_revision(branch, "Create the cities", [CITY])
    return branch


@pytest.fixture
def energy(tmp_path: Path, core: Branch) -> Branch:
    branch = Branch("energy", tmp_path / "energy")
    write_revision(branch, "Create the plants", [PLANT], requires=[core])
    return branch


def branch_with(folder: Path, name: str, *scripts: str) -> Branch:
    (folder / name).mkdir()
    for number, script in enumerate(scripts):
        (folder / name / f"{number:04}.py").write_text(script, encoding="utf-8")
    return Branch(name, folder / name)


def tables(engine: sa.Engine) -> set[str]:
    return set(sa.inspect(engine).get_table_names())


def test_an_empty_file_gets_the_tables_of_all_branches(
    engine: sa.Engine, core: Branch, energy: Branch
) -> None:
    seen: list[tuple[str, int, int]] = []
    assert upgrade(engine, [energy, core], lambda *step: seen.append(step)) == {}
    assert seen == [("core_0001", 1, 1), ("energy_0001", 1, 1)]  # the core goes first, wherever it stands
    assert differences(engine, [CITY]) == []
    assert differences(engine, [PLANT]) == []


def test_an_upgrade_of_what_is_current_does_nothing(engine: sa.Engine, core: Branch) -> None:
    upgrade(engine, [core])
    seen: list[tuple[str, int, int]] = []
    assert upgrade(engine, [core], lambda *step: seen.append(step)) == {}
    assert seen == []


def test_status_tells_what_is_pending_and_changes_nothing(
    engine: sa.Engine, core: Branch, energy: Branch
) -> None:
    before = status(engine, [core, energy])
    assert [(branch.name, branch.current, branch.head, branch.pending) for branch in before] == [
        ("core", None, "core_0001", 1),
        ("energy", None, "energy_0001", 1),
    ]
    assert tables(engine) == set()
    upgrade(engine, [core, energy])
    assert all(branch.is_current for branch in status(engine, [core, energy]))


def test_a_failing_migration_leaves_nothing_behind_and_the_others_go_on(
    engine: sa.Engine, core: Branch, energy: Branch, tmp_path: Path
) -> None:
    broken = branch_with(tmp_path, "broken", CREATES_A_TABLE_THEN_FAILS)
    failures = upgrade(engine, [core, broken, energy])
    assert list(failures) == ["broken"]
    assert isinstance(failures["broken"], FailedMigration)
    assert f"{broken.folder / '0000.py'}:12: " in failures["broken"].message
    assert "no_such_table" in failures["broken"].message
    assert tables(engine) == {"city", "energy_plant", "alembic_version_core", "alembic_version_energy"}


def test_a_script_that_is_not_python_fails_its_own_branch_only(
    engine: sa.Engine, core: Branch, tmp_path: Path
) -> None:
    failures = upgrade(engine, [core, branch_with(tmp_path, "broken", "def upgrade(:")])
    assert list(failures) == ["broken"]
    assert status(engine, [core])[0].is_current


def test_two_heads_in_one_branch_are_refused(engine: sa.Engine, core: Branch, tmp_path: Path) -> None:
    script = 'revision = "{}"\ndown_revision = None\ndef upgrade(): pass\n'
    forked = branch_with(tmp_path, "forked", script.format("a"), script.format("b"))
    assert "multiple heads" in upgrade(engine, [core, forked])["forked"].message


def test_a_migration_that_leaves_a_dangling_reference_is_rolled_back(
    engine: sa.Engine, core: Branch, energy: Branch, tmp_path: Path
) -> None:
    upgrade(engine, [core, energy])
    careless = branch_with(
        tmp_path,
        "careless",
        'from alembic import op\nrevision = "careless_0001"\ndown_revision = None\n'
        'def upgrade(): op.execute("INSERT INTO energy_plant VALUES (1, 99, 5.0)")\n',
    )
    assert (
        "'energy_plant' refers to no row of 'city'" in upgrade(engine, [core, careless])["careless"].message
    )
    with engine.connect() as connection:
        assert connection.scalar(sa.text("SELECT count(*) FROM energy_plant")) == 0
        assert connection.scalar(sa.text("PRAGMA foreign_keys")) == 1


def test_a_failing_migration_of_the_core_stops_everything(
    engine: sa.Engine, energy: Branch, tmp_path: Path
) -> None:
    core = branch_with(tmp_path, "other", CREATES_A_TABLE_THEN_FAILS)
    with pytest.raises(FailedMigration, match="'core' failed"):
        upgrade(engine, [Branch("core", core.folder), energy])
    assert tables(engine) == set()


def test_a_database_of_a_newer_core_is_refused(engine: sa.Engine, core: Branch) -> None:
    upgrade(engine, [core])
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version_core SET version_num = 'core_0099'"))
    with pytest.raises(DatabaseOutdated, match="core_0099") as caught:
        upgrade(engine, [core])
    assert "newer" in caught.value.hint
    with pytest.raises(DatabaseOutdated, match="core_0099"):
        verify(engine, [core])


def test_a_newer_plugin_in_the_database_costs_that_plugin_only(
    engine: sa.Engine, core: Branch, energy: Branch
) -> None:
    upgrade(engine, [core, energy])
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version_energy SET version_num = 'energy_0099'"))
    assert "energy_0099" in upgrade(engine, [core, energy])["energy"].message
    assert not status(engine, [energy])[0].known


def test_an_uninstalled_plugin_leaves_the_core_where_it_is(
    engine: sa.Engine, core: Branch, energy: Branch
) -> None:
    upgrade(engine, [core, energy])
    assert upgrade(engine, [core]) == {}
    verify(engine, [core])


def test_pending_migrations_of_a_server_database_name_the_command(engine: sa.Engine, core: Branch) -> None:
    with pytest.raises(DatabaseOutdated) as caught:
        verify(engine, [core])
    assert "pilar db upgrade" in caught.value.hint


def test_a_locked_database_is_not_the_fault_of_a_plugin(
    engine: sa.Engine, core: Branch, energy: Branch, tmp_path: Path
) -> None:
    upgrade(engine, [core])
    impatient = open_engine(str(engine.url))
    sa.event.listen(impatient, "connect", lambda driver, _: driver.execute("PRAGMA busy_timeout=20"))
    with engine.begin(), pytest.raises(DatabaseLocked):
        upgrade(impatient, [core, energy])
    impatient.dispose()


def test_a_downgrade_undoes_the_tables(engine: sa.Engine, core: Branch, energy: Branch) -> None:
    upgrade(engine, [core, energy])
    downgrade(engine, energy)
    assert "energy_plant" not in tables(engine)
    assert status(engine, [energy])[0].pending == 1
    upgrade(engine, [core, energy])
    assert differences(engine, [PLANT]) == []


def test_a_change_of_a_table_becomes_the_next_script(engine: sa.Engine, core: Branch, energy: Branch) -> None:
    upgrade(engine, [core, energy])
    with engine.begin() as connection:
        connection.execute(sa.text("INSERT INTO city (id, code, kind) VALUES (1, '32.73', 'KOTA')"))
        connection.execute(sa.text("INSERT INTO energy_plant VALUES (1, 1, 40.5)"))
    changed = PLANT.to_metadata(sa.MetaData())
    CITY.to_metadata(changed.metadata)
    changed.append_column(sa.Column("name", sa.String, nullable=True))
    path = write_revision(energy, "Add the name", [changed], requires=[core])
    assert path == energy.folder / "0002_add_the_name.py"
    assert len(differences(engine, [changed])) == 1
    assert upgrade(engine, [core, energy]) == {}
    assert differences(engine, [changed]) == []
    assert write_revision(energy, "Nothing", [changed], requires=[core]) is None
    downgrade(engine, energy, "energy_0001")
    assert differences(engine, [PLANT]) == []
    with engine.connect() as connection:
        assert connection.execute(sa.text("SELECT * FROM energy_plant")).all() == [(1, 1, 40.5)]


def test_differences_see_a_check_and_the_condition_of_an_index(engine: sa.Engine, core: Branch) -> None:
    upgrade(engine, [core])
    changed = CITY.to_metadata(sa.MetaData())
    changed.append_constraint(sa.CheckConstraint("visibility IN (0, 1, 2)", name="ck_city_visibility"))
    found = differences(engine, [changed])
    assert found == ["missing: city: CHECK ck_city_visibility (visibility IN (0, 1, 2))"]


def test_the_scripts_are_valid_for_postgresql(core: Branch, energy: Branch) -> None:
    text = io.StringIO()
    context = MigrationContext.configure(
        dialect_name="postgresql", opts={"as_sql": True, "output_buffer": text}
    )
    for branch in (core, energy):
        for script in scripts_of(branch).walk_revisions():
            with Operations.context(context):
                script.module.upgrade()
    assert "WHERE capacity_mw > 0" in text.getvalue()
    assert "CHECK (kind IN ('KOTA', 'KABUPATEN'))" in text.getvalue()

"""Seeds become rows: once, all or nothing, and again only when their file changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from pilar.commons import SEEDS
from pilar.commons.region import Region
from pilar.commons.seeding import load_seeds, pilar_seed
from pilar.commons.source import Source
from pilar.errors import InvalidSeed
from pilar.hookspecs import Seed

SOURCES = (
    "code,publisher,dataset,licence\nbps-gini,BPS,Gini ratio,BPS terms\nwri,WRI,Power plants,CC BY 4.0\n"
)
REGIONS = "code,kind,name_id,parent,source\n32,PROVINCE,Jawa Barat,ID,wri\nID,COUNTRY,Indonesia,,wri\n"


@pytest.fixture
def seed(tmp_path: Path) -> Seed:
    file = tmp_path / "sources.csv"
    file.write_text(SOURCES)
    return Seed(Source, file, rows=2)


@pytest.fixture
def statements(engine: sa.Engine) -> Iterator[list[str]]:
    """Every statement that the engine executes."""
    seen: list[str] = []
    sa.event.listen(engine, "before_cursor_execute", lambda *given: seen.append(given[2]))
    yield seen


def rows(engine: sa.Engine, table: type | sa.Table = Source) -> list[tuple[object, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(sa.select(getattr(table, "__table__", table)))]


def load(engine: sa.Engine, *seeds: Seed) -> list[tuple[str, int, int]]:
    """Load `seeds` in a transaction of their own, and return the progress that was reported."""
    progress: list[tuple[str, int, int]] = []
    with engine.begin() as connection:
        load_seeds(connection, "", seeds, lambda *given: progress.append(given))
    return progress


def test_a_seed_becomes_published_rows_and_reports_its_progress(engine: sa.Engine, seed: Seed) -> None:
    progress = load(engine, seed)

    with engine.connect() as connection:
        found = connection.execute(sa.text("SELECT code, visibility FROM source ORDER BY code")).all()
    assert [tuple(row) for row in found] == [("bps-gini", 0), ("wri", 0)]
    assert progress == [("core/sources.csv", 2, 2)]


def test_an_unchanged_file_is_skipped_with_one_statement(
    engine: sa.Engine, seed: Seed, statements: list[str]
) -> None:
    load(engine, seed)
    before = rows(engine)
    statements.clear()

    assert load(engine, seed) == []
    assert len(statements) == 1
    assert rows(engine) == before


def test_a_changed_file_updates_by_natural_key_and_keeps_ids(engine: sa.Engine, seed: Seed) -> None:
    load(engine, seed)
    before = {row[2]: row[0] for row in rows(engine)}
    seed.file.write_text(SOURCES.replace("BPS terms", "CC0").replace("wri", "gem"))

    load(engine, seed)

    with engine.connect() as connection:
        found = dict(connection.execute(sa.select(Source.code, Source.licence)).all())
    assert found == {"bps-gini": "CC0", "wri": "CC BY 4.0", "gem": "CC BY 4.0"}
    assert {row[2]: row[0] for row in rows(engine)}.items() >= before.items()


def test_a_changed_file_leaves_columns_alone_that_it_does_not_give(engine: sa.Engine, seed: Seed) -> None:
    load(engine, seed)
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE source SET url = 'https://example.org', visibility = 1"))
    seed.file.write_text(SOURCES.replace("BPS terms", "CC0"))

    load(engine, seed)

    with engine.connect() as connection:
        assert set(connection.execute(sa.text("SELECT url, visibility FROM source"))) == {
            ("https://example.org", 1)
        }


def test_a_row_may_refer_to_a_later_row_of_its_own_file(engine: sa.Engine, seed: Seed) -> None:
    file = seed.file.with_name("regions.csv")
    file.write_text(REGIONS)

    load(engine, seed, Seed(Region, file, rows=2))

    with engine.connect() as connection:
        parent = sa.text(
            "SELECT p.code FROM region r JOIN region p ON p.id = r.parent_id WHERE r.code = '32'"
        )
        assert connection.scalar(parent) == "ID"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (REGIONS.replace("Barat,ID", "Barat,IDN"), r"regions.csv:2: column 'parent': there is no row 'IDN'"),
        (
            REGIONS.replace("PROVINCE", "PROVINSI"),
            r"regions.csv:2: column 'kind': 'PROVINSI' is no RegionKind",
        ),
        (REGIONS[:-20], r"regions.csv:3: the file ends within a line"),
        (REGIONS + REGIONS.splitlines()[1] + "\n", r"regions.csv: the file has 3 rows, but 2 are declared"),
    ],
)
def test_a_corrupt_seed_leaves_nothing_behind(engine: sa.Engine, seed: Seed, text: str, message: str) -> None:
    file = seed.file.with_name("regions.csv")
    file.write_text(text)

    with pytest.raises(InvalidSeed, match=message):
        load(engine, seed, Seed(Region, file, rows=2))

    assert rows(engine) == rows(engine, Region) == rows(engine, pilar_seed) == []


def test_rows_that_the_database_refuses_are_reported(engine: sa.Engine, seed: Seed) -> None:
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE UNIQUE INDEX one_publisher ON source (publisher)"))
    seed.file.write_text(SOURCES.replace("WRI", "BPS"))

    with pytest.raises(InvalidSeed, match=r"core/sources\.csv: the database refuses the rows: UNIQUE"):
        load(engine, seed)

    assert rows(engine) == []


def test_a_missing_file_is_reported_by_name(engine: sa.Engine, seed: Seed) -> None:
    with pytest.raises(InvalidSeed) as caught:
        load(engine, replace(seed, file=seed.file.with_name("gone.csv")))

    assert caught.value.message == "core/gone.csv: the file cannot be read: No such file or directory."


def test_a_file_whose_declared_rows_changed_is_read_again(engine: sa.Engine, seed: Seed) -> None:
    load(engine, seed)

    with pytest.raises(InvalidSeed, match="has 2 rows, but 3 are declared"):
        load(engine, replace(seed, rows=3))


def test_the_whole_core_is_loaded_once(engine: sa.Engine, statements: list[str]) -> None:
    progress = load(engine, *SEEDS)

    assert {label: total for label, done, total in progress if done == total} == {
        f"core/{seed.file.name}": seed.rows for seed in SEEDS
    }
    statements.clear()
    assert load(engine, *SEEDS) == []
    assert len(statements) == len(SEEDS)

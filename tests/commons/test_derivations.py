"""What follows from rows is stored as observations: at once, again after every change, never over a published one."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from pilar.commons.derivations import _store, derive
from pilar.commons.entity import table_of
from pilar.commons.indicator import Direction, Indicator
from pilar.commons.observation import Observation, ObservationStatus
from pilar.commons.region import Region, RegionKind
from pilar.commons.source import Source
from pilar.errors import FailedDerivation
from pilar.hookspecs import Derivation
from sqlalchemy.dialects import postgresql

TABLE: Any = table_of(Observation)
BEDS = Derivation("BEDS", "SELECT region_id, year, 1000.0 * beds / people AS value, source_id FROM hospital")
KEPT = ("id", "region_id", "year", "value")


@pytest.fixture
def connection(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Two regions with hospitals, of which one does not know its inhabitants; one source, two indicators."""
    with engine.begin() as connection:
        source = {"code": "s", "publisher": "p", "dataset": "d", "licence": "CC-BY-4.0"}
        connection.execute(
            table_of(Source).insert(),
            [{"id": 1, **source}, {"id": 2, **source, "code": "t", "licence": "CC0-1.0"}],
        )
        for id in (1, 2, 3):
            row = {
                "id": id,
                "code": str(id),
                "kind": RegionKind.KOTA,
                "name_id": f"Kota {id}",
                "source_id": 1,
            }
            connection.execute(table_of(Region).insert(), row)
        for code in ("BEDS", "BEDS_PLANNED"):
            row = {
                "code": code,
                "name_id": code,
                "unit": "/1000",
                "unit_label": "-",
                "direction": Direction.UP,
            }
            connection.execute(table_of(Indicator).insert(), row)
        connection.exec_driver_sql(
            "CREATE TABLE hospital (region_id INT, year INT, beds INT, people INT, source_id INT)"
        )
        connection.exec_driver_sql(
            "INSERT INTO hospital VALUES (1, 2023, 30, 10000, 1), (2, 2023, 5, NULL, 1)"
        )
    with engine.begin() as connection:
        yield connection


def observed(connection: sa.Connection, *names: str) -> list[tuple[Any, ...]]:
    columns = [TABLE.c[name] for name in names or ("region_id", "year", "value", "derived")]
    return [
        tuple(row)
        for row in connection.execute(sa.select(*columns).order_by(TABLE.c.region_id, TABLE.c.year))
    ]


def publish(connection: sa.Connection, **given: Any) -> None:
    row = {
        "region_id": 1,
        "indicator_id": 1,
        "year": 2023,
        "period_start": datetime.date(2023, 1, 1),
        "period_end": datetime.date(2023, 12, 31),
        "value": 9.9,
        "unit": "/1000",
        "source_id": 1,
        "licence": "CC-BY-4.0",
        "revision": 1,
        "status": ObservationStatus.FINAL,
        "derived": False,
    }
    connection.execute(TABLE.insert(), {**row, **given})


def test_a_derived_value_is_an_observation_with_unit_period_status_source_and_licence(
    connection: sa.Connection,
) -> None:
    assert derive(connection, [BEDS]) == 1

    (row,) = connection.execute(sa.select(TABLE)).mappings()
    assert {**row, "id": None, "visibility": int(row["visibility"])} == {
        "id": None,
        "visibility": 0,
        "region_id": 1,
        "indicator_id": 1,
        "year": 2023,
        "period_start": datetime.date(2023, 1, 1),
        "period_end": datetime.date(2023, 12, 31),
        "value": 3.0,
        "unit": "/1000",
        "status": ObservationStatus.FINAL,
        "source_id": 1,
        "licence": "CC-BY-4.0",
        "revision": 0,
        "supersedes_id": None,
        "derived": True,
    }


def test_a_status_is_taken_from_the_statement_that_selects_one(connection: sa.Connection) -> None:
    derive(connection, [Derivation("BEDS", BEDS.sql.replace("value,", "value, 'PROVISIONAL' AS status,"))])

    assert observed(connection, "status") == [(ObservationStatus.PROVISIONAL,)]


def test_without_a_region_a_year_or_a_value_there_is_no_observation(connection: sa.Connection) -> None:
    connection.exec_driver_sql("INSERT INTO hospital VALUES (NULL, 2023, 1, 1, 1), (3, NULL, 1, 1, 1)")

    derive(connection, [BEDS])

    assert observed(connection) == [(1, 2023, 3.0, True)]


def test_deriving_again_changes_no_row(connection: sa.Connection) -> None:
    derive(connection, [BEDS])
    connection.exec_driver_sql("CREATE TABLE change (id INT)")
    for event in ("INSERT", "UPDATE", "DELETE"):
        connection.exec_driver_sql(
            f"CREATE TRIGGER seen_{event} AFTER {event} ON observation BEGIN INSERT INTO change VALUES (1); END"
        )
    before = observed(connection, *KEPT)

    assert derive(connection, [BEDS]) == 0
    assert observed(connection, *KEPT) == before
    assert connection.exec_driver_sql("SELECT count(*) FROM change").scalar() == 0


def test_a_changed_row_changes_its_value_and_keeps_its_id(connection: sa.Connection) -> None:
    derive(connection, [BEDS])
    ((id, *_),) = observed(connection, *KEPT)
    connection.exec_driver_sql("UPDATE hospital SET beds = 40 WHERE region_id = 1")

    assert derive(connection, [BEDS]) == 1
    assert observed(connection, *KEPT) == [(id, 1, 2023, 4.0)]


def test_a_changed_licence_and_unit_are_followed(connection: sa.Connection) -> None:
    derive(connection, [BEDS])
    connection.execute(table_of(Source).update().values(licence="CC0-1.0"))
    connection.execute(table_of(Indicator).update().values(unit="/100000"))

    assert derive(connection, [BEDS]) == 1
    assert observed(connection, "unit", "licence") == [("/100000", "CC0-1.0")]


def test_a_value_goes_with_the_rows_that_it_rests_on(connection: sa.Connection) -> None:
    derive(connection, [BEDS])
    connection.exec_driver_sql("UPDATE hospital SET people = NULL")

    assert derive(connection, [BEDS]) == 1
    assert observed(connection) == []


def test_a_value_of_another_source_takes_the_place_of_the_old_one(connection: sa.Connection) -> None:
    derive(connection, [BEDS])
    connection.exec_driver_sql("UPDATE hospital SET source_id = 2")

    assert derive(connection, [BEDS]) == 2
    assert observed(connection, "source_id", "licence") == [(2, "CC0-1.0")]


def test_each_source_makes_a_value_of_its_own(connection: sa.Connection) -> None:
    connection.exec_driver_sql("INSERT INTO hospital VALUES (1, 2023, 50, 10000, 2)")

    assert derive(connection, [BEDS]) == 2
    assert sorted(observed(connection, "source_id", "value")) == [(1, 3.0), (2, 5.0)]


@pytest.mark.parametrize("source_id", [1, 2])
def test_a_published_value_is_neither_replaced_nor_doubled(connection: sa.Connection, source_id: int) -> None:
    publish(connection, source_id=source_id)

    assert derive(connection, [BEDS]) == 0
    assert observed(connection) == [(1, 2023, 9.9, False)]


def test_a_derived_value_gives_way_when_one_is_published_and_comes_back_when_that_is_withdrawn(
    connection: sa.Connection,
) -> None:
    derive(connection, [BEDS])
    publish(connection)

    assert derive(connection, [BEDS]) == 1
    assert observed(connection) == [(1, 2023, 9.9, False)]
    connection.execute(TABLE.delete())
    derive(connection, [BEDS])
    assert observed(connection) == [(1, 2023, 3.0, True)]


def test_a_draft_neither_hides_the_derived_value_nor_is_touched(connection: sa.Connection) -> None:
    publish(connection, visibility=1)

    derive(connection, [BEDS])

    assert sorted(observed(connection, "value", "derived")) == [(3.0, True), (9.9, False)]


def test_published_values_of_other_years_regions_and_indicators_stay(connection: sa.Connection) -> None:
    publish(connection, year=2022, value=1.0)
    publish(connection, region_id=3, value=2.0)
    publish(connection, indicator_id=2, value=5.0)

    derive(connection, [BEDS])

    assert sorted(observed(connection, "value")) == [(1.0,), (2.0,), (3.0,), (5.0,)]


def test_a_hidden_derived_value_stays_hidden(connection: sa.Connection) -> None:
    derive(connection, [BEDS])
    connection.execute(TABLE.update().values(visibility=2))
    connection.exec_driver_sql("UPDATE hospital SET beds = 40")

    derive(connection, [BEDS])

    assert observed(connection, "visibility", "value") == [(2, 4.0)]


def test_a_derivation_may_rest_on_an_earlier_one(connection: sa.Connection) -> None:
    doubled = Derivation(
        "BEDS_PLANNED",
        "SELECT o.region_id, o.year, 2 * o.value AS value, o.source_id FROM observation o "
        "JOIN indicator i ON i.id = o.indicator_id WHERE i.code = 'BEDS' AND o.visibility = 0",
    )

    assert derive(connection, [BEDS, doubled]) == 2
    assert sorted(observed(connection, "indicator_id", "value")) == [(1, 3.0), (2, 6.0)]


def test_ten_thousand_values_take_as_many_statements_as_one(connection: sa.Connection) -> None:
    seen: list[str] = []
    sa.event.listen(connection, "before_cursor_execute", lambda *given: seen.append(given[2]))
    derive(connection, [BEDS])
    few = len(seen)
    connection.exec_driver_sql(
        "WITH RECURSIVE n(i) AS (SELECT 4 UNION ALL SELECT i + 1 FROM n WHERE i < 103) "
        "INSERT INTO region (id, code, kind, name_id, source_id) SELECT i, i, 'KOTA', i, 1 FROM n"
    )
    connection.exec_driver_sql(
        "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 9999) "
        "INSERT INTO hospital SELECT 4 + i % 100, 1950 + i / 100, i, 1000, 1 FROM n"
    )
    seen.clear()

    assert derive(connection, [BEDS]) == 10_000
    assert len(seen) == few


BROKEN = {
    "unknown indicator": (
        Derivation("BEDZ", BEDS.sql),
        ("'BEDZ' names an indicator that is not in the catalogue", "Did you mean 'BEDS'?"),
    ),
    "unlike any indicator": (Derivation("ZZZ", BEDS.sql), ("'ZZZ'", "register_indicators")),
    "no SQL": (Derivation("BEDS", "beds by region, please"), ("'BEDS' failed", "syntax error")),
    "unknown table": (Derivation("BEDS", BEDS.sql.replace("hospital", "clinic")), ("no such table: clinic",)),
    "column missing": (
        Derivation("BEDS", BEDS.sql.replace(", source_id", "")),
        ("'BEDS' selects no 'source_id'", "Select region_id, year, value and source_id"),
    ),
    "column without use": (
        Derivation("BEDS", BEDS.sql.replace("source_id", "source_id, beds")),
        ("selects 'beds' beside what is asked for", "Select region_id"),
    ),
    "column twice": (
        Derivation("BEDS", BEDS.sql.replace("source_id", "source_id, year")),
        ("selects 'year:1' beside what is asked for",),
    ),
    "two rows for one region, year and source": (
        Derivation("BEDS", f"{BEDS.sql} UNION ALL {BEDS.sql.replace('1000.0', '9.0')}"),
        ("UNIQUE constraint failed", "one row a region, year and source"),
    ),
    "year out of range": (
        Derivation("BEDS", BEDS.sql.replace("year,", "20233 AS year,")),
        ("CHECK constraint failed", "1900 to 2200"),
    ),
    "infinite value": (
        Derivation("BEDS", BEDS.sql.replace("1000.0", "9e999")),
        ("CHECK constraint failed", "nullif"),
    ),
    "status that is none": (
        Derivation("BEDS", BEDS.sql.replace("value,", "value, 'GUESSED' AS status,")),
        ("CHECK constraint failed: ck_observation_status",),
    ),
    "no source": (
        Derivation("BEDS", BEDS.sql.replace("source_id", "NULL AS source_id")),
        ("NOT NULL", "source"),
    ),
    "parameter": (Derivation("BEDS", BEDS.sql.replace("1000.0", ":factor")), ("'BEDS' failed", "factor")),
}


@pytest.mark.parametrize("case", BROKEN.values(), ids=BROKEN)
def test_a_derivation_that_cannot_be_right_is_refused_with_the_reason_and_a_remedy(
    connection: sa.Connection, case: tuple[Derivation, tuple[str, ...]]
) -> None:
    derivation, words = case
    with pytest.raises(FailedDerivation) as refused:
        derive(connection, [derivation])
    for word in words:
        assert word in str(refused.value)
    assert refused.value.hint


def test_an_optional_derivation_waits_until_somebody_brings_its_indicator(connection: sa.Connection) -> None:
    optional = Derivation("BEDS_OF_OTHERS", BEDS.sql, optional=True)
    assert derive(connection, [optional]) == 0

    row = {
        "code": "BEDS_OF_OTHERS",
        "name_id": "x",
        "unit": "1",
        "unit_label": "-",
        "direction": Direction.UP,
    }
    connection.execute(table_of(Indicator).insert(), row)
    assert derive(connection, [optional]) == 1


def test_a_lock_is_not_taken_for_a_fault_of_the_statement(tmp_path: Any) -> None:
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'x.db'}", connect_args={"timeout": 0})
    with engine.begin() as connection:
        for table in (Source, Region, Indicator, Observation):
            table_of(table).create(connection)
        row = {"code": "BEDS", "name_id": "x", "unit": "1", "unit_label": "-", "direction": Direction.UP}
        connection.execute(table_of(Indicator).insert(), row)
    with engine.connect() as holder, engine.connect() as connection:
        holder.exec_driver_sql("BEGIN IMMEDIATE")
        with pytest.raises(sa.exc.OperationalError, match="locked"):
            derive(
                connection,
                [Derivation("BEDS", "SELECT 1 AS region_id, 2023 AS year, 1 AS value, 1 AS source_id")],
            )
    engine.dispose()


def test_the_values_are_stored_by_one_statement_on_postgresql_too() -> None:
    statement = str(_store("postgresql", 1, "%").compile(dialect=postgresql.dialect()))

    assert statement.count("INSERT INTO observation") == 1
    assert (
        statement.count("CAST(CAST(pilar_derived.year AS VARCHAR) || ") == statement.count(" AS DATE)") == 2
    )
    assert "ON CONFLICT (region_id, indicator_id, period_start, period_end, source_id, revision)" in statement

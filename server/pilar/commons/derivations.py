"""Derivations -> observations: what follows from the rows of the tables, stored beside what was published.

The caller owns the transaction, the one that loads the rows on which the values rest: when a derivation raises, rolling
back leaves nothing of it behind. Everything is done by the database, in sets: the statement of a derivation fills a
temporary table, then the observations are made to agree with it. What agrees already is not touched, so that doing it
again changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import sqlalchemy as sa

from pilar.commons.entity import table_of
from pilar.commons.indicator import Indicator
from pilar.commons.observation import DERIVED_REVISION, Observation, ObservationStatus
from pilar.commons.source import Source
from pilar.commons.upserting import INSERT
from pilar.database.failures import is_fault_of_statement
from pilar.errors import FailedDerivation, nearest
from pilar.hookspecs import Derivation

REQUIRED: Final = ("region_id", "year", "value", "source_id")
OPTIONAL: Final = ("status",)
COLUMNS: Final = "Select region_id, year, value and source_id, and nothing beside them but, at will, status."
ONE_ROW: Final = (
    "Let it select one row a region, year and source, of years from 1900 to 2200 and sources that exist; guard "
    "divisors by `nullif`."
)
CHANGEABLE: Final = ("value", "unit", "status", "licence")

observation: Final = table_of(Observation)
indicator: Final = table_of(Indicator)
source: Final = table_of(Source)

derived: Final = sa.Table(
    "pilar_derived",
    sa.MetaData(),
    sa.Column("region_id", sa.Integer, primary_key=True),
    sa.Column("year", sa.Integer, sa.CheckConstraint("year BETWEEN 1900 AND 2200"), primary_key=True),
    sa.Column(
        "value", sa.Float(53), sa.CheckConstraint("abs(value) <= 1.7976931348623157e308"), nullable=False
    ),
    sa.Column("source_id", sa.Integer, primary_key=True),
    sa.Column("status", sa.String(40), nullable=False),
    prefixes=["TEMPORARY"],
)
"""What one derivation says now; it exists while `derive` works."""


def derive(connection: sa.Connection, derivations: Sequence[Derivation]) -> int:
    """Make the derived observations agree with the rows; return how many were added, changed or removed.

    In the order given, so that a later derivation may rest on an earlier one. Raises `FailedDerivation`.
    """
    if not derivations:
        return 0
    derived.create(connection)
    _expect_many_rows(connection, expected=True)
    changed = sum(_derive(connection, derivation) for derivation in derivations)
    _expect_many_rows(connection, expected=False)
    derived.drop(connection)
    return changed


def _expect_many_rows(connection: sa.Connection, *, expected: bool) -> None:
    """Keep PostgreSQL from joining whole series row by row: of `row_number() = 1` it expects one row, not thousands."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text(f"SET LOCAL enable_nestloop = {'off' if expected else 'on'}"))


def _derive(connection: sa.Connection, derivation: Derivation) -> int:
    found = _find_indicator(connection, derivation)
    if found is None:
        return 0
    indicator_id, unit = found
    try:
        _select(connection, derivation)
        connection.execute(derived.delete().where(_is_published(indicator_id)))
        removed = connection.execute(_remove(indicator_id)).rowcount
        store = _store(connection.dialect.name, indicator_id, unit)
        return removed + connection.execute(store.execution_options(preserve_rowcount=True)).rowcount
    except sa.exc.StatementError as error:
        if not is_fault_of_statement(error):
            raise
        raise FailedDerivation(
            f"The derivation of '{derivation.indicator}' failed: {error.orig}.", ONE_ROW
        ) from error


def _find_indicator(connection: sa.Connection, derivation: Derivation) -> tuple[int, str] | None:
    """Return id and unit of an indicator, None where an optional one is not there.

    Raises `FailedDerivation`, with the nearest code, when another one is not.
    """
    code = derivation.indicator
    columns = sa.select(indicator.c.id, indicator.c.unit).where(indicator.c.code == code)
    found = connection.execute(columns).one_or_none()
    if found is None and derivation.optional:
        return None
    if found is None:
        known = connection.scalars(sa.select(indicator.c.code))
        raise FailedDerivation(
            f"The derivation of '{code}' names an indicator that is not in the catalogue.",
            nearest(code, known) or "Add it to the seed that `register_indicators` returns.",
        )
    return found.id, found.unit


def _select(connection: sa.Connection, derivation: Derivation) -> None:
    """Fill the temporary table with what the statement selects, but for rows without a region, a year or a value."""
    statement = sa.text(f"SELECT * FROM (\n{derivation.sql}\n) AS derivation")
    names = list(connection.execute(sa.text(f"{statement.text} LIMIT 0")).keys())
    _check_columns(derivation, names)
    rows = statement.columns(*(sa.column(name) for name in names)).subquery()
    status = rows.c.status if "status" in names else sa.literal(ObservationStatus.FINAL.name)
    complete = sa.and_(*(rows.c[name].is_not(None) for name in ("region_id", "year", "value")))
    selected = sa.select(*(rows.c[name] for name in REQUIRED), status).where(complete)
    connection.execute(derived.delete())
    connection.execute(derived.insert().from_select([*REQUIRED, *OPTIONAL], selected))


def _check_columns(derivation: Derivation, names: Sequence[str]) -> None:
    """Raise `FailedDerivation` for a column that is missing, comes twice or has no use."""
    subject = f"The derivation of '{derivation.indicator}'"
    missing = [name for name in REQUIRED if name not in names]
    if missing:
        raise FailedDerivation(f"{subject} selects no '{missing[0]}'.", COLUMNS)
    for at, name in enumerate(names):
        if name not in (*REQUIRED, *OPTIONAL) or name in names[:at]:
            raise FailedDerivation(f"{subject} selects '{name}' beside what is asked for.", COLUMNS)


def _is_published(indicator_id: int) -> sa.ColumnElement[bool]:
    """Whether somebody published a value for the region and year of a derived one, which gives way then."""
    return (
        sa.select(observation.c.id)
        .where(
            observation.c.indicator_id == indicator_id,
            observation.c.region_id == derived.c.region_id,
            observation.c.year == derived.c.year,
            observation.c.derived.is_(False),
            observation.c.visibility == 0,
        )
        .exists()
    )


def _remove(indicator_id: int) -> sa.Delete:
    """Remove derived values whose basis is gone; those that someone hid stay as they are."""
    basis = sa.select(derived.c.region_id).where(
        derived.c.region_id == observation.c.region_id,
        derived.c.year == observation.c.year,
        derived.c.source_id == observation.c.source_id,
    )
    return observation.delete().where(
        observation.c.indicator_id == indicator_id,
        observation.c.visibility == 0,
        observation.c.derived.is_(True),
        ~basis.exists(),
    )


def _store(dialect: str, indicator_id: int, unit: str) -> sa.Insert:
    """Insert derived values, and update those that have another value, unit, status or licence now."""
    given = {
        "region_id": derived.c.region_id,
        "indicator_id": sa.literal(indicator_id),
        "year": derived.c.year,
        "period_start": _day(dialect, "-01-01"),
        "period_end": _day(dialect, "-12-31"),
        "value": derived.c.value,
        "unit": sa.literal(unit),
        "status": derived.c.status,
        "source_id": derived.c.source_id,
        "licence": source.c.licence,
        "revision": sa.literal(DERIVED_REVISION),
        "derived": sa.true(),
    }
    # Without a condition SQLite would take ON CONFLICT for the condition of the join: sqlite.org/lang_upsert.html
    selected = (
        sa.select(*given.values())
        .join_from(derived, source, source.c.id == derived.c.source_id)
        .where(sa.true())
        .order_by(derived.c.region_id, derived.c.year, derived.c.source_id)
    )
    insert = INSERT[dialect](observation).from_select(list(given), selected)
    return insert.on_conflict_do_update(
        index_elements=Observation.__key__,
        set_={column: insert.excluded[column] for column in CHANGEABLE},
        where=sa.or_(*(observation.c[column] != insert.excluded[column] for column in CHANGEABLE)),
    )


def _day(dialect: str, suffix: str) -> sa.ColumnElement[Any]:
    """Return a day of the derived year. SQLite keeps dates as text, and would cast them to their first number."""
    text = sa.cast(derived.c.year, sa.String) + suffix
    return text if dialect == "sqlite" else sa.cast(text, sa.Date)

"""Rows of `observation` -> the columns of numbers that the engine selects from."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import numpy as np
import sqlalchemy as sa

from pilar.assessment.arrays import Booleans, Integers
from pilar.assessment.definition import Index
from pilar.assessment.observations import Observations
from pilar.commons.entity import table_of
from pilar.commons.observation import Observation
from pilar.reassessing.bulk import Row, fetch
from pilar.reassessing.catalogue import Catalogue, Regions

observation: Final = table_of(Observation)
NAMES: Final = ("id", "region_id", "indicator_id", "year", "value", "status", "revision", "period_end")


def read_observations(
    connection: sa.Connection,
    index: Index,
    catalogue: Catalogue,
    regions: Regions,
    rows: Collection[int] | None = None,
    codes: Collection[str] = (),
) -> Observations:
    """Read the published observations of the index's inputs: everything, or a cross.

    The cross is everything of the regions at the positions `rows`, and of the inputs `codes` everywhere. Units are the
    regions in their order; `row` is the id of the observation.
    """
    ids = {code: entry_id for code in index.inputs if (entry_id := catalogue.id_of(code)) is not None}
    columns = [observation.c[name] for name in NAMES]
    query = sa.select(*columns).where(observation.c.visibility == 0)
    wanted = observation.c.indicator_id.in_(sorted(ids.values()))
    if rows is None:
        found = fetch(connection, query.where(wanted))
    else:
        some = sorted(ids[code] for code in codes if code in ids)
        here = observation.c.region_id.in_([int(regions.ids[at]) for at in sorted(rows)])
        found = fetch(connection, query.where(observation.c.indicator_id.in_(some)))
        found += fetch(connection, query.where(here, wanted, observation.c.indicator_id.not_in(some)))
    return _columns(index, ids, regions, found)


def _columns(index: Index, ids: dict[str, int], regions: Regions, found: list[Row]) -> Observations:
    keys, places, indicators, years, values, statuses, revisions, ends = (
        zip(*found, strict=True) if found else [()] * 8
    )
    numbers = {entry_id: index.inputs.index(code) for code, entry_id in ids.items()}
    row = np.array(keys, dtype=np.int64)
    unit = np.array([regions.positions.get(each, -1) for each in places], dtype=np.int64)
    indicator = np.array([numbers[each] for each in indicators], dtype=np.int64)
    year = np.array(years, dtype=np.int64)
    kept = (unit >= 0) & _is_latest_period(unit * len(index.inputs) + indicator, year, ends)
    order = np.flatnonzero(kept)[np.argsort(row[kept], kind="stable")]
    return Observations(
        units=tuple(map(str, regions.ids)),
        indicators=index.inputs,
        unit=unit[order],
        indicator=indicator[order],
        year=year[order],
        value=np.array(values, dtype=np.float64)[order],
        is_final=np.array([each == "FINAL" for each in statuses], dtype=np.bool_)[order],
        revision=np.array(revisions, dtype=np.int64)[order],
        row=row[order],
        groups={},
    )


def _is_latest_period(cell: Integers, year: Integers, ends: Collection[object]) -> Booleans:
    """Of half-years, quarters and months the last one of the year counts."""
    day = np.array(list(ends), dtype="datetime64[D]").astype(np.int64)
    version = cell * 10_000 + year
    order = np.lexsort((day, version))
    is_last = np.append(np.diff(version[order]) != 0, True)[: len(order)]
    groups = np.cumsum(np.append(0, np.diff(version[order]) != 0))[: len(order)]
    latest = np.empty(len(order), dtype=np.bool_)
    latest[order] = day[order] == day[order][is_last][groups]
    return latest


def observed_years(connection: sa.Connection, index: Index, catalogue: Catalogue) -> frozenset[int]:
    """Return the years in which any scored indicator of the index was observed: those that are assessed."""
    codes = [index.indicators[at].code for at in index.scored]
    ids = [entry_id for code in codes if (entry_id := catalogue.id_of(code)) is not None]
    query = (
        sa.select(observation.c.indicator_id, observation.c.year)
        .where(observation.c.visibility == 0, observation.c.indicator_id.in_(ids))
        .distinct()
    )
    return frozenset(year for _, year in fetch(connection, query))

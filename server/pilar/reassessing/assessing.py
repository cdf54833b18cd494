"""The scores of one year -> its rows of `Assessment`, and a note in the log of each score or rank that changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

import numpy as np
import sqlalchemy as sa

from pilar.assessment.arrays import Booleans, Floats
from pilar.commons.assessment import Assessment
from pilar.commons.assessment_change import AssessmentChange
from pilar.commons.entity import UtcDateTime, table_of
from pilar.reassessing import bulk, ranks
from pilar.reassessing.bulk import Row
from pilar.reassessing.catalogue import Regions

assessment: Final = table_of(Assessment)
assessment_change: Final = table_of(AssessmentChange)

RANKED: Final = (
    "score",
    "rank",
    "of",
    "percentile",
    "rank_in_province",
    "of_in_province",
    "rank_in_kind",
    "of_in_kind",
    "position",
    "coverage",
    "index_version",
)
SCORE, RANK, COVERAGE = (RANKED.index(name) for name in ("score", "rank", "coverage"))
CHANGE: Final = (
    "index_id",
    "region_id",
    "year",
    "score_before",
    "score",
    "rank_before",
    "rank",
    "changed_at",
)


@dataclass(frozen=True)
class Owner:
    """The index whose assessments are written: its row, its scale, and whether this is the first time."""

    index_id: int
    version: int
    scale: float
    is_first: bool


@dataclass(frozen=True)
class Stored:
    """The assessments of one year as they are stored, by the position of the region: id, and the values of `RANKED`."""

    ids: dict[int, int]
    values: dict[int, Row]

    def figures(self, regions: Regions) -> tuple[Floats, Floats]:
        """Return the scores of all regions, NaN where there is none, and the coverage."""
        scores, coverage = np.full(len(regions.ids), np.nan), np.zeros(len(regions.ids))
        for at, values in self.values.items():
            if at >= 0:
                scores[at] = np.nan if values[SCORE] is None else values[SCORE]
                coverage[at] = values[COVERAGE]
        return scores, coverage


def read_stored(connection: sa.Connection, owner: Owner, regions: Regions, year: int) -> Stored:
    """Read the assessments of a year, those of regions that are no longer published under negative positions."""
    names = ("id", "region_id", *RANKED)
    query = sa.select(*(assessment.c[name] for name in names)).where(
        assessment.c.index_id == owner.index_id, assessment.c.year == year
    )
    rows = [(regions.positions.get(row[1], -row[1]), row) for row in bulk.fetch(connection, query)]
    return Stored({at: row[0] for at, row in rows}, {at: tuple(row[2:]) for at, row in rows})


def read_ids(connection: sa.Connection, owner: Owner, regions: Regions, year: int) -> dict[int, int]:
    """Read the ids of the assessments of a year, by the position of the region."""
    query = sa.select(assessment.c.region_id, assessment.c.id).where(
        assessment.c.index_id == owner.index_id, assessment.c.year == year
    )
    rows = bulk.fetch(connection, query)
    return {regions.positions[region]: row_id for region, row_id in rows if region in regions.positions}


def store(
    connection: sa.Connection,
    owner: Owner,
    regions: Regions,
    year: int,
    stored: Stored,
    scores: Floats,
    coverage: Floats,
    present: Booleans,
) -> dict[int, int]:
    """Make the assessments of a year agree with scores and coverage; return their ids by the position of the region.

    What is no longer present goes, with everything below it.
    """
    rows = dict(_rows(owner, regions, scores, coverage, present))
    gone = [at for at in stored.ids if at not in rows]
    new = [at for at in rows if at not in stored.ids]
    changed = [at for at, values in rows.items() if at in stored.ids and values != stored.values[at]]
    bulk.delete(connection, assessment, (stored.ids[at] for at in gone))
    ids = dict(zip(new, bulk.next_ids(connection, assessment, len(new)), strict=True))
    names = ("id", "index_id", "region_id", "year", *RANKED)
    bulk.insert(
        connection,
        assessment,
        names,
        [(ids[at], owner.index_id, int(regions.ids[at]), year, *rows[at]) for at in new],
    )
    bulk.update(connection, assessment, RANKED, [(*rows[at], stored.ids[at]) for at in changed])
    if not owner.is_first:
        _log(connection, owner, regions, year, stored, rows, [*gone, *new, *changed])
    return {at: each for at, each in stored.ids.items() if at in rows} | ids


def _rows(
    owner: Owner, regions: Regions, scores: Floats, coverage: Floats, present: Booleans
) -> Iterator[tuple[int, Row]]:
    column = np.where(present, scores, np.nan)[:, None]
    places = [
        ranking(regions, column, owner.scale)
        for ranking in (ranks.ranks_in_nation, ranks.ranks_in_province, ranks.ranks_in_kind)
    ]
    nation, province, kind = ((_integers(each.rank[:, 0]), _integers(each.of[:, 0])) for each in places)
    shares = floats(ranks.percentiles(regions, column[:, 0], owner.scale))
    positions = _integers(ranks.positions(regions, places[2].rank[:, 0]))
    columns = (floats(column[:, 0]), *nation, shares, *province, *kind, positions, floats(coverage))
    values = list(zip(*columns, strict=True))
    for at in np.flatnonzero(present).tolist():
        yield at, (*values[at], owner.version)


def floats(column: Floats) -> list[float | None]:
    """Return the numbers of a column; None for NaN."""
    return [None if value != value else value for value in column.tolist()]


def _integers(column: Any) -> list[int | None]:
    """Return the numbers of a column; None for 0, which is no rank."""
    return [value or None for value in column.tolist()]


def _log(
    connection: sa.Connection,
    owner: Owner,
    regions: Regions,
    year: int,
    stored: Stored,
    rows: dict[int, Row],
    touched: list[int],
) -> None:
    """Append the changes of scores and ranks."""
    nothing: Row = (None,) * len(RANKED)
    now = UtcDateTime().process_bind_param(datetime.now(UTC), connection.dialect)
    changes = []
    for at in sorted(touched):
        before, after = stored.values.get(at, nothing), rows.get(at, nothing)
        if (before[SCORE], before[RANK]) != (after[SCORE], after[RANK]):
            region = int(regions.ids[at]) if at >= 0 else -at
            figures = (before[SCORE], after[SCORE], before[RANK], after[RANK])
            changes.append((owner.index_id, region, year, *figures, now))
    bulk.insert(connection, assessment_change, CHANGE, changes)

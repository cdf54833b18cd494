"""The arrays of one year -> its rows of `AssessmentNode`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import sqlalchemy as sa

from pilar.assessment.arrays import Booleans, Floats, Integers
from pilar.assessment.definition import Index
from pilar.assessment.observations import Observations
from pilar.commons.assessment_node import AssessmentNode
from pilar.commons.entity import table_of
from pilar.reassessing import bulk, ranks
from pilar.reassessing.assessing import Owner, floats
from pilar.reassessing.bulk import Row
from pilar.reassessing.catalogue import Regions
from pilar.reassessing.computation import Year, places_of
from pilar.reassessing.layout import Place

assessment_node: Final = table_of(AssessmentNode)

FIXED: Final = ("name_id", "name_en", "parent", "position", "weight")
RANKED: Final = ("rank", "of")
FOUND: Final = (
    "score",
    "coverage",
    "value",
    "unit",
    "observed_year",
    "indicator_id",
    "observation_id",
    "denominator_observation_id",
)
NAMES: Final = (*FIXED, *RANKED, *FOUND)


@dataclass(frozen=True)
class Stored:
    """Nodes as they are stored, by code and the position of the region: of some regions the id and all values of
    `NAMES`, of the others id, score and `RANKED`."""

    whole: Mapping[str, Mapping[int, Row]]
    others: Mapping[str, Mapping[int, Row]]


@dataclass(frozen=True)
class Nodes:
    """What nodes are made of: the year's arrays, the ids of the observations, and where each code stands."""

    index: Index
    year: Year
    places: Mapping[str, Place]
    observation_ids: Integers
    observed_in: Integers

    @classmethod
    def of(cls, index: Index, year: Year, places: Mapping[str, Place], observations: Observations) -> Nodes:
        """Look up the ids of the observations, and their years."""
        place = year.selection.place
        return cls(index, year, places, places_of(place, observations), year.selection.observed_in)

    def scores(self, code: str) -> Floats:
        """Return the scores of a code."""
        place = self.places[code]
        return self.year.normalised[:, place.at] if place.is_indicator else self.year.scores[:, place.at]

    def is_there(self, code: str) -> Booleans:
        """Tell which regions have a row: those with a value or a score, of a node with a value below it."""
        place = self.places[code]
        if place.is_indicator:
            return ~np.isnan(self.year.values[:, place.at]) | ~np.isnan(self.scores(code))
        return self.year.coverage[:, place.at] > 0

    def found(self, code: str, rows: Sequence[int]) -> list[list[Any]]:
        """Return the columns of `FOUND` of a code, of some regions."""
        place = self.places[code]
        scores = floats(self.scores(code)[rows])
        if not place.is_indicator:
            coverage = self.year.coverage[rows, place.at].tolist()
            return [scores, coverage, *([None] * len(rows) for _ in FOUND[2:])]
        inputs = self.index.positions(code)
        values = floats(self.year.values[rows, place.at])
        known = [value is not None for value in values]
        years = np.min(self.observed_in[np.ix_(rows, inputs)], axis=1).tolist()
        ids = [self.observation_ids[rows, at].tolist() for at in inputs]
        return [
            scores,
            [float(each) for each in known],
            values,
            _where(known, [place.unit] * len(rows)),
            _where(known, years),
            [place.indicator_id] * len(rows),
            _where(known, ids[0]),
            _where(known, ids[1]) if len(ids) > 1 else [None] * len(rows),
        ]


def _where(known: Sequence[bool], values: Sequence[Any]) -> list[Any]:
    return [value if is_known else None for value, is_known in zip(values, known, strict=True)]


def read_stored(
    connection: sa.Connection, codes: Collection[str] | None, rows: Collection[int], ids: Mapping[int, int]
) -> Stored:
    """Read the nodes with one of the codes, or all: whole of the regions `rows`, else what ranks need."""
    here = {ids[at]: at for at in rows if at in ids}
    there = {row_id: at for at, row_id in ids.items() if row_id not in here}
    return Stored(_read(connection, NAMES, codes, here), _read(connection, ("score", *RANKED), codes, there))


def _read(
    connection: sa.Connection, names: Collection[str], codes: Collection[str] | None, ids: Mapping[int, int]
) -> Mapping[str, Mapping[int, Row]]:
    stored: dict[str, dict[int, Row]] = defaultdict(dict)
    if ids:
        columns = (assessment_node.c[name] for name in ("assessment_id", "code", "id", *names))
        query = sa.select(*columns).where(assessment_node.c.assessment_id.in_(sorted(ids)))
        if codes is not None:
            query = query.where(assessment_node.c.code.in_(sorted(codes)))
        for owner, code, *row in bulk.fetch(connection, query):
            stored[code][ids[owner]] = tuple(row)
    return stored


@dataclass
class Difference:
    """What has to be written so that the stored nodes agree."""

    inserted: list[Row] = field(default_factory=list)
    changed: list[Row] = field(default_factory=list)
    ranked: list[Row] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)

    def write(self, connection: sa.Connection) -> None:
        """Write it."""
        self.inserted.sort()
        bulk.delete(connection, assessment_node, self.gone)
        bulk.insert(connection, assessment_node, ("assessment_id", "code", *NAMES), self.inserted)
        bulk.update(connection, assessment_node, NAMES, self.changed)
        bulk.update(connection, assessment_node, RANKED, self.ranked)


def compare(
    owner: Owner,
    regions: Regions,
    nodes: Nodes,
    codes: Collection[str],
    stored: Stored,
    rows: Collection[int],
    ids: Mapping[int, int],
    new: Collection[int],
) -> Difference:
    """Compare the nodes of a year with what is stored.

    `ids` are the assessments, by the position of the region. Of the regions `rows` everything by `codes` is compared;
    those among them that are `new` have nothing stored, and get all nodes. Of all other regions only the ranks by
    `codes` can have changed.
    """
    difference = Difference()
    old_rows = [at for at in rows if at in ids and at not in new]
    for code in nodes.places if new else codes:
        known, others = stored.whole.get(code, {}), stored.others.get(code, {})
        if code in codes:
            column = _scores(nodes, code, others, rows)
            places = ranks.ranks_in_nation(regions, column[:, None], owner.scale)
            ranked = places.rank[:, 0].tolist(), places.of[:, 0].tolist()
        else:
            ranked = [0] * len(regions.ids), [0] * len(regions.ids)
        found = dict(_values(nodes, code, ranked, [*old_rows, *new] if code in codes else new))
        for at, values in found.items():
            before = known.get(at)
            if before is None:
                difference.inserted.append((ids[at], code, *values))
            elif before[1:] != values:
                difference.changed.append((*values, before[0]))
        difference.gone.extend(row[0] for at, row in known.items() if at not in found)
        for at, (row_id, _, *ranks_before) in others.items():
            ranks_now = (ranked[0][at] or None, ranked[1][at] or None)
            if tuple(ranks_before) != ranks_now:
                difference.ranked.append((*ranks_now, row_id))
    return difference


def _scores(nodes: Nodes, code: str, others: Mapping[int, Row], rows: Collection[int]) -> Floats:
    """The scores of all regions: computed where values changed, and of indicators everywhere; else as stored."""
    computed = nodes.scores(code)
    if nodes.places[code].is_indicator:
        return computed
    column = np.full(len(computed), np.nan)
    for at, (_, score, *_) in others.items():
        if score is not None:
            column[at] = score
    here = sorted(rows)
    column[here] = computed[here]
    return column


def _values(
    nodes: Nodes, code: str, ranked: tuple[list[int], list[int]], rows: Collection[int]
) -> Iterator[tuple[int, Row]]:
    """Yield the values of `NAMES` of those of the regions that have a row."""
    place = nodes.places[code]
    fixed = (place.name_id, place.name_en, place.parent, place.position, place.weight)
    there = nodes.is_there(code)
    wanted = [at for at in rows if there[at]]
    if wanted:
        found = list(zip(*nodes.found(code, wanted), strict=True))
        rank, of = ranked
        for at, values in zip(wanted, found, strict=True):
            yield at, (*fixed, rank[at] or None, of[at] or None, *values)

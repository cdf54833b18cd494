"""What has changed -> assessments that agree with the rows again, in the transaction of the caller.

The order is the literal body of `_reassess_year`: arrays, then assessments, nodes, findings, each compared with what is
stored, so that only what differs is written.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

import numpy as np
import sqlalchemy as sa

from pilar.assessment.definition import Index
from pilar.assessment.history import History, read_history
from pilar.assessment.observations import Observations
from pilar.reassessing import assessing, bulk, findings, nodes, scope
from pilar.reassessing.aims import Plan, read_plans, set_goals
from pilar.reassessing.assessing import Owner, assessment
from pilar.reassessing.catalogue import Catalogue, Regions, read_catalogue, read_regions
from pilar.reassessing.computation import Year, compute, trends
from pilar.reassessing.definitions import composite_index, read_definition
from pilar.reassessing.explaining import Explainer
from pilar.reassessing.layout import Place, lay_out, with_ancestors
from pilar.reassessing.nodes import Nodes
from pilar.reassessing.observing import observed_years, read_observations
from pilar.reassessing.pending import Pending, take
from pilar.reassessing.scope import Scope

Progress = Callable[[str, int, int], None]
"""Called with what is being assessed, the years done, and how many there are."""


@dataclass(frozen=True)
class Summary:
    """What was done: the codes of the indices that were looked at, and how many of their years were computed."""

    indices: tuple[str, ...] = ()
    years: int = 0


NOTHING: Final = Summary()


@dataclass(frozen=True)
class Job:
    """One index, and all that its years have in common."""

    connection: sa.Connection
    index: Index
    owner: Owner
    catalogue: Catalogue
    regions: Regions
    observations: Observations
    history: History
    plans: tuple[Plan, ...]


def reassess(connection: sa.Connection, progress: Progress | None = None) -> Summary:
    """Make the stored assessments agree with observations, targets and definitions; return what was done.

    The caller owns the transaction, the one that changed them: rolling back leaves nothing of it. Nothing is done, and
    one row looked for, where nothing has changed. A full computation comes to the same rows, to the last bit.
    """
    pending = take(connection)
    if pending is None:
        return NOTHING
    catalogue, regions = read_catalogue(connection), read_regions(connection)
    names = ("id", "code", "scale", "version", "definition")
    query = sa.select(*(composite_index.c[name] for name in names)).order_by(composite_index.c.id)
    done: dict[str, int] = {}
    with _collection_paused():
        for index_id, code, scale, version, definition in bulk.fetch(connection, query):
            index = read_definition(code, definition, catalogue)
            owner = Owner(index_id, version, scale, index_id in pending.indices)
            years = _reassess_index(connection, index, owner, catalogue, regions, pending, progress)
            if years:
                done[code] = years
    return Summary(tuple(done), sum(done.values()))


@contextmanager
def _collection_paused() -> Iterator[None]:
    """Collect no garbage meanwhile: the rows of a year are many objects, none of which is in a cycle, and to look
    through them again and again takes a fifth of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _reassess_index(
    connection: sa.Connection,
    index: Index,
    owner: Owner,
    catalogue: Catalogue,
    regions: Regions,
    pending: Pending,
    progress: Progress | None,
) -> int:
    """Compute those years of an index that may have changed; return how many."""
    is_new = owner.is_first or pending.is_everything
    changes = None if is_new else scope.follow(index, pending, catalogue, regions)
    if changes is not None and not changes:
        return 0
    years, stored = observed_years(connection, index, catalogue), _stored_years(connection, owner)
    again = years | stored if changes is None else scope.whole_years(index, changes, years, stored)
    if again or changes is None:
        observations = read_observations(connection, index, catalogue, regions)
    else:
        observations = read_observations(
            connection, index, catalogue, regions, changes.rows, changes.codes(index)
        )
    plans = read_plans(connection, index, catalogue, regions)
    scopes = {} if changes is None else scope.spread(index, changes, observations, plans, years)
    scopes |= {year: scope.whole(regions) for year in again}
    history = read_history(index, observations)
    job = Job(connection, index, owner, catalogue, regions, observations, history, plans)
    for done, year in enumerate(sorted(scopes), start=1):
        if year in years:
            _reassess_year(job, year, scopes[year])
        else:
            _forget_year(job, year)
        if progress:
            progress(f"Assessing {index.code}", done, len(scopes))
    _draw_trends(job, {row for each in scopes.values() for row in each.rows})
    return len(scopes)


def _stored_years(connection: sa.Connection, owner: Owner) -> frozenset[int]:
    query = sa.select(assessment.c.year).where(assessment.c.index_id == owner.index_id).distinct()
    return frozenset(year for (year,) in bulk.fetch(connection, query))


def _reassess_year(job: Job, year: int, scope: Scope) -> None:
    connection, index = job.connection, job.index
    goals = set_goals(index, job.catalogue, job.regions, job.plans, year)
    computed = compute(index, job.observations, job.regions, job.history, goals, year)
    places = lay_out(index, job.catalogue, year)
    if scope.rows:
        ids, new = _store_assessments(job, computed, scope)
        _store_nodes(job, computed, places, scope, ids, new)
    else:
        ids, new = assessing.read_ids(connection, job.owner, job.regions, year), frozenset()

    present = np.zeros(len(job.regions.ids), dtype=np.bool_)
    present[list(ids)] = True
    explainer = Explainer(index, computed, places, job.catalogue, job.observations)
    found = explainer.find(scope, present, new)
    codes = findings.Codes(
        *(_codes(index, each) for each in (scope.columns, scope.improved, scope.told_columns))
    )
    for kind in findings.FOUND:
        before = findings.read_stored(connection, kind, job.owner, year, scope, codes, ids)
        difference = findings.compare(kind, found, before, with_texts=scope.is_whole)
        touched = findings.write(connection, kind, difference, ids)
        findings.number(connection, kind, touched)


def _codes(index: Index, columns: Iterable[int]) -> list[str]:
    return [index.indicators[at].code for at in sorted(columns)]


def _store_assessments(job: Job, computed: Year, scope: Scope) -> tuple[dict[int, int], frozenset[int]]:
    """Write the assessments of a year; return their ids by region, and the regions that had none."""
    stored = assessing.read_stored(job.connection, job.owner, job.regions, computed.year)
    rows = sorted(scope.rows)
    present = np.zeros(len(job.regions.ids), dtype=np.bool_)
    present[[at for at in stored.ids if at >= 0]] = True
    present[rows] = computed.is_present[rows]
    scores, coverage = stored.figures(job.regions)
    scores[rows], coverage[rows] = computed.scores[rows, -1], computed.coverage[rows, -1]
    ids = assessing.store(
        job.connection, job.owner, job.regions, computed.year, stored, scores, coverage, present
    )
    return ids, frozenset(at for at in rows if at in ids and at not in stored.ids)


def _store_nodes(
    job: Job,
    computed: Year,
    places: dict[str, Place],
    scope: Scope,
    ids: dict[int, int],
    new: frozenset[int],
) -> None:
    made = Nodes.of(job.index, computed, places, job.observations)
    codes = list(places) if scope.is_whole else with_ancestors(places, _codes(job.index, scope.columns))
    rows = sorted(scope.rows)
    known = nodes.read_stored(job.connection, None if scope.is_whole else codes, rows, ids)
    nodes.compare(job.owner, job.regions, made, codes, known, rows, ids, sorted(new)).write(job.connection)


def _forget_year(job: Job, year: int) -> None:
    """Nothing was observed in the year any more."""
    stored = assessing.read_stored(job.connection, job.owner, job.regions, year)
    nobody = np.zeros(len(job.regions.ids), dtype=np.bool_)
    scores, coverage = stored.figures(job.regions)
    assessing.store(job.connection, job.owner, job.regions, year, stored, scores, coverage, nobody)


def _draw_trends(job: Job, rows: set[int]) -> None:
    """Set the trends of regions with changed values, in all years."""
    names = ("id", "region_id", "year", "score", "trend")
    query = sa.select(*(assessment.c[name] for name in names)).where(
        assessment.c.index_id == job.owner.index_id
    )
    if len(rows) < len(job.regions.ids):
        query = query.where(assessment.c.region_id.in_([int(job.regions.ids[at]) for at in sorted(rows)]))
    scored: dict[int, dict[int, float]] = {}
    known = bulk.fetch(job.connection, query)
    for _, region, year, score, _ in known:
        if score is not None:
            scored.setdefault(region, {})[year] = score
    drawn = {region: trends(scores) for region, scores in scored.items()}
    changed = [
        (trend, row_id)
        for row_id, region, year, _, before in known
        if (trend := drawn.get(region, {}).get(year)) != before
    ]
    bulk.update(job.connection, assessment, ("trend",), changed)

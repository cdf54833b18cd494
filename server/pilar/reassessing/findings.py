"""Findings of a year -> rows of `AssessmentPotential` and `AssessmentChallenge`, and of their evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import sqlalchemy as sa

from pilar.commons.assessment_challenge import AssessmentChallenge, AssessmentChallengeEvidence
from pilar.commons.assessment_potential import AssessmentPotential, AssessmentPotentialEvidence
from pilar.reassessing import bulk
from pilar.reassessing.assessing import Owner, assessment
from pilar.reassessing.bulk import Row
from pilar.reassessing.catalogue import Regions
from pilar.reassessing.explaining import (
    AMONG_PEERS,
    BY_ITSELF,
    GAPS,
    NUMBERS,
    OF_REGION,
    OF_RESOURCE,
    POTENTIALS,
    Key,
    Told,
)
from pilar.reassessing.scope import Scope

TEXTS: Final = ("text_id", "text_en")
FEW: Final = 200
"""So many assessments are named one by one in a statement; of more, all of the year are looked at."""


@dataclass(frozen=True)
class Kind:
    """Potentials or challenges: their tables, the columns of their numbers, and the order of their positions, as the
    database sorts and as Python does."""

    table: sa.Table
    evidence: sa.Table
    owner: str
    numbers: tuple[str, ...]
    by: str
    order: Callable[[Key, Row], tuple[Any, ...]]
    rules: frozenset[str]


def _upper(*rules: Mapping[str, object]) -> frozenset[str]:
    return frozenset(name.upper() for each in rules for name in each)


def _falling(number: float | None) -> tuple[bool, float]:
    """Sort key for falling numbers, with null at the end."""
    return number is None, -(number or 0.0)


ALL: Final = _upper(AMONG_PEERS, BY_ITSELF, OF_REGION, OF_RESOURCE) | {"MISSING"}
FOUND_POTENTIALS: Final = frozenset(name.upper() for name in POTENTIALS)
CHALLENGES: Final = Kind(
    AssessmentChallenge.__table__,  # type: ignore[attr-defined]  # SQLModel adds it to tables only
    AssessmentChallengeEvidence.__table__,  # type: ignore[attr-defined]
    "challenge_id",
    (*NUMBERS, *GAPS),
    "priority IS NULL, priority DESC, rule, node",
    lambda key, numbers: (*_falling(numbers[-1]), key.rule, key.node),
    ALL - FOUND_POTENTIALS,
)
FOUND: Final = (
    Kind(
        AssessmentPotential.__table__,  # type: ignore[attr-defined]
        AssessmentPotentialEvidence.__table__,  # type: ignore[attr-defined]
        "potential_id",
        NUMBERS,
        "rule, score IS NULL, score DESC, node",
        lambda key, numbers: (key.rule, *_falling(numbers[NUMBERS.index("score")]), key.node),
        FOUND_POTENTIALS,
    ),
    CHALLENGES,
)


@dataclass(frozen=True)
class Found:
    """A finding as it is stored."""

    id: int
    assessment_id: int
    numbers: Row
    texts: Row
    evidence: tuple[int, ...]


@dataclass
class Difference:
    """What has to be written so that the stored findings of one kind agree."""

    inserted: list[tuple[Key, Told]] = field(default_factory=list)
    changed: list[tuple[Found, Told]] = field(default_factory=list)
    gone: list[Found] = field(default_factory=list)


def read_stored(
    connection: sa.Connection,
    kind: Kind,
    owner: Owner,
    regions: Regions,
    year: int,
    scope: Scope,
    codes: Collection[str],
    ids: Mapping[int, int],
) -> dict[Key, Found]:
    """Read the stored findings that the scope asks for."""
    rows: list[Row] = []
    evidence: list[Row] = []
    for condition, wanted in _conditions(kind, scope, codes, ids):
        names = ("id", "assessment_id", "rule", "node", *kind.numbers, *TEXTS)
        source = sa.join(assessment, kind.table, kind.table.c.assessment_id == assessment.c.id)
        where = (assessment.c.index_id == owner.index_id, assessment.c.year == year, condition)
        query = sa.select(assessment.c.region_id, *(kind.table.c[name] for name in names))
        found = bulk.fetch(connection, query.select_from(source).where(*where))
        rows += [row for row in found if wanted is None or regions.positions.get(row[0]) in wanted]
        owner_id = kind.evidence.c[kind.owner]
        source = sa.join(source, kind.evidence, owner_id == kind.table.c.id)
        query = sa.select(owner_id, kind.evidence.c.observation_id)
        evidence += bulk.fetch(connection, query.select_from(source).where(*where))
    cited: dict[int, list[int]] = defaultdict(list)
    for finding, observation in evidence:
        cited[finding].append(observation)
    last = 5 + len(kind.numbers)
    return {
        Key(regions.positions[row[0]], row[3], row[4]): Found(
            row[1], row[2], tuple(row[5:last]), tuple(row[last:]), tuple(sorted(cited[row[1]]))
        )
        for row in rows
        if row[0] in regions.positions
    }


def _conditions(
    kind: Kind, scope: Scope, codes: Collection[str], ids: Mapping[int, int]
) -> list[tuple[sa.ColumnElement[bool], frozenset[int] | None]]:
    """For each set of findings that may have changed a condition and the regions, None: all; no finding is in two."""
    if scope.is_whole:
        return [(sa.true(), None)]
    rule, node = kind.table.c.rule, kind.table.c.node.in_(sorted(codes))
    sets: list[tuple[Mapping[str, object], list[sa.ColumnElement[bool]], frozenset[int] | None]] = [
        (AMONG_PEERS, [node], None),
        (BY_ITSELF, [node], frozenset(scope.rows | scope.asked)),
        (OF_REGION, [], frozenset(scope.rows)),
    ]
    if scope.resources:
        sets.append((OF_RESOURCE, [], None))
    conditions = []
    for rules, where, rows in sets:
        names = sorted((_upper(rules) | ({"MISSING"} if rules is OF_REGION else set())) & kind.rules)
        if rows is not None and len(rows) <= FEW:
            here = sorted(ids[at] for at in rows if at in ids)
            where = [*where, kind.table.c.assessment_id.in_(here)]
        if names:
            conditions.append((sa.and_(rule.in_(names), *where), rows))
    return conditions


def compare(
    kind: Kind, found: Mapping[Key, Told], stored: Mapping[Key, Found], *, with_texts: bool
) -> Difference:
    """Compare findings with what is stored. The text follows from the numbers, but for what is missing."""
    difference = Difference()
    for key, told in found.items():
        if key.rule not in kind.rules:
            continue
        before = stored.get(key)
        if before is None:
            difference.inserted.append((key, told))
        elif (
            before.numbers != told.numbers
            or before.evidence != told.evidence
            or ((with_texts or key.rule == "MISSING") and before.texts != told.texts())
        ):
            difference.changed.append((before, told))
    difference.gone.extend(row for key, row in stored.items() if key not in found)
    return difference


def write(
    connection: sa.Connection, kind: Kind, difference: Difference, ids: Mapping[int, int]
) -> frozenset[int]:
    """Write the difference; return the assessments in which it changed something."""
    names = (*kind.numbers, *TEXTS)
    bulk.delete(connection, kind.table, (row.id for row in difference.gone))
    difference.inserted.sort(key=lambda each: (ids[each[0].at], each[0].rule, each[0].node))
    new = bulk.next_ids(connection, kind.table, len(difference.inserted))
    positions = _positions(kind, difference.inserted)
    bulk.insert(
        connection,
        kind.table,
        ("id", "assessment_id", "rule", "node", *names, "position"),
        [
            (id_, ids[key.at], key.rule, key.node, *told.numbers, *told.texts(), positions[key])
            for id_, (key, told) in zip(new, difference.inserted, strict=True)
        ],
    )
    bulk.update(
        connection,
        kind.table,
        names,
        [(*told.numbers, *told.texts(), row.id) for row, told in difference.changed],
    )
    cited = [(id_, told.evidence) for id_, (_, told) in zip(new, difference.inserted, strict=True)]
    recited = [(row, told) for row, told in difference.changed if row.evidence != told.evidence]
    _forget_evidence(connection, kind, [row.id for row, _ in recited])
    cited += [(row.id, told.evidence) for row, told in recited]
    pairs = [(id_, observation) for id_, evidence in cited for observation in evidence]
    bulk.insert(connection, kind.evidence, (kind.owner, "observation_id"), pairs)
    touched = [row.assessment_id for row in difference.gone]
    touched += [row.assessment_id for row, _ in difference.changed]
    touched += [ids[key.at] for key, _ in difference.inserted]
    return frozenset(touched)


def _positions(kind: Kind, inserted: list[tuple[Key, Told]]) -> dict[Key, int]:
    """Number new findings; these are the final positions where nothing else is known of a region."""
    places: dict[Key, int] = {}
    last: dict[int, int] = defaultdict(int)
    for key, _ in sorted(inserted, key=lambda each: kind.order(each[0], each[1].numbers)):
        last[key.at] += 1
        places[key] = last[key.at]
    return places


def _forget_evidence(connection: sa.Connection, kind: Kind, findings: Sequence[int]) -> None:
    for start in range(0, len(findings), bulk.MOST_PARAMETERS):
        some = findings[start : start + bulk.MOST_PARAMETERS]
        connection.execute(kind.evidence.delete().where(kind.evidence.c[kind.owner].in_(some)))


def number(connection: sa.Connection, kind: Kind, owner: Owner, year: int, touched: Collection[int]) -> None:
    """Set the positions of the findings of the assessments in which something changed."""
    if not touched:
        return
    table = kind.table
    if len(touched) <= FEW:
        within: Any = table.c.assessment_id.in_(sorted(touched))
    else:
        of_year = sa.select(assessment.c.id).where(
            assessment.c.index_id == owner.index_id, assessment.c.year == year
        )
        within = table.c.assessment_id.in_(of_year)
    order = sa.text(kind.by)
    place = sa.func.row_number().over(partition_by=table.c.assessment_id, order_by=order)
    ranked = sa.select(table.c.id, place.label("place")).where(within).subquery()
    connection.execute(
        table.update()
        .values(position=ranked.c.place)
        .where(table.c.id == ranked.c.id, table.c.position != ranked.c.place)
    )

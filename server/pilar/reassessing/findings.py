"""Findings of a year -> rows of `AssessmentPotential` and `AssessmentChallenge`, and of their evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import sqlalchemy as sa

from pilar.commons.assessment_challenge import AssessmentChallenge, AssessmentChallengeEvidence
from pilar.commons.assessment_potential import AssessmentPotential, AssessmentPotentialEvidence
from pilar.commons.entity import table_of
from pilar.reassessing import bulk
from pilar.reassessing.assessing import Owner, assessment
from pilar.reassessing.bulk import Row
from pilar.reassessing.explaining import (
    AMONG_PEERS,
    BY_ITSELF,
    GAPS,
    NUMBERS,
    OF_CHANGE,
    OF_REGION,
    OF_RESOURCE,
    POTENTIALS,
    Key,
    Told,
)
from pilar.reassessing.scope import Scope

TEXTS: Final = ("text_id", "text_en")


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


ALL: Final = _upper(AMONG_PEERS, OF_CHANGE, BY_ITSELF, OF_REGION, OF_RESOURCE) | {"MISSING"}
FOUND_POTENTIALS: Final = frozenset(name.upper() for name in POTENTIALS)
CHALLENGES: Final = Kind(
    table_of(AssessmentChallenge),
    table_of(AssessmentChallengeEvidence),
    "challenge_id",
    (*NUMBERS, *GAPS),
    "priority IS NULL, priority DESC, rule, node",
    lambda key, numbers: (*_falling(numbers[-1]), key.rule, key.node),
    ALL - FOUND_POTENTIALS,
)
FOUND: Final = (
    Kind(
        table_of(AssessmentPotential),
        table_of(AssessmentPotentialEvidence),
        "potential_id",
        NUMBERS,
        "rule, score IS NULL, score DESC, node",
        lambda key, numbers: (key.rule, *_falling(numbers[NUMBERS.index("score")]), key.node),
        FOUND_POTENTIALS,
    ),
    CHALLENGES,
)


@dataclass(frozen=True)
class Codes:
    """The codes of the indicators of a scope."""

    valued: list[str]
    improved: list[str]
    told: list[str]


@dataclass(frozen=True)
class Found:
    """A finding as it is stored; without texts and evidence where they cannot have changed."""

    id: int
    assessment_id: int
    numbers: Row
    texts: Row | None
    evidence: tuple[int, ...] | None


@dataclass(frozen=True)
class Lookup:
    """Findings that may have changed: the condition for them, and for those of them whose evidence may have."""

    where: sa.ColumnElement[bool]
    cited: sa.ColumnElement[bool] | None
    cited_of: Collection[int]
    with_texts: bool


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
    year: int,
    scope: Scope,
    codes: Codes,
    ids: Mapping[int, int],
) -> dict[Key, Found]:
    """Read the stored findings that the scope asks for; `ids` are the assessments of the year by region."""
    regions = {each: at for at, each in ids.items()}
    stored: dict[Key, Found] = {}
    for lookup in _lookups(kind, owner, year, scope, codes, ids):
        cited = _read_evidence(connection, kind, lookup)
        for row_id, assessed, rule, node, numbers, texts in _read(connection, kind, lookup):
            at = regions[assessed]
            evidence = tuple(sorted(cited[row_id])) if at in lookup.cited_of else None
            stored[Key(at, rule, node)] = Found(row_id, assessed, numbers, texts, evidence)
    return stored


def _read(
    connection: sa.Connection, kind: Kind, lookup: Lookup
) -> Iterator[tuple[int, int, str, str, Row, Row | None]]:
    names = ("id", "assessment_id", "rule", "node", *kind.numbers, *(TEXTS if lookup.with_texts else ()))
    last = 4 + len(kind.numbers)
    for row in bulk.fetch(connection, sa.select(*(kind.table.c[name] for name in names)).where(lookup.where)):
        yield (*row[:4], row[4:last], row[last:] or None)


def _read_evidence(connection: sa.Connection, kind: Kind, lookup: Lookup) -> dict[int, list[int]]:
    cited: dict[int, list[int]] = defaultdict(list)
    if lookup.cited is not None:
        owner = kind.evidence.c[kind.owner]
        query = sa.select(owner, kind.evidence.c.observation_id).where(lookup.cited)
        joined = query.join_from(kind.table, kind.evidence, owner == kind.table.c.id)
        for finding, observation in bulk.fetch(connection, joined):
            cited[finding].append(observation)
    return cited


def _lookups(
    kind: Kind, owner: Owner, year: int, scope: Scope, codes: Codes, ids: Mapping[int, int]
) -> Iterator[Lookup]:
    """One lookup for each set of findings that may have changed; no finding is in two.

    A comparison with peers may change anywhere, but what it rests on only where a value changed.
    """
    table = kind.table
    everywhere = table.c.assessment_id.in_(
        sa.select(assessment.c.id).where(assessment.c.index_id == owner.index_id, assessment.c.year == year)
    )

    def of(rows: Collection[int]) -> sa.ColumnElement[bool]:
        return table.c.assessment_id.in_(sorted(ids[at] for at in rows if at in ids))

    def by(rules: frozenset[str], nodes: list[str] | None = None) -> sa.ColumnElement[bool]:
        condition = table.c.rule.in_(sorted(rules & kind.rules))
        return condition if nodes is None else condition & table.c.node.in_(nodes)

    if scope.is_whole:
        yield Lookup(everywhere, everywhere, ids, with_texts=True)
        return
    itself, region, resource = _upper(BY_ITSELF), _upper(OF_REGION) | {"MISSING"}, _upper(OF_RESOURCE)
    told = scope.told_rows
    for peers, nodes in ((_upper(AMONG_PEERS), codes.valued), (_upper(OF_CHANGE), codes.improved)):
        if nodes and peers & kind.rules:
            named = by(peers, nodes)
            yield Lookup(everywhere & named, of(told) & named, told, with_texts=False)
    if codes.told and itself & kind.rules:
        where = of(told) & by(itself, codes.told)
        yield Lookup(where, where, told, with_texts=False)
    if scope.rows and region & kind.rules:
        where = of(scope.rows) & by(region)
        yield Lookup(where, where, scope.rows, with_texts=True)
    if scope.resources and resource & kind.rules:
        yield Lookup(everywhere & by(resource), everywhere & by(resource), ids, with_texts=False)


def compare(
    kind: Kind, found: Mapping[Key, Told], stored: Mapping[Key, Found], *, with_texts: bool
) -> Difference:
    """Compare findings with what is stored.

    The text follows from the numbers and the titles, which are looked at with `with_texts`; what is missing has none.
    """
    difference = Difference()
    for key, told in found.items():
        if key.rule not in kind.rules:
            continue
        before = stored.get(key)
        if before is None:
            difference.inserted.append((key, told))
        elif (
            before.numbers != told.numbers
            or before.evidence not in (None, told.evidence)
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
    recited = [(row, told) for row, told in difference.changed if row.evidence not in (None, told.evidence)]
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


def number(connection: sa.Connection, kind: Kind, touched: Collection[int]) -> None:
    """Set the positions of the findings of the assessments in which something changed."""
    if not touched:
        return
    table = kind.table
    within = table.c.assessment_id.in_(sorted(touched))
    order = sa.text(kind.by)
    place = sa.func.row_number().over(partition_by=table.c.assessment_id, order_by=order)
    ranked = sa.select(table.c.id, place.label("place")).where(within).subquery()
    connection.execute(
        table.update()
        .values(position=ranked.c.place)
        .where(table.c.id == ranked.c.id, table.c.position != ranked.c.place)
    )

"""Representative queries beside the one statement that each becomes, and the indexes that its plan uses.

After a wanted change of the compiler, `pytest tests/query/test_golden.py --rewrite-golden` writes the files anew.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from pilar.database.engine import database_file
from pilar.query.dialects import SQLITE
from pilar.query.values import Facts
from pilar.query.variables import coerce_variables

FOLDER = Path(__file__).parent / "golden"
SORT = "USE TEMP B-TREE FOR ORDER BY"


class Golden:
    """A query, the indexes that its plan must use, and what its plan must not do."""

    def __init__(self, query: str, *uses: str, never: tuple[str, ...] = (), **variables: Any) -> None:
        self.query = query
        self.uses = uses
        self.never = never
        self.variables = variables


QUERIES = {
    "lookup_by_code": Golden(
        '{ region(code: "32.73") { name kind population parent { name } } }',
        "USING INDEX sqlite_autoindex_region_1",
        never=("SCAN region", "SCAN t", SORT),
    ),
    "lookup_by_former_name": Golden(
        '{ region(by: {name: "Mamuju Utara"}) { code } }', never=("SCAN region_alias",)
    ),
    "list_with_total": Golden(
        "{ regions(first: 100, where: {kind: {in: [KABUPATEN, KOTA]}}) { totalCount nodes { code name } } }"
    ),
    "top_by_indexed_column": Golden(
        "{ regions(first: 5, orderBy: [{population: DESC}]) { nodes { name population } } }",
        "ix_region_population",
    ),
    "page_behind_a_cursor": Golden(
        "query Q($after: String!) { regions(first: 5, after: $after, orderBy: [{code: ASC}]) { nodes { code } } }",
        "USING INDEX sqlite_autoindex_region_1",
        never=(SORT,),
    ),
    "page_before_a_cursor": Golden(
        "query Q($before: String!) { regions(last: 5, before: $before, orderBy: [{code: ASC}]) {"
        " edges { cursor node { code } } pageInfo { hasPreviousPage startCursor endCursor } } }",
        "sqlite_autoindex_region_1",
    ),
    "series_of_an_indicator": Golden(
        '{ region(code: "32.73") { observations(where: {indicator: {code: {eq: "HR.MEAN_SCHOOLING"}}},'
        " orderBy: [{year: ASC}]) { nodes { year value unit source { publisher } } } } }",
        "ix_observation_region_id_indicator_id_year (region_id=? AND indicator_id=?)",
        never=("SCAN observation",),
    ),
    "rows_of_a_parent": Golden(
        '{ region(code: "32") { children(first: 50) { nodes { code name } } } }',
        "ix_region_parent_id (parent_id=?)",
        never=(SORT,),
    ),
    "rows_of_a_plugin": Golden(
        "{ environment { powerPlants(where: {technology: {in: [SOLAR, HYDRO]}}, orderBy: [{capacityMw: DESC}],"
        " first: 10) { totalCount pageInfo { hasNextPage endCursor }"
        " nodes { name technology capacityMw operator { name } } } } }"
    ),
    "groups": Golden(
        "{ environment { powerPlantsAggregate(groupBy: [TECHNOLOGY])"
        " { key { technology } count sum { capacityMw } } } }",
        "ix_environment_power_plant_technology",
    ),
    "groups_behind_a_relationship": Golden(
        "{ regionsAggregate(groupBy: [PARENT], where: {kind: {eq: KOTA}}, having: {count: {gte: 5}})"
        " { key { parent { name(lang: EN) } } count } }"
    ),
    "calculated_as_of_a_day": Golden(
        '{ masterplan { activities(on: "2024-06-01", where: {overdue: {eq: true}}, orderBy: [{daysLate: DESC}],'
        " first: 5) { nodes { plannedPct actualPct daysLate } } } }",
        "ix_masterplan_progress_report_activity_id_reported_on (activity_id=? AND reported_on<?)",
        never=("SCAN masterplan_progress_report", "AUTOMATIC"),
    ),
    "filter_through_to_many": Golden(
        "{ regions(where: {observations: {some: {year: {eq: 2020}}}}) { totalCount nodes { name } } }",
        "ix_observation_region_id",
        never=("SCAN observation", "AUTOMATIC"),
    ),
    "filter_through_to_many_and_on": Golden(
        "{ observationsAggregate(where: {challengeEvidence: {some: {challenge: {rule: {eq: MISSING}}}}}) { count } }",
        "ix_assessment_challenge_evidence_observation_id",
        never=("sqlite_autoindex_assessment_challenge_evidence", "AUTOMATIC"),
    ),
    "nodes": Golden(
        "query Q($ids: [ID!]!) { nodes(ids: $ids) { id ... on Region { code } ... on Source { dataset } } }",
        "USING INTEGER PRIMARY KEY (rowid=?)",
        ids=["Region_1", "Source_1"],
    ),
}


def cursor(graph: Any) -> str:
    data = graph.data("{ regions(first: 9, orderBy: [{code: ASC}]) { pageInfo { endCursor } } }")
    found: str = data["regions"]["pageInfo"]["endCursor"]
    return found


def statement(graph: Any, golden: Golden) -> tuple[str, list[Any]]:
    """Return the one statement of a query, and what it is bound to."""
    engine = graph.service.engine
    variables = dict(golden.variables)
    variables |= {name: cursor(graph) for name in ("after", "before") if f"${name}" in golden.query}
    operation = engine.documents.operation(golden.query, None)
    coerced = coerce_variables(operation.declared, variables)
    (root,) = engine.make_plan(operation, Facts(coerced), "id").roots
    return root.sql, root.parameters(coerced)


def laid_out(sql: str) -> str:
    """Break a statement where a reader would."""
    return (
        re.sub(
            r" (?=(FROM|LEFT JOIN|CROSS JOIN|(?<!LEFT )(?<!CROSS )JOIN|WHERE|GROUP BY|HAVING|ORDER BY) )",
            "\n",
            sql,
        )
        + "\n"
    )


@pytest.mark.parametrize("name", QUERIES)
@pytest.mark.parametrize(("fixture", "suffix"), [("embedded_graph", ".sql"), ("server_graph", ".pg.sql")])
def test_a_query_becomes_its_statement(
    name: str, fixture: str, suffix: str, request: pytest.FixtureRequest
) -> None:
    sql, _ = statement(request.getfixturevalue(fixture), QUERIES[name])
    text = f"-- {QUERIES[name].query}\n{laid_out(sql)}"
    file = FOLDER / f"{name}{suffix}"
    if request.config.getoption("--rewrite-golden"):
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


def test_every_golden_file_has_its_query() -> None:
    for ending in (".sql", ".pg.sql"):
        files = [file.name for file in FOLDER.iterdir() if file.name.partition(".")[2] == ending[1:]]
        assert {name.removesuffix(ending) for name in files} == set(QUERIES)


@pytest.mark.parametrize("name", QUERIES)
def test_a_statement_uses_the_indexes_made_for_it(embedded_graph: Any, name: str) -> None:
    golden = QUERIES[name]
    plan = explained(embedded_graph, *statement(embedded_graph, golden))
    for use in golden.uses:
        assert use in plan, plan
    for mistake in golden.never:
        assert mistake not in plan, plan


def explained(graph: Any, sql: str, parameters: list[Any]) -> str:
    with closing(sqlite3.connect(database_file(graph.service.settings.database_url))) as connection:
        for function, (arity, call) in SQLITE.functions.items():
            connection.create_function(function, arity, call, deterministic=True)
        return "\n".join(row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", parameters))

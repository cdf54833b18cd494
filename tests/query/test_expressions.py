"""Calculated fields: what a formula says of a row, as of the day that is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson
import pytest
from pilar.query.exchange import Request
from pilar.query.parameters import TODAY, TODAY_KEY, today
from pilar.query.values import Facts
from pilar.schema.catalog import Table

REUSING = {"answer_cache_bytes": 1_000_000}


def place(number: int, opened_on: str, **columns: Any) -> str:
    columns = {
        "id": number,
        "name_id": f"'p{number}'",
        "region_id": 1,
        "opened_on": f"'{opened_on}'",
    } | columns
    names = ", ".join(f'"{item}"' for item in columns)
    return f"INSERT INTO atlas_place ({names}) VALUES ({', '.join(map(str, columns.values()))})"


def visit(number: int, place_id: int, visibility: int = 0) -> str:
    return f"INSERT INTO atlas_visit (id, visibility, place_id) VALUES ({number}, {visibility}, {place_id})"


ROWS = (
    place(1, "2020-01-01", price=1250, total=5, area=9.5),
    place(2, "2023-01-01", price="NULL", above_id=1, area=0.5),
    place(3, "2023-12-31", price=-1, total=0, above_id=1),
    place(4, "1969-12-31", visibility=1, above_id=1),
    visit(1, 1),
    visit(2, 1, visibility=1),
    visit(3, 3),
)


@pytest.fixture
def places(atlas: Any) -> Any:
    atlas.write(*ROWS)
    return atlas


def nodes(graph: Any, arguments: str, fields: str) -> list[Any]:
    found: list[Any] = graph.data(f"{{ atlas {{ places{arguments} {{ nodes {{ {fields} }} }} }} }}")["atlas"][
        "places"
    ]["nodes"]
    return found


def test_days_are_counted_up_to_the_day_of_the_list(places: Any) -> None:
    assert nodes(places, '(on: "2024-01-01")', "ageDays") == [{"ageDays": age} for age in (1461, 365, 1)]


def test_a_field_may_ask_for_another_day_than_its_list(places: Any) -> None:
    fields = 'ageDays before: ageDays(on: "2019-12-31") above { ageDays }'
    assert nodes(places, '(on: "2023-01-02", where: {total: {isNull: true}})', fields) == [
        {"ageDays": 1, "before": -1097, "above": {"ageDays": 1097}}
    ]


def test_a_list_inside_takes_over_the_day_of_the_list_around_it(places: Any) -> None:
    inside = 'below { nodes { ageDays } } then: below(on: "2024-01-02") { nodes { ageDays } }'
    assert nodes(places, '(on: "2024-01-01", first: 1)', inside) == [
        {
            "below": {"nodes": [{"ageDays": 365}, {"ageDays": 1}]},
            "then": {"nodes": [{"ageDays": 366}, {"ageDays": 2}]},
        }
    ]


def test_the_day_may_come_from_a_variable(places: Any) -> None:
    document = "query Q($on: Date) { atlas { places(on: $on, first: 1) { nodes { ageDays } } } }"
    found = places.data(document, {"on": "2020-01-31"})
    assert found["atlas"]["places"]["nodes"] == [{"ageDays": 30}]
    assert places.data(document, {}) == places.data(document, {"on": today()})


def test_without_a_day_it_is_today(places: Any) -> None:
    assert nodes(places, "", "ageDays") == nodes(places, f'(on: "{today()}")', "ageDays")


def test_other_rows_are_read_as_far_as_they_are_published(places: Any) -> None:
    assert nodes(places, "", "guests") == [{"guests": 1}, {"guests": 0}, {"guests": 1}]


def test_an_expression_may_rest_on_another_of_its_own_and_of_other_rows(places: Any) -> None:
    assert nodes(places, '(on: "2024-01-01")', "isOld heights ground") == [
        {"isOld": False, "heights": 366, "ground": "SEA"},
        {"isOld": False, "heights": None, "ground": "LAND"},
        {"isOld": False, "heights": None, "ground": "LAND"},
    ]
    assert nodes(places, '(on: "2026-01-01", first: 1)', "isOld heights") == [
        {"isOld": True, "heights": 1828}
    ]


def test_decimals_are_numbers_in_it_and_exact_in_the_answer(places: Any) -> None:
    assert nodes(places, "", "priceTwice priced") == [
        {"priceTwice": "25.00", "priced": 2.5},
        {"priceTwice": None, "priced": None},
        {"priceTwice": "-0.02", "priced": None},
    ]


def test_rows_are_filtered_and_ordered_by_it(places: Any) -> None:
    by_age = '(on: "2024-01-01", orderBy: [{ageDays: ASC}], where: {ageDays: {lt: 400}})'
    assert nodes(places, by_age, "name") == [{"name": "p3"}, {"name": "p2"}]
    assert nodes(places, '(where: {priceTwice: {eq: "25"}})', "name") == [{"name": "p1"}]
    assert nodes(places, "(where: {ground: {in: [SEA]}})", "name") == [{"name": "p1"}]
    some = '(on: "2024-01-01", where: {below: {some: {ageDays: {eq: 1}}}})'
    assert nodes(places, some, "name") == [{"name": "p1"}]
    assert nodes(places, '(on: "2023-12-01", where: {below: {some: {ageDays: {eq: 1}}}})', "name") == []


def test_paging_through_an_ordering_by_it_gives_the_whole_list(places: Any) -> None:
    page = '{ atlas { places(first: 1, on: "2024-01-01", orderBy: [{priced: DESC}, {ageDays: ASC}]%s) {'
    page += " nodes { name } pageInfo { hasNextPage endCursor } } } }"
    names, after = [], ""
    for _ in range(3):
        found = places.data(page % after)["atlas"]["places"]
        names += [node["name"] for node in found["nodes"]]
        after = f', after: "{found["pageInfo"]["endCursor"]}"'
    assert names == ["p1", "p3", "p2"]
    assert not found["pageInfo"]["hasNextPage"]


def test_groups_and_measures_are_as_of_the_day(places: Any) -> None:
    query = """{ atlas { placesAggregate(
        on: "2024-01-01", groupBy: [GROUND], having: {max: {ageDays: {gt: 300}}}
    ) { key { ground } count sum { ageDays priceTwice } avg { ageDays } max { ageDays } } } }"""
    assert places.data(query)["atlas"]["placesAggregate"] == [
        {
            "key": {"ground": "LAND"},
            "count": 2,
            "sum": {"ageDays": 366, "priceTwice": "-0.02"},
            "avg": {"ageDays": 183.0},
            "max": {"ageDays": 365},
        },
        {
            "key": {"ground": "SEA"},
            "count": 1,
            "sum": {"ageDays": 1461, "priceTwice": "25.00"},
            "avg": {"ageDays": 1461.0},
            "max": {"ageDays": 1461},
        },
    ]


def test_a_condition_on_a_measure_that_says_nothing_is_none(places: Any) -> None:
    found = places.data(
        '{ atlas { placesAggregate(on: "2024-01-11", having: {max: {ageDays: {}}}) { count } } }'
    )
    assert found["atlas"]["placesAggregate"][0]["count"] > 0


def test_a_resolver_of_python_beside_it_changes_nothing(places: Any) -> None:
    fields = 'ageDays(on: "2024-01-01") priceTwice ground'
    walked = nodes(places, "", f"{fields} label")
    assert [{name: row[name] for name in ("ageDays", "priceTwice", "ground")} for row in walked] == nodes(
        places, "", fields
    )


def test_a_day_that_is_none_is_refused(places: Any) -> None:
    error = places.error('{ atlas { places(on: "2024-02-30") { totalCount } } }')
    assert "2024-02-30" in error["message"]


def planned(graph: Any, document: str) -> Any:
    engine = graph.service.engine
    return engine.make_plan(engine.documents.operation(document, None), Facts({}), "id")


def test_only_what_depends_on_today_is_planned_for_it(atlas: Any) -> None:
    today_matters = planned(atlas, "{ atlas { places { nodes { ageDays } } } }")
    given = planned(atlas, '{ atlas { places(on: "2024-01-01") { nodes { ageDays guests } } } }')
    assert today_matters.dated({"a": 1}) == {"a": 1, TODAY_KEY: today()}
    assert given.dated({"a": 1}) == {"a": 1}
    assert {"atlas_place", "atlas_visit"} == set(given.tables)


def test_the_statement_holds_no_day_and_is_bound_to_that_of_the_request(atlas: Any) -> None:
    (root,) = planned(atlas, "{ atlas { places(where: {ageDays: {gt: 1}}) { nodes { ageDays } } } }").roots
    assert today() not in root.sql
    assert "2020-02-29" in map(str, root.parameters({TODAY_KEY: "2020-02-29"}))
    assert TODAY.get({TODAY_KEY: "2020-02-29"}) == "2020-02-29"


def asked(graph: Any, document: str) -> Any:
    answer = graph.runner.run(graph.service.engine.execute(Request(document, {})))
    return orjson.loads(answer.body)["data"]


def revisions(graph: Any, tables: Sequence[str]) -> tuple[int, ...]:
    found = graph.service.engine.revisions.of(tables)
    return found if isinstance(found, tuple) else graph.runner.run(found)


def test_an_answer_of_yesterday_is_not_given_today(open_atlas: Any) -> None:
    graph = open_atlas(**REUSING)
    graph.write(*ROWS)
    document, engine = "{ atlas { places(first: 1) { nodes { ageDays } } } }", graph.service.engine
    plan = engine.plan(engine.documents.operation(document, None), {}, "id")
    yesterday = orjson.dumps({TODAY_KEY: "2020-01-01"})
    engine.answers.keep((plan.number, yesterday), revisions(graph, plan.tables), b'{"data":"old"}')
    assert asked(graph, document) != "old"
    hits = engine.answers.hits
    assert asked(graph, document)["atlas"]["places"]["nodes"][0]["ageDays"] > 2000
    assert engine.answers.hits == hits + 1


def test_a_change_of_rows_that_only_an_expression_reads_makes_the_answer_anew(open_atlas: Any) -> None:
    graph = open_atlas(**REUSING)
    graph.write(*ROWS)
    document = "{ atlas { places(first: 1) { nodes { guests } } } }"
    before = asked(graph, document)
    graph.write(visit(9, 1))
    assert [found["atlas"]["places"]["nodes"] for found in (before, asked(graph, document))] == [
        [{"guests": 1}],
        [{"guests": 2}],
    ]


def calculated(tables: Sequence[Table]) -> dict[str, Table]:
    return {table.name: table for table in tables if table.expressions}


def test_every_expression_of_every_plugin_can_be_calculated_filtered_and_ordered(graph: Any) -> None:
    found = calculated(list(graph.service.engine.composition.catalog.tables.values()))
    assert len(found) >= 8
    for table in found.values():
        fields = " ".join(column.field for column in table.expressions)
        orders = ", ".join(f"{{{column.field}: DESC}}" for column in table.expressions)
        missing = ", ".join(f"{{{column.field}: {{isNull: true}}}}" for column in table.expressions)
        sifted = f"sifted: {table.plural}(orderBy: [{orders}], where: {{or: [{missing}]}}) {{ nodes {{ {fields} }} }}"
        graph.data(f"{{ {table.namespace} {{ {sifted} {table.plural} {{ nodes {{ {fields} }} }} }} }}")

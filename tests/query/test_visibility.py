"""Rows that are not published appear on no path."""

from __future__ import annotations

from typing import Any

import pytest

SECRET = "HIDDEN"


def place(number: int, name: str, visibility: int = 0, **columns: Any) -> str:
    columns = {"id": number, "name_id": f"'{name}'", "region_id": 1, "visibility": visibility} | columns
    names = ", ".join(f'"{item}"' for item in columns)
    return f"INSERT INTO atlas_place ({names}) VALUES ({', '.join(map(str, columns.values()))})"


@pytest.fixture(params=[1, 2], ids=["draft", "internal"])
def hidden(atlas: Any, request: pytest.FixtureRequest) -> Any:
    """Two published places; above one, below the other, and beside both: a hidden one."""
    atlas.write(
        place(1, "seen"),
        place(2, SECRET, request.param, above_id=1, total=1000),
        place(3, "below the hidden", above_id=2),
        f"INSERT INTO atlas_visit (id, visibility, place_id, note) VALUES (1, {request.param}, 1, '{SECRET}')",
        "INSERT INTO atlas_visit (id, visibility, place_id, note) VALUES (2, 0, 1, 'seen')",
    )
    return atlas


PATHS = {
    "root": "{ atlas { places { totalCount nodes { name } edges { node { name } } } } }",
    "lookup by id": '{ atlas { place(id: "AtlasPlace_2") { name } } }',
    "nested": '{ region(code: "ID") { atlas { places { totalCount nodes { name } } } } }',
    "to-many": '{ atlas { places(where: {name: {eq: "seen"}}) { nodes { below { totalCount nodes { name } } } } } }',
    "to-one": '{ atlas { places(where: {name: {startsWith: "below"}}) { nodes { name above { name } } } } }',
    "nodes": '{ nodes(ids: ["AtlasPlace_2", "AtlasVisit_1"]) { id ... on AtlasPlace { name } } }',
    "node": '{ node(id: "AtlasPlace_2") { ... on AtlasPlace { name } } }',
    "extremes": "{ atlas { placesAggregate { max { total } sum { total } count } } }",
    "groups": "{ atlas { placesAggregate(groupBy: [ABOVE]) { key { above { name } } count } } }",
    "linked rows": "{ atlas { places { nodes { visits { totalCount nodes { note } } visitsAggregate { count } } } } }",
}


@pytest.mark.parametrize("path", PATHS)
def test_a_hidden_row_is_shown_on_no_path(hidden: Any, path: str) -> None:
    answer = hidden.ask(PATHS[path])
    assert SECRET not in str(answer)
    assert "1000" not in str(answer)
    assert hidden.statements == 1


def counted(graph: Any, where: str) -> int:
    data = graph.data(f"{{ atlas {{ places(where: {where}) {{ totalCount }} }} }}")
    assert isinstance(data["atlas"]["places"]["totalCount"], int)
    return data["atlas"]["places"]["totalCount"]


def test_hidden_rows_count_for_nothing(hidden: Any) -> None:
    assert counted(hidden, "{}") == 2
    document = "{ atlas { placesAggregate { count } visitsAggregate { count } } }"
    assert hidden.data(document)["atlas"] == {
        "placesAggregate": [{"count": 2}],
        "visitsAggregate": [{"count": 1}],
    }


def test_filters_do_not_see_hidden_rows_behind_relationships(hidden: Any) -> None:
    assert counted(hidden, f'{{above: {{name: {{eq: "{SECRET}"}}}}}}') == 0
    assert counted(hidden, "{above: {}}") == 0
    assert counted(hidden, "{not: {above: {}}}") == 2
    assert counted(hidden, "{below: {some: {}}}") == 0
    assert counted(hidden, "{below: {none: {}}}") == 2
    assert counted(hidden, '{visits: {every: {note: {eq: "seen"}}}}') == 2
    assert counted(hidden, f'{{visits: {{some: {{note: {{eq: "{SECRET}"}}}}}}}}') == 0
    region = f'{{ regions(where: {{atlas: {{places: {{some: {{name: {{eq: "{SECRET}"}}}}}}}}}}) {{ totalCount }} }}'
    assert hidden.data(region) == {"regions": {"totalCount": 0}}


def test_a_hidden_row_orders_nothing(hidden: Any) -> None:
    hidden.write(place(4, "zero", total=0), place(5, "below zero", above_id=4))
    rows = hidden.data("{ atlas { places(orderBy: [{above: {total: DESC}}]) { nodes { name } } } }")["atlas"][
        "places"
    ]
    assert rows["nodes"][0] == {"name": "below zero"}


def test_a_hidden_row_has_no_cursor_that_tells_its_values(hidden: Any) -> None:
    page = hidden.data(
        "{ atlas { places(last: 1) { pageInfo { hasPreviousPage } edges { node { name } } } } }"
    )
    assert page["atlas"]["places"]["edges"][0]["node"]["name"] == "below the hidden"


def test_lookups_by_key_find_no_hidden_row(atlas: Any) -> None:
    atlas.write("UPDATE region SET visibility = 1 WHERE code = '32.73'")
    for argument in ('code: "32.73"', 'by: {name: "Kota Bandung"}', 'by: {bpsCode: "3273"}'):
        answer = atlas.ask(f"{{ region({argument}) {{ name }} }}")
        assert answer["data"] == {"region": None}
        assert answer["errors"][0]["extensions"]["code"] == "NOT_FOUND"


def test_an_alias_that_is_hidden_finds_nothing(atlas: Any) -> None:
    document = '{ region(by: {alias: "Mamuju Utara"}) { name } }'
    assert atlas.data(document)["region"]["name"] == "Kabupaten Pasangkayu"
    atlas.write("UPDATE region_alias SET visibility = 1 WHERE name = 'Mamuju Utara'")
    assert atlas.ask(document)["data"] == {"region": None}


# --- references that dangle ---


@pytest.mark.parametrize("cause", ["hidden", "gone"])
def test_a_reference_that_must_not_dangle_nulls_its_parent_up_to_the_next_nullable(
    atlas: Any, cause: str
) -> None:
    """https://spec.graphql.org/October2021/#sec-Handling-Field-Errors"""
    atlas.write(place(1, "one"), place(2, "two", region_id=17), place(3, "three", above_id=2))
    atlas.write(
        "UPDATE region SET visibility = 1 WHERE id = 17"
        if cause == "hidden"
        else "UPDATE atlas_place SET region_id = 99999 WHERE id = 2"
    )
    single = atlas.ask(
        '{ node(id: "AtlasPlace_3") { ... on AtlasPlace { name above { name region { code } } } } }'
    )
    assert single["data"] == {"node": {"name": "three", "above": None}}
    (error,) = single["errors"]
    assert error["path"] == ["node", "above", "region"]
    assert error["extensions"]["code"] == "REFERENCE_MISSING"
    several = atlas.ask("{ atlas { places { nodes { region { code } } } } regions(first: 1) { totalCount } }")
    assert several["data"]["atlas"] is None
    assert several["data"]["regions"]["totalCount"] > 500
    assert several["errors"][0]["path"] == ["atlas", "places", "nodes", 1, "region"]


def test_a_row_whose_reference_dangles_is_shown_where_nobody_asks_for_it(atlas: Any) -> None:
    atlas.write(place(1, "one", region_id=99999))
    assert atlas.data("{ atlas { places { nodes { name } } } }")["atlas"]["places"]["nodes"] == [
        {"name": "one"}
    ]

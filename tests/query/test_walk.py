"""Operations in which Python takes part: the same statements, the same answers, resolvers that see their row."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture
def places(atlas: Any) -> Any:
    """Three places in one region."""
    columns = "(id, name_id, name_en, region_id, above_id, total, price, is_open)"
    atlas.write(
        f"INSERT INTO atlas_place {columns} VALUES (1, 'satu', 'one', 17, NULL, 5, 1250, 1),"
        " (2, 'dua', NULL, 17, 1, NULL, NULL, NULL), (3, 'tiga', 'three', 18, 1, 7, -5, 0)"
    )
    return atlas


def test_a_python_field_sees_the_columns_of_its_row_and_takes_no_statement(places: Any) -> None:
    rows = places.data("{ atlas { places { nodes { label } } } }")["atlas"]["places"]["nodes"]
    assert rows == [{"label": "SATU 12.50 True"}, {"label": "DUA None None"}, {"label": "TIGA -0.05 False"}]


def test_an_alias_that_equals_a_column_does_not_reach_the_row_of_a_resolver(places: Any) -> None:
    document = """{ atlas { places(first: 1) { nodes {
        name_id: total total: name(lang: EN) price: id is_open: label risky(more: 2) } } } }"""
    (row,) = places.data(document)["atlas"]["places"]["nodes"]
    assert row == {
        "name_id": 5,
        "total": "one",
        "price": "AtlasPlace_1",
        "is_open": "SATU 12.50 True",
        "risky": 7,
    }


def test_python_fields_are_reached_through_every_kind_of_field(places: Any) -> None:
    document = """query Q($ids: [ID!]!) { nodes(ids: $ids) { __typename id
        ... on AtlasPlace { label above { label } below { edges { cursor node { label } } } }
        ... on Region { name atlas { twice places { nodes { label } } } } } }"""
    one, region, none = places.data(document, {"ids": ["AtlasPlace_1", "Region_17", "Region_99999"]})["nodes"]
    assert none is None
    assert one["above"] is None
    assert [edge["node"]["label"][:4] for edge in one["below"]["edges"]] == ["DUA ", "TIGA"]
    assert region["__typename"] == "Region"
    assert len(region["atlas"]["places"]["nodes"]) == 2
    assert region["atlas"]["twice"] == region["atlas"]["twice"][: len(region["atlas"]["twice"]) // 2] * 2


def test_python_fields_of_the_namespace_stand_beside_tables(places: Any) -> None:
    assert places.data("{ atlas { motto places { totalCount } } }") == {
        "atlas": {"motto": "onward", "places": {"totalCount": 3}}
    }


def test_every_root_field_is_one_statement_with_python_below_too(places: Any) -> None:
    answer = places.ask(
        "{ a: atlas { motto places { nodes { label } } } b: regions { totalCount } plugins { namespace } }"
    )
    assert "errors" not in answer
    assert places.statements == 2
    assert answer["data"]["plugins"] == [{"namespace": "atlas"}]


def test_an_error_of_a_resolver_is_an_id_and_the_rest_is_answered(
    places: Any, caplog: pytest.LogCaptureFixture
) -> None:
    answer = places.ask("{ atlas { places { nodes { risky } } } regions { totalCount } }")
    assert answer["data"]["atlas"] is None and answer["data"]["regions"]["totalCount"] == 553
    (error,) = answer["errors"]
    assert error["path"] == ["atlas", "places", "nodes", 1, "risky"]
    assert error["extensions"]["code"] == "INTERNAL_ERROR"
    assert "NoneType" not in str(error)
    assert "NoneType" in caplog.text


def test_merged_fields_and_fragments_make_each_key_once(graph: Any) -> None:
    document = """query Q($yes: Boolean!) { region(code: "32.73") { name parent { name } ...More
        ... on Region { parent { kind } name } ... @include(if: $yes) { code } } }
        fragment More on Region { parent { code children(first: 1) { totalCount } }
            name parent { children(first: 1) { nodes { code } } } }"""
    request = graph.data(document, {"yes": True})
    assert request["region"] == {
        "name": "Kota Bandung",
        "parent": {
            "name": "Jawa Barat",
            "code": "32",
            "children": {"totalCount": 27, "nodes": [{"code": "32.01"}]},
            "kind": "PROVINCE",
        },
        "code": "32.73",
    }


def test_a_key_that_is_asked_for_twice_is_sent_once(graph: Any) -> None:
    from pilar.query.exchange import Request

    document = (
        '{ region(code: "32.73") { name name ...A ... on Region { name } } } fragment A on Region { name }'
    )
    answer = graph.runner.run(graph.service.engine.execute(Request(document, {})))
    assert answer.body == b'{"data":{"region":{"name":"Kota Bandung"}}}'


# --- facts about variables: a plan is used for all requests that agree on them, and for no others ---


def test_skip_and_include_follow_the_variable_of_each_request(graph: Any) -> None:
    document = """query Q($a: Boolean!, $b: Boolean = true) { region(code: "32.73") { code @skip(if: $a)
        name @include(if: $b) ...F @skip(if: $a) } } fragment F on Region { kind }"""
    for a, b in ((True, True), (False, False), (False, True), (True, True)):
        expected = ([] if a else ["code"]) + (["name"] if b else []) + ([] if a else ["kind"])
        assert list(graph.data(document, {"a": a, "b": b})["region"]) == expected
    assert list(graph.data(document, {"a": True})["region"]) == ["name"]


def test_an_ordering_follows_the_variable_of_each_request(graph: Any) -> None:
    document = "query Q($o: [RegionOrder!]) { a: regions(first: 1, orderBy: $o) { nodes { code } } }"
    asked = (
        [{"code": "ASC"}],
        [{"code": "DESC"}],
        [],
        None,
        [{"kind": "ASC"}, {"code": "DESC"}],
        [{"parent": {"code": "DESC"}}],
    )
    first = [graph.data(document, {"o": order})["a"]["nodes"][0]["code"] for order in asked]
    assert first[:2] == ["11", "ID"]
    assert first[2] == first[3] == graph.data(document)["a"]["nodes"][0]["code"]
    assert first[4:] == ["ID", "96"]  # of rows with equal keys, the id runs in the direction of the last key
    direction = (
        "query Q($d: OrderDirection!) { a: regions(first: 1, orderBy: [{code: $d}]) { nodes { code } } }"
    )
    assert [graph.data(direction, {"d": way})["a"]["nodes"][0]["code"] for way in ("ASC", "DESC", "ASC")] == [
        "11",
        "ID",
        "11",
    ]


def test_keys_of_a_filter_and_what_is_null_or_absent_follow_the_variable(graph: Any) -> None:
    document = "query Q($w: RegionFilter) { regions(where: $w) { totalCount } }"
    asked = [
        ({}, 553),
        ({"w": None}, 553),
        ({"w": {}}, 553),
        ({"w": {"kind": {"eq": "PROVINCE"}}}, 38),
        ({"w": {"kind": {"in": ["PROVINCE", "COUNTRY"]}}}, 39),
        ({"w": {"kind": {"in": []}}}, 0),
        ({"w": {"kind": {}}}, 553),
        ({"w": {"parent": {"code": {"eq": "32"}}, "kind": {"eq": "KOTA"}}}, 9),
        ({"w": {"or": [{"code": {"eq": "32"}}, {"code": {"eq": "33"}}]}}, 2),
        ({"w": {"or": []}}, 0),
        ({"w": {"and": []}}, 553),
    ]
    for variables, count in [*asked, *reversed(asked)]:
        assert graph.data(document, variables)["regions"]["totalCount"] == count, variables


def test_a_variable_inside_a_filter_may_be_left_out_but_not_null(graph: Any) -> None:
    document = """query Q($k: RegionKind, $c: String) {
        regions(where: {kind: {eq: $k}, code: {startsWith: $c}}) { totalCount } }"""
    assert graph.data(document, {"k": "KOTA"})["regions"]["totalCount"] == 98
    assert graph.data(document, {"k": "KOTA", "c": "32."})["regions"]["totalCount"] == 9
    assert graph.data(document, {})["regions"]["totalCount"] == 553
    assert graph.error(document, {"k": None})["extensions"]["code"] == "ARGUMENT_INVALID"


def test_page_sizes_that_are_null_or_absent_are_the_default(graph: Any) -> None:
    document = "query Q($n: Int) { regions(first: $n) { nodes { id } } }"
    sizes = [
        len(graph.data(document, given)["regions"]["nodes"])
        for given in ({}, {"n": None}, {"n": 3}, {"n": 0})
    ]
    assert sizes == [20, 20, 3, 0]
